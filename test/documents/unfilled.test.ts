import { expect, describe, it } from 'vitest';
import { readHtml } from '../../src/documents/html.ts';
import { needsRendering } from '../../src/documents/needs-rendering.ts';
import { readPage } from './page.ts';

const MENU = '<div class="nav"><a href="/">首页</a> <a href="/xxgk/">信息公开</a> <a href="/tdgg/">停电公告</a></div>';
const FOOT = `<div class="footer">版权所有：国网山城供电公司 地址：山城市人民路1号 服务热线：95598 监督电话：12398 ${'友情链接 '.repeat(20)}</div>`;
/** A page of a portal, whose menu, title and footer stand in the source. */
const page = (own: string, title = '停电公告'): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${MENU}<h1>${title}</h1>${own}${FOOT}</body></html>`;

/** A list as Hanweb's jpage keeps it. */
const jpage = (records: number): string =>
  `<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/jpage/dataproxy.jsp?page=1"></a>]]></nextgroup><recordset>${'<record><![CDATA[<li><a href="/tdgg/1.html">计划停电公告</a></li>]]></record>'.repeat(records)}</recordset></datastore></script>`;

const isUnfilled = (html: string): boolean => readHtml(html, 'http://www.shancheng.example/tdgg/').unfilled;
const need = (html: string): string | undefined =>
  needsRendering({ finalUrl: 'http://www.shancheng.example/tdgg/', headers: {}, body: Buffer.from(html) });

describe('a page that a script fills inside its menus and its title', () => {
  it.each([
    [
      'a list that jQuery fills',
      `<ul id="list"></ul><script>$.ajax({ url: '/api', success: (d) => $('#list').html(d) })</script>`,
    ],
    ['a list known by its class', `<ul class="news"></ul><script>$.get('/api', (d) => $('.news').append(d))</script>`],
    ['a fragment that is loaded', `<div id="box"></div><script>$('#box').load('/fragment.html')</script>`],
    [
      'a box that axios fills',
      `<div id="box"></div><script>axios.get('/api').then((r) => { document.getElementById('box').innerHTML = r.data })</script>`,
    ],
    ['a list for a script of the site', '<ul id="list"><!-- <li>标题</li> --></ul><script src="/js/list.js"></script>'],
    [
      'a table with heads and no rows',
      '<table><tr><th>停电时间</th><th>停电范围</th></tr><tbody id="rows"></tbody></table><script src="/js/outages.js"></script>',
    ],
    [
      'a table that a component fills',
      '<table id="grid" data-url="/api/outages"></table><script src="/js/outages.js"></script>',
    ],
    [
      'blanks of Vue',
      '<ul id="vm"><li v-for="one in list"><a :href="one.url">{{one.title}}</a></li></ul><script src="/js/vue.js"></script>',
    ],
    ['directives of Vue', '<p v-html="notice.content"></p><script src="/js/vue.js"></script>'],
    ['an application inside the frame of a site', '<div id="app"></div><script src="/static/app.3f2a.js"></script>'],
    [
      'the first records of a list that jpage turns',
      `<div id="61">${jpage(2)}</div><script>$('#61').jpage({ totalRecord:46, perPage:2 })</script>`,
    ],
    ['a word that bids wait', '<div>正在加载中，请稍候……</div><script src="/js/list.js"></script>'],
    ['the same in English', '<div>Loading...</div><script src="/js/list.js"></script>'],
  ])('%s: what is missing may yet be there', (_, own) => {
    expect(isUnfilled(page(own))).toBe(true);
    expect(need(page(own))).toBe('part');
    expect(readPage(page(own)).remarks).toEqual(['unfilled']);
  });

  it.each([
    ['a list', '<ul><li><a href="1.html">2026年11月计划停电公告</a></li></ul><script src="/js/list.js"></script>'],
    ['a column that is empty', '<ul class="list"></ul><script src="/js/jquery.min.js"></script>'],
    ['a column that is empty, with counters', '<ul id="list"></ul><script src="https://hm.baidu.com/hm.js"></script>'],
    ['a statement that there is none', '<p>暂无停电公告</p><div id="line"></div><script src="/js/menu.js"></script>'],
    [
      'an article that counts its readers',
      `<p>${'因线路检修，定于2026年11月25日8时至18时对城东片区停电，敬请谅解。'.repeat(3)}</p><div id="hits"></div><script>$.get('/hits', (n) => $('#hits').html(n))</script>`,
    ],
    [
      'a list with page numbers from a script',
      '<ul><li><a href="1.html">计划停电公告</a></li></ul><ul class="pager" id="pager"></ul><script src="/js/page.js"></script>',
    ],
    [
      'all records of a list that jpage shows',
      `<div id="61">${jpage(2)}</div><script>$('#61').jpage({ totalRecord:2, perPage:15 })</script>`,
    ],
    ['an empty list without scripts', '<ul id="list"></ul>'],
    ['a notice that is a picture', '<p><img src="/notice.jpg"></p><script src="/js/menu.js"></script>'],
  ])('is not %s', (_, own) => {
    expect(isUnfilled(page(own))).toBe(false);
    expect(need(page(own))).toBeUndefined();
  });

  it('is not the search of the site, which shows something only to who asks', () => {
    expect(isUnfilled(page('<div id="result"></div><script src="/js/search.js"></script>', '站内搜索'))).toBe(false);
  });
});
