import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsRendering, renderingGlance } from '../../src/documents/needs-rendering.ts';
import { crawl } from '../../src/evidence/crawl.ts';
import type { PageMemory } from '../../src/evidence/page/memory.ts';
import { previousIn } from '../../src/evidence/previous.ts';
import { verifyBundle } from '../../src/evidence/verify.ts';
import { openBundle, openBundleWriter, type StoredBundle } from '../../src/evidence/wacz.ts';
import { faultServer, page, type Asked, type FaultServer } from '../support/fault-server.ts';
import type { CrawlOptions } from '../../src/evidence/session.ts';
import { stillClock } from '../support/still-clock.ts';

const WORDS = '因设备检修需要停电，请提前做好准备，给您带来不便敬请谅解。'.repeat(6);
const html = (title: string, body: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const LINKS = '<a href="/price.html">电价</a><a href="/app.html">掌上</a><a href="/plan.txt">计划</a>';
const PRICE = html('电价', `<p>${WORDS}</p><a href="deep.html">明细</a>`);
const PAGES: Readonly<Record<string, string>> = {
  '/': html('国网山城供电公司', `<p>${WORDS}</p>${LINKS}`),
  '/price.html': PRICE,
  '/deep.html': html('明细', `<p>${WORDS.repeat(8)}</p>`),
  '/app.html': html('掌上', '<div id="app"></div><script src="/app.js"></script>'),
  '/plan.txt': `停电计划：${WORDS}`,
};
const BEHIND_HOME = ['/app.html', '/deep.html', '/plan.txt', '/price.html'];
/** The server calls its pages this. */
let called = 'text/html; charset=utf-8';

let site: FaultServer;
let folder: string;
let given: string[];
/** What the host shows under addresses that are not there; an ordinary 404 where it is undefined. */
let instead: string | undefined;

const answer = ({ path: at, head }: Asked): ReturnType<typeof page> => {
  const body = PAGES[at];
  if (body === undefined) return instead === undefined ? page('', { status: 404 }) : page(instead);
  const etag = `"${at}"`;
  const isSame = head.includes(etag);
  given.push(`${isSame ? 304 : 200} ${at}`);
  const type = at.endsWith('.txt') ? 'text/plain; charset=utf-8' : called;
  return page(isSame ? '' : body, { status: isSame ? 304 : 200, type, headers: [`ETag: ${etag}`] });
};

beforeEach(async () => {
  [given, instead, called] = [[], undefined, 'text/html; charset=utf-8'];
  site = await faultServer(() => answer);
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-known-'));
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const openMemory = (): PageMemory => {
  const kept = new Map<string, string>();
  return { get: (key) => kept.get(key), has: (key) => kept.has(key), keep: (key, found) => void kept.set(key, found) };
};

interface Night {
  readonly file: string;
  /** Paths of the pages whose bodies were taken out of the bundle before. */
  readonly unpacked: readonly string[];
}

type Spoil = (before: StoredBundle) => StoredBundle;

async function night(
  day: number,
  { before, memory, spoil = (one) => one }: { before?: Night; memory?: PageMemory; spoil?: Spoil } = {},
): Promise<Night> {
  const file = path.join(folder, `${day}-${Math.random()}.wacz`);
  const writer = await openBundleWriter(file);
  const last = before && (await openBundle(before.file));
  if (writer.kind !== 'writer' || last?.kind === 'unreadable') throw new Error('no bundle');
  const unpacked: string[] = [];
  const watched = last && {
    ...last,
    body: (capture: Parameters<StoredBundle['body']>[0]) => {
      unpacked.push(new URL(capture.url).pathname);
      return last.body(capture);
    },
  };
  const clock = stillClock(Date.UTC(2026, 10, day, 17));
  const options: CrawlOptions = {
    ...{ channel: 'portal', site: '', rate: 0, allowPrivate: ['127.0.0.1/32'], clock, limits: { retries: 0 } },
    rendering: { needs: needsRendering, glance: renderingGlance },
    ...(memory && { memory }),
    ...(watched && { previous: previousIn(spoil(watched), clock.now()) }),
  };
  const scope = await crawl({ url: `${site.origin}/`, hosts: [], landmarks: [] }, options, writer);
  await writer.close([scope], { company: 'shancheng' });
  await last?.close();
  return { file, unpacked: unpacked.sort() };
}

const bytesOf = ({ file }: Night): Promise<Buffer> => readFile(file);

describe('a page that is as it was and whose links are known', () => {
  it('is copied into the new bundle without being unpacked, night after night', async () => {
    const memory = openMemory();
    const first = await night(1, { memory });
    given.length = 0;
    const second = await night(2, { before: first, memory });
    expect(given.sort()).toEqual(['304 /', ...BEHIND_HOME.map((at) => `304 ${at}`)].sort());
    // Whether an application is empty is asked anew; everything else is known.
    expect(second.unpacked).toEqual(['/app.html']);
    const third = await night(3, { before: second, memory });
    expect(third.unpacked).toEqual(['/app.html']);
    for (const { file } of [second, third]) expect(await verifyBundle(file)).toEqual([]);
  });

  it('gives the bundle that unpacking it would give, byte for byte', async () => {
    const memory = openMemory();
    const first = await night(1, { memory });
    const [second, anew] = [await night(2, { before: first, memory }), await night(2, { before: first })];
    expect(anew.unpacked).toEqual(['/', ...BEHIND_HOME]);
    expect((await bytesOf(second)).equals(await bytesOf(anew))).toBe(true);
    const [third, thirdAnew] = [await night(3, { before: second, memory }), await night(3, { before: anew })];
    expect((await bytesOf(third)).equals(await bytesOf(thirdAnew))).toBe(true);
  });

  it.each(['text/plain', 'application/octet-stream', 'application/xml'])(
    'leads where it led also where the server calls its pages %s',
    async (type) => {
      called = type;
      const memory = openMemory();
      const first = await night(1, { memory });
      given.length = 0;
      const [second, anew] = [await night(2, { before: first, memory }), await night(2, { before: first })];
      expect(given).toEqual(expect.arrayContaining(['304 /', ...BEHIND_HOME.map((at) => `304 ${at}`)]));
      expect((await bytesOf(second)).equals(await bytesOf(anew))).toBe(true);
    },
  );

  it('is looked at where the host has begun to show it for what is not there', async () => {
    const memory = openMemory();
    const first = await night(1, { memory });
    instead = PRICE;
    const [second, anew] = [await night(2, { before: first, memory }), await night(2, { before: first })];
    expect(second.unpacked).toContain('/price.html');
    expect((await bytesOf(second)).equals(await bytesOf(anew))).toBe(true);
    const stored = await openBundle(second.file);
    if (stored.kind !== 'bundle') throw new Error(stored.kind);
    expect(stored.captures.find(({ url }) => url.endsWith('/price.html'))?.fault?.reason).toBe('soft-404');
    await stored.close();
  });

  it('is known by its words too on a host that shows one page for all that is not there', async () => {
    const memory = openMemory();
    instead = html('服务热线', `<p>${'有什么问题请拨打热线，我们随时为您解答。'.repeat(9)}</p>`);
    const first = await night(1, { memory });
    const [second, anew] = [await night(2, { before: first, memory }), await night(2, { before: first })];
    expect(second.unpacked).toEqual(['/app.html']);
    expect((await bytesOf(second)).equals(await bytesOf(anew))).toBe(true);
    instead = undefined;
    // Nothing is remembered for a host that tells honestly what is not there; the next night it is.
    const third = await night(3, { before: second, memory });
    expect(third.unpacked).toEqual(anew.unpacked);
    expect((await night(4, { before: third, memory })).unpacked).toEqual(['/app.html']);
  });

  it('is fetched whole where its record is no longer what was sealed', async () => {
    const memory = openMemory();
    const first = await night(1, { memory });
    given.length = 0;
    const damaged = (): Promise<never> => Promise.reject(new Error('damaged'));
    await night(2, { before: first, memory, spoil: (one) => ({ ...one, record: damaged, body: damaged }) });
    for (const at of ['/', ...BEHIND_HOME]) expect(given).toContain(`200 ${at}`);
  });

  it('is looked at where nothing is remembered of it', async () => {
    const first = await night(1);
    const second = await night(2, { before: first, memory: openMemory() });
    expect(second.unpacked).toEqual(['/', ...BEHIND_HOME]);
  });
});
