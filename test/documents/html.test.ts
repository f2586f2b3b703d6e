import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/documents/document.ts';
import { readHtml } from '../../src/documents/html.ts';

const read = (body: string) =>
  readHtml(`<!doctype html><title>供电质量</title><body>${body}`, 'http://example.com/xxgk/');
const words = ({ text }: Block): string => text.raw;
const outline = (body: string): string[] =>
  read(body).blocks.map((block, _, all) => {
    const owner = all[block.under];
    return `${block.kind}${block.level || ''} ${words(block)}${owner ? ` < ${words(owner)}` : ''}`;
  });

describe('lines of text', () => {
  it('joins inline elements as they stand: pages split numbers and words', () => {
    const split = '<p><span>2018</span>年<b>06</b>月<font>28</font>日 <em>停</em><i>电</i>公告</p>';
    expect(read(split).blocks.map(words)).toEqual(['2018年06月28日 停电公告']);
  });

  it('breaks at <br> and between blocks', () => {
    const { blocks } = read('<div>办公地址：山城路1号<br>邮编：400000<div>电话：95598</div>传真：无</div>');
    expect(blocks.map(words)).toEqual(['办公地址：山城路1号', '邮编：400000', '电话：95598', '传真：无']);
  });

  it('collapses spaces and keeps the page’s own wide ones', () => {
    expect(read('<p>\n  供 电\n  质量　情况&nbsp; </p>').blocks.map(words)).toEqual(['供 电 质量　情况']);
  });

  it('keeps the lines of preformatted text', () => {
    expect(read('<pre>一、电价\n二、服务\n\n</pre>').blocks.map(words)).toEqual(['一、电价', '二、服务']);
  });

  it('reads what a form shows and not what it keeps', () => {
    const form =
      '<p>区域：<select><option>城东</option><option selected>城南</option></select> <input value="查询" type="submit"><input type="password" value="x"></p>';
    expect(read(form).blocks.map(words)).toEqual(['区域：城南 查询']);
  });

  it('leaves pinyin set above characters out of words', () => {
    expect(read('<p><ruby>供<rt>gōng</rt>电<rt>diàn</rt></ruby>公司</p>').blocks.map(words)).toEqual(['供电公司']);
  });

  it('says where each line stands', () => {
    const body =
      '<h2>一</h2><p>甲</p><h2>二</h2><ul><li>乙</li></ul><table><tr><th>项目</th><th>值</th></tr><tr><td>电压合格率</td><td>99.9</td></tr></table>';
    expect(read(body).blocks.map(({ place }) => place)).toEqual([
      'main > h2[1]',
      'main > p[1]',
      'main > h2[2]',
      'main > li[1]',
      'main > table[1] row 1',
      'main > table[1] row 1',
      'main > table[1] row 2',
      'main > table[1] row 2',
    ]);
  });
});

describe('headings and what they own', () => {
  it('own the lines that follow, until the next of their rank', () => {
    expect(outline('<h1>信息公开</h1><h2>电价</h2><p>甲</p><h3>代理购电</h3><p>乙</p><h2>服务</h2><p>丙</p>')).toEqual([
      'heading1 信息公开',
      'heading2 电价 < 信息公开',
      'paragraph 甲 < 电价',
      'heading3 代理购电 < 电价',
      'paragraph 乙 < 代理购电',
      'heading2 服务 < 信息公开',
      'paragraph 丙 < 服务',
    ]);
  });

  it('are set as numbered paragraphs in official style', () => {
    expect(
      outline('<h1>指南</h1><p>一、机构</p><p>（一）职责</p><p>负责供电。</p><p>二、程序</p><p>先申请。</p>'),
    ).toEqual([
      'heading1 指南',
      'heading2 一、机构 < 指南',
      'heading3 （一）职责 < 一、机构',
      'paragraph 负责供电。 < （一）职责',
      'heading2 二、程序 < 指南',
      'paragraph 先申请。 < 二、程序',
    ]);
  });

  it('are set in bold or in large type', () => {
    expect(
      outline('<p><b>供电可靠性</b></p><p>暂无数据</p><p><span style="font-size:24px">供电质量</span></p><p>99.9</p>'),
    ).toEqual([
      'heading3 供电可靠性',
      'paragraph 暂无数据 < 供电可靠性',
      'heading3 供电质量',
      'paragraph 99.9 < 供电质量',
    ]);
  });

  it.each([
    ['a sentence', '<p><b>本公司承诺按时公开。</b></p>'],
    ['a label with its value', '<p><b>一、电话：95598</b></p>'],
    ['an article', '<p>第一条 为规范供电，制定本办法</p>'],
    ['a list item', '<ul><li><b>供电质量</b></li></ul>'],
    ['a link to more', '<div class="title"><a href="/x">更多&gt;&gt;</a></div>'],
    ['a long paragraph', `<p><b>${'供电服务'.repeat(20)}</b></p>`],
  ])('%s is none', (_, body) => {
    expect(read(body).blocks.filter(({ kind }) => kind === 'heading')).toEqual([]);
  });

  it('own what stands beside their wrapper, and nothing beyond their part of the page', () => {
    const part = (title: string, text: string): string =>
      `<div><div class="hd"><h3>${title}</h3></div><div class="bd"><p>${text}</p></div></div>`;
    expect(outline(`<div>${part('电价', '甲')}${part('服务', '乙')}<p>丙</p></div>`)).toEqual([
      'heading3 电价',
      'paragraph 甲 < 电价',
      'heading3 服务',
      'paragraph 乙 < 服务',
      'paragraph 丙',
    ]);
  });
});

describe('regions of the page', () => {
  const menu =
    '<ul><li><a href="/">首页</a></li><li><a href="/xxgk/">信息公开</a></li><li><a href="/qyjk/">企业基本情况</a></li></ul>';
  const regions = (body: string): string[] => [...new Set(read(body).blocks.map(({ region }) => region))];

  it.each([
    ['nav', `<nav>${menu}</nav>`],
    ['nav', `<div role="navigation">${menu}</div>`],
    ['nav', `<div class="mainNav">${menu}</div>`],
    ['nav', `<div id="daohang">${menu}</div>`],
    ['header', `<div class="top-bar header">${menu}</div>`],
    ['footer', '<div id="dibu">主办单位：国网山城供电公司　ICP备00000000号</div>'],
    ['footer', '<footer>95598 12398</footer>'],
    ['aside', `<table><tr><td class="left">${menu}</td></tr></table>`],
    ['nav', '<div class="menu2"><a href="/2802">办理用电业务的程序及时限</a></div>'],
    ['aside', '<div class="sidebar"><a href="/a">热点</a></div>'],
  ])('%s: %s', (region, part) => {
    const { blocks } = read(`${part}<div><h1>公告</h1><p>${'因线路检修，城东片区停电。'.repeat(10)}</p></div>`);
    expect(blocks[0]?.region).toBe(region);
    expect(blocks.filter((block) => block.region === 'main').length).toBeGreaterThan(1);
  });

  it('navigation is not content: a column named in the menu only is no main text (C01)', () => {
    const { blocks } = read(`<div class="menu">${menu}</div><div>栏目建设中</div>`);
    expect(blocks.filter(({ region }) => region === 'main').map(words)).toEqual(['栏目建设中']);
  });

  it('does not lose a page whose template calls the whole of it top or left', () => {
    const article = `<h1>停电公告</h1><p>${'因线路检修，城东片区停电。'.repeat(20)}</p>`;
    for (const name of ['top', 'header', 'left', 'page', 'side', 'footer-wrap', 'location']) {
      expect(regions(`<div class="${name}">${article}</div>`), name).toEqual(['main']);
    }
  });

  it('keeps a directory of columns under the page’s own title, and takes the same row above it for a menu', () => {
    const directory = `<ul>${['企业基本情况', '电价政策', '停电信息', '投诉渠道', '服务渠道'].map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul>`;
    expect(read(`<h1>信息公开</h1><div>${directory}</div>`).blocks.at(-1)?.region).toBe('main');
    expect(read(`<div>${directory}</div><h1>信息公开</h1><p>正文</p>`).blocks[0]?.region).toBe('nav');
  });

  it('keeps a list of articles in the content although it is nothing but links', () => {
    const list = Array.from(
      { length: 8 },
      (_, at) => `<li><a href="/${at}.html">国网山城供电公司关于第${at}号线路的停电公告</a></li>`,
    ).join('');
    expect(regions(`<div class="left">${list}</div>`)).toEqual(['main']);
  });

  it('keeps a header inside an article with the article', () => {
    expect(regions('<article><header><h1>公告</h1></header><p>正文</p></article>')).toEqual(['main']);
  });

  it('knows an imprint at the end of a page that names nothing', () => {
    const body = `<table><tr><td><p>${'供电质量情况。'.repeat(60)}</p></td></tr></table><div><p>版权所有：国网山城供电公司</p><p>地址：山城路1号</p></div>`;
    expect(read(body).blocks.map(({ region }) => region)).toEqual(['main', 'footer', 'footer']);
  });
});

describe('the path of columns', () => {
  it.each([
    [
      '<div class="curmb">当前位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/xxgk">信息公开</a>&nbsp;&gt; 供电质量</div>',
    ],
    ['<p>您现在的位置：首页 » 信息公开 » 供电质量</p>'],
    ['<ul class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/xxgk">信息公开</a></li><li>供电质量</li></ul>'],
    ['<table><tr><td>您的位置首页 &gt;&gt; 信息公开 &gt;&gt; 供电质量</td></tr></table>'],
    ['<div>首页 / 信息公开 / 供电质量</div>'],
  ])('%s', (body) => {
    const { breadcrumb, blocks } = read(`${body}<h1>两率</h1><p>电压合格率99.9%</p>`);
    expect(breadcrumb).toEqual(['首页', '信息公开', '供电质量']);
    expect(blocks[0]?.region).toBe('nav');
    expect(blocks.at(-1)?.region).toBe('main');
  });

  it('is not read out of a sentence', () => {
    expect(read('<p>营业厅位置：山城路1号，首页可查。</p><p>功率 &gt; 100 kW</p>').breadcrumb).toEqual([]);
  });
});

describe('the head of the page', () => {
  it('gives title and metas', () => {
    const head =
      '<title> 国网山城供电公司\n— 供电质量 </title><meta name="PubDate" content="2026-11-20 08:00"><meta property="og:title" content="x">';
    const { title, metas } = readHtml(`<head>${head}</head><body><svg><title>图</title></svg>`, 'http://example.com/');
    expect(title).toBe('国网山城供电公司 — 供电质量');
    expect(metas).toMatchObject({ pubdate: '2026-11-20 08:00', 'og:title': 'x' });
  });
});
