import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsRendering } from '../../src/documents/needs-rendering.ts';
import { crawl } from '../../src/evidence/crawl.ts';
import { openBundleWriter, type BundleWriter } from '../../src/evidence/wacz.ts';
import { openSite, type Answer, type Site } from '../support/browser-site.ts';
import { stillClock } from '../support/still-clock.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

const shell = (title: string, html: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><div id="app"></div><script>
    document.getElementById('app').innerHTML = ${JSON.stringify(html)};</script></body></html>`;
const WORDS = '国网山城供电公司公布供电质量：综合电压合格率为99.987%，城市供电可靠率为99.95%。';

/** An application whose pages, and where they lead, only a browser shows; one of them opens more on a click. */
const SITE: Readonly<Record<string, Answer>> = {
  '/': shell('首页', `<h1>首页</h1><p>${WORDS}</p><a href="/zhiliang.html">供电质量</a><a href="/jiage.html">电价</a>`),
  '/zhiliang.html': shell('供电质量', `<h1>供电质量</h1><p>${WORDS}</p><a href="/inner/">更多</a>`),
  '/jiage.html': shell('电价', `<h1>电价</h1><p>${WORDS}</p><div style="cursor:pointer">展开电价表</div>`),
  '/inner/': '<title>更多</title><p>静态页面，列出更多的供电质量信息。</p>',
};

let folder: string;
let site: Site;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-shells-'));
  site = await openSite(SITE);
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function writerOf(file: string, resume: boolean): Promise<BundleWriter> {
  const writer = await openBundleWriter(file, { resume });
  if (writer.kind === 'busy') throw new Error('busy');
  return writer;
}

/** Crawls into the bundle; with `stopAfter`, only until so many pages are committed, as if it had been killed then. */
async function run(name: string, resume: boolean, stopAfter = Infinity): Promise<Buffer | undefined> {
  const file = path.join(folder, name);
  const writer = await writerOf(file, resume);
  const stop = new AbortController();
  let pages = 0;
  const scope = await crawl(
    { url: `${site.origin}/`, hosts: [], landmarks: [] },
    {
      ...{
        channel: 'portal',
        site: '',
        rate: 0,
        allowPrivate: ['127.0.0.1/32'],
        clock: stillClock(),
        signal: stop.signal,
      },
      rendering: { needs: needsRendering, limits: { settleMs: 3_000 }, ...(browser && { browser }) },
      recall: writer.recall,
    },
    writer,
    ({ kind }) => {
      pages += Number(kind === 'captured');
      if (pages === stopAfter) stop.abort();
    },
  );
  if (stop.signal.aborted) await writer.abandon();
  else await writer.close([scope], { company: 'shancheng', created: '2026-11-20T02:00:00Z' });
  return stop.signal.aborted ? undefined : readFile(file);
}

describe.skipIf(!browser)(`a capture of pages that need scripts${why}`, () => {
  it.each([1, 2, 3])(
    'goes on after %i pages, asks for none of them again, and ends in the same bytes',
    async (after) => {
      const whole = await run('whole.wacz', false);
      await run('broken.wacz', false, after);
      const before = site.requests.length;
      const resumed = await run('broken.wacz', true);
      const pages = ['/', '/zhiliang.html', '/jiage.html', '/inner/'];
      const again = site.requests.slice(before).flatMap((line) => pages.filter((page) => line === `GET ${page}`));
      expect(again).toEqual(pages.slice(after));
      expect(resumed?.equals(whole ?? Buffer.alloc(0))).toBe(true);
    },
  );
});
