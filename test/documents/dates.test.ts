import { describe, expect, it } from 'vitest';
import { publicationOf } from '../../src/documents/dates.ts';
import { article, readPage } from './page.ts';

const claims = (html: string, url?: string): string[] =>
  readPage(html, url === undefined ? {} : { url }).dates.map(({ date, role }) => `${date} ${role}`);
const published = (html: string, url?: string) => publicationOf(readPage(html, url === undefined ? {} : { url }))?.date;

const BODY =
  '<p>国网山城供电公司是国有企业，负责山城市的供电服务，营业区面积三千平方公里，服务客户一百二十万户，下设四个供电所和两个营业厅。</p>';

describe('what a date on a page says', () => {
  it.each([
    ['发布日期', '<p>发布日期：2026-10-13 08:14:31 来源：营销部 作者：某某 浏览次数：</p>', '2026-10-13 published'],
    [
      '发布时间 in parts',
      '<p><span>发布时间</span>：<span>2026年</span><span>10月13日</span></p>',
      '2026-10-13 published',
    ],
    ['时间 beside the title', '<p>时间：2026-10-13</p>', '2026-10-13 published'],
    ['a bare date beside 来源', '<p>来源：营销部 2026-10-13 点击：12</p>', '2026-10-13 published'],
    ['a bare date under the title', '<p>2026-10-13</p>', '2026-10-13 published'],
    ['更新时间', '<p>更新时间：2026-10-13</p>', '2026-10-13 updated'],
    ['a definition list', '<dl><dt>发布日期</dt><dd>2026-10-13</dd></dl>', '2026-10-13 published'],
  ])('%s', (_name, head, claim) => {
    expect(claims(article('供电企业基本情况', BODY, head))).toEqual([claim]);
  });

  it.each([
    ['in force', '<p>本办法自2026年7月1日起施行。</p>', '2026-07-01 in-force'],
    ['in force, by label', '<p>执行日期：2026年7月1日</p>', '2026-07-01 in-force'],
    ['valid until', '<p>许可证有效期至2036年7月31日。</p>', '2036-07-31 valid-until'],
    ['event', '<p>停电时间：2026年12月1日8:00至18:00</p>', '2026-12-01 event'],
    ['period', '<p>截至2026年9月30日，可开放容量如下。</p>', '2026-09-30 period'],
    ['signed', '<p>国网山城供电公司</p><p>2026年10月12日</p>', '2026-10-12 signed'],
    ['signed on one line', '<p>国网山城供电公司 2026年10月12日</p>', '2026-10-12 signed'],
    [
      'anything else',
      '<p>公司于2020年5月1日迁入新址，办公面积扩大一倍，停车位增加到两百个，方便客户前来办理业务。</p>',
      '2020-05-01 unknown',
    ],
  ])('%s', (_name, text, claim) => {
    expect(claims(article('供电企业基本情况', BODY + text))).toEqual([claim]);
  });

  it('gives the two ends of a validity their roles', () => {
    expect(claims(article('许可证', `${BODY}<p>有效期限：2016年8月1日至2036年7月31日</p>`))).toEqual([
      '2016-08-01 in-force',
      '2036-07-31 valid-until',
    ]);
  });

  it('takes the day under the title of an event for the posting, unless it is the event itself', () => {
    expect(claims(article('停电公告2026年11月28日', BODY, '<p>2026-11-15 08:14</p>'))).toContain(
      '2026-11-15 published',
    );
    expect(claims(article('停电公告2026年11月28日', BODY, '<p>2026-11-28</p>'))).not.toContain('2026-11-28 published');
    expect(claims(article('停电公告', BODY, '<p>时间：2026年11月28日8:00</p>'))).not.toContain('2026-11-28 published');
  });

  it('quotes the words that make the claim', () => {
    const [claim] = readPage(article('基本情况', BODY, '<p>发布日期：２０２６－１０－１３</p>')).dates;
    expect(claim?.quote).toBe('发布日期：２０２６－１０－１３');
  });

  it('quotes the clock of another zone with the day that it makes in Beijing', () => {
    const [claim] = readPage(article('基本情况', BODY, '<p>发布时间：2026-10-15T23:00:00Z</p>')).dates;
    expect([claim?.date, claim?.quote, claim?.time]).toEqual([
      '2026-10-16',
      '发布时间：2026-10-15T23:00:00Z',
      undefined,
    ]);
  });

  it('keeps the time of day', () => {
    const [claim] = readPage(article('基本情况', BODY, '<p>发布时间：2026-10-13 08:14:31</p>')).dates;
    expect(claim?.time).toBe('08:14');
  });
});

describe('what is no statement of the page (C49)', () => {
  it.each(['打印日期', '打印时间', '浏览时间', '下载时间', '访问日期', '查看时间'])(
    'is %s: what the visitor does says nothing of the page',
    (label) => {
      expect(claims(article('供电企业基本情况', BODY, `<p>${label}：2026-10-13</p>`))).toEqual([]);
    },
  );

  it('is a clock, a copyright year, a footer', () => {
    expect(claims(article('供电企业基本情况', BODY))).toEqual([]);
    expect(
      claims(article('供电企业基本情况', `${BODY}<p>当前日期：2026年11月20日</p><p>Copyright 2026-01-01</p>`)),
    ).toEqual([]);
  });

  it('is a watermark', () => {
    const mark = '<p>示范省电力公司营销部某某2022-06-10</p>';
    expect(claims(article('实施方案', mark + BODY + mark + BODY + mark))).toEqual([]);
  });

  it('is the date of an entry of a list', () => {
    const entries = ['2026-10-13', '2026-09-12', '2026-08-11', '2026-07-10']
      .map((date) => `<li><a href="/a/${date}.html">关于电价的通知</a><span>发布时间：${date}</span></li>`)
      .join('');
    expect(published(article('执行的电价和收费标准', `<ul>${entries}</ul>`))).toBeUndefined();
  });
});

describe('the day of publication', () => {
  const HEAD = '<p>发布日期：2026-10-13 来源：营销部</p>';
  const SIGNED = '<p>国网山城供电公司</p><p>2026年10月10日</p>';
  const url = 'http://www.shancheng.example/html/main/col2805/2026-10/14/20261014101530123456_1.html';

  it('is what the page prints, rather than its address or its signature', () => {
    expect(published(article('公告', BODY + SIGNED, HEAD), url)).toBe('2026-10-13');
  });

  it('is the address where the page prints none', () => {
    expect(published(article('公告', BODY + SIGNED), url)).toBe('2026-10-14');
  });

  it('is the signature where there is nothing better', () => {
    expect(published(article('公告', BODY + SIGNED))).toBe('2026-10-10');
  });

  it('is the last update of a standing text, and the first posting of a notice', () => {
    const page = readPage(article('公告', BODY, '<p>发布日期：2025-03-01 更新时间：2026-10-13</p>'));
    expect(publicationOf(page)?.date).toBe('2026-10-13');
    expect(publicationOf(page, 'first')?.date).toBe('2025-03-01');
    // Whoever holds the update against the page must know that it was posted before.
    expect(publicationOf(page)?.first).toBe('2025-03-01');
  });

  it('is never a day after the capture', () => {
    expect(published(article('公告', BODY, '<p>发布日期：2026-12-13</p>'))).toBeUndefined();
  });

  it('is not when a rule came into force', () => {
    expect(published(article('办法', `${BODY}<p>自2026年7月1日起施行。</p>`))).toBeUndefined();
  });
});

describe('an article of a WeChat account', () => {
  const dated = (time: string) =>
    readPage(`<html><head><title></title><meta property="og:title" content="停电公告"></head><body><h1 id="activity-name">停电公告</h1>
    <div id="meta_content"><span class="rich_media_meta rich_media_meta_text">原创</span> <a id="js_name" href="javascript:void(0);">山城供电</a>
    <em id="publish_time" class="rich_media_meta rich_media_meta_text">${time}</em> <em class="rich_media_meta">示范</em></div>
    <div class="rich_media_content" id="js_content" style="visibility: hidden"><p>定于2026年11月25日8:00至12:00对10千伏城南线停电检修，影响城南街道一带，给您带来不便，敬请谅解，咨询电话95598。</p></div></body></html>`);

  it('was published when the line under its title says, though it is about another day', () => {
    expect(publicationOf(dated('2026年11月17日 10:00'))?.date).toBe('2026-11-17');
  });

  it('is without a day where that is told from the reader’s day', () => {
    for (const time of ['', '昨天 10:00', '3天前']) expect(publicationOf(dated(time))).toBeUndefined();
  });
});
