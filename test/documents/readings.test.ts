import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../src/documents/document.ts';
import { DocumentStore } from '../../src/documents/document-store.ts';
import { pack, Unpacker } from '../../src/documents/packing.ts';
import { readBundle } from '../../src/documents/read-bundle.ts';
import { openReadings } from '../../src/documents/readings-file.ts';
import { memoryBundle } from '../../src/evidence/bundle/memory.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import { workspaceSchema } from '../../src/workspace/workspace.ts';
import { article, readPage, SHANCHENG, vocabulary } from './page.ts';

let folder = '';
const file = (): string => path.join(folder, 'readings.cache');
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-readings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const MARKUP = article(
  '计划停电公告',
  `<p>　２０２６年１１月２８日　8:00至12:00，江北区盘溪路停电。电话：０２３-９５５９８</p>
<table><caption>停电计划</caption><tr><th>线路</th><th>区域</th></tr><tr><td>10kV盘溪线</td><td rowspan=2>江 北 区</td></tr><tr><td>二线</td></tr></table>
<ul><li><a href="/a.html">停电公告（第1号）</a> 2026-11-18</li></ul><img src="/1.png" alt="公示">`,
);

describe('a reading on its way', () => {
  it('is the document that was packed', () => {
    const page = readPage(MARKUP);
    expect(page.tables).toHaveLength(1);
    expect(new Unpacker().unpack(pack(page), page.capture)).toEqual(page);
  });

  it('keeps what was left out of a text as noise', () => {
    const page = readPage(MARKUP);
    const [first, ...blocks] = page.blocks;
    if (!first) throw new Error('no block');
    const marked: Document = {
      ...page,
      blocks: [{ ...first, text: { raw: '某部张三 停电', norm: '停电', noise: [[0, 4]] }, sure: 0.9 }, ...blocks],
    };
    expect(new Unpacker().unpack(pack(marked), page.capture)).toEqual(marked);
  });
});

const workspace = {
  ...workspaceSchema.parse({
    company: SHANCHENG,
    channels: { portal: { sources: [{ url: 'http://www.shancheng.example/' }] } },
  }),
  folder: '.',
} as unknown as Parameters<typeof readBundle>[1];

/** More pages than are read without a process. */
function site(change: (n: number) => string = () => ''): ReturnType<typeof memoryBundle> {
  const sealed = Array.from({ length: 24 }, (_, n) => {
    const body = new TextEncoder().encode(MARKUP.replace('盘溪路', `盘溪路${n}号${change(n)}`));
    const url = `http://www.shancheng.example/${n}.html`;
    return {
      body,
      capture: {
        ...{ id: `portal:${url}`, channel: 'portal' as const, site: '', url, capturedAt: '2026-11-20T01:00:00Z' },
        ...{ obtained: 'http' as const, status: 200, headers: { 'content-type': ['text/html'] } },
        ...{ sha256: sha256(body), bytes: body.length, marks: [], depth: 0 },
      },
    };
  });
  return memoryBundle(sealed, []);
}

async function read(
  bundle: ReturnType<typeof site>,
  store?: DocumentStore,
): Promise<{ documents: readonly Document[]; bodies: number }> {
  const readings = openReadings(file());
  let bodies = 0;
  const counted = { ...bundle, body: (...of: Parameters<typeof bundle.body>) => ((bodies += 1), bundle.body(...of)) };
  const documents = await readBundle(counted, workspace, vocabulary(), () => undefined, { readings, store });
  const seen = documents.map((one) => ({ ...one }));
  readings.close();
  return { documents: seen, bodies };
}

/** The same, by a run that holds words on disk. */
async function readStored(bundle: ReturnType<typeof site>): ReturnType<typeof read> {
  const store = new DocumentStore();
  try {
    return await read(bundle, store);
  } finally {
    store.close();
  }
}

describe('readings kept from run to run', () => {
  it('are the same documents, and no page is opened again', async () => {
    const plain = await readBundle(site(), workspace, vocabulary(), () => undefined);
    const first = await read(site());
    const second = await read(site());
    expect(first).toEqual({ documents: plain, bodies: 24 });
    expect(second).toEqual({ documents: plain, bodies: 0 });
  });

  it.each([
    ['words on disk, then in memory', readStored, read],
    ['words in memory, then on disk', read, readStored],
    ['words on disk both times', readStored, readStored],
  ])('are the same documents, held in whatever way: %s', async (_name, then, now) => {
    const plain = await readBundle(site(), workspace, vocabulary(), () => undefined);
    expect(await then(site())).toEqual({ documents: plain, bodies: 24 });
    expect(await now(site())).toEqual({ documents: plain, bodies: 0 });
  });

  it('are read anew where the words kept beside them are damaged', async () => {
    const plain = await readBundle(site(), workspace, vocabulary(), () => undefined);
    await readStored(site());
    const bytes = await readFile(file());
    // The last record is the words of the page that was read last.
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 0x55;
    await writeFile(file(), bytes);
    expect(await readStored(site())).toEqual({ documents: plain, bodies: 1 });
  });

  it('serve all pages but the one that changed', async () => {
    await read(site());
    const changed = site((n) => (n === 7 ? '甲' : ''));
    const { documents, bodies } = await read(changed);
    expect(bodies).toBe(1);
    expect(documents).toEqual(await readBundle(changed, workspace, vocabulary(), () => undefined));
  });

  it('serve pages of which the server says that they are as they were', async () => {
    await read(site());
    const { captures, ...bundle } = site();
    const asked = captures.map((one) => ({ ...one, capturedAt: '2026-11-21T01:00:00Z', marks: ['not-modified'] }));
    expect((await read({ ...bundle, captures: asked })).bodies).toBe(0);
  });

  it('are not used under other words of the catalogue', async () => {
    await read(site());
    const readings = openReadings(file());
    let bodies = 0;
    const bundle = site();
    const counted = { ...bundle, body: (...of: Parameters<typeof bundle.body>) => ((bodies += 1), bundle.body(...of)) };
    await readBundle(counted, workspace, vocabulary({ login: ['登录'] }), () => undefined, { readings });
    readings.close();
    expect(bodies).toBe(24);
  });
});

describe('a file of readings', () => {
  it('gives back what was kept, in the next run too', () => {
    const one = openReadings(file());
    one.keep('a', '甲');
    one.close();
    const other = openReadings(file());
    expect(other.get('a')).toBe('甲');
    expect(other.get('b')).toBeUndefined();
    other.close();
  });

  it('is made anew when it is no such file', async () => {
    await writeFile(file(), 'no database at all, but long enough to be taken for the head of one'.repeat(99));
    const readings = openReadings(file());
    readings.keep('a', '甲');
    readings.close();
    const again = openReadings(file());
    expect(again.get('a')).toBe('甲');
    again.close();
  });

  it.each([0, 40, 64, 68, 75])('forgets what was damaged at byte %i', async (at) => {
    const readings = openReadings(file());
    readings.keep('a', '甲');
    readings.close();
    const bytes = await readFile(file());
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    await writeFile(file(), bytes);
    const again = openReadings(file());
    // The age says nothing of the content.
    expect(again.get('a')).toBe(at === 64 ? '甲' : undefined);
    again.close();
  });

  it('is not spoilt by a run that was killed, and clears up after it', async () => {
    const readings = openReadings(file());
    readings.keep('a', '甲');
    readings.close();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(`${file()}.${pid}.part`, 'half a record');
    await writeFile(path.join(folder, `links.cache.${pid}.part`), 'half a record of its neighbour');
    const again = openReadings(file());
    expect(again.get('a')).toBe('甲');
    again.close();
    expect(readdirSync(folder)).toEqual([path.basename(file())]);
  });

  it('clears up after a killed run whose processes were ending still when it began', async () => {
    const readings = openReadings(file());
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(`${file()}.${pid}.part`, 'half a record');
    readings.close();
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leaves nothing behind where a process ends before it closed the file', async () => {
    const source = path.resolve(import.meta.dirname, '../../src/documents/readings-file.ts');
    const program = `import { openReadings } from ${JSON.stringify(source)};
      import { readdirSync } from 'node:fs';
      openReadings(process.argv[2]).keep('a', 'words');
      console.log(readdirSync(process.argv[3]).length);
      process.exit(0);`;
    const script = path.join(folder, '..', `${path.basename(folder)}.mjs`);
    await build({
      stdin: { contents: program, resolveDir: import.meta.dirname },
      ...({ bundle: true, platform: 'node', format: 'esm', outfile: script, logLevel: 'error' } as const),
    });
    const { stdout } = spawnSync(process.execPath, [script, file(), folder], { encoding: 'utf8' });
    await rm(script);
    expect(stdout.trim()).toBe('1');
    expect(readdirSync(folder)).toEqual([]);
  });

  describe('that lasts for many nights', () => {
    const page = '页'.repeat(500);
    const night = (asked: readonly string[], kept: readonly string[] = []): (string | undefined)[] => {
      const readings = openReadings(file());
      const found = asked.map((key) => readings.get(key));
      for (const key of kept) readings.keep(key, page + key);
      readings.close();
      return found;
    };
    const pages = Array.from({ length: 100 }, (_, at) => `page ${at}`);

    it.each([
      [30, page + 'page 0'],
      [31, undefined],
    ])('after %i runs that did not ask for it, though there is room (case %#)', (nights, found) => {
      night([], pages);
      for (let at = 0; at < nights; at += 1) night([], [`news of night ${at}`]);
      expect(night(['page 0'])).toEqual([found]);
    });

    it('remembers a site that was out of reach for a week, while another was read', () => {
      night([], pages);
      for (let at = 0; at < 7; at += 1) night([], [`news of night ${at}`]);
      expect(night(pages)).toEqual(pages.map((key) => page + key));
    });

    it('does not grow where every page differs every night, and forgets the oldest first', async () => {
      const seen = (times: number): string[] => pages.map((key) => `${key} seen ${times} times`);
      night([], seen(0));
      const { size } = await stat(file());
      for (let times = 1; times < 9; times += 1) night([], seen(times));
      expect((await stat(file())).size / size).toBeCloseTo(2, 1);
      expect(night(['page 0 seen 8 times', 'page 0 seen 7 times', 'page 0 seen 6 times'])).toEqual([
        page + 'page 0 seen 8 times',
        page + 'page 0 seen 7 times',
        undefined,
      ]);
    });

    it('is not written anew for what nobody asked for', async () => {
      night([], pages);
      night([], ['page of another site']);
      const { ino } = await stat(file());
      night(pages);
      expect((await stat(file())).ino).toBe(ino);
    });
  });

  it('is left as it is by a run that brings nothing new', async () => {
    const keepBoth = (): void => {
      const readings = openReadings(file());
      readings.keep('a', '甲');
      readings.keep('b', 'Latin é');
      readings.close();
    };
    keepBoth();
    const { ino } = await stat(file());
    keepBoth();
    expect((await stat(file())).ino).toBe(ino);
    const readings = openReadings(file());
    expect([readings.get('a'), readings.get('b')]).toEqual(['甲', 'Latin é']);
    readings.close();
  });

  it('does without the file where there is no place for it', async () => {
    await writeFile(path.join(folder, 'taken'), '');
    const readings = openReadings(path.join(folder, 'taken/readings.cache'));
    readings.keep('a', '甲');
    expect(readings.get('a')).toBeUndefined();
    readings.close();
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('reads everything again after it was cut short', async () => {
    const before = await read(site());
    await truncate(file(), 5_000);
    const after = await read(site());
    expect(after.documents).toEqual(before.documents);
    expect(existsSync(file())).toBe(true);
  });
});
