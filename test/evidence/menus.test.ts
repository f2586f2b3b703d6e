import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { readHtml } from '../../src/documents/html.ts';
import { needsRendering } from '../../src/documents/needs-rendering.ts';
import { pageLinks } from '../../src/evidence/links.ts';
import { openSite } from '../support/browser-site.ts';
import { loadLaw } from '../support/law.ts';
import { liveRun } from '../support/live-run.ts';
import { workspaceOf } from '../support/road-fault.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

const LONG = '供电企业应当依法公开信息，方便电力用户查询和监督，本公司按照规定设置专栏并及时更新有关内容。'.repeat(12);
const QUALITY =
  '<h1>供电质量</h1><p>2026年第三季度综合电压合格率为99.987%，城市供电可靠率为99.95%，统计范围为国网山城供电公司供电区域。</p><p>发布日期：2026-10-15</p>';
const page = (title: string, body: string): string =>
  `<!doctype html><html><head><title>${title}_国网山城供电公司</title></head><body><h1>${title}</h1><p>国网山城供电公司信息公开，供电服务热线95598。${LONG}</p>${body}</body></html>`;

const ADDRESS = 'http://portal.example/';
const followed = (html: string): string[] =>
  pageLinks(Buffer.from(html), ADDRESS, 'text/html; charset=utf-8').links.map((one) => one.replace(ADDRESS, '/'));
const read = (html: string): string[] =>
  readHtml(html, ADDRESS).links.map(({ text, href }) => `${text.raw} ${href.replace(ADDRESS, '/')}`);

describe('what a visitor clicks that is no plain link', () => {
  it.each([
    ['a form that is got', '<form action="/zl/"><button>供电质量</button></form>', '/zl/'],
    [
      'its action without its query',
      '<form action="/zl.do?a=1"><input type="submit" value="供电质量"></form>',
      '/zl.do',
    ],
    [
      'what it sends unseen',
      '<form action="/l.do"><input type="hidden" name="c" value="3 4"><button name="b" value="1&2">供电质量</button></form>',
      '/l.do?c=3+4&b=1%262',
    ],
    ['the address of a button of its own', '<form><button formaction="/zl.html">供电质量</button></form>', '/zl.html'],
    ['a button with its script', `<input type="button" value="供电质量" onclick="location='/zl/'">`, '/zl/'],
    ['an attribute in capitals', `<BUTTON ONCLICK="location.href='/zl/'">供电质量</BUTTON>`, '/zl/'],
    [
      'a list that calls a script',
      '<select onchange="go(this)"><option value="/zl/">供电质量</option></select>',
      '/zl/',
    ],
    ['a list that only scripts know', '<select id="s"><option value="/zl/">供电质量</option></select>', '/zl/'],
    ['an element of its own name', '<my-link href="/zl/">供电质量</my-link>', '/zl/'],
    ['a folder kept for a script', '<div data-href="/zl/">供电质量</div>', '/zl/'],
    ['a folder beside an empty link', '<a href="javascript:;" data-url="/zl/">供电质量</a>', '/zl/'],
    ['a frame that is loaded late', '<iframe src="about:blank" data-src="/zl/" title="供电质量"></iframe>', '/zl/'],
    ['a page within the page', '<iframe srcdoc="&lt;a href=/zl/&gt;供电质量&lt;/a&gt;"></iframe>', '/zl/'],
  ])('is followed, and is a link of the page: %s', (_name, menu, to) => {
    const html = page('首页', menu);
    expect(followed(html)).toEqual([to]);
    expect(read(html)).toEqual([`供电质量 ${to}`]);
  });

  it.each([
    ['a plug-in told by a parameter', '<object><param name="SRC" value="/zl.pdf"></object>', '/zl.pdf'],
    ['a place on a drawn map', '<svg><a xlink:href="/zl/"><text>供电质量</text></a></svg>', '/zl/'],
  ])('is followed: %s', (_name, menu, to) => {
    expect(followed(page('首页', menu))).toEqual([to]);
  });

  it.each([
    [
      'a form that is posted',
      '<form method="post" action="/zl.do"><button>供电质量</button></form>',
      'javascript:submit()',
    ],
    ['a button that only a script knows', '<button class="m" data-k="7">供电质量</button>', 'javascript:click()'],
  ])('opens what nobody can know without it: %s', (_name, menu, script) => {
    const html = page('首页', menu);
    expect([followed(html), read(html)]).toEqual([[], [`供电质量 ${script}`]]);
  });

  it.each([
    ['a search', '<form action="/s"><input name="q"><button>供电质量</button></form>'],
    [
      'a choice that is sent',
      '<form action="/s"><select name="c"><option value="/a/">甲</option></select><button>供电质量</button></form>',
    ],
    ['a control of the page', '<button>关闭</button><button>字体大</button><button>搜索</button>'],
    ['a tab', '<button data-bs-toggle="tab" data-bs-target="#q">供电质量</button>'],
    ['the server of a script', '<div data-url="/api/list/">供电质量</div>'],
  ])('leads nowhere: %s', (_name, menu) => {
    const html = page('首页', menu);
    expect([followed(html), read(html)]).toEqual([[], []]);
  });
});

/** What is said of 4.1 of a portal with such a menu. */
async function told(menu: string, spa = false): Promise<string> {
  const body = page('信息公开', `<a href="/a.html">企业概况</a>${menu}`);
  const inner = JSON.stringify(body.replace(/^.*<body>|<\/body>.*$/gs, '')).replaceAll('</', '<\\/');
  const shell = `<!doctype html><html><head><title>国网山城供电公司</title></head><body><div id="app"></div><script>document.getElementById('app').innerHTML=${inner}</script></body></html>`;
  const pages = { '/a.html': page('企业概况', ''), '/zl.html': page('供电质量', QUALITY) };
  const site = await openSite({ '/': spa ? shell : body, ...pages });
  const home = `${site.origin}/`;
  try {
    const run = await liveRun(home, { rendering: { needs: needsRendering, ...(spa && browser && { browser }) } });
    const workspace = workspaceOf({ url: home, hosts: [], landmarks: [] });
    const given = { law: await loadLaw('chongqing'), workspace, asOf: '2026-11-20', version: 'test' };
    const { verdicts } = await check(run.bundle, given);
    const one = verdicts.find(
      ({ element, channel, aspect }) => element === '4.1' && channel === 'portal' && aspect === 'content',
    );
    return `${one?.outcome} ${one?.gap ?? one?.reason ?? ''}`.trim();
  } finally {
    await site.close();
  }
}

const GOT = '<form action="/zl.html"><button>供电质量</button></form>';
const POSTED = '<form action="/zl.do" method="post"><button>供电质量</button></form>';
const SCRIPTED = '<button class="menu">供电质量</button>';

describe('an item to which only such a menu leads', () => {
  it('is found behind a form that is got, and in a page within the page', async () => {
    expect(await told(GOT)).toBe('passed');
    expect(await told(`<iframe srcdoc="${QUALITY}"></iframe>`)).toBe('passed');
  });

  it('is not called missing where only a click can tell, and is where there is no such menu', async () => {
    expect([await told(POSTED), await told(SCRIPTED)]).toEqual(['cantTell needs-js', 'cantTell needs-js']);
    expect(await told('<button>搜索</button>')).toBe('failed missing');
  });

  it.skipIf(!browser)(`is told the same way of a page that scripts make${why}`, async () => {
    expect([await told(GOT, true), await told(POSTED, true), await told(SCRIPTED, true)]).toEqual([
      'passed',
      'cantTell needs-js',
      'cantTell needs-js',
    ]);
    expect(await told('<button>搜索</button>', true)).toBe('failed missing');
  });
});
