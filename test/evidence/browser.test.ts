import { afterAll, describe, expect, it } from 'vitest';
import { needsRendering } from '../../src/documents/needs-rendering.ts';
import { findBrowser } from '../../src/evidence/browser.ts';
import type { RenderLimits } from '../../src/evidence/rendering.ts';
import { openSite, openTrap, type Answer } from '../support/browser-site.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;

/** A page of a single-page application: nothing to read until its script has run. */
const shell = (script: string): string =>
  `<!doctype html><html><head><title>国网山城供电公司</title></head><body><div id="app"></div><script>${script}</script></body></html>`;

const write = (html: string): string => `document.getElementById('app').innerHTML = ${JSON.stringify(html)};`;

const QUALITY =
  '<h1>供电质量</h1><p>2026年第三季度综合电压合格率为99.987%，城市供电可靠率为99.95%，统计范围为国网山城供电公司供电区域。</p>';

/** Crawls a site of such answers with the test browser. */
async function crawled(
  answers: Readonly<Record<string, Answer>>,
  limits: Partial<RenderLimits> = {},
): Promise<
  LiveRun & { readonly home: string; readonly html: () => Promise<string>; readonly requests: readonly string[] }
> {
  const site = await openSite(answers);
  try {
    const run = await liveRun(`${site.origin}/`, {
      rendering: { needs: needsRendering, limits: { settleMs: 3_000, ...limits }, ...(browser && { browser }) },
    });
    const html = async (): Promise<string> => {
      const capture = run.bundle.captures.find(({ marks }) => marks.includes('rendered'));
      return capture?.sha256 ? Buffer.from(await run.bundle.body(capture)).toString() : '';
    };
    return { ...run, home: `${site.origin}/`, html, requests: site.requests };
  } finally {
    await site.close();
  }
}

const rendered = ({ bundle }: LiveRun) => bundle.captures.find(({ marks }) => marks.includes('rendered'));

afterAll(() => browser?.close());

describe('which browser is used', () => {
  const exists = (file: string): boolean => ['/usr/bin/chromium', '/opt/own/chrome'].includes(file);
  const linux = { platform: 'linux', exists } as const;

  it('takes the one that is installed', () => {
    expect(findBrowser({ ...linux, environment: {} })).toBe('/usr/bin/chromium');
  });

  it('prefers the one that the user names, and the environment before the installed one', () => {
    expect(findBrowser({ ...linux, environment: { GONGKAI_BROWSER: '/opt/own/chrome' } })).toBe('/opt/own/chrome');
    expect(findBrowser({ ...linux, path: '/opt/own/chrome', environment: {} })).toBe('/opt/own/chrome');
  });

  it('takes none in place of a named one that is not there, and none where none is wanted', () => {
    expect(findBrowser({ ...linux, path: '/opt/no/chrome', environment: {} })).toBeUndefined();
    expect(findBrowser({ ...linux, environment: { GONGKAI_BROWSER: 'none' } })).toBeUndefined();
  });

  it('finds Edge on Windows', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const environment = { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
    expect(findBrowser({ platform: 'win32', exists: (file) => file === edge, environment })).toBe(edge);
  });
});

describe('a page that needs scripts, without a browser', () => {
  it('is kept and marked, and nothing is made of it', async () => {
    const site = await openSite({ '/': shell(write(QUALITY)) });
    const run = await liveRun(`${site.origin}/`, { rendering: { needs: needsRendering } });
    await site.close();
    expect(run.bundle.captures.map(({ obtained, marks }) => [obtained, marks])).toEqual([
      ['http', ['needs-js', 'plain-http']],
    ]);
  });
});

describe.skipIf(!browser)(`a page that needs scripts${why}`, () => {
  it('is kept as it came and as its script made it', async () => {
    const run = await crawled({ '/': shell(write(QUALITY)) });
    expect(run.at(run.home)).toMatchObject({ obtained: 'http', marks: ['needs-js', 'plain-http'] });
    expect(rendered(run)).toMatchObject({ url: run.home, obtained: 'browser', status: 200, marks: ['rendered'] });
    expect(await run.html()).toContain('综合电压合格率为99.987%');
    expect(run.scope.cut).toBeUndefined();
  });

  it('may fetch what it shows, by GET and by POST, from its own host', async () => {
    const script = `(async () => {
      const list = await (await fetch('/api/list')).json();
      const page = await (await fetch('/api/page', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(list) })).text();
      document.getElementById('app').innerHTML = page;
    })()`;
    const run = await crawled({
      '/': shell(script),
      '/api/list': (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('["供电质量"]'),
      '/api/page': (_request, response, sent) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${sent}</h1>${QUALITY}`),
    });
    expect(await run.html()).toContain('["供电质量"]');
    expect(run.requests).toContain('POST /api/page');
    expect(run.scope.cut).toBeUndefined();
  });

  it('leads on to the pages that it links to', async () => {
    const run = await crawled({
      '/': shell(write(`${QUALITY}<a href="/price.html">电价</a>`)),
      '/price.html': '<title>电价</title><h1>销售电价</h1><p>一户一表居民用户执行居民阶梯电价，详见电价表。</p>',
    });
    expect(run.at(new URL('/price.html', run.home).href)).toMatchObject({ obtained: 'http', status: 200 });
  });

  const framed = (script: string): string =>
    `<!doctype html><html><head><title>停电公告</title></head><body><div class="nav"><a href="/">首页</a><a href="/price.html">电价</a></div>
     <h1>停电公告</h1><ul id="list"></ul><div class="footer">版权所有：国网山城供电公司 服务热线：95598</div><script>${script}</script></body></html>`;
  const fill = `fetch('/api/list').then((answer) => answer.text()).then((html) => { document.getElementById('list').innerHTML = html; })`;

  it('in the place of a list only is read with the list, and leads on to what it lists', async () => {
    const run = await crawled({
      '/': framed(fill),
      '/api/list': '<li><a href="/1.html">2026年11月城东片区计划停电公告</a></li>',
      '/price.html': '<h1>电价</h1>',
      '/1.html': '<h1>计划停电公告</h1>',
    });
    expect(await run.html()).toContain('城东片区计划停电公告');
    expect(run.at(new URL('/1.html', run.home).href)).toMatchObject({ status: 200 });
    expect(run.at(new URL('/price.html', run.home).href)).toMatchObject({ status: 200 });
    expect(run.scope.cut).toBeUndefined();
  });

  /** A home page with enough to read in its source, and a place where a script may put its menu. */
  const welcome = (script: string): string =>
    `<!doctype html><html><head><title>国网山城供电公司</title></head><body><div id="menu"></div><div style="cursor:pointer">换肤设置</div>
     <h1>国网山城供电公司</h1><p>${'国网山城供电公司担负着全市供电任务，服务客户一百二十万户。'.repeat(4)}</p><a href="/price.html">电价</a><script>${script}</script></body></html>`;
  const menu = `document.getElementById('menu').innerHTML = '<a href=' + ['/xxgk', 'html'].join('.') + '>信息公开</a>'`;

  it('for the menu of the home page only leads on to what the menu lists, and is read with it', async () => {
    const run = await crawled({
      '/': welcome(menu),
      '/price.html': '<h1>电价</h1>',
      '/xxgk.html': '<h1>信息公开</h1>',
    });
    expect(run.at(new URL('/xxgk.html', run.home).href)).toMatchObject({ status: 200 });
    expect(run.at(new URL('/price.html', run.home).href)).toMatchObject({ status: 200 });
    expect(rendered(run)).toMatchObject({ url: run.home, marks: ['rendered'] });
    expect(run.scope.cut).toBeUndefined();
  });

  it('for no link of the home page is kept as it came', async () => {
    const run = await crawled({ '/': welcome(`document.title = '首页'`), '/price.html': '<h1>电价</h1>' });
    expect(run.at(run.home).marks).toEqual(['plain-http']);
    expect(rendered(run)).toBeUndefined();
  });

  it('in the place of a list that could not be had keeps back what that page may hold, and not the whole site', async () => {
    const run = await crawled({ '/': framed(fill), '/price.html': '<h1>电价</h1>' });
    expect(rendered(run)?.marks).toContain('rendered-partly');
    expect(run.scope.cut).toBeUndefined();
  });

  it('proves no absence when a part that it asked for could not be had', async () => {
    const run = await crawled({
      '/': shell(`${write(QUALITY)} fetch('/api/more')`),
      '/api/more': (_request, response) => response.writeHead(500).end(),
    });
    expect(run.scope.cut).toMatchObject({ reason: 'server-error' });
    expect(await run.html()).toContain('综合电压合格率');
  });

  it('proves no absence when more of it opens only on a click, or behind a # route', async () => {
    const clicks = await crawled({ '/': shell(write(`${QUALITY}<div style="cursor:pointer">信息公开</div>`)) });
    expect(clicks.scope.cut?.reason).toBe('needs-js');
    expect(clicks.scope.cut?.detail).toMatch(/\/ 0 links and 1 places that only a click opens$/);
    const routes = await crawled({ '/': shell(write(`${QUALITY}<a href="#/xxgk">信息公开</a>`)) });
    expect(routes.scope.cut?.reason).toBe('needs-js');
    expect(routes.scope.cut?.detail).toMatch(/\/ 1 links and 0 places that only a click opens$/);
  });

  it('gives the same text twice', async () => {
    const answers = { '/': shell(write(QUALITY)) };
    expect(await (await crawled(answers)).html()).toBe(await (await crawled(answers)).html());
  });
});

describe.skipIf(!browser)(`a page that is up to no good${why}`, () => {
  it('reaches no listener, whatever way it tries', async () => {
    const trap = await openTrap();
    const at = `127.0.0.1:${trap.port}`;
    const script = `${write(QUALITY)}
      const tries = [
        () => fetch('http://${at}/fetch').catch(() => 0), () => fetch('http://localhost:${trap.port}/name').catch(() => 0),
        () => fetch('http://[::ffff:127.0.0.1]:${trap.port}/v6').catch(() => 0), () => fetch('http://2130706433:${trap.port}/').catch(() => 0),
        () => navigator.sendBeacon('http://${at}/beacon', 'x'), () => new WebSocket('ws://${at}/socket'),
        () => new EventSource('http://${at}/events'), () => (new Image().src = 'http://${at}/image'),
        () => { const t = new WebTransport('https://${at}/'); t.ready.catch(() => 0); t.closed.catch(() => 0); },
        () => { const rtc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${at}' }, { urls: 'turn:${at}?transport=tcp', username: 'a', credential: 'b' }] });
          rtc.createDataChannel('x'); rtc.createOffer().then((offer) => rtc.setLocalDescription(offer)); },
        () => new Worker(URL.createObjectURL(new Blob(["fetch('http://${at}/worker').catch(() => 0); new WebSocket('ws://${at}/'); importScripts('http://${at}/import')"]))),
        () => window.open('http://${at}/window'),
        () => { for (const rel of ['preconnect', 'prefetch', 'preload', 'dns-prefetch', 'stylesheet', 'manifest', 'icon']) {
          const link = document.createElement('link'); link.rel = rel; link.as = 'script'; link.href = 'http://${at}/' + rel; document.head.append(link); } },
        () => { for (const [name, value] of [['src', 'http://${at}/frame'], ['srcdoc', '<img src="http://${at}/inner"><script>new WebSocket("ws://${at}/")<' + '/script>']]) {
          const frame = document.createElement('iframe'); frame[name] = value; document.body.append(frame); } },
        () => { const link = document.createElement('a'); link.href = 'http://${at}/away'; link.ping = 'http://${at}/ping'; document.body.append(link); link.click(); },
        () => { const form = document.createElement('form'); form.action = 'http://${at}/form'; form.method = 'post'; document.body.append(form); form.submit(); },
        () => navigator.serviceWorker.register('/worker.js').catch(() => 0),
      ];
      for (const one of tries) { try { one(); } catch {} }`;
    const run = await crawled({
      '/': shell(script),
      '/worker.js': (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(`fetch('http://${at}/sw')`),
    });
    const touches = trap.touches();
    await trap.close();
    expect(touches).toBe(0);
    expect(await run.html()).toContain('综合电压合格率');
  });

  it('goes through a redirect to no private address', async () => {
    const trap = await openTrap();
    const run = await crawled({
      '/': shell(`${write(QUALITY)} fetch('/away').catch(() => 0)`),
      '/away': (_request, response) => response.writeHead(302, { location: `http://127.0.0.2:${trap.port}/` }).end(),
    });
    const touches = trap.touches();
    await trap.close();
    expect(touches).toBe(0);
    expect(run.scope.cut).toMatchObject({ reason: 'blocked-address' });
  });

  it.each([
    ['never ends its script', 'for (;;) {}', 'timeout'],
    ['never stops asking', 'for (;;) alert("x")', 'timeout'],
    ['builds more than can be read', write('<i></i>'.repeat(30_000)), 'too-complex'],
  ])('%s: ends with a reason', async (_what, script, reason) => {
    const run = await crawled({ '/': shell(script) }, { pageMs: 6_000, nodes: 20_000 });
    expect(rendered(run)).toMatchObject({ sha256: '', fault: { reason } });
    expect(run.scope.cut).toMatchObject({ reason });
  });

  it.each([
    ['opens dialogs', `alert('a'); confirm('b'); prompt('c'); window.onbeforeunload = () => 'stay';`],
    ['opens windows', `for (let at = 0; at < 5; at += 1) window.open('/other.html');`],
    ['reloads itself', `setTimeout(() => location.reload(), 50);`],
    [
      'offers a download',
      `const a = document.createElement('a'); a.href = '/file.bin'; a.download = 'x'; document.body.append(a); a.click();`,
    ],
  ])('%s: is read all the same', async (_what, script) => {
    const run = await crawled({
      '/': shell(write(QUALITY) + script),
      '/other.html': '<title>x</title>',
      '/file.bin': (_request, response) => response.writeHead(200, { 'content-disposition': 'attachment' }).end('x'),
    });
    expect(await run.html()).toContain('综合电压合格率');
  });

  it('does not keep the next page from being read', async () => {
    const stuck = await crawled({ '/': shell('for (;;) {}') }, { pageMs: 3_000 });
    expect(rendered(stuck)).toMatchObject({ fault: { reason: 'timeout' } });
    expect(await (await crawled({ '/': shell(write(QUALITY)) })).html()).toContain('综合电压合格率');
  });
});
