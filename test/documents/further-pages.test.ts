import { describe, expect, it } from 'vitest';
import { readPage, type PageSetting } from './page.ts';

const ENTRY = '<ul><li><a href="/tdgg/1.html">2026年11月计划停电公告</a></li></ul>';
const LIVE: PageSetting = { url: 'http://www.shancheng.example/tdgg/', obtained: 'http' };
const remarks = (own: string, setting = LIVE): readonly string[] =>
  readPage(`<title>停电公告</title><h1>停电公告</h1>${ENTRY}${own}`, setting).remarks;
const goesOn = (own: string): boolean => remarks(own).includes('list-goes-on');

describe('a list of which we have the first page only', () => {
  it.each([
    [
      'page numbers of a script',
      '<div><a href="javascript:;" onclick="gotoPage(2)">2</a> <a href="javascript:;">3</a> 共 3 页</div>',
    ],
    [
      'page numbers of ASP.NET',
      `<a href="javascript:__doPostBack('AspNetPager1','2')">2</a> <a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>`,
    ],
    ['a count of pages', '<div>共25条 页次：1/3 <a href="javascript:void(0)">下一页</a> <a href="#">尾页</a></div>'],
    ['a word that loads more', '<div class="more">点击加载更多</div>'],
    ['a button that loads more', '<button onclick="loadMore()">查看更多</button>'],
  ])('goes on behind %s', (_, own) => {
    expect(remarks(own)).toEqual(expect.arrayContaining(['unfilled', 'list-goes-on']));
  });

  it.each([
    ['a list of one page with the same buttons', '<a href="#">上一页</a> <a href="javascript:;">下一页</a> 共 1 页'],
    ['one that says nothing of a second page', '<span>1</span> <a href="javascript:void(0)">下一页</a>'],
    ['page numbers with addresses', '<a href="index_1.html">2</a> <a href="javascript:;">下一页</a> 共 2 页'],
    [
      'the last page, which only leads back',
      '<a href="index.html">上一页</a> <a href="javascript:;">下一页</a> <a href="javascript:;">尾页</a> 第3页/共3页',
    ],
    [
      'pictures that take turns',
      '<a href="javascript:;">1</a><a href="javascript:;">2</a><a href="javascript:;">3</a>',
    ],
    ['a link to more', '<a href="/tdgg/more.html">查看更多</a>'],
    ['a link that is called so', '<a href="/tdgg/more.html">加载更多</a>'],
    [
      'an article with recommendations',
      `<p>${'国网山城供电公司按照规定主动公开供电企业信息，接受社会监督。'.repeat(6)}</p><h3>为你推荐</h3><div>加载更多</div>`,
    ],
    ['a report of several pages', '<p>本报告共 12 页，见附件。</p>'],
  ])('does not by %s', (_, own) => {
    expect(goesOn(own)).toBe(false);
  });

  it('does not in a folder of saved pages: whoever saved them turned the list', () => {
    expect(remarks('<div>加载更多</div>', { ...LIVE, obtained: 'snapshot' })).toEqual([]);
  });
});
