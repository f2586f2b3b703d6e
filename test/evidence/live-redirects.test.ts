import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { crawl } from '../../src/evidence/crawl.ts';
import type { Capture } from '../../src/evidence/capture.ts';
import { openBundle, openBundleWriter } from '../../src/evidence/wacz.ts';
import {
  faultServer,
  page,
  raw,
  redirect,
  type FaultServer,
  type Scenario,
  type Step,
} from '../support/fault-server.ts';
import { liveRun } from '../support/live-run.ts';
import { stillClock } from '../support/still-clock.ts';

const servers: FaultServer[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
const open = async (...parameters: Parameters<typeof faultServer>): Promise<FaultServer> => {
  const server = await faultServer(...parameters);
  servers.push(server);
  return server;
};

const links = (...hrefs: readonly string[]): string => hrefs.map((href) => `<a href="${href}">链接</a>`).join('');
const html = (body: string): Scenario =>
  page(`<!doctype html><html><title>山城供电公司</title><body>${body}</body></html>`);

/** Redirects to a page on the same list, to one found before, to one found only later, and to another redirect. */
const SITE: Readonly<Record<string, Scenario>> = {
  '/': html(links('/list.html', '/go/same', '/page.html', '/go/later', '/go/go')),
  '/list.html': html(links('/go/before', '/later.html', '/deep.html')),
  '/page.html': html('电价'),
  '/later.html': html('停电公告'),
  '/deep.html': html(links('/go/home')),
  '/go/same': redirect('/page.html'),
  '/go/before': redirect('/list.html'),
  '/go/later': redirect('/later.html'),
  '/go/go': redirect('/go/same', 301),
  '/go/home': redirect('/list.html', 308),
};
const PAGES = ['/', '/deep.html', '/later.html', '/list.html', '/page.html'];
const ALIASES = {
  '/later.html': ['/go/later'],
  '/list.html': ['/go/before', '/go/home'],
  '/page.html': ['/go/go', '/go/same'],
};

/** The first bytes of an answer one by one. */
function slowly(step: Step, everyMs: number): Step[] {
  if (typeof step === 'string' || !('send' in step)) return [step];
  const bytes = Buffer.from(step.send);
  return [{ drip: bytes.subarray(0, 4), everyMs }, { send: bytes.subarray(4) }];
}

const pathsOf = (captures: readonly Capture[], { origin }: FaultServer): string[] =>
  captures.map(({ url }) => url.replace(origin, ''));
const aliasesOf = (captures: readonly Capture[], { origin }: FaultServer): Record<string, string[]> =>
  Object.fromEntries(
    captures
      .filter(({ aliases }) => aliases)
      .map(({ url, aliases = [] }) => [url.replace(origin, ''), aliases.map((one) => one.replace(origin, ''))]),
  );

describe('pages that redirects lead to', () => {
  it('are asked for once, and know every address that leads to them', async () => {
    const site = await open(SITE);
    const { bundle, scope } = await liveRun(`${site.origin}/`);
    expect(pathsOf(bundle.captures, site)).toEqual(PAGES);
    expect(aliasesOf(bundle.captures, site)).toEqual(ALIASES);
    expect(bundle.captures.map(({ depth }) => depth)).toEqual([0, 2, 1, 1, 1]);
    expect(scope).toMatchObject({ pages: 5, closed: true });
    for (const at of PAGES) expect([at, site.asked().filter((one) => one === at).length]).toEqual([at, 1]);
  });

  it('are the same captures whatever answers first', async () => {
    let seed = 0;
    const slow = (at: string): Scenario | undefined => {
      const steps = SITE[at];
      return typeof steps === 'object' ? steps.flatMap((step) => slowly(step, (at.length * seed) % 11)) : undefined;
    };
    const site = await open(slow);
    const captures = async (next: number): Promise<unknown> => {
      seed = next;
      return (await liveRun(`${site.origin}/`)).bundle.captures;
    };
    const first = await captures(1);
    expect(await captures(3)).toEqual(first);
    expect(await captures(7)).toEqual(first);
  });

  it('are followed to after all where they cannot be read, so that each address has its own reason', async () => {
    const site = await open({
      '/': html(links('/broken.html', '/go/broken', '/gone.html', '/go/gone', '/x', '/y')),
      '/broken.html': [raw(['HTTP/1.1 403 Forbidden', 'Content-Length: 0']), 'close'],
      '/go/broken': redirect('/broken.html'),
      '/go/gone': redirect('/gone.html'),
      '/x': redirect('/y'),
      '/y': redirect('/x'),
    });
    const run = await liveRun(`${site.origin}/`);
    const faultAt = (at: string): string | undefined => run.at(`${site.origin}${at}`).fault?.reason;
    expect([faultAt('/broken.html'), faultAt('/go/broken')]).toEqual(['auth-wall', 'auth-wall']);
    expect([faultAt('/x'), faultAt('/y')]).toEqual(['redirect-loop', 'redirect-loop']);
    for (const at of ['/gone.html', '/go/gone']) {
      const { status, marks } = run.at(`${site.origin}${at}`);
      expect([at, status, marks.includes('confirmed-404')]).toEqual([at, 404, true]);
    }
  });

  it('are not believed to stand for what a lost visitor asked for, though they were seen', async () => {
    const site = await open((at) => {
      if (/robots|sitemap/.test(at)) return undefined;
      if (at === '/') return html(links('/all.html', '/lost.html'));
      return at === '/all.html' ? html('全部栏目') : redirect('/all.html');
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/lost.html`).fault?.reason).toBe('soft-404');
    expect(run.at(`${site.origin}/all.html`).fault).toBeUndefined();
  });

  it('are the same in a bundle that was interrupted anywhere', async () => {
    const site = await open(SITE);
    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-redirects-'));
    folders.push(folder);
    const options = {
      ...({ channel: 'portal', site: '', rate: 0, allowPrivate: ['127.0.0.1/32'] } as const),
      clock: stillClock(),
    };
    const capture = async (name: string, stopAfter: number, resume: boolean): Promise<Capture[] | undefined> => {
      const writer = await openBundleWriter(path.join(folder, name), { resume });
      if (writer.kind !== 'writer') throw new Error(writer.kind);
      const stop = new AbortController();
      let left = stopAfter;
      const crawlOptions = { ...options, recall: writer.recall, signal: stop.signal };
      const scope = await crawl(
        { url: `${site.origin}/`, hosts: [], landmarks: [] },
        crawlOptions,
        writer,
        ({ kind }) => {
          if (kind === 'captured' && (left -= 1) === 0) stop.abort();
        },
      );
      if (stop.signal.aborted) return void (await writer.abandon());
      await writer.close([scope], { company: 'x' });
      const bundle = await openBundle(path.join(folder, name));
      if (bundle.kind !== 'bundle') throw new Error(bundle.kind);
      await bundle.close();
      return [...bundle.captures];
    };
    const whole = await capture('whole.wacz', Infinity, false);
    expect(whole && aliasesOf(whole, site)).toEqual(ALIASES);
    for (let after = 1; after <= 9; after += 1) {
      await capture(`${after}.wacz`, after, false);
      expect(await capture(`${after}.wacz`, Infinity, true)).toEqual(whole);
    }
  });
});
