import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/documents/html.ts';

const links = (body: string, url = 'http://example.com/xxgk/index.html', encoding = 'utf-8') =>
  readHtml(`<body>${body}</body>`, url, { encoding }).links;
const hrefs = (body: string, url?: string, encoding?: string): string[] =>
  links(body, url, encoding).map(({ href }) => href);

describe('what links say', () => {
  const said = (body: string): string[] => links(body).map(({ text }) => text.raw);

  it.each([
    ['a row', '<table><tr><td>1</td><td>《供电营业规则》</td><td>【LINK】</td></tr></table>', '《供电营业规则》'],
    [
      'a row with two links',
      '<table><tr><td>供电营业规则</td><td>【LINK】 <a href="/b.pdf">下载</a></td></tr></table>',
      '供电营业规则',
    ],
    [
      'a title in a line',
      '<ul><li>3.《供电营业规则》（国家发展改革委令第14号）【LINK】</li></ul>',
      '3.《供电营业规则》（国家发展改革委令第14号）',
    ],
    [
      'a name in its cell',
      '<table><tr><td>1</td><td>中华人民共和国电力法 【LINK】</td></tr></table>',
      '中华人民共和国电力法',
    ],
    ['a name beside it', '<div><span>中华人民共和国电力法</span>【LINK】</div><div>别的</div>', '中华人民共和国电力法'],
    [
      'a name in a box beside it',
      '<div><div>中华人民共和国电力法</div><div>【LINK】</div></div>',
      '中华人民共和国电力法',
    ],
    ['a title in a line, in brackets', '<p>《供电营业规则》（【LINK】）</p>', '《供电营业规则》'],
  ])('查看 is named by what stands beside it: %s', (_, body, name) => {
    for (const bare of ['查看', '点击下载', '[详情]', '查看全文', 'PDF'])
      expect(said(body.replace('【LINK】', `<a href="/a.html">${bare}</a>`))[0]).toBe(`${name} ${bare}`);
  });

  it.each([
    [
      'words of its own',
      '<table><tr><td>法律法规</td><td><a href="/a.html">供电营业规则</a></td></tr></table>',
      '供电营业规则',
    ],
    ['a sentence beside it', '<p>办公地址：山城市松林路18号 <a href="/a.html">详情</a></p>', '详情'],
    [
      'a long row',
      `<table><tr><td>${'供电服务'.repeat(30)}</td><td><a href="/a.html">详情</a></td></tr></table>`,
      '详情',
    ],
    ['a figure beside it', '<div><span>服务热线95598</span><a href="/a.html">详情</a></div>', '详情'],
    [
      'two names around it',
      '<div><p>电力法正文</p><p><a href="/a.html">查看</a></p><p>电力设施保护条例</p></div>',
      '查看',
    ],
    ['nothing beside it', '<p><a href="/a.html">下载</a></p>', '下载'],
  ])('and by its own words where it has %s', (_, body, words) => {
    expect(said(body)).toEqual([words]);
  });
});

describe('where links lead', () => {
  it.each([
    ['against the page', '<a href="2026/a.html">', 'http://example.com/xxgk/2026/a.html'],
    ['up the tree', '<a href="../dj/">', 'http://example.com/dj/'],
    ['against <base>', '<base href="/zt/"><a href="a.html">', 'http://example.com/zt/a.html'],
    ['to another host', '<a href="//www.example.org/x#y">', 'http://www.example.org/x'],
    ['with GBK bytes kept', '<a href="/%B9%A9%B5%E7.html">', 'http://example.com/%B9%A9%B5%E7.html'],
    ['through spaces', '<a href=" \n/a b.html ">', 'http://example.com/a%20b.html'],
    ['nowhere: a script', '<a href="javascript:void(0)">', ''],
    [
      'by a script that names the page',
      `<a href="javascript:window.open('1.html')">`,
      'http://example.com/xxgk/1.html',
    ],
    [
      'by a click that names the page',
      `<a href="#" onclick="location.href='/gg/1.html';return false">`,
      'http://example.com/gg/1.html',
    ],
    [
      'by its address and not by a click',
      `<a href="/a.html" onclick="window.open('/b.html')">`,
      'http://example.com/a.html',
    ],
    [
      'by a script alone: an address put together',
      `<a href="#" onclick="location.href='/gg/'+this.id">`,
      `javascript:location.href='/gg/'+this.id`,
    ],
    ['by a script alone: a call for it', `<a href="javascript:show(12)">`, 'javascript:show(12)'],
    [
      'by a script alone: a click',
      `<a href="javascript:;" onclick="openDetail('a7f')">`,
      `javascript:openDetail('a7f')`,
    ],
    ['by data that a script reads', `<a data-href="/gg/1.html" href="javascript:;">`, 'http://example.com/gg/1.html'],
    ['by data, without an address', `<a data-href="/gg/1.html">`, 'http://example.com/gg/1.html'],
    ['by a click, without an address', `<a onclick="location='/gg/1.html'">`, 'http://example.com/gg/1.html'],
    ['by a script alone: a page of an application', '<a href="#/xxgk/dj">', `javascript:location.hash='#/xxgk/dj'`],
    [
      'by a script alone: a key for one that listens',
      '<a href="javascript:;" data-id="9">',
      'javascript:[data-id="9"]',
    ],
    ['by a script alone: a click without an address', `<a onclick="go('dj')">`, `javascript:go('dj')`],
    [
      'by a script alone: a button of ASP.NET',
      `<a href="javascript:__doPostBack('menu$1','')">`,
      `javascript:__doPostBack('menu$1','')`,
    ],
    ['by other data, without an address', '<a data-link="/gg/1.html">', 'http://example.com/gg/1.html'],
    ['nowhere: the top of the page, with a key', '<a href="#top" data-id="9">', ''],
    ['nowhere: a menu that unfolds', '<a href="#" data-toggle="dropdown">', ''],
    ['nowhere: a tab with a key', `<a href="#" data-id="9" onclick="switchTab(this)">`, ''],
    ['nowhere: a script that does nothing', '<a href="javascript:void(0)" onclick="return false">', ''],
    ['nowhere: a tab of the page', `<a href="javascript:;" onclick="setTab('one', 2)">`, ''],
    ['nowhere: the size of the letters', '<a href="javascript:doZoom(16)">', ''],
    ['nowhere: something of jQuery', `<a href="#" onclick="$('#more').show('slow')">`, ''],
    ['nowhere: the page itself', '<a href="#top">', ''],
    ['nowhere: a telephone', '<a href="tel:95598">', ''],
    ['nowhere: no address at all', '<a href="http://[bad">', ''],
  ])('%s', (_, anchor, href) => {
    expect(hrefs(`${anchor}供电质量</a>`)).toEqual([href]);
  });

  it('sends the query of a GBK page in its own bytes', () => {
    expect(hrefs('<a href="/s?q=供电">搜索</a>', undefined, 'gb18030')).toEqual([
      'http://example.com/s?q=%B9%A9%B5%E7',
    ]);
  });

  it('resolves inside a snapshot that has no address', () => {
    expect(hrefs('<a href="../价格/表 1.html">', 'snapshot:站点/xxgk/index.html')).toEqual([
      'snapshot:站点/价格/表 1.html',
    ]);
    expect(hrefs('<a href="http://example.com/a">', 'snapshot:index.html')).toEqual(['http://example.com/a']);
  });

  it.each([
    ['a row', `<table><tr><td onclick="window.open('/gg/1.html')">供电质量</td></tr></table>`],
    ['an entry', `<li onclick="location.href='/gg/1.html'">供电质量</li>`],
    ['an entry with its address as data', '<li data-url="/gg/1.html">供电质量</li>'],
    [
      'a choice',
      '<select onchange="location=this.value"><option>更多</option><option value="/gg/1.html">供电质量</option></select>',
    ],
    [
      'a choice of a new window',
      '<select onchange="window.open(this.options[this.selectedIndex].value)"><optgroup><option value="/gg/1.html">供电质量</option></optgroup></select>',
    ],
    [
      'a choice of Dreamweaver',
      `<select onchange="MM_jumpMenu('parent',this,0)"><option value="/gg/1.html">供电质量</option></select>`,
    ],
  ])('are also what a script opens: %s', (_, body) => {
    const { links } = readHtml(`<body>${body}</body>`, 'http://example.com/xxgk/');
    expect(links.map(({ text, href }) => [text.raw, href])).toEqual([['供电质量', 'http://example.com/gg/1.html']]);
  });

  it.each([
    [
      'a choice that asks for something',
      '<select onchange="query()"><option value="/gg/1.html">城东</option></select>',
    ],
    ['a source of data', '<div data-url="/api/list">供电质量</div>'],
  ])('are not %s', (_, body) => {
    expect(readHtml(`<body>${body}</body>`, 'http://example.com/xxgk/').links).toEqual([]);
  });

  it('shows the picture that is loaded when it is scrolled to', () => {
    const pictures = (body: string): string[] =>
      readHtml(`<body>${body}</body>`, 'http://example.com/xxgk/index.html').images.map(({ src }) => src);
    expect(pictures('<img src="data:image/gif;base64,R0lGOD" data-src="/gongshi.png">')).toEqual([
      'http://example.com/gongshi.png',
    ]);
    expect(pictures('<img src="/img/loading.gif" data-original="/jiabiao.png">')).toEqual([
      'http://example.com/jiabiao.png',
    ]);
    expect(pictures('<img srcset="/jiabiao.png 1x, /jiabiao-2.png 2x">')).toEqual(['http://example.com/jiabiao.png']);
    // A browser that saves a page puts the picture beside it and leaves the rest as it was.
    expect(pictures('<img src="gongshi_files/640.png" data-src="https://pictures.example/640">')).toEqual([
      'http://example.com/xxgk/gongshi_files/640.png',
    ]);
  });

  it('includes where a refresh leads that leaves out url=, and takes it for no page that scripts draw', () => {
    const page = '<meta http-equiv="refresh" content="0;xxgk/index.html"><script src="a.js"></script><body>';
    const { needsJs, links } = readHtml(page, 'http://example.com/');
    expect(needsJs).toBe(false);
    expect(links.map(({ href }) => href)).toEqual(['http://example.com/xxgk/index.html']);
  });

  it.each([
    ['one script that does nothing else', '<script>window.location.href = "/xxgk/index.html"</script>'],
    [
      'one for telephones and one for desks',
      '<body><script>if (/Mobile/.test(navigator.userAgent)) location.replace("/xxgk/index.html"); else location.replace("/pc/");</script>',
    ],
  ])('includes where an empty page leads by %s', (_, page) => {
    const { needsJs, links } = readHtml(page, 'http://example.com/');
    expect(needsJs).toBe(false);
    expect(links.map(({ href }) => href)).toEqual(['http://example.com/xxgk/index.html']);
  });

  it.each([
    ['to another site', '<script>location.href = "http://www.other.example/"</script>'],
    [
      'among more scripts',
      '<div id="app"></div><script src="/app.js"></script><script>location.href = "/login"</script>',
    ],
  ])('says nothing of where an empty page leads %s', (_, page) => {
    expect(readHtml(page, 'http://example.com/')).toMatchObject({ needsJs: true, links: [] });
  });

  it('includes where the page sends its reader by itself', () => {
    const sent = readHtml(
      '<meta http-equiv="Refresh" content="0; URL=xxgk/index.html"><body>',
      'http://example.com/',
    ).links;
    expect(sent.map(({ href }) => href)).toEqual(['http://example.com/xxgk/index.html']);
  });

  it('includes what the page loads into itself', () => {
    expect(hrefs('<iframe src="/tdgg.html"></iframe><embed src="a.pdf">')).toEqual([
      'http://example.com/tdgg.html',
      'http://example.com/xxgk/a.pdf',
    ]);
  });
});

describe('what links say', () => {
  it.each([
    ['words across elements', '<a href="/a"><b>供电</b><span>质量</span></a>', '供电质量'],
    [
      'the title where the words are cut',
      '<a href="/a" title="国网山城供电公司停电公告">国网山城供电公司停…</a>',
      '国网山城供电公司停电公告',
    ],
    ['the words where the title says something else', '<a href="/a" title="点击查看">停电公告...</a>', '停电公告...'],
    ['the title where there are no words', '<a href="/a" title="停电公告"></a>', '停电公告'],
    ['the words of a picture', '<a href="/a"><img src="x.png" alt="12398"></a>', '12398'],
  ])('%s', (_, anchor, words) => {
    expect(links(anchor).map(({ text }) => text.raw)).toEqual([words]);
  });
});

describe('the date beside a link', () => {
  const list = (entry: (at: number) => string): string =>
    `<ul>${[1, 2, 3].map((at) => `<li>${entry(at)}</li>`).join('')}</ul>`;

  it.each([
    ['behind it', (at: number) => `<a href="/${at}">停电公告${at}</a> <span>2026-11-0${at}</span>`],
    ['before it', (at: number) => `<em>[2026/11/0${at}]</em><a href="/${at}">停电公告${at}</a>`],
    [
      'in a block of its own',
      (at: number) => `<div><a href="/${at}">停电公告${at}</a></div><div>发布时间：2026年11月${at}日</div>`,
    ],
    ['inside it', (at: number) => `<a href="/${at}"><p>停电公告${at}</p><p>2026.11.0${at}</p></a>`],
    ['as a calendar leaf', (at: number) => `<div><b>0${at}</b><p>2026-11</p></div><a href="/${at}">停电公告${at}</a>`],
  ])('%s', (_, entry) => {
    expect(links(list(entry)).map(({ date }) => date)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  });

  it('in the same row of a table', () => {
    const row = (at: number): string =>
      `<tr><td>${at}</td><td><a href="/${at}">公告${at}</a></td><td>2026-11-0${at}</td></tr>`;
    expect(links(`<table>${[1, 2, 3].map(row).join('')}</table>`).map(({ date }) => date)).toEqual([
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
    ]);
  });

  it('in one line with others', () => {
    const line =
      '<div><a href="/1">公告一</a> 2026-11-01<br><a href="/2">公告二</a> 2026-11-02<br><a href="/3">公告三</a></div>';
    expect(links(line).map(({ date }) => date)).toEqual(['2026-11-01', '2026-11-02', undefined]);
  });

  it.each([
    ['the address tells the same day', '/xxgk/2026-11/03/1.html', '11-03', '2026-11-03'],
    ['a stamp in the address does', '/xxgk/t20261103_12.html', '[11-03]', '2026-11-03'],
    ['the address tells another day', '/xxgk/2026-11/04/1.html', '11-03', undefined],
    ['the address tells none', '/xxgk/1.html', '11-03', undefined],
    ['it is a score', '/xxgk/2026-11/03/1.html', '3-11', undefined],
  ])('without its year is believed only where the address bears it out: %s', (_what, href, printed, date) => {
    const found = links(
      `<ul><li><a href="${href}">停电公告</a><span>${printed}</span></li><li><a href="/b">其他</a></li></ul>`,
    );
    expect(found[0]?.date).toBe(date);
  });

  it('is not the date of the title, nor an impossible day', () => {
    expect(
      links(list((at) => `<a href="/${at}">停电公告2018年06月28日</a><span>2026-02-30</span>`)).map(({ date }) => date),
    ).toEqual([undefined, undefined, undefined]);
  });
});
