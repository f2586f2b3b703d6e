import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directoryOf, localHeader } from '../../src/evidence/archive/layout.ts';
import { StoreDamaged, captureId } from '../../src/evidence/bundle.ts';
import type { Capture } from '../../src/evidence/capture.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import { verifyBundle } from '../../src/evidence/verify.ts';
import { BUNDLE_FILES, DIGEST_FILE, PACKAGE_FILE, packageDigest } from '../../src/evidence/wacz/files.ts';
import { openBundle, openBundleWriter } from '../../src/evidence/wacz.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-edited-'));
  file = join(folder, 'evidence.wacz');
  await writeBundle();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const BASE = 'http://www.shancheng-sgcc.example';
const LATE = `${BASE}/dianjia.html`;
const PLAN = `${BASE}/tingdian.html`;

function captureOf(url: string, words: string | undefined, more: Partial<Capture> = {}): [Capture, Buffer | undefined] {
  const body = words === undefined ? undefined : Buffer.from(words);
  const place = { channel: 'portal' as const, site: '', url };
  const capture: Capture = {
    ...{ ...place, id: captureId(place), capturedAt: '2026-10-16T02:03:04Z', obtained: 'http', status: 200, depth: 0 },
    ...{ headers: { 'content-type': ['text/html'] }, marks: [], sha256: body ? sha256(body) : '' },
    ...{ bytes: body?.length ?? 0, ...more },
  };
  return [capture, body];
}

/** Two pages that were read, one that timed out, and a file of a hall's snapshot. */
async function writeBundle(...more: readonly [Capture, Buffer | undefined][]): Promise<void> {
  const writer = await openBundleWriter(file);
  if (writer.kind === 'busy') throw new Error('busy');
  for (const one of more) await writer.add(...one);
  const timeout = { status: 0, fault: { reason: 'timeout', detail: '30 s' } } as const;
  await writer.add(...captureOf(LATE, '<html>销售电价</html>'));
  await writer.add(...captureOf(PLAN, '<html>计划停电</html>'));
  await writer.add(...captureOf(`${BASE}/zhinan.html`, undefined, timeout));
  const hall = {
    channel: 'hall',
    site: '中心营业厅',
    obtained: 'snapshot',
    status: 0,
    from: 'hall/公示栏.html',
  } as const;
  await writer.add(...captureOf('snapshot:公示栏.html', '<html>公示栏</html>', hall));
  await writer.close([], { company: 'shancheng', created: '2026-10-16T02:00:00Z' });
}

/** Changes one list of the bundle as somebody would who knows of digests, and makes all of them right again. */
async function editList(name: string, edit: (content: string) => string): Promise<void> {
  const files = new Map(
    Object.entries(unzipSync(await readFile(file))).map(([key, value]) => [key, Buffer.from(value)]),
  );
  const before = files.get(name) ?? Buffer.alloc(0);
  const after = Buffer.from(edit(before.toString()));
  expect(after.equals(before)).toBe(false);
  files.set(name, after);
  const description = (files.get(PACKAGE_FILE) ?? '').toString().replace(sha256(before), sha256(after));
  files.set(PACKAGE_FILE, Buffer.from(description));
  files.set(DIGEST_FILE, Buffer.from(packageDigest(description)));
  const entries = BUNDLE_FILES.map((key) => {
    const bytes = files.get(key) ?? Buffer.alloc(0);
    return { name: key, size: bytes.length, crc: crc32(bytes), bytes };
  });
  const packed = entries.flatMap((entry) => [localHeader(entry), entry.bytes]);
  await writeFile(file, Buffer.concat([...packed, directoryOf(entries)]));
}

const namedIn = async (): Promise<string[]> =>
  (await verifyBundle(file)).map(({ file: part, capture }) => [part, capture].filter(Boolean).join(' '));

describe('a bundle whose lists were edited and their digests made anew', () => {
  it('is whole before', async () => {
    expect(await verifyBundle(file)).toEqual([]);
  });

  it('is whole where two files have one name, and where two captures of one moment disagree', async () => {
    const hall = { channel: 'hall', site: '中心营业厅', obtained: 'snapshot', status: 0 } as const;
    const long = '0123456789'.repeat(40_000);
    await writeBundle(
      captureOf('snapshot:公示栏.html', '<html>一楼</html>', { ...hall, from: 'hall/一楼/公示栏.html' }),
      captureOf('snapshot:公示栏.html', '<html>库房</html>', hall),
      captureOf(LATE, `<html>${long}</html>`),
      captureOf(PLAN, `<html>${long}</html>`, { from: `${BASE}/` }),
    );
    const opened = await openBundle(file);
    expect(opened.kind === 'bundle' && opened.captures.map(({ fault }) => fault?.reason)).toContain('conflicting');
    if (opened.kind === 'bundle') await opened.close();
    expect(await verifyBundle(file)).toEqual([]);
  });

  it('an earlier day of capture: the record still tells the day on which the page came, and the page proves nothing', async () => {
    const [late] = captureOf(LATE, '');
    await editList('run/captures.jsonl', (lines) =>
      lines.replace(/(dianjia.*?"capturedAt":")2026-10-16/, '$12026-10-14'),
    );
    expect(await namedIn()).toContain(`archive/data.warc.gz portal:${LATE}`);
    const opened = await openBundle(file);
    if (opened.kind !== 'bundle') throw new Error('unreadable');
    const [edited, other] = [LATE, PLAN].map((url) => opened.captures.find((one) => one.url === url) ?? late);
    await expect(opened.body(edited ?? late)).rejects.toThrow(StoreDamaged);
    expect(Buffer.from(await opened.body(other ?? late)).toString()).toContain('计划停电');
    await opened.close();
  });

  it('another address, another answer, another fault: each named by its capture', async () => {
    const edits: readonly [from: RegExp, to: string, named: string][] = [
      [/"url":"snapshot:公示栏.html"/, '"url":"snapshot:大门.html"', 'hall@中心营业厅:snapshot:公示栏.html'],
      [/(tingdian.*?"status":)200/, '$1203', `portal:${PLAN}`],
      [/"status":0(.*?),"fault":\{.*?\}/, '"status":404$1', `portal:${BASE}/zhinan.html`],
    ];
    for (const [from, to, named] of edits) {
      await writeBundle();
      await editList('run/captures.jsonl', (lines) => lines.replace(from, to));
      expect(await namedIn(), named).toEqual([`archive/data.warc.gz ${named}`]);
    }
  });

  it('a capture struck from the list, or listed twice, is named, and the bundle is not judged', async () => {
    const strike = (lines: string): string => lines.replace(/^.*tingdian.*\n/m, '');
    const double = (lines: string): string => lines.replace(/^.*tingdian.*\n/m, '$&$&');
    for (const edit of [strike, double]) {
      await writeBundle();
      await editList('run/captures.jsonl', edit);
      expect(await namedIn()).toContain(`run/captures.jsonl portal:${PLAN}`);
      expect(await openBundle(file)).toEqual({ kind: 'unreadable', file: 'run/captures.jsonl' });
    }
  });

  it('an index or a list of pages that leads elsewhere, and another day of the run, are named by their file', async () => {
    const edits: readonly [name: string, edit: (content: string) => string][] = [
      ['indexes/index.cdxj', (lines) => lines.replace(/^.*tingdian.*\n/m, '')],
      ['indexes/index.cdxj', (lines) => lines.replaceAll('20261016', '20261014')],
      ['pages/pages.jsonl', (lines) => lines.replaceAll('2026-10-16', '2026-10-14')],
      ['run/head.json', (head) => head.replace('2026-10-16', '2026-10-14')],
    ];
    for (const [name, edit] of edits) {
      await writeBundle();
      await editList(name, edit);
      expect(await namedIn()).toEqual([name]);
    }
  });
});
