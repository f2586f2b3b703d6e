import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/documents/document.ts';
import { readBundle } from '../../../src/documents/read-bundle.ts';
import { unread } from '../../../src/documents/read.ts';
import { isLight, LIGHT_LIMITS } from '../../../src/documents/reader/light.ts';
import { POOL_LIMITS, readInPool, type Job, type PoolLimits } from '../../../src/documents/reader/pool.ts';
import { ReaderStaff } from '../../../src/documents/reader/staff.ts';
import { readPage, type ReaderSetting } from '../../../src/documents/reader.ts';
import { memoryBundle } from '../../../src/evidence/bundle/memory.ts';
import { sha256 } from '../../../src/evidence/sha256.ts';
import { workspaceSchema, type Workspace } from '../../../src/workspace/workspace.ts';
import { article, SHANCHENG, vocabulary } from '../page.ts';

const SETTING = { company: SHANCHENG, vocabulary: vocabulary() };
const SOURCE = { hosts: [], landmarks: [] };

function job(address: string, markup: string, more: { load?: Job['load']; from?: string } = {}): Job {
  const url = new URL(address, 'http://www.shancheng.example/').href;
  const body = new TextEncoder().encode(markup);
  const capture = {
    ...{ id: `portal:${url}`, channel: 'portal' as const, site: '', url, obtained: 'snapshot' as const, status: 200 },
    ...{
      capturedAt: '2026-11-18T16:00:00Z',
      headers: {},
      sha256: sha256(body),
      bytes: body.length,
      marks: [],
      depth: 0,
    },
    ...(more.from !== undefined && { from: more.from }),
  };
  return { capture, source: SOURCE, load: more.load ?? (() => Promise.resolve(body)) };
}

async function pool(jobs: readonly Job[], limits: Partial<PoolLimits> = {}): Promise<Map<string, Document>> {
  const read = new Map<string, Document>();
  const deliver = ({ capture: { url } }: Job, document: Document) => void read.set(url, document);
  await readInPool(jobs, { setting: SETTING }, deliver, { ...POOL_LIMITS, ...limits });
  return read;
}

const notice = (n: number): Job =>
  job(
    `/n${n}.html`,
    article(
      `第${n}号　計劃停電公告`,
      `<p>因设备检修，２０２６年１１月${(n % 28) + 1}日８:00至12:00停电，电话：０２３-95598。</p>
<table><tr><th>线路</th><th>区域</th></tr><tr><td>10kV盘溪线</td><td rowspan=2>江 北 区</td></tr><tr><td>${n}</td></tr></table>`,
    ),
  );

describe('pages read in child processes', () => {
  it('are the same documents as when read in this process', async () => {
    const jobs = Array.from({ length: 40 }, (_, n) => notice(n));
    const apart = await pool(jobs);
    for (const { capture, load } of jobs) {
      const body = (await load()) as Uint8Array;
      expect(apart.get(capture.url)).toEqual(readPage({ capture, source: SOURCE, body }, SETTING));
    }
  });

  it('hold the words of a menu once, however many pages show it', async () => {
    const [one, other] = [...(await pool([notice(1), notice(2)])).values()];
    const words = (page: Document | undefined) => page?.links.map(({ text }) => text) ?? [];
    expect(words(one).length).toBeGreaterThan(0);
    for (const [at, text] of words(one).entries()) expect(words(other)[at]).toBe(text);
  });

  it('larger than a batch arrive whole, one after the other', async () => {
    const large = Array.from({ length: 3 }, (_, n) =>
      job(`/${n}.html`, article(`${n}`, `<!--${'x'.repeat(2_200_000)}--><p>第${n}页完</p>`)),
    );
    const read = await pool([notice(1), ...large]);
    for (const [n, { capture }] of large.entries())
      expect(read.get(capture.url)?.blocks.map(({ text }) => text.raw)).toContain(`第${n}页完`);
  });

  it('give way to what the store says of them', async () => {
    const damaged = job('/d.html', '', {
      load: () => Promise.resolve(unread(notice(3).capture, 'store-damaged', 'd')),
    });
    const read = await pool([notice(1), damaged, notice(2)]);
    expect([...read.values()].map((one) => one.unread?.reason)).toEqual(
      expect.arrayContaining(['store-damaged', undefined, undefined]),
    );
    expect(read.size).toBe(3);
  });

  it('end the run when the store cannot be read', async () => {
    const broken = job('/e.html', '', { load: () => Promise.reject(new Error('disk')) });
    await expect(pool([notice(1), broken])).rejects.toThrow('disk');
  });
});

describe('pages that their process does not live through (faults P8)', () => {
  const entry = path.resolve(import.meta.dirname, '../../support/reader-child-double.js');
  const tame = (n: number): Job => job(`/tame${n}`, '');
  const outcome = (read: ReadonlyMap<string, Document>): Record<string, string> => {
    const told = [...read].map(([url, one]): [string, string] => [new URL(url).pathname, one.unread?.reason ?? 'read']);
    return Object.fromEntries(told);
  };

  it('are too complex when they take too long, and cost no other page', async () => {
    const read = await pool([tame(1), job('/x?deed=hangs', ''), tame(2)], { entry, children: 1, pageMs: 4_000 });
    expect(outcome(read)).toEqual({ '/tame1': 'read', '/tame2': 'read', '/x': 'too-complex' });
  });

  it('are too complex when two processes die of them, and cost no other page', async () => {
    const read = await pool([tame(1), job('/x?deed=dies', 'y'.repeat(99)), tame(2), tame(3)], { entry, children: 1 });
    expect(outcome(read)).toEqual({ '/tame1': 'read', '/tame2': 'read', '/tame3': 'read', '/x': 'too-complex' });
  });

  it('are read when it was killed from outside, once', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-reader-'));
    const read = await pool([tame(1), job('/x?deed=diesOnce', '', { from: path.join(folder, 'died') }), tame(2)], {
      entry,
      children: 1,
    });
    await rm(folder, { recursive: true });
    expect(outcome(read)).toEqual({ '/tame1': 'read', '/tame2': 'read', '/x': 'read' });
  });

  it('tell the same story however many processes there are', async () => {
    const jobs = ['/1', '/2?deed=dies', '/3', '/4?deed=hangs', '/5', '/6?deed=dies', '/7'].map((at) => job(at, ''));
    const told = [1, 2, 3].map((children) => pool(jobs, { entry, children, batch: 4 - children, pageMs: 4_000 }));
    const stories = (await Promise.all(told)).map(outcome);
    for (const story of stories) expect(story).toEqual(stories[0]);
  });
});

describe('pages that may be read without a process of their own', () => {
  const bytesOf = (markup: string | Uint8Array): Uint8Array =>
    typeof markup === 'string' ? new TextEncoder().encode(markup) : markup;

  it.each([
    ['a notice', article('停电公告', '<p>停电</p>'), true],
    ['a picture, whose pixels are read apart', Buffer.from('ffd8ffe000104a464946', 'hex'), false],
    ['a PDF', '%PDF-1.7', false],
    ['a ZIP file', Buffer.from('504b0304140000000000', 'hex'), false],
    ['a page of two megabytes', `<p>${'停'.repeat(800_000)}</p>`, false],
  ])('%s', (_, page, expected) => {
    expect(isLight(bytesOf(page))).toBe(expected);
  });

  it.each([
    ['deep nesting', '<div>'.repeat(400)],
    ['a tag of many attributes', `<p ${Array.from({ length: 300 }, (_, at) => `a${at}=1`).join(' ')}>`],
    ['a hundred thousand nodes', '<b>x</b>'.repeat(50_000)],
    ['deep nesting in UTF-16', Buffer.from(`\ufeff${'<div>'.repeat(400)}`, 'utf16le')],
  ])('%s: not to its end', (_, page) => {
    const body = bytesOf(page);
    expect(isLight(body)).toBe(true);
    const read = readPage({ capture: job('/bomb', '').capture, source: SOURCE, body }, SETTING, LIGHT_LIMITS);
    expect(read.unread?.reason).toBe('too-complex');
  });

  it.each([
    ['is read all the same, by a process', 200, undefined],
    ['is refused by that too where it is beyond all measure', 600, 'too-complex'],
  ])('one that breaks the closer limits %s', async (_, depth, reason) => {
    const page = job('/deep', `${'<div>'.repeat(depth)}供电质量`);
    const body = (await page.load()) as Uint8Array;
    const workspace = { ...workspaceSchema.parse({ company: SHANCHENG, channels: {} }), folder: '.' };
    const bundle = memoryBundle([{ capture: page.capture, body }], []);
    const [read] = await readBundle(bundle, workspace as unknown as Workspace, vocabulary(), () => undefined);
    expect(read?.unread?.reason).toBe(reason);
    expect(read?.blocks.map(({ text }) => text.raw)).toEqual(reason === undefined ? ['供电质量'] : []);
  });
});

describe('a staff of reading processes that several companies share', () => {
  const LINSHUI = { company: { ...SHANCHENG, id: 'linshui', name: '国网邻水供电公司' }, vocabulary: vocabulary() };
  const few = Array.from({ length: 5 }, (_, n) => notice(n));

  async function read(
    staff: ReaderStaff,
    setting: ReaderSetting,
    jobs: readonly Job[],
  ): Promise<Map<string, Document>> {
    const documents = new Map<string, Document>();
    const deliver = ({ capture: { url } }: Job, document: Document) => void documents.set(url, document);
    await readInPool(jobs, { setting }, deliver, POOL_LIMITS, staff);
    return documents;
  }

  it('reads for each company by its own name, one after the other in the same process', async () => {
    const staff = new ReaderStaff(1, POOL_LIMITS.startMs);
    try {
      const [first, second] = [await read(staff, SETTING, few), await read(staff, LINSHUI, few)];
      for (const { capture, load } of few) {
        const page = { capture, source: SOURCE, body: (await load()) as Uint8Array };
        expect(first.get(capture.url)).toEqual(readPage(page, SETTING));
        expect(second.get(capture.url)).toEqual(readPage(page, LINSHUI));
      }
    } finally {
      staff.close();
    }
  });

  it('lets companies wait for a free process, and never has more than its size', async () => {
    const staff = new ReaderStaff(1, POOL_LIMITS.startMs);
    try {
      const settings = [SETTING, LINSHUI, SETTING];
      const read3 = await Promise.all(settings.map((setting) => read(staff, setting, few)));
      expect(read3.map((documents) => documents.size)).toEqual([5, 5, 5]);
      expect(read3[0]).toEqual(read3[2]);
    } finally {
      staff.close();
    }
  });

  it('goes on with a new process when one has died meanwhile', async () => {
    const staff = new ReaderStaff(1, POOL_LIMITS.startMs);
    try {
      const reader = await staff.hire({ setting: SETTING });
      staff.release(reader);
      reader.kill();
      expect((await read(staff, SETTING, few)).size).toBe(5);
    } finally {
      staff.close();
    }
  });
});
