import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/documents/normal-text.ts';
import { periodsIn } from '../../src/documents/periods.ts';

const periods = (text: string, context = {}): string[] =>
  periodsIn(normalise(text).norm, context).map(({ period }) => period);

describe('periods as pages name them', () => {
  it.each([
    ['2026年第三季度', '2026Q3'],
    ['2026年三季度', '2026Q3'],
    ['2026年3季度', '2026Q3'],
    ['２０２６年第３季度', '2026Q3'],
    ['二〇二六年第三季度', '2026Q3'],
    ['2026年第Ⅲ季度', '2026Q3'],
    ['2026年Ⅳ季度', '2026Q4'],
    ['2026年第III季度', '2026Q3'],
    ['2026Q3', '2026Q3'],
    ['26年10月', '2026-10'],
    ['2026年10月份', '2026-10'],
    ['2026年10月代理购电价格', '2026-10'],
    ['二〇二六年十月', '2026-10'],
    ['2026-10', '2026-10'],
    ['2026.10', '2026-10'],
    ['2026年1-9月', '2026Q3'],
    ['2026年1月至9月', '2026Q3'],
    ['2026年7—9月', '2026Q3'],
    ['2026年前三季度', '2026Q3'],
    ['2026年一至三季度', '2026Q3'],
    ['2026年第1季度至第3季度', '2026Q3'],
    ['二〇二六年前四季度', '2026'],
    ['2026年1-8月', '2026-08'],
    ['2026年1-12月', '2026'],
    ['2026年上半年', '2026Q2'],
    ['2025年度', '2025'],
    ['2025年全年', '2025'],
    ['2025年供电可靠率', '2025'],
    ['截至2026年9月30日', '2026Q3'],
    ['截止2026年9月底', '2026Q3'],
    ['截至2026年8月31日', '2026-08'],
    ['统计期间：2026年7月1日至9月30日', '2026Q3'],
    ['2026年10月1日至10月31日', '2026-10'],
    ['2026年1月1日至12月31日', '2026'],
  ])('%s', (text, period) => {
    expect(periods(text)).toEqual([period]);
  });

  it.each([
    ['a day', '2026年10月8日'],
    ['a day in numerals', '二〇二六年十月八日'],
    ['a quarter of no known year', '第三季度'],
    ['a length of time', '3个月'],
    ['an age', '二十年'],
    ['quarter 5', '2026年第5季度'],
    ['the quarter before, whichever it is', '前一季度'],
    ['month 13', '2026年13月'],
    ['a document number', '国能发监管规〔2021〕56号'],
    ['a date with dashes', '2026-10-08'],
    ['a number', '电量2026.105万千瓦时'],
    ['an outage of some days', '2026年11月20日至11月25日'],
  ])('none in %s', (_why, text) => {
    expect(periods(text)).toEqual([]);
  });

  it.each([
    ['2026年前三季度', true],
    ['2026年一至三季度', true],
    ['2026年1-9月', true],
    ['2026年三季度', undefined],
    ['2026年7-9月', undefined],
  ])('%s is counted from the beginning of the year: %s', (text, cumulative) => {
    expect(periodsIn(normalise(text).norm).map((one) => one.cumulative)).toEqual([cumulative]);
  });

  it('reads a period without a year only where the year is known', () => {
    expect(periods('三季度', { year: 2026 })).toEqual(['2026Q3']);
    expect(periods('10月份', { year: 2026 })).toEqual(['2026-10']);
  });

  it('answers in the unit that is wanted where the wording leaves it open', () => {
    expect(periods('截至2026年9月30日', { unit: 'month' })).toEqual(['2026-09']);
    expect(periods('2026年1-9月', { unit: 'month' })).toEqual(['2026-09']);
    expect(periods('截至2026年8月31日', { unit: 'quarter' })).toEqual(['2026Q3']);
  });

  it('puts a bare year last, because it may be meant otherwise', () => {
    expect(periods('按2021年的要求公布2026年第三季度指标')).toEqual(['2026Q3', '2021']);
  });

  it('says when a figure counts from the beginning of the year', () => {
    const [found] = periodsIn('2026年1-9月');
    expect(found).toMatchObject({ period: '2026Q3', from: '2026-01-01', to: '2026-09-30', cumulative: true });
  });
});
