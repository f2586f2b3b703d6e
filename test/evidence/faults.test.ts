import { afterAll, describe, expect, it } from 'vitest';
import { IMPATIENT, liveRun } from '../support/live-run.ts';
import { faultServer, page } from '../support/fault-server.ts';
import { NETWORK_FAULTS, type FaultCase } from '../support/network-faults.ts';

/** A start page that leads to the page under test and to nothing else. */
const START = page('<!doctype html><html><title>首页</title><a href="/x">公告</a></html>');

let passed = 0;
afterAll(
  () => void process.stdout.write(`network faults: ${passed} passed, ${NETWORK_FAULTS.length - passed} failed\n`),
);

describe.concurrent('a page behind a fault of the network', () => {
  for (const one of NETWORK_FAULTS) {
    it(`${one.row} ${one.what}: ${one.reason ?? 'read'}`, async () => {
      await check(one);
      passed += 1;
    });
  }
});

async function check({ reply, reason, marks = [], beside = {}, limits = {}, expect: more }: FaultCase): Promise<void> {
  const server = await faultServer({ '/': START, '/x': reply, ...beside });
  try {
    const run = await liveRun(`${server.origin}/`, {
      limits: { backoffMs: [0], ...(reason === 'timeout' ? IMPATIENT : {}), ...limits },
    });
    const capture = run.at(`${server.origin}/x`);
    expect(capture.fault?.reason, capture.fault?.detail).toBe(reason);
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
