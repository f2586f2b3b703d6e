import { afterAll, describe, expect, it } from 'vitest';
import { isFile, readFile } from '../../src/documents/read-file.ts';
import { readCapture, type PageJudge } from '../../src/documents/read.ts';
import { faultWords } from '../../src/evidence/fault/words.ts';
import { CONTENT_FAULTS, type ContentCase } from '../support/content-faults.ts';
import { plainChinese } from '../support/plain-chinese.ts';
import { faultServer, page } from '../support/fault-server.ts';
import { IMPATIENT, liveRun } from '../support/live-run.ts';
import { NETWORK_FAULTS, type FaultCase } from '../support/network-faults.ts';

/** A start page that leads to the page under test and to nothing else. */
const START = page('<!doctype html><html><title>首页</title><a href="/x">公告</a></html>');

const toldIn = (detail = ''): string => faultWords(detail).zh;

const passed = { network: 0, content: 0 };
afterAll(() => {
  report('network', NETWORK_FAULTS.length);
  report('content', CONTENT_FAULTS.length);
});
const report = (kind: keyof typeof passed, all: number): void =>
  void process.stdout.write(`${kind} faults: ${passed[kind]} passed, ${all - passed[kind]} failed\n`);

describe.concurrent('a page behind a fault of the network', () => {
  for (const one of NETWORK_FAULTS) {
    it(`${one.row} ${one.what}: ${one.reason ?? 'read'}`, async () => {
      await checkNetwork(one);
      passed.network += 1;
    });
  }
});

async function checkNetwork({
  reply,
  reason,
  marks = [],
  beside = {},
  limits = {},
  expect: more,
}: FaultCase): Promise<void> {
  const server = await faultServer({ '/': START, '/x': reply, ...beside });
  try {
    const run = await liveRun(`${server.origin}/`, {
      limits: { backoffMs: [0], ...(reason === 'timeout' ? IMPATIENT : {}), ...limits },
    });
    const capture = run.at(`${server.origin}/x`);
    expect(capture.fault?.reason, capture.fault?.detail).toBe(reason);
    expect(toldIn(capture.fault?.detail)).toSatisfy(plainChinese);
    expect(capture.marks).toEqual(expect.arrayContaining(marks as string[]));
    // What was not read proves nothing: it has no bytes to read, and the whole scope can no longer say "not there".
    if (reason) {
      expect(capture.sha256).toBe('');
      expect(run.scope.cut?.reason).toBe(reason);
    } else {
      expect(capture.sha256).not.toBe('');
      if (!marks.includes('truncated')) expect(run.scope.cut).toBeUndefined();
    }
    more?.(run);
  } finally {
    await server.close();
  }
}

describe('a page that arrives whole and is hard to read', () => {
  for (const one of CONTENT_FAULTS) {
    it(`${one.row} ${one.what}: ${one.reason ?? 'read'}`, async () => {
      await checkContent(one);
      passed.content += 1;
    });
  }
});

const NO_JUDGE: PageJudge = { dates: () => [], identify: () => ({ identity: 'ours', why: '' }), publisher: () => '' };

async function checkContent({ reply, reason, says }: ContentCase): Promise<void> {
  const server = await faultServer({ '/': START, '/x': reply });
  try {
    const run = await liveRun(`${server.origin}/`, { limits: { rawBytes: 20_000_000, decodedBytes: 20_000_000 } });
    const capture = run.at(`${server.origin}/x`);
    const body = capture.sha256 === '' ? undefined : await run.bundle.body(capture);
    const read = body && isFile(body, capture) ? await readFile(capture, body, NO_JUDGE) : undefined;
    const document = read ?? readCapture(capture, body, NO_JUDGE);
    expect(document.unread?.reason, document.unread?.detail).toBe(reason);
    expect(toldIn(document.unread?.detail)).toSatisfy(plainChinese);
    if (says) expect(document.blocks.map(({ text }) => text.norm).join(' ')).toContain(says);
  } finally {
    await server.close();
  }
}
