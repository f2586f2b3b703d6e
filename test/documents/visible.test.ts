import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/documents/html.ts';

const page = (body: string, head = ''): string => `<html><head>${head}</head><body>${body}</body></html>`;
const wordsOf = (html: string): string =>
  readHtml(html, 'http://example.com/')
    .blocks.map(({ text }) => text.raw)
    .join('\n');
const sees = (body: string, head = ''): boolean =>
  wordsOf(page(`<p>供电服务热线95598</p>${body}`, head)).includes('12398');

describe('what no citizen can see is not there (C04, C05)', () => {
  it.each([
    ['a comment', '<!-- 许可证编号：12398 -->'],
    ['a script', '<script>document.title = "12398"</script>'],
    ['a style sheet', '<style>.a::after { content: "12398" }</style>'],
    ['a template', '<template><p>12398</p></template>'],
    ['noscript', '<noscript>12398</noscript>'],
    ['the hidden attribute', '<p hidden>12398</p>'],
    ['display:none', '<div style="DISPLAY : none"><p>12398</p></div>'],
    ['display:none !important', '<p style="display:none!important">12398</p>'],
    ['visibility:hidden', '<p style="visibility: hidden">12398</p>'],
    ['no opacity', '<p style="opacity:0">12398</p>'],
    ['no size', '<p style="width:0;height:0">12398</p>'],
    ['no height and nothing flows over', '<div style="height:0px;overflow:hidden">12398</div>'],
    ['no font size', '<p style="font-size:0">12398</p>'],
    ['far to the left', '<p style="position:absolute;left:-9999px">12398</p>'],
    ['far above', '<p style="position:fixed;top:-1000px">12398</p>'],
    ['indented away', '<p style="text-indent:-9999px">12398</p>'],
    ['clipped', '<p style="position:absolute;clip:rect(0,0,0,0)">12398</p>'],
    ['a hidden field', '<input type="hidden" value="12398">'],
    ['white on white', '<p style="color:#fff;background:#ffffff">12398</p>'],
    ['white on the bare page', '<p><font color="white">12398</font></p>'],
    ['a closed dialog', '<dialog>12398</dialog>'],
    ['struck out as deleted', '<p>电话：<del>12398</del></p>'],
    ['struck out as no longer so', '<p>电话：<s>12398</s></p>'],
    ['struck out in old markup', '<p>电话：<strike>12398</strike></p>'],
    ['struck out by its style', '<p>电话：<span style="text-decoration: line-through">12398</span></p>'],
    ['an attribute', '<p data-x="12398" aria-label="12398"></p>'],
  ])('%s', (_, body) => {
    expect(sees(body)).toBe(false);
  });

  it.each([
    ['a class', '.old { display: none }', '<div class="banner old">12398</div>'],
    ['an id', '#old{display:none}', '<div id="old">12398</div>'],
    ['a tag with a class', 'div.old,p.old{visibility:hidden}', '<p class="old">12398</p>'],
    ['a place', '.footer .old p { display:none }', '<div class="footer"><div class="old"><p>12398</p></div></div>'],
    ['a line through it', '.old { text-decoration-line: line-through }', '<span class="old">12398</span>'],
    ['a later rule over an earlier one', '.old{display:block} .old{display:none}', '<p class="old">12398</p>'],
    ['a screen rule', '@media screen and (min-width: 600px) { .old { display:none } }', '<p class="old">12398</p>'],
  ])('hidden by an inline sheet through %s', (_, css, body) => {
    expect(sees(body, `<style>/* .x{} */ ${css}</style>`)).toBe(false);
  });
});

describe('what a citizen can see is there', () => {
  it.each([
    ['aria-hidden', '<p aria-hidden="true">12398</p>'],
    ['closed details, one click away', '<details><summary>热线</summary><p>12398</p></details>'],
    ['a child with a size of its own', '<ul style="font-size:0"><li style="font-size:14px">12398</li></ul>'],
    ['white on a coloured bar', '<div style="background:#c00"><font color="#fff">12398</font></div>'],
    ['white on what a sheet may paint', '<div class="bar"><span style="color:#fff">12398</span></div>'],
    ['a small indent', '<p style="text-indent:2em">12398</p>'],
    ['a negative margin of a layout', '<p style="margin-left:-15px">12398</p>'],
    ['a zero that is no zero', '<p style="opacity:0.8;font-size:0.9em">12398</p>'],
    ['a read-only field', '<input readonly value="12398">'],
    ['full-width digits (C16)', '<p>１２３９８（12398）</p>'],
  ])('%s', (_, body) => {
    expect(sees(body)).toBe(true);
  });

  it.each([
    [
      'a more specific rule shows it again',
      '.old{display:none} div.old{display:block}',
      '<div class="old">12398</div>',
    ],
    ['the element shows itself', '.old{display:none}', '<div class="old" style="display:block">12398</div>'],
    [
      'a later rule of the same weight shows it again',
      '.old{display:none} .new{display:block}',
      '<p class="old new">12398</p>',
    ],
    [
      'the same rule is given again',
      '.old{display:none} .x{color:red} .old{display:block}',
      '<p class="old">12398</p>',
    ],
    ['only printers hide it', '@media print{.old{display:none}}', '<p class="old">12398</p>'],
    ['only a telephone hides it', '@media (max-width:600px){.old{display:none}}', '<p class="old">12398</p>'],
    ['only the mouse hides it', '.old:hover{display:none}', '<p class="old">12398</p>'],
    ['another element is meant', '.footer .old{display:none}', '<p class="old">12398</p>'],
  ])('%s', (_, css, body) => {
    expect(sees(body, `<style>${css}</style>`)).toBe(true);
  });

  it('in white on a page painted otherwise', () => {
    const words = '<p><font color="white">12398</font></p>';
    for (const body of ['<body bgcolor="#003366">', '<body style="background:#036">', '<body class="dark">']) {
      expect(wordsOf(`<html>${body}${words}</body></html>`)).toBe('12398');
    }
  });

  it('is not hidden by sheets that do not apply', () => {
    const css = '.old{display:none}';
    expect(sees('<p class="old">12398</p>', `<style media="print">${css}</style>`)).toBe(true);
    expect(sees('<p class="old">12398</p>', `<noscript><style>${css}</style></noscript>`)).toBe(true);
  });
});

describe('an article of a WeChat account', () => {
  const article = (id: string): string =>
    `<html><head><meta property="og:title" content="停电公告"><title></title></head><body id="activity-detail"><h1>停电公告</h1>
    <div class="rich_media_content" id="${id}" style="visibility: hidden; opacity: 0; "><p>12398</p></div></body></html>`;

  it('shows its words, which are hidden only until its scripts have begun', () => {
    expect(wordsOf(article('js_content'))).toBe('停电公告\n12398');
    expect(wordsOf(article('other'))).toBe('停电公告');
  });

  it('is called what it says of itself, since its scripts write the title', () => {
    expect(readHtml(article('js_content'), 'http://example.com/').title).toBe('停电公告');
  });
});

describe('the picture that stands for a number (C19)', () => {
  it('is a picture with its words, and no text', () => {
    const { blocks, images } = readHtml(
      page('<p>热线</p><div class="footer"><img src="12398.png" alt="12398能源监管热线"></div>'),
      'http://example.com/a/',
    );
    expect(blocks.map(({ text }) => text.raw)).toEqual(['热线']);
    expect(images).toEqual([
      { alt: '12398能源监管热线', src: 'http://example.com/a/12398.png', region: 'footer', block: 0 },
    ]);
  });
});

describe('panes of tabs', () => {
  const pane = (words: string, style: string): string => `<div class="tab-pane" ${style}>${words.repeat(20)}</div>`;

  it('are counted when they are hidden and large: what they hold is unknown, not absent', () => {
    const reading = readHtml(
      page(pane('供电质量', '') + pane('停电信息', 'style="display:none"')),
      'http://example.com/',
    );
    expect(reading.hiddenPanes).toBe(1);
    expect(reading.blocks.some(({ text }) => text.raw.includes('停电信息'))).toBe(false);
  });

  it.each([
    ['folded to no height', '.tab-pane { max-height: 0; overflow: hidden; transition: max-height .2s }'],
    ['folded by its height', '.tab-pane { height: 0; overflow-y: hidden }'],
  ])('are counted like those of a list that a click unfolds: %s', (_, style) => {
    const reading = readHtml(
      page(`<h3>停电信息</h3>${pane('停电信息', '')}`, `<style>${style}</style>`),
      'http://example.com/',
    );
    expect(reading.hiddenPanes).toBe(1);
    expect(reading.blocks.map(({ text }) => text.raw)).toEqual(['停电信息']);
  });

  it('are counted where a button opens them as a window of the page', () => {
    const reading = readHtml(page(`<h3>服务承诺</h3><dialog>${'服务承诺'.repeat(20)}</dialog>`), 'http://example.com/');
    expect(reading.hiddenPanes).toBe(1);
  });

  it('are not confused with an old banner', () => {
    expect(
      readHtml(page('<p>正文</p><div style="display:none">12398能源监管热线</div>'), 'http://example.com/').hiddenPanes,
    ).toBe(0);
  });
});

describe('a page that scripts draw (C07)', () => {
  it.each([
    ['an empty application root', '<div id="app"></div><script src="/a.js"></script>'],
    [
      'an appeal to switch scripts on',
      '<noscript>请启用JavaScript</noscript><div id="root">加载中…</div><script src="/a.js"></script>',
    ],
    ['nothing but scripts', '<script>draw()</script>'],
  ])('%s', (_, body) => {
    expect(readHtml(page(body, '<title>代理购电价格表</title>'), 'http://example.com/').needsJs).toBe(true);
  });

  it('a short notice without an application is a page', () => {
    expect(
      readHtml(
        page('<h1>公告</h1><p>因检修，11月28日8时至12时城东停电，请用户提前做好准备。</p><script>count()</script>'),
        'http://example.com/',
      ).needsJs,
    ).toBe(false);
    expect(readHtml(page('<p>栏目建设中</p>'), 'http://example.com/').needsJs).toBe(false);
  });
});
