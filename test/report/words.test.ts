import { domainToASCII } from 'node:url';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/html.ts';
import { addressWords, readableAddresses } from '../../src/evidence/address-words.ts';
import { placeWords, provedAddress } from '../../src/report/place-words.ts';
import { lateText, statedText } from '../../src/report/view.ts';
import { voiceOf } from '../../src/report/voice.ts';
import { beijingTime, captureTime } from '../../src/report/when.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { SAMPLE } from './sample.ts';

describe('times', () => {
  it.each([
    ['2026-11-17T16:00:00Z', '2026-11-18 00:00'],
    ['2026-11-17T15:59:59Z', '2026-11-17 23:59'],
    ['2026-12-31T23:10:00.123Z', '2027-01-01 07:10'],
    ['2024-02-28T16:30:00Z', '2024-02-29 00:30'],
  ])('%s is %s in Beijing', (instant, shown) => {
    expect(beijingTime(instant)).toEqual({ zh: `${shown} 北京时间`, en: `${shown} Beijing time` });
  });

  it.each([
    ['a day that was declared', '2026-11-17T16:00:00Z', '2026-11-18'],
    ['a moment of our own clock', '2026-11-18T23:59:59Z', '2026-11-19 07:59 北京时间'],
    ['a moment within the first second of a day', '2026-11-17T16:00:00.250Z', '2026-11-18 00:00 北京时间'],
  ])('%s is shown as it is known', (_, instant, shown) => {
    expect(captureTime(instant).zh).toBe(shown);
  });

  it.each(['', 'yesterday', '2026-02-30T00:00:00Z'])('%j is left as it is', (instant) => {
    expect(beijingTime(instant).zh).toBe(instant);
  });
});

it.each([
  ['main > table[1] row 3', '第1个表格第3行', 'table 1, row 3'],
  ['footer > p[2]', '页脚第2段', 'page foot, paragraph 2'],
  ['title', '网页标题', 'page title'],
  ['page 4', '第4页', 'page 4'],
  ['page 1 at 120,340 400×36', '第1页，距左120、距上340，400×36', 'page 1 at 120,340 400×36'],
  ['sheet 11月发送 row 6', '工作表“11月发送”第6行', 'sheet “11月发送”, row 6'],
  ['', '', ''],
  ['sheet 1!B2', 'sheet 1!B2', 'sheet 1!B2'],
])('the place %j is %s', (place, zh, en) => {
  expect(placeWords(place)).toEqual({ zh, en });
});

it.each([
  ['http://www.shili.example/电价.html', 'http://www.shili.example/电价.html', 'http://www.shili.example/电价.html'],
  ['snapshot:app/电价.png', '快照文件 app/电价.png', 'snapshot file app/电价.png'],
  ['snapshot:证据.zip!/app/电价.png', '快照文件 证据.zip › app/电价.png', 'snapshot file 证据.zip › app/电价.png'],
])('the address %j is %s', (url, zh, en) => {
  expect(addressWords(url)).toEqual({ zh, en });
});

it.each([
  [{ daysLate: 3 }, '（逾期3个工作日）', ' (3 working days late)'],
  [
    { daysLate: 1, undoneOn: '2026-10-16' },
    '（截至 2026-10-16 逾期1个工作日）',
    ' (1 working day late as of 2026-10-16)',
  ],
  [{ undoneOn: '2027-01-15' }, '（截至 2027-01-15 仍未公开）', ' (still lacking on 2027-01-15)'],
])('lateness %j is told up to the day on which it was seen', (late, zh, en) => {
  const [first] = SAMPLE.verdicts;
  const { daysLate: _, ...gap } = { ...first, outcome: 'failed', gap: 'overdue' } as Verdict;
  expect(lateText(voiceOf(SAMPLE, 'zh'), { ...gap, ...late })).toBe(zh);
  expect(lateText(voiceOf(SAMPLE, 'en'), { ...gap, ...late })).toBe(en);
});

it.each([
  ['Chinese names of hosts', 'http://xn--vsqu3pep1atsdypjhwf.xn--fiqs8s/', 'http://国网示范供电.中国/'],
  ['Chinese paths', 'http://a.example/%E4%BF%A1%E6%81%AF%E5%85%AC%E5%BC%80/1.html', 'http://a.example/信息公开/1.html'],
  ['Chinese values', 'http://a.example/s?k=%E5%81%9C%E7%94%B5&t=1', 'http://a.example/s?k=停电&t=1'],
  [
    'words around them',
    '满 9 页，没有再采集 http://a.example/%E5%85%AC%E5%91%8A/ 等网址',
    '满 9 页，没有再采集 http://a.example/公告/ 等网址',
  ],
])('%s are spelt as people write them', (_name, words, spelt) => {
  expect(readableAddresses(words)).toBe(spelt);
});

it.each([
  ['Cyrillic that looks like Latin', 'http://xn--80ak6aa92e.com/'],
  ['a stroke that passes for a dash', `http://${domainToASCII('95598一sgcc')}.cn/`],
  ['Latin and Greek', `http://${domainToASCII('sgccω')}.cn/`],
  ['no such name', 'http://xn--a-ecp.ru/'],
  ['bytes of GBK', 'http://a.example/%B9%AB%B8%E6.html'],
  ['what turns the direction', 'http://a.example/%E2%80%AE/x'],
  ['what has a meaning', 'http://a.example/%2F%20%3Fa%3D1'],
  ['a name in the path', 'http://a.example/myxn--fiqs8s'],
])('%s stays encoded', (_name, address) => {
  expect(readableAddresses(address)).toBe(address);
});

it('an address in print is proved by its exact form', () => {
  const say = ({ zh }: { readonly zh: string }): string => zh;
  expect(provedAddress({ say }, 'http://a.example/%E5%85%AC%E5%91%8A/')).toBe(
    'http://a.example/公告/\nhttp://a.example/%E5%85%AC%E5%91%8A/',
  );
  expect(provedAddress({ say }, 'http://a.example/gg/')).toBe('http://a.example/gg/');
});

describe('the day of a late publication', () => {
  const voice = voiceOf(SAMPLE, 'zh');
  const late = (published: NonNullable<Verdict['published']>): Verdict => {
    const [first] = SAMPLE.verdicts;
    if (!first) throw new Error('the sample has verdicts');
    return { ...first, outcome: 'failed', gap: 'overdue', published };
  };

  it.each([
    ['更新时间：2026-03-02', '页面标注 2026-03-02 发布（“更新时间：2026-03-02”）'],
    ['2026-03-02', '页面标注 2026-03-02 发布'],
    ['', '页面标注 2026-03-02 发布'],
  ])('is told in the words of the page (%j)', (quote, words) => {
    expect(statedText(voice, late({ date: '2026-03-02', source: 'stated', quote }))).toBe(words);
  });

  it('is not said to stand on the page where earlier audits observed it', () => {
    const quote = '2026-03-01 — 2026-03-02';
    expect(statedText(voice, late({ date: '2026-03-02', source: 'observed', quote }))).toBe('');
  });
});

describe.each(['zh', 'en'] as const)('the page in %s', (language) => {
  const $ = load(htmlPage.render(SAMPLE, { language, colour: false, width: 100 }).toString());

  it('has landmarks, one first heading, and no heading out of order', () => {
    expect($('html').attr('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
    expect([$('header').length, $('main').length, $('h1').length]).toEqual([1, 1, 1]);
    const levels = $('h1, h2, h3, h4, h5')
      .toArray()
      .map(({ tagName }) => Number(tagName[1]));
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('names every column of every table, every filter, and leads every link within the page to something', () => {
    for (const table of $('table').toArray()) expect($(table).find('thead th[scope=col]').length).toBeGreaterThan(0);
    for (const input of $('input, select').toArray()) expect($(input).parent('label').text().trim()).not.toBe('');
    const ids = $('[id]')
      .toArray()
      .map(({ attribs }) => attribs.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attribs } of $('a[href^="#"]').toArray()) expect(ids).toContain(attribs.href?.slice(1));
  });

  it('shows Beijing time and never UTC', () => {
    expect($('main').text()).toContain(language === 'zh' ? '采集于 2026-11-18 ·' : 'captured 2026-11-18 ·');
    expect($('main').text()).toContain(
      language === 'zh' ? '2026-11-19 07:59 北京时间' : '2026-11-19 07:59 Beijing time',
    );
    expect($('main').text()).not.toMatch(/\dT\d\d:\d\d/);
  });
});
