import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import { crawl } from '../../src/evidence/crawl.ts';
import { faultServer, page, raw, redirect, type FaultServer, type Scenario } from '../support/fault-server.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
const open = async (...parameters: Parameters<typeof faultServer>): Promise<FaultServer> => {
  const server = await faultServer(...parameters);
  servers.push(server);
  return server;
};

const html = (body: string, title = '山城供电公司'): Scenario =>
  page(`<!doctype html><html><title>${title}</title><body>${body}</body></html>`);
const links = (...hrefs: readonly string[]): string => hrefs.map((href) => `<a href="${href}">链接</a>`).join('');
const paths = (run: LiveRun, origin: string): readonly string[] =>
  run.bundle.captures.map(({ url }) => url.replace(origin, ''));

describe('a crawl of a small site', () => {
  it('captures what can be reached from the start page, each page once, with its depth', async () => {
    const site = await open({
      '/': html(
        links('/a.html', 'b.html#top', 'https://elsewhere.example/', 'javascript:void(0)', 'mailto:a@b.example'),
      ),
      '/a.html': html(links('/b.html', '/gone.html')),
      '/b.html': html(links('/', '/b.html?', '/b.html;jsessionid=77')),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.bundle.captures.map(({ url, status, depth }) => [url.replace(site.origin, ''), status, depth])).toEqual([
      ['/', 200, 0],
      ['/a.html', 200, 1],
      ['/b.html', 200, 1],
      ['/gone.html', 404, 2],
    ]);
    expect(run.at(`${site.origin}/gone.html`).marks).toContain('confirmed-404');
    expect(run.scope).toEqual({ channel: 'portal', site: '', closed: true, pages: 3 });
    expect(run.at(`${site.origin}/`)).toMatchObject({
      id: `portal:${site.origin}/`,
      capturedAt: '2026-11-20T02:00:00.000Z',
      obtained: 'http',
    });
  });

  it('takes attachments that are linked, and leaves programs and films alone', async () => {
    const site = await open({
      '/': html(links('/收费标准.pdf', '/表.xlsx', '/app.apk', '/film.mp4')),
      '/%E6%94%B6%E8%B4%B9%E6%A0%87%E5%87%86.pdf': page('%PDF-1.4', { type: 'application/pdf' }),
      '/%E8%A1%A8.xlsx': page('PK', { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(paths(run, site.origin)).toEqual(['/', '/%E6%94%B6%E8%B4%B9%E6%A0%87%E5%87%86.pdf', '/%E8%A1%A8.xlsx']);
    expect(run.scope).toMatchObject({ closed: false });
    expect(run.scope.cut).toBeUndefined();
  });

  it('takes the pictures that a page shows as part of it, not a click away', async () => {
    const site = await open({
      '/': html('<img src="/notice.png"><a href="/deep.html">深</a>'),
      '/deep.html': html('<img src="scan.jpg">'),
      '/notice.png': page('\x89PNG', { type: 'image/png' }),
      '/scan.jpg': page('\xff\xd8\xff', { type: 'image/jpeg' }),
    });
    const run = await liveRun(`${site.origin}/`, { limits: { hops: 1, pages: 2 } });
    expect(run.bundle.captures.map(({ url, depth }) => [url.replace(site.origin, ''), depth])).toEqual([
      ['/', 0],
      ['/deep.html', 1],
      ['/notice.png', 0],
      ['/scan.jpg', 1],
    ]);
    expect(run.scope.cut).toBeUndefined();
  });

  it('follows links that a GBK page writes in its own bytes', async () => {
    const gbk = Buffer.concat([
      Buffer.from(
        '<html><head><meta charset="gb2312"></head><a href="/\xb9\xab\xb8\xe6.asp?lm=\xcd\xa3\xb5\xe7">x</a></html>',
        'latin1',
      ),
    ]);
    const site = await open({
      '/': page(gbk, { type: 'text/html' }),
      '/%E5%85%AC%E5%91%8A.asp?lm=%CD%A3%B5%E7': html('停电公告'),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/%E5%85%AC%E5%91%8A.asp?lm=%CD%A3%B5%E7`).status).toBe(200);
  });

  it('reads frames, refresh, areas, base and the jump of a signpost page', async () => {
    const site = await open({
      '/': page('<html><script>window.location.href = "/home/";</script></html>'),
      '/home/': page(
        '<html><base href="/deep/"><frameset><frame src="left.html"></frameset><map><area href="area.html"></map><iframe src="/in.html"></iframe></html>',
      ),
      '/deep/left.html': page(
        '<html><meta http-equiv="Refresh" content="0; URL=\'/later.html\'"><link rel="next" href="/page2.html"></html>',
      ),
      '/deep/area.html': html('区域'),
      '/in.html': html('内嵌'),
      '/later.html': html('后来'),
      '/page2.html': html('第二页'),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(paths(run, site.origin)).toEqual([
      '/',
      '/deep/area.html',
      '/deep/left.html',
      '/home/',
      '/in.html',
      '/later.html',
      '/page2.html',
    ]);
  });

  const WELCOME = `<p>${'国网山城供电公司信息公开专栏，公开办电程序、收费标准、供电质量和停电信息。'.repeat(8)}</p>`;

  it.each([
    ['location.replace', '<script>window.location.replace("/xxgk/");</script>'],
    ['location.assign', "<script>top.location.assign( '/xxgk/' )</script>"],
    ['a refresh that leaves out url=', '<meta http-equiv="refresh" content="0;/xxgk/">'],
    ['a refresh of a comma', '<meta http-equiv="refresh" content="0, ./xxgk/">'],
  ])('follows a page that is only a jump: %s', async (_, jump) => {
    const site = await open({ '/': page(`<html><head>${jump}</head><body></body></html>`), '/xxgk/': html(WELCOME) });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual(['/', '/xxgk/']);
  });

  it('goes nowhere with a refresh that only reads the page again', async () => {
    const site = await open({ '/': page(`<html><meta http-equiv="refresh" content="300">${WELCOME}</html>`) });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual(['/']);
  });

  it.each([
    ['a list entry', `<li onclick="location.href='/xxgk/1.html'">供电质量</li>`],
    ['an old page', `<td onClick="javascript:window.location='xxgk/1.html';">供电质量</td>`],
    ['an entry with its address as data', '<li data-href="/xxgk/1.html">供电质量</li>'],
    ['a choice', '<select onchange="location=this.value"><option value="/xxgk/1.html">供电质量</option></select>'],
    ['a new window', `<a href="#" onclick="window.open('/xxgk/1.html','_blank');return false;">供电质量</a>`],
    ['a script for an address', `<a href="javascript:window.open('/xxgk/1.html')">供电质量</a>`],
    ['a jump in place of an address', `<a href="javascript:location.replace(&quot;/xxgk/1.html&quot;)">供电质量</a>`],
  ])('follows a click whose script names the page: %s', async (_, click) => {
    const site = await open({ '/': html(WELCOME + click), '/xxgk/1.html': html('供电质量') });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual(['/', '/xxgk/1.html']);
  });

  it.each([
    `<a href="javascript:void(0)" onclick="show('12')">供电质量</a>`,
    `<a href="#" onclick="location.href='/detail?id=' + this.id">供电质量</a>`,
    `<a href="javascript:shareto('/share')">分享</a>`,
    `<button onclick="location.href">刷新</button>`,
    `<div data-url="/api/list">供电质量</div>`,
    `<select onchange="query()"><option value="/xxgk/1.html">城东</option></select>`,
    `<script>document.write('<a href="/gg/' + id + '.html">公告</a>')</script>`,
    `<script>document.write("<a href=\\"" + url + "\\">公告</a>")</script>`,
    `<script>var old = '<a href="/old.html">旧版</a>';</script>`,
  ])('makes up no address from a script that it cannot read: %s', async (click) => {
    const site = await open({ '/': html(WELCOME + click) });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual(['/']);
  });

  it('follows the links that a script writes out, and those of the records that one keeps as XML', async () => {
    const records = `<datastore><nextgroup><![CDATA[<a href="/dataproxy.jsp?page=1"></a>]]></nextgroup><recordset>
<record><![CDATA[<li><a title="电价" href="/xxgk/dj.html?a=1&amp;b=2">电价</a></li>]]></record></recordset></datastore>`;
    const site = await open({
      '/': html(
        `${WELCOME}<script>document.write('<a class="a" href="/xxgk/cn.html">承诺</a>'); document.write("<a href=\\"/xxgk/td.html\\">停电</a>");</script>
<script type="text/xml">${records}</script>`,
      ),
      '/xxgk/cn.html': html('服务承诺'),
      '/xxgk/td.html': html('停电公告'),
      '/xxgk/dj.html?a=1&b=2': html('电价标准'),
    });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual([
      '/',
      '/xxgk/cn.html',
      '/xxgk/dj.html?a=1&b=2',
      '/xxgk/td.html',
    ]);
  });

  it('turns the pages of a list whose page numbers a script of the content system writes', async () => {
    const list = (pager: string): Scenario => html(`${WELCOME}<script>${pager}</script>`);
    const site = await open({
      '/': html(links('/gg/', '/tz/list.shtml')),
      '/gg/': list('createPageHTML(3, 0, "index", "html");'),
      '/gg/index_1.html': list('createPageHTML(3, 1, "index", "html");'),
      '/gg/index_2.html': list('createPageHTML(3, 2, "index", "html");'),
      '/tz/list.shtml': list(`createPageHTML('pages', 2, 0, 'list', 'shtml', 40);`),
      '/tz/list_1.shtml': html('第二页'),
    });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual([
      '/',
      '/gg/',
      '/gg/index_1.html',
      '/gg/index_2.html',
      '/tz/list.shtml',
      '/tz/list_1.shtml',
    ]);
  });

  it.each([
    ['an XML declaration', '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html><body>'],
    ['a script first', '<script src="/js/head.js"></script><html><body>'],
  ])('follows the links of a page that is sent without a type and begins with %s', async (_, start) => {
    const site = await open({
      '/': html(links('/p.shtml')),
      '/p.shtml': page(`${start}${links('/deep.html')}</body></html>`, { type: '' }),
      '/deep.html': html('供电质量'),
    });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual(['/', '/deep.html', '/p.shtml']);
  });

  it('takes the picture that a page loads when it is scrolled to, and not its place holder', async () => {
    const picture = page('\x89PNG', { type: 'image/png' });
    const site = await open({
      '/': html(
        '<img src="data:image/gif;base64,R0lGOD" data-src="/gongshi.png"><img src="/blank.gif" data-original="/jiabiao.png">',
      ),
      '/gongshi.png': picture,
      '/jiabiao.png': picture,
      '/blank.gif': picture,
    });
    expect(paths(await liveRun(`${site.origin}/`), site.origin)).toEqual(['/', '/gongshi.png', '/jiabiao.png']);
  });

  it('takes no notice for a firewall because it speaks of one', async () => {
    const menu = links('/', '/gk/', '/xxgk/', '/fw/', '/td/', '/lx/');
    const site = await open({
      '/': html(menu + links('/1.html', '/2.html')),
      '/1.html': html(`${menu}<h1>停电公告</h1><p>11月25日8时至12时，城南线检修。</p>本站由某某云防护提供安全服务`),
      '/2.html': html(`${menu}<h1>登录须通过安全验证的通知</h1><p>网上国网登录须通过短信安全验证。</p>`),
      ...Object.fromEntries(['/gk/', '/xxgk/', '/fw/', '/td/', '/lx/'].map((path) => [path, html(WELCOME)])),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.bundle.captures.flatMap(({ fault }) => fault ?? [])).toEqual([]);
    expect(run.scope.cut).toBeUndefined();
  });

  it('adds the pages of sitemaps and of the declared column, and says that no link leads there', async () => {
    const site = await open({
      '/': html(''),
      '/robots.txt': ({ head }) =>
        page(`User-agent: *\nSitemap: http://${/host: (\S+)/i.exec(head)?.[1] ?? ''}/maps.xml\n`, {
          type: 'text/plain',
        }),
      '/maps.xml': ({ head }) => {
        const host = /host: (\S+)/i.exec(head)?.[1] ?? '';
        return page(
          `<?xml version="1.0"?><sitemapindex><sitemap><loc>http://${host}/map.xml</loc></sitemap></sitemapindex>`,
          { type: 'text/xml' },
        );
      },
      '/map.xml': ({ head }) => {
        const host = /host: (\S+)/i.exec(head)?.[1] ?? '';
        return page(
          `<urlset><url><loc>http://${host}/orphan.html?a=1&amp;b=2</loc></url><url><loc>http://elsewhere.example/</loc></url></urlset>`,
          { type: 'text/xml' },
        );
      },
      '/orphan.html?a=1&b=2': html('孤页'),
      '/xxgk/': html('信息公开专栏'),
    });
    const run = await liveRun(`${site.origin}/`, {}, { column: `${site.origin}/xxgk/` });
    expect(run.at(`${site.origin}/orphan.html?a=1&b=2`).marks).toContain('sitemap');
    expect(run.at(`${site.origin}/xxgk/`).marks).toContain('declared');
    expect(paths(run, site.origin)).toHaveLength(3);
  });

  it('crawls declared hosts and no others', async () => {
    const other = await open({ '/': html('分站') });
    const third = await open({ '/': html('外站') });
    const site = await open({ '/': html(links(`${other.origin}/`, `${third.origin}/`)) });
    const run = await liveRun(`${site.origin}/`, {}, { hosts: [new URL(other.origin).host] });
    expect(run.at(`${other.origin}/`).status).toBe(200);
    expect(third.connections()).toBe(0);
  });

  it('keeps a page that addresses redirect to once, under its own address and with theirs', async () => {
    const site = await open({
      '/': html(links('/old', '/older', '/deep/new.html')),
      '/old': redirect('/deep/new.html', 301),
      '/older': redirect('/old'),
      '/deep/new.html': html(links('next.html')),
      '/deep/next.html': html('下一页'),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(paths(run, site.origin)).toEqual(['/', '/deep/new.html', '/deep/next.html']);
    expect(run.at(`${site.origin}/deep/new.html`)).toMatchObject({
      status: 200,
      depth: 1,
      aliases: [`${site.origin}/old`, `${site.origin}/older`],
    });
    expect(run.scope).toMatchObject({ pages: 3, closed: true });
  });

  it('keeps the start page under the address that was declared', async () => {
    const site = await open({
      '/': redirect('/home/index.html'),
      '/home/index.html': html(links('a.html', 'index.html')),
      '/home/a.html': html('甲'),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/`)).toMatchObject({ from: `${site.origin}/home/index.html`, depth: 0 });
    expect(run.at(`${site.origin}/home/a.html`).depth).toBe(1);
    expect(paths(run, site.origin)).toEqual(['/', '/home/a.html']);
  });
});

describe('the same site, whatever the timing', () => {
  it('gives the same captures when its servers answer in another order', async () => {
    const slowness = new Map<string, number>();
    const site = await open((at) => {
      const [, id = ''] = /^\/p(\d+)\.html$/.exec(at) ?? [];
      if (at !== '/' && id === '') return undefined;
      const next = at === '/' ? [1, 2, 3, 4, 5, 6, 7] : [Number(id) * 2, Number(id) * 2 + 1].filter((one) => one < 60);
      const body = `<!doctype html><html><title>${at}</title>${links(...next.map((one) => `/p${one}.html`), '/gone.html')}</html>`;
      const wait = slowness.get(at) ?? 0;
      return [
        raw(['HTTP/1.1 200 OK', 'Content-Type: text/html', `Content-Length: ${Buffer.byteLength(body)}`]),
        { drip: body.slice(0, 4), everyMs: wait },
        { send: body.slice(4) },
      ];
    });
    const captures = async (seed: number): Promise<unknown> => {
      for (let id = 1; id < 60; id += 1) slowness.set(`/p${id}.html`, (id * seed) % 7);
      const { bundle, scope } = await liveRun(`${site.origin}/`);
      return [bundle.captures, scope];
    };
    const first = await captures(1);
    expect(await captures(3)).toEqual(first);
    expect(await captures(5)).toEqual(first);
  });
});

describe('robots.txt on the way', () => {
  const START = html(links('/open.html', '/closed/1.html'));

  it('closes what it closes; the page is unread and the scope says why', async () => {
    const site = await open({
      '/': START,
      '/open.html': html('开'),
      '/robots.txt': page('User-agent: *\nDisallow: /closed/', { type: 'text/plain' }),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/closed/1.html`).fault?.reason).toBe('robots');
    expect(run.scope.cut?.reason).toBe('robots');
    expect(site.asked()).not.toContain('/closed/1.html');
  });

  it('is passed over only when the operator says so, and then the page says it', async () => {
    const site = await open({
      '/': START,
      '/open.html': html('开'),
      '/closed/1.html': html('关'),
      '/robots.txt': page('User-agent: *\nDisallow: /closed/', { type: 'text/plain' }),
    });
    const run = await liveRun(`${site.origin}/`, { robots: 'ignore' });
    expect(run.at(`${site.origin}/closed/1.html`)).toMatchObject({
      status: 200,
      marks: ['plain-http', 'robots-ignored'],
    });
    expect(run.scope.cut).toBeUndefined();
  });

  it.each<[string, Scenario, string | undefined]>([
    ['404: open', page('', { status: 404 }), undefined],
    ['403: open', page('', { status: 403 }), undefined],
    ['an HTML page: open', html('Disallow: /'), undefined],
    ['HTML called text: open', page('<html>User-agent: *\nDisallow: /</html>', { type: 'text/plain' }), undefined],
    ['a challenge: open, the pages tell', page('', { status: 521 }), undefined],
    // Nobody forbade anything: people are told what ails the server, not of robots.txt.
    ['500: closed', page('', { status: 500 }), 'server-error'],
    ['503: closed', page('', { status: 503 }), 'server-error'],
    ['503 with Retry-After: closed', page('', { status: 503, headers: ['Retry-After: 3600'] }), 'rate-limited'],
    ['silence: closed', ['hang'], 'timeout'],
    ['a redirect to another host: open', redirect('http://elsewhere.example/robots.txt'), undefined],
    [
      'rules beyond 500 KiB: not read',
      page(`User-agent: *\n${'# x\n'.repeat(60_000).padEnd(512_000)}\nDisallow: /\n`, { type: 'text/plain' }),
      undefined,
    ],
    [
      'rules in GBK with a BOM of UTF-8: read',
      page(Buffer.from('\xef\xbb\xbfUser-agent: *\n# \xb9\xab\nDisallow: /\n', 'latin1'), { type: 'text/plain' }),
      'robots',
    ],
  ])('answers %s', async (_, robots, reason) => {
    const site = await open({ '/': html('x'), '/robots.txt': robots });
    const run = await liveRun(`${site.origin}/`, { limits: { rawBytes: 2_000_000, firstByteMs: 1_200, retries: 0 } });
    expect(run.scope.cut?.reason).toBe(reason);
  });
});

describe('traps and limits', () => {
  it.each<[string, (at: string) => Scenario | undefined, Partial<Record<string, number>>]>([
    [
      'a calendar without end',
      (at) => html(links(`/cal?month=${Number(/month=(\d+)/.exec(at)?.[1] ?? 0) + 1}`, '/cal?month=9999')),
      { perPattern: 5, hops: 100 },
    ],
    [
      'folders of a calendar',
      (at) => html(links(`/d/${Number(/d\/(\d+)/.exec(at)?.[1] ?? 0) + 1}/`)),
      { perPattern: 5, hops: 100 },
    ],
    ['a path that grows by itself', () => html(links('a/')), { hops: 100 }],
    ['two segments in turn', (at) => html(links(at.endsWith('/a/') ? 'b/' : 'a/')), { hops: 100 }],
    ['more hops than allowed', (at) => html(links(`/page${Number(/page(\d+)/.exec(at)?.[1] ?? 0) + 1}.html`)), {}],
    [
      'more pages than allowed',
      () => html(links(...Array.from({ length: 30 }, (_, index) => `/art${index}.html`))),
      { pages: 10 },
    ],
    [
      'a path too long',
      (at) =>
        html(links(at === '/' ? `/${Array.from({ length: 30 }, (_, index) => `s${index}`).join('/')}/x.html` : '/')),
      {},
    ],
  ])('cuts %s and says so', async (_, answer, limits) => {
    const site = await open((at) => (/robots|sitemap|gongkai-|^\/\w{6}\/\w{6}\/$/.test(at) ? undefined : answer(at)));
    const run = await liveRun(`${site.origin}/`, { limits });
    expect(run.scope).toMatchObject({ cut: { reason: 'scope-cut' }, closed: false });
    expect(run.bundle.captures.length).toBeLessThan(50);
  });

  it('stops at the time limit of the source', async () => {
    const site = await open({ '/': html(links('/1.html')), '/1.html': html(links('/2.html')), '/2.html': html('x') });
    const run = await liveRun(`${site.origin}/`, { rate: 1, limits: { sourceMs: 3_000 } });
    expect(run.scope.cut).toMatchObject({ reason: 'scope-cut' });
  });

  it('asks a host that fell silent no further', async () => {
    const site = await open((at) =>
      at === '/'
        ? html(links(...Array.from({ length: 60 }, (_, index) => `/p${index}.html`)))
        : at.startsWith('/p')
          ? ['reset']
          : undefined,
    );
    const run = await liveRun(`${site.origin}/`, { limits: { retries: 0, silentPages: 4 } });
    expect(run.bundle.captures.filter(({ fault }) => fault?.reason === 'connect')).toHaveLength(4);
    expect(run.scope).toMatchObject({ cut: { reason: 'connect' }, closed: false });
  });

  it('leaves a second between two requests of a host', async () => {
    const site = await open({ '/': html(links('/1.html', '/2.html')), '/1.html': html('一'), '/2.html': html('二') });
    const run = await liveRun(`${site.origin}/`, { rate: 1 });
    // robots.txt, two missing pages, three pages, sitemap.xml: the first is free.
    expect(run.clock.elapsed()).toBe(1_000 * (site.asked().length - 1));
  });
});

describe('a page deep in the site that cannot be read', () => {
  const broken = page('', { status: 500 });

  it('is an unread page and no more when it is an article', async () => {
    const site = await open({
      '/': html(links('/list.html')),
      '/list.html': html(links('/art/2026/11/20/art_35_10021.html')),
      '/art/2026/11/20/art_35_10021.html': broken,
    });
    const run = await liveRun(`${site.origin}/`, { limits: { retries: 0 } });
    expect(run.at(`${site.origin}/art/2026/11/20/art_35_10021.html`).fault?.reason).toBe('server-error');
    expect(run.scope.cut).toBeUndefined();
  });

  it('leaves the scope cut when it is a list, from which a whole column may hang', async () => {
    const site = await open({
      '/': html(links('/xxgk.html')),
      '/xxgk.html': html(links('/xxgk/dianjia/')),
      '/xxgk/dianjia/': broken,
    });
    const run = await liveRun(`${site.origin}/`, { limits: { retries: 0 } });
    expect(run.scope.cut?.reason).toBe('server-error');
  });
});

describe('a picture or a file that cannot be had', () => {
  it('is unread itself and hides nothing else, even on the start page', async () => {
    const site = await open({
      '/': html('<img src="/logo.png"><img src="/lost.gif"><a href="/notice.pdf">公告</a>'),
      '/logo.png': page('', { status: 500 }),
      '/notice.pdf': page('', { status: 403 }),
    });
    const run = await liveRun(`${site.origin}/`, { limits: { retries: 0 } });
    expect(run.at(`${site.origin}/logo.png`).fault?.reason).toBe('server-error');
    expect(run.at(`${site.origin}/lost.gif`).marks).toContain('confirmed-404');
    expect(run.scope.cut).toBeUndefined();
  });
});

describe('an address that only links lead to and that is not there', () => {
  const site = (): Promise<FaultServer> => open({ '/': html(links('/gone.html')) });

  it('is looked at again, and not before a minute has passed', async () => {
    const { origin, asked } = await site();
    const run = await liveRun(`${origin}/`);
    expect(asked().filter((one) => one === '/gone.html')).toHaveLength(2);
    expect(run.clock.slept()).toBeGreaterThanOrEqual(60_000);
    expect(run.clock.slept()).toBeLessThan(600_000);
    expect(run.events).toContainEqual({ kind: 'waiting', url: `${origin}/gone.html`, waitMs: 60_000 });
  });

  it('is looked at again as soon as the operator says', async () => {
    const { origin } = await site();
    const run = await liveRun(`${origin}/`, { limits: { confirmMs: 0 } });
    expect(run.at(`${origin}/gone.html`).marks).toContain('confirmed-404');
    expect(run.clock.slept()).toBe(0);
  });
});

describe('a start page', () => {
  it('that does not answer says why nothing can be told', async () => {
    const site = await open({ '/': page('', { status: 502 }) });
    const run = await liveRun(`${site.origin}/`);
    expect(run.scope).toEqual({
      channel: 'portal',
      site: '',
      cut: { reason: 'server-error', detail: 'HTTP 502' },
      closed: true,
      pages: 0,
    });
  });

  it('that is not there is looked at again after ten minutes, and proves nothing about the items', async () => {
    const site = await open({});
    const run = await liveRun(`${site.origin}/xxgk/`);
    expect(run.at(`${site.origin}/xxgk/`)).toMatchObject({ status: 404, marks: ['confirmed-404', 'plain-http'] });
    expect(run.scope.cut?.reason).toBe('soft-404');
    expect(run.clock.slept()).toBeGreaterThanOrEqual(600_000);
  });

  it('says which of its columns refuses us', async () => {
    const site = await open({ '/': html(links('/xxgk/')), '/xxgk/': page('Forbidden', { status: 403 }) });
    const run = await liveRun(`${site.origin}/`);
    expect(run.scope.cut).toEqual({ reason: 'auth-wall', detail: `${site.origin}/xxgk/ HTTP 403` });
  });

  it('is not fetched through a proxy that nobody vouched for', async () => {
    const site = await open({ '/': html('x') });
    const run = await liveRun(`${site.origin}/`, {
      environment: { HTTPS_PROXY: 'http://127.0.0.1:3128', PATH: '/bin' },
    });
    expect(run.scope.cut).toEqual({ reason: 'blocked-address', detail: 'proxy: HTTPS_PROXY' });
    expect(site.connections()).toBe(0);
  });
});

describe('a page that the server calls plain text', () => {
  it('is followed like the page that it is read as, so that its links do not count as dead', async () => {
    const site = await open({
      '/': page('<!doctype html><html><title>首页</title><a href="/fees.html">电价</a></html>', { type: 'text/plain' }),
      '/fees.html': html('电价'),
    });
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/fees.html`).status).toBe(200);
  });
});

describe('a crawl through a proxy that the user vouches for', () => {
  it.each(['http://', 'http://my proxy:8080', 'my proxy'])('names one whose address is none: %s', async (value) => {
    const environment = { HTTP_PROXY: value };
    const run = await liveRun('http://portal.shancheng.example/', { environment, trustProxy: true });
    expect(run.scope.cut).toEqual({ reason: 'connect', detail: 'proxy: HTTP_PROXY' });
  });

  it.each([
    ['', (port: number) => ({ http_proxy: `http://127.0.0.1:${port}` })],
    [', its address written without a scheme', (port: number) => ({ HTTP_PROXY: `127.0.0.1:${port}` })],
    [
      ', the other variable being empty',
      (port: number) => ({ http_proxy: '', HTTP_PROXY: `http://127.0.0.1:${port}` }),
    ],
  ])('reaches what the proxy reaches, and marks every capture%s', async (_, environmentOf) => {
    const site = await open({ '/': html('x') });
    const asked: string[] = [];
    const proxy = createProxy((target, client) => {
      asked.push(target);
      const tunnel = connect(site.port, '127.0.0.1', () => void client.write('HTTP/1.1 200 OK\r\n\r\n'));
      client.pipe(tunnel).pipe(client);
      tunnel.on('error', () => client.destroy());
    });
    const port = await proxy.start();
    const environment = environmentOf(port);
    const run = await liveRun('http://portal.shancheng.example/', { environment, trustProxy: true });
    proxy.stop();
    expect(run.at('http://portal.shancheng.example/').marks).toEqual(['plain-http', 'via-proxy']);
    expect(new Set(asked)).toEqual(new Set(['portal.shancheng.example:80']));
  });

  it.each([
    ['asks for a name and a password', 407],
    ['closes the site', 403],
  ])('says that the proxy %s, and blames no robots.txt', async (_, status) => {
    const proxy = createProxy((_target, client) => void client.end(`HTTP/1.1 ${status} No\r\n\r\n`));
    const environment = { HTTP_PROXY: `http://127.0.0.1:${await proxy.start()}` };
    const run = await liveRun('http://portal.shancheng.example/', { environment, trustProxy: true });
    proxy.stop();
    expect(run.scope.cut).toEqual({ reason: 'connect', detail: `proxy HTTP ${status}` });
  });
});

/** The least that CONNECT needs. */
function createProxy(tunnel: (target: string, client: Socket) => void): {
  start: () => Promise<number>;
  stop: () => void;
} {
  const server = createServer().on('connect', ({ url = '' }, client) =>
    tunnel(url, client.on('error', () => undefined) as Socket),
  );
  return {
    start: () =>
      new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))),
    stop: () => void server.close(),
  };
}

describe('a page that is not there but says 200', () => {
  const missing = html('<h1>抱歉，您访问的页面不存在</h1>', '页面不存在');

  it('is told by what the host says of addresses that cannot exist', async () => {
    const site = await open((at) =>
      at === '/'
        ? html(links('/old.html', '/real.html'))
        : at === '/real.html'
          ? html('营业网点地址和服务时间')
          : /robots|sitemap/.test(at)
            ? undefined
            : missing,
    );
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/old.html`)).toMatchObject({ fault: { reason: 'soft-404' }, sha256: '' });
    expect(run.at(`${site.origin}/old.html`).marks).toContain('confirmed-404');
    expect(run.at(`${site.origin}/real.html`).fault).toBeUndefined();
    expect(run.scope.cut).toBeUndefined();
  });

  it('is told when the host leads the lost to its home page, which is itself no such page', async () => {
    const site = await open((at) =>
      at === '/' ? html(`首页${links('/old.html')}`) : /robots|sitemap/.test(at) ? undefined : redirect('/'),
    );
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/old.html`).fault?.reason).toBe('soft-404');
    expect(run.at(`${site.origin}/`).fault).toBeUndefined();
    expect(run.scope.cut?.reason).toBe('soft-404');
  });

  it('is not suspected where every address shows the same empty shell', async () => {
    const shell = page(
      '<!doctype html><html><title>公开</title><div id="app"></div><script src="/app.js"></script></html>',
    );
    const site = await open((at) => (/robots|sitemap/.test(at) ? undefined : shell));
    const run = await liveRun(`${site.origin}/`);
    expect(run.at(`${site.origin}/`).fault).toBeUndefined();
  });
});

describe('a second capture of a site', () => {
  it('asks only for what changed', async () => {
    const site = await open({
      '/': ({ head }) =>
        /if-none-match: "v1"/i.test(head)
          ? page('', { status: 304 })
          : page('<html>甲</html>', { headers: ['ETag: "v1"'] }),
    });
    const first = await liveRun(`${site.origin}/`);
    const capture = first.at(`${site.origin}/`);
    const body = await first.bundle.body(capture);
    const again = await liveRun(`${site.origin}/`, {
      previous: () => ({ capture, body: () => Promise.resolve(body) }),
    });
    expect(again.at(`${site.origin}/`)).toMatchObject({
      status: 200,
      sha256: capture.sha256,
      marks: ['not-modified', 'plain-http'],
    });
  });
});

describe('a crawl that is interrupted', () => {
  it('ends soon, keeps what it has and says so', async () => {
    const site = await open((at) =>
      at === '/' ? html(links('/slow.html')) : at === '/slow.html' ? ['hang'] : undefined,
    );
    const stop = new AbortController();
    const sink = memorySink();
    const scope = await crawl(
      { url: `${site.origin}/`, hosts: [], landmarks: [] },
      { channel: 'portal', site: '', rate: 0, allowPrivate: ['127.0.0.0/8'], signal: stop.signal },
      sink,
      () => stop.abort(),
    );
    expect(scope).toMatchObject({ cut: { reason: 'interrupted' }, closed: false });
    expect(sink.bundle([scope]).captures.map(({ url }) => url)).toEqual([`${site.origin}/`]);
  });
});
