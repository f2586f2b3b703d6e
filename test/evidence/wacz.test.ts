import { link, mkdir, mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockBundle } from '../../src/evidence/bundle/lock.ts';
import { memoryBundle, type Sealed } from '../../src/evidence/bundle/memory.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import { StoreDamaged, captureId } from '../../src/evidence/bundle.ts';
import type { Capture, Scope } from '../../src/evidence/capture.ts';
import { fetchBody } from '../../src/evidence/sealed-body.ts';
import { verifyBundle } from '../../src/evidence/verify.ts';
import { openBundle, openBundleWriter, type BundleWriter, type StoredBundle } from '../../src/evidence/wacz.ts';
import { zipOf } from '../support/archives.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-bundle-'));
  file = join(folder, 'run.wacz');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function sealed(path: string, words: string | undefined, more: Partial<Capture> = {}): Sealed {
  const body = words === undefined ? undefined : Buffer.from(words);
  const url = path.includes(':') ? path : `http://www.shancheng-sgcc.example/${path}`;
  const place = { channel: 'portal' as const, site: '', url, ...more };
  const capture: Capture = {
    ...{ id: captureId(place), capturedAt: '2026-11-20T02:03:04Z', obtained: 'http', status: 200, depth: 0 },
    ...{ headers: { 'content-type': ['text/html; charset=gbk'], 'set-cookie': ['a=1', 'b=2'] }, marks: [] },
    ...{ sha256: body ? sha256(body) : '', bytes: body?.length ?? 0 },
    ...place,
  };
  return { capture, body };
}

const RUN: readonly Sealed[] = [
  sealed('xxgk/index.html', '<html>信息公开</html>'),
  sealed('', '<html>首页</html>'),
  sealed('jiage.pdf', '%PDF-1.7 …', { headers: { 'content-encoding': ['gzip'], 'content-length': ['7'] } }),
  sealed('gone.html', undefined, { status: 404 }),
  sealed('login.html', undefined, {
    status: 403,
    fault: { reason: 'auth-wall', detail: '403\r\nWARC-Type: response' },
  }),
  sealed('snapshot:公示栏 1.html', '<html>营业厅</html>', {
    channel: 'hall',
    site: '中心营业厅',
    obtained: 'snapshot',
    status: 0,
  }),
];
const SCOPES: readonly Scope[] = [
  { channel: 'portal', site: '', closed: true, pages: 3, cut: { reason: 'auth-wall', detail: 'login.html' } },
  { channel: 'hall', site: '中心营业厅', closed: false, pages: 1 },
];

async function writer(resume = false): Promise<BundleWriter> {
  const opened = await openBundleWriter(file, { resume });
  if (opened.kind === 'busy') throw new Error('busy');
  return opened;
}

async function write(run: readonly Sealed[] = RUN): Promise<Buffer> {
  const bundle = await writer();
  await Promise.all(run.map(({ capture, body }) => bundle.add(capture, body)));
  await bundle.close(SCOPES, { company: 'shancheng' });
  return readFile(file);
}

async function read(): Promise<StoredBundle> {
  const opened = await openBundle(file);
  if (opened.kind === 'unreadable') throw new Error(`unreadable: ${opened.file}`);
  return opened;
}

describe('a bundle on disk', () => {
  it('tells where each body lies, for whoever fetches it from the file', async () => {
    await write();
    const bundle = await read();
    for (const { capture, body } of RUN) {
      const place = body && bundle.place?.(capture);
      const fetched = place && fetchBody(place, capture);
      expect(fetched && Buffer.from(fetched)).toEqual(body);
    }
    await bundle.close();
  });

  it('gives back the captures, scopes and bodies exactly as a bundle in memory does', async () => {
    await write();
    const stored = await read();
    const memory = memoryBundle(RUN, SCOPES);
    expect(stored.captures).toEqual(memory.captures);
    expect(stored.scopes).toEqual(memory.scopes);
    for (const capture of stored.captures.filter(({ sha256: digest }) => digest !== ''))
      expect(Buffer.from(await stored.body(capture))).toEqual(Buffer.from(await memory.body(capture)));
    await stored.close();
  });

  it('holds a header that comes with many answers once', async () => {
    await write();
    const { captures, close } = await read();
    const kinds = captures.filter(({ url }) => /index|gone/.test(url)).map(({ headers }) => headers['content-type']);
    expect(kinds).toEqual([['text/html; charset=gbk'], ['text/html; charset=gbk']]);
    expect(kinds[1]).toBe(kinds[0]);
    await close();
  });

  it('has the same bytes whatever order the captures came in', async () => {
    const first = await write();
    expect((await write([...RUN].reverse())).equals(first)).toBe(true);
  });

  it('leaves nothing beside it when it is sealed, and nothing at its path before', async () => {
    const bundle = await writer();
    await bundle.add(...pair(RUN[0]));
    expect(await readdir(folder)).not.toContain('run.wacz');
    await bundle.close(SCOPES, { company: 'shancheng' });
    expect(await readdir(folder)).toEqual(['run.wacz']);
  });

  it('keeps the earlier bundle when a run is abandoned', async () => {
    const first = await write();
    const bundle = await writer();
    await bundle.add(...pair(sealed('neu.html', '<p>新</p>')));
    await bundle.abandon();
    expect((await readFile(file)).equals(first)).toBe(true);
  });

  it('refuses a body for a capture that has none', async () => {
    await write();
    const stored = await read();
    const [gone] = stored.captures.filter(({ status }) => status === 404);
    await expect(gone && stored.body(gone)).rejects.toThrow(RangeError);
    await stored.close();
  });

  it('is not opened when it is no bundle or cut short', async () => {
    const whole = await write();
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK not a bundle'), whole.subarray(0, whole.length - 1)]) {
      await writeFile(file, bytes);
      expect(await openBundle(file)).toMatchObject({ kind: 'unreadable' });
      expect(await verifyBundle(file)).toHaveLength(1);
    }
  });

  it('unpacked and packed again is told as that, whatever was changed, and not as damaged', async () => {
    const files = unzipSync(await write());
    const { 'run/captures.jsonl': captures, ...lacking } = files;
    const edited = Buffer.from(
      Buffer.from(captures ?? [])
        .toString()
        .replaceAll('2026-11-20', '2026-11-01'),
    );
    for (const again of [
      files,
      lacking,
      { ...files, 'run/captures.jsonl': edited },
      { ...files, '说明.txt': edited },
    ]) {
      // Other tools write the files in an order of their own.
      await writeFile(file, zipOf(Object.fromEntries(Object.entries(again).reverse())));
      expect((await verifyBundle(file)).map(({ what }) => what.zh)).toEqual([expect.stringContaining('重新打包过')]);
      expect(await openBundle(file)).toMatchObject({ kind: 'unreadable' });
    }
  });
});

const pair = (one: Sealed | undefined): [Capture, Uint8Array | undefined] => {
  if (!one) throw new Error('no such capture');
  return [one.capture, one.body];
};

describe('two captures of one address', () => {
  const settled = async (...run: Sealed[]): Promise<readonly Capture[]> => {
    await write(run);
    const stored = await read();
    await stored.close();
    expect(await verifyBundle(file)).toEqual([]);
    return stored.captures;
  };

  it('the newer one counts', async () => {
    const old = sealed('a.html', '<p>旧</p>', { capturedAt: '2026-03-02T00:00:00Z' });
    const young = sealed('a.html', '<p>新</p>');
    expect(await settled(old, young)).toEqual([young.capture]);
  });

  it('one that was read counts before one that failed', async () => {
    const failed = sealed('a.html', undefined, {
      capturedAt: '2026-11-21T00:00:00Z',
      fault: { reason: 'timeout', detail: '' },
    });
    const page = sealed('a.html', '<p>页</p>');
    expect(await settled(failed, page)).toEqual([page.capture]);
  });

  it('two of the same time that differ prove nothing', async () => {
    const [capture] = await settled(sealed('a.html', '<p>甲</p>'), sealed('a.html', '<p>乙</p>'));
    expect([capture?.fault?.reason, capture?.sha256]).toEqual(['conflicting', '']);
  });

  it('two files of one name from two folders without an address are two documents', async () => {
    const one = sealed('snapshot:index.html', '<p>甲</p>', { from: 'evidence/a/index.html', obtained: 'snapshot' });
    const two = sealed('snapshot:index.html', '<p>乙</p>', { from: 'evidence/b/index.html', obtained: 'snapshot' });
    expect((await settled(one, two)).map(({ url }) => url)).toEqual([
      'snapshot:evidence/b/index.html',
      'snapshot:index.html',
    ]);
  });
});

describe('verification', () => {
  it('finds nothing in a whole bundle', async () => {
    await write();
    expect(await verifyBundle(file)).toEqual([]);
  });

  it('names the capture whose record was changed, and reading it says so', async () => {
    await write();
    const stored = await read();
    const pdf = stored.captures.find(({ url }) => url.endsWith('jiage.pdf'));
    if (!pdf) throw new Error('no such capture');
    const lines = (await readFile(file, 'latin1')).split('\n').filter((line) => line.includes('"offset"'));
    const record = lines
      .map((line) => line.slice(line.indexOf('{')))
      .flatMap((line) => (line.includes(pdf.id) ? [line] : []));
    const { offset } = JSON.parse(record.at(-1) ?? '{}') as { offset: number };
    await flip(30 + 'archive/data.warc.gz'.length + offset + 9, 0);
    expect(await verifyBundle(file)).toMatchObject([{ file: 'archive/data.warc.gz', capture: pdf.id }]);
    await expect(stored.body(pdf)).rejects.toThrow(StoreDamaged);
    await stored.close();
  });

  it('names every one of 500 flipped bits, by the file that it stands in', async () => {
    const whole = await write();
    const seed = 20_261_121;
    const [offsets = []] = fc.sample(
      fc.uniqueArray(fc.integer({ min: 0, max: whole.length * 8 - 1 }), { minLength: 500, maxLength: 500 }),
      { seed, numRuns: 1 },
    );
    let named = 0;
    for (const bit of offsets) {
      await flip(Math.floor(bit / 8), bit % 8);
      const damage = await verifyBundle(file);
      const right = damage.some((one) => one.file === fileAt(whole, Math.floor(bit / 8)));
      if (damage.length === 1 && right) named += 1;
      else expect.soft(damage, `bit ${bit} in ${fileAt(whole, Math.floor(bit / 8))}`).toHaveLength(1);
      await flip(Math.floor(bit / 8), bit % 8);
    }
    process.stdout.write(
      `flipped bits named: ${named} of ${offsets.length} (seed ${seed}, bundle of ${whole.length} bytes)\n`,
    );
    expect(named).toBe(500);
  });
});

describe('a bundle that somebody else made up', () => {
  it('is not opened when its lines are not captures, though every digest is right', async () => {
    const forged = { ...pair(RUN[0])[0], channel: 'television' } as unknown as Capture;
    const bundle = await writer();
    await bundle.add(forged, RUN[0]?.body);
    await bundle.close([], { company: 'shancheng' });
    expect(await openBundle(file)).toEqual({ kind: 'unreadable', file: 'run/captures.jsonl' });
    expect(await verifyBundle(file)).toMatchObject([{ file: 'run/captures.jsonl' }]);
  });
});

/** Turns one bit over in the file. */
async function flip(offset: number, bit: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, offset);
  byte[0] = (byte[0] ?? 0) ^ (1 << bit);
  await handle.write(byte, 0, 1, offset);
  await handle.close();
}

/** Which file of the bundle an offset lies in, by an independent walk over the local headers; '' for the directory. */
function fileAt(whole: Buffer, offset: number): string {
  for (let at = 0; whole.readUInt32LE(at) === 0x04034b50;) {
    const name = whole.toString('latin1', at + 30, at + 30 + whole.readUInt16LE(at + 26));
    at += 30 + name.length + whole.readUInt32LE(at + 18);
    if (offset < at) return name;
  }
  return '';
}

describe('an interrupted run', () => {
  it('is resumed behind its last whole record and ends in the same bytes', async () => {
    const unbroken = await write();
    for (const torn of ['records.warc.gz', 'journal.jsonl']) {
      const first = await writer();
      for (const one of RUN.slice(0, 3)) await first.add(...pair(one));
      await first.abandon();
      const path = join(`${file}.partial`, torn);
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(0, bytes.length - 5));
      const second = await writer(true);
      expect(second.committed.map(({ id }) => id)).toEqual(RUN.slice(0, 2).map(({ capture }) => capture.id));
      for (const one of RUN.slice(2)) await second.add(...pair(one));
      await second.close(SCOPES, { company: 'shancheng' });
      expect((await readFile(file)).equals(unbroken), torn).toBe(true);
    }
  });

  it('killed between any two bytes that it writes loses nothing that was whole', async () => {
    const unbroken = await write();
    const first = await writer();
    for (const one of RUN) await first.add(...pair(one));
    await first.abandon();
    const partial = (name: string): string => join(`${file}.partial`, name);
    const [records, lines] = [await readFile(partial('records.warc.gz')), await readFile(partial('journal.jsonl'))];
    const seed = 20_261_123;
    const cuts = fc.sample(fc.tuple(fc.nat(records.length), fc.nat(lines.length)), { seed, numRuns: 200 });
    let same = 0;
    for (const [atRecord, atLine] of cuts) {
      await mkdir(`${file}.partial`, { recursive: true });
      await writeFile(partial('records.warc.gz'), records.subarray(0, atRecord));
      await writeFile(partial('journal.jsonl'), lines.subarray(0, atLine));
      const resumed = await writer(true);
      const kept = new Set(resumed.committed.map(({ id }) => id));
      for (const one of RUN) if (!kept.has(one.capture.id)) await resumed.add(...pair(one));
      await resumed.close(SCOPES, { company: 'shancheng' });
      if ((await readFile(file)).equals(unbroken)) same += 1;
    }
    process.stdout.write(`resumed to the same bytes: ${same} of ${cuts.length} (seed ${seed})\n`);
    expect(same).toBe(200);
  });

  it('starts anew without being told to resume', async () => {
    const first = await writer();
    await first.add(...pair(RUN[0]));
    await first.abandon();
    const second = await writer();
    expect(second.committed).toEqual([]);
    await second.abandon();
  });
});

describe('one writer', () => {
  it('keeps the second out and names the first', async () => {
    const first = await writer();
    expect(await openBundleWriter(file)).toMatchObject({
      kind: 'busy',
      holder: { pid: process.pid, host: hostname() },
    });
    await first.abandon();
    await (await writer()).abandon();
  });

  it('takes over from a process that is gone, from before a boot, and from one whose number was used again', async () => {
    const first = await writer();
    const own = JSON.parse(await readFile(`${file}.lock`, 'utf8')) as Record<string, unknown>;
    await first.abandon();
    const stale = [{ pid: 2 ** 22 + 1 }, { boot: 'an earlier one' }, { processStart: '1' }];
    for (const change of stale) {
      await writeFile(`${file}.lock`, JSON.stringify({ ...own, ...change }));
      const next = await openBundleWriter(file);
      expect(next.kind, JSON.stringify(change)).toBe('writer');
      if (next.kind === 'writer') await next.abandon();
    }
  });

  it('sweeps what killed processes left while they asked for it, and nothing of a living one', async () => {
    const first = await writer();
    const own = await readFile(`${file}.lock`, 'utf8');
    const gone = JSON.stringify({ ...(JSON.parse(own) as object), pid: 2 ** 22 + 1 });
    // Killed between making the draft and writing it; after writing it; while it set a stale lock aside. The last one lives.
    const left = { 'lock.71': '', 'lock.72': gone, 'lock.73.stale': gone, 'lock.74': own };
    for (const [name, content] of Object.entries(left)) await writeFile(`${file}.${name}`, content);
    await first.abandon();
    const there = (await readdir(dirname(file))).filter((name) => name.includes('.lock'));
    expect(there).toEqual([`${basename(file)}.lock.74`]);
    await rm(`${file}.lock.74`);
  });

  it('never writes to the lock of another that was just taken in the same process', async () => {
    const first = { pid: 1, host: 'another', since: '2026-11-20T00:00:00Z', boot: '', processStart: '' };
    // As it is between the making of a lock and the end of its draft: one file under two names.
    await writeFile(`${file}.lock`, JSON.stringify(first));
    await link(`${file}.lock`, `${file}.lock.${process.pid}`);
    expect(await lockBundle(file)).toEqual({ kind: 'busy', path: file, holder: first });
    expect(JSON.parse(await readFile(`${file}.lock`, 'utf8'))).toEqual(first);
  });

  it('gives it to one of many that ask and sweep at the same time, again and again', async () => {
    let at = 0;
    let most = 0;
    const ask = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) {
        const lock = await lockBundle(file);
        if (lock.kind === 'busy') continue;
        most = Math.max(most, (at += 1));
        await Promise.resolve();
        at -= 1;
        await lock.release();
      }
    };
    await Promise.all(Array.from({ length: 8 }, ask));
    expect(most).toBe(1);
    const last = await lockBundle(file);
    expect(last.kind).toBe('held');
    if (last.kind === 'held') await last.release();
    expect((await readdir(dirname(file))).filter((name) => name.includes('.lock'))).toEqual([]);
  });

  it('never takes over from another machine', async () => {
    const holder = { pid: 1, host: 'another', since: '2026-11-20T00:00:00Z', boot: '', processStart: '' };
    await writeFile(`${file}.lock`, JSON.stringify(holder));
    expect(await openBundleWriter(file)).toEqual({ kind: 'busy', path: file, holder });
  });
});
