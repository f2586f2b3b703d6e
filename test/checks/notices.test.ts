import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/search/finding.ts';
import { look } from '../support/corpus.ts';

const row = (area: string, line: string, time: string): string =>
  `<tr><td>${area}</td><td>${line}</td><td>${time}</td></tr>`;
const notice = (title: string, posted: string, rows: string): string => `
  <div class="path">当前位置：首页 &gt; 信息公开 &gt; 停限电有关信息</div>
  <div class="content"><h1>${title}</h1><p>发布日期：${posted}</p>
  <table><tr><th>停电区域</th><th>停电线路</th><th>停电时间</th></tr>${rows}</table></div>`;
const planned = notice(
  '计划检修停电公告',
  '2026-11-13',
  row('南坪街道江南社区', '10千伏南江线', '2026年11月21日 08:00—2026年11月21日 18:00'),
);
const events = (findings: readonly Finding[]) => findings.filter(({ event }) => event !== undefined);

describe('planned outage notices', () => {
  it('state area, line, start and end', async () => {
    for (const part of ['5.1', '5.2', '5.3']) {
      const [content] = await look(`${part}-planned`, { '/td/1.html': planned });
      expect(content, part).toMatchObject({ holds: 'yes' });
    }
  });

  it.each([
    ['5.1', '南坪街道江南社区'],
    ['5.2', '10千伏南江线'],
    ['5.3', '2026年11月21日 08:00—2026年11月21日 18:00'],
  ])('%s is proved by the words that state it, in their row', async (part, words) => {
    const [content] = await look(`${part}-planned`, { '/td/1.html': planned });
    expect(content?.quotes).toMatchObject([{ words, place: 'main > table[1] row 2' }]);
  });

  it.each([
    ['5.1', '南坪街道一带'],
    ['5.2', '10千伏南江线'],
    ['5.3', '2026年11月21日08:00至18:00'],
  ])('%s is proved by its own words in a sentence, too', async (part, words) => {
    const told = `<div class="path">首页 &gt; 停限电有关信息</div><div class="content"><h1>计划检修停电公告</h1><p>发布日期：2026-11-13</p>
      <p>停电时间：2026年11月21日08:00至18:00</p><p>停电线路：10千伏南江线</p><p>停电区域：南坪街道一带</p></div>`;
    const [content] = await look(`${part}-planned`, { '/td/1.html': told });
    expect(content?.quotes.map((quote) => quote.words)).toEqual([words]);
  });

  it('the time is proved by both its ends where they stand in columns of their own', async () => {
    const page = `<div class="path">首页 &gt; 停限电有关信息</div><div class="content"><h1>计划检修停电公告</h1><p>发布日期：2026-11-13</p>
      <table><tr><th>停电区域</th><th>停电线路</th><th>停电开始时间</th><th>停电结束时间</th></tr>
      <tr><td>南坪街道</td><td>10千伏南江线</td><td>2026-11-21 08:00</td><td>2026-11-21 18:00</td></tr></table></div>`;
    const [content] = await look('5.3-planned', { '/td/1.html': page });
    expect(content).toMatchObject({ holds: 'yes', quotes: [{ words: '2026-11-21 08:00 2026-11-21 18:00' }] });
  });

  it('one that lacks its line is shown by its day, in its row', async () => {
    const page = planned.replace('10千伏南江线', '');
    const [content] = await look('5.2-planned', { '/td/1.html': page });
    expect(content).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(content?.quotes).toMatchObject([
      { words: '2026年11月21日 08:00—2026年11月21日 18:00', place: 'main > table[1] row 2' },
    ]);
  });

  it('headed with another supply company are left to a person, and start no clock', async () => {
    const other = planned.replace('计划检修停电公告', '国网邻水供电公司计划检修停电公告');
    const found = await look('5.1-planned', { '/td/1.html': other });
    expect(found).toMatchObject([{ holds: 'unknown', reason: 'needs-person' }]);
    const late = other.replace('2026-11-13', '2026-11-20');
    const both = await look('5.1-planned', { '/td/1.html': late, '/td/2.html': planned });
    expect(both[0]).toMatchObject({ holds: 'yes' });
    expect(events(both)).toHaveLength(1);
  });

  it.each(['部分区域', '我县部分地区', '相关台区'])('are incomplete where the area is only %s', async (area) => {
    const vague = planned.replace('南坪街道江南社区', area);
    const [content] = await look('5.1-planned', { '/td/1.html': vague });
    expect(content).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(content?.says.map(({ zh }) => zh).join()).toContain(`停电区域只写“${area}”`);
    const told = planned.replace('南坪街道江南社区', `南坪街道${area}`);
    expect((await look('5.1-planned', { '/td/1.html': told }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('each carry an event with its start and posting day', async () => {
    const [event] = events(await look('5.1-planned', { '/td/1.html': planned }));
    expect(event).toMatchObject({ event: { start: '2026-11-21', startTime: '08:00' }, stated: { date: '2026-11-13' } });
  });

  it('C62: one without a line is incomplete and is named', async () => {
    const bare = `<div class="path">首页 &gt; 信息公开 &gt; 停限电有关信息</div><div class="content">
      <h1>计划检修停电公告（2026年11月25日）</h1><p>发布日期：2026-11-14</p>
      <p>停电区域：观音桥街道</p><p>停电时间：2026年11月25日 08:00—18:00</p></div>`;
    const [content] = await look('5.2-planned', { '/td/1.html': planned, '/td/2.html': bare });
    expect(content).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'conclusive' });
    expect(content?.says.map(({ zh }) => zh).join()).toContain('11月25日');
  });

  it('C10: a query that truthfully found none holds', async () => {
    const page = `<div class="path">首页 &gt; 停电信息</div><div class="content"><h1>停电信息查询</h1>
      <p>查询区域：南岸区</p><p>当前无计划停电</p><p>查询时间：2026-11-19 09:30</p></div>`;
    const [content] = await look('5.1-planned', { '/td/': page });
    expect(content).toMatchObject({ holds: 'yes' });
  });

  it('cannot be told where the column shows notices of another kind only', async () => {
    const fault = notice(
      '故障停电信息',
      '2026-11-18 03:00',
      row('盘溪路', '10千伏盘溪线', '2026年11月18日 02:10—2026年11月18日 03:40'),
    );
    const [content] = await look('5.1-planned', { '/td/3.html': fault });
    expect(content).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });

  it('are missing where the column has nothing', async () => {
    const [content] = await look('5.1-planned', { '/td/': '<h1>停限电有关信息</h1><p>栏目建设中</p>' });
    expect(content).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('cannot be told for area and line where only the list was captured, yet the lead time can', async () => {
    const list = `<div class="path">首页 &gt; 信息公开 &gt; 停限电有关信息</div><div class="content"><h1>停电公告</h1>
      <ul><li><a href="/td/9.html">停电公告2026年11月26日</a><span>2026-11-15</span></li></ul></div>`;
    const [content, event] = await look('5.2-planned', { '/td/': list }, { closed: false });
    expect(content).toMatchObject({ holds: 'unknown', reason: 'not-attempted' });
    expect(event).toMatchObject({ event: { start: '2026-11-26' }, stated: { date: '2026-11-15' } });
  });

  it('cannot be told for area and line where a title opens by a script only, whatever is declared complete', async () => {
    const list = (lead: string): string => `<div class="content"><h1>停电公告</h1>
      <ul><li><a href="javascript:${lead}">停电公告2026年11月26日</a><span>2026-11-15</span></li></ul></div>`;
    const [opened] = await look('5.2-planned', { '/td/': list('show(12)') });
    expect(opened).toMatchObject({ holds: 'unknown', reason: 'needs-js' });
    const [title] = await look('5.2-planned', { '/td/': list(';') });
    expect(title).toMatchObject({ holds: 'no' });
  });

  it('take the posting time from their row where a table gives one', async () => {
    const board = `<div class="content"><h1>计划检修停电</h1><p>查询时间：2026-11-18 16:00</p>
      <table><tr><th>停电区域</th><th>停电线路</th><th>停电开始时间</th><th>停电结束时间</th><th>发布时间</th></tr>
      <tr><td>开发区创业大道</td><td>10千伏创业线</td><td>2026-11-27 07:00</td><td>2026-11-27 19:00</td><td>2026-11-18 10:05</td></tr></table></div>`;
    const [event] = events(await look('5.1-planned', { '/outage/planned.html': board }, { channel: 'web95598' }));
    expect(event).toMatchObject({
      event: { start: '2026-11-27', postedTime: '10:05' },
      stated: { date: '2026-11-18' },
    });
  });

  it('are not found in a headline about outages whose article announces none', async () => {
    const news = '<div class="content"><h1>公司完成秋季检修停电计划编排</h1><p>近日，公司完成计划编排工作。</p></div>';
    const list = `<div class="content"><h1>公司新闻</h1><ul>
      <li><a href="/n/1.html">公司完成秋季检修停电计划编排</a><span>2026-09-02</span></li></ul></div>`;
    const [content] = await look('5.1-planned', { '/td/1.html': planned, '/n/': list, '/n/1.html': news });
    expect(content).toMatchObject({ holds: 'yes' });
  });

  it('C70: a form that nobody filled in is no notice', async () => {
    const form = '<div class="content"><h1>停电公告</h1><p>停电作业定于XXXX年XX月XX日，停电区域：山城</p></div>';
    const found = await look('5.1-planned', { '/m/1.html': form }, { channel: 'media' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });
});

describe('temporary and fault notices', () => {
  it('cannot be told where there is none, since none may have happened', async () => {
    for (const kind of ['temporary', 'fault']) {
      const [content] = await look(`5.1-${kind}`, { '/td/1.html': planned });
      expect(content, kind).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
    }
  });

  it('C68: a fault notice holds with its area, line and times', async () => {
    const fault = notice(
      '故障停电信息',
      '2026-11-10 03:00',
      row('弹子石街道', '10千伏弹石线', '2026年11月10日 02:10—2026年11月10日 03:40'),
    );
    const [content, event] = await look('5.3-fault', { '/td/3.html': fault });
    expect(content).toMatchObject({ holds: 'yes' });
    expect(event).toMatchObject({ event: { start: '2026-11-10', startTime: '02:10' } });
  });
});

describe('customers by name of estate (5.4)', () => {
  it('is incomplete where notices name streets only', async () => {
    const [content] = await look('5.4', { '/td/1.html': planned });
    expect(content).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });
});
