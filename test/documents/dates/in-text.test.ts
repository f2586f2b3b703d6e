import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, partsOf } from '../../../src/calendar/civil-date.ts';
import { datesIn } from '../../../src/documents/dates/in-text.ts';
import { dateInPath } from '../../../src/documents/dates/in-path.ts';
import { normalise } from '../../../src/documents/normal-text.ts';
import { spaced, toChinese, traditional, wide } from '../dress.ts';

const days = (text: string, year?: number): string[] => datesIn(normalise(text).norm, { year }).map(({ date }) => date);

describe('days as pages print them', () => {
  it.each([
    ['发布日期：2026年11月20日', '2026-11-20'],
    ['２０２６年１１月２０日', '2026-11-20'],
    ['2026 年 11 月 20 日', '2026-11-20'],
    ['2026年3月5号', '2026-03-05'],
    ['时间:2026-11-20 08:14:31', '2026-11-20'],
    ['2026-1-5', '2026-01-05'],
    ['(2026-11-20)', '2026-11-20'],
    ['[2026.11.20]', '2026-11-20'],
    ['2026.1.5。', '2026-01-05'],
    ['2026/11/20 16:34', '2026-11-20'],
    ['2026-11-20T08:00:00+08:00', '2026-11-20'],
    // What machines write in another zone is told as the day in Beijing.
    ['2026-11-20T15:59:59Z', '2026-11-20'],
    ['2026-11-20T16:00:00.000Z', '2026-11-21'],
    ['2026-12-31T23:00:00+00:00', '2027-01-01'],
    ['2026-11-20T23:00:00+0800', '2026-11-20'],
    ['2026-11-20 22:00:00-07:00:00', '2026-11-20'],
    ['二〇二六年十一月二十日', '2026-11-20'],
    ['二○二六年十一月二十日', '2026-11-20'],
    ['二零一二年八月十三日', '2012-08-13'],
    ['二O二六年一月三十一日', '2026-01-31'],
    ['二〇二六年十月廿三日', '2026-10-23'],
    ['26年10月8日', '2026-10-08'],
    ['98年7月1日', '1998-07-01'],
    ['2024年2月29日', '2024-02-29'],
    ['发布日期：20261127', '2026-11-27'],
    ['发布时间: 20261127 09:30', '2026-11-27'],
    ['发布日期：26-11-03', '2026-11-03'],
    ['更新时间 26.11.3', '2026-11-03'],
    ['许可证有效期至26/11/03', '2026-11-03'],
    ['26-11-21 08:00至18:00', '2026-11-21'],
    ['2022年6月9日印发', '2022-06-09'],
    ['於2026年11月20號發布', '2026-11-20'],
  ])('%s', (text, date) => {
    expect(days(text)).toEqual([date]);
  });

  it.each([
    ['an impossible day', '2026年2月30日'],
    ['a serial number', '编号：20261127'],
    ['a time to the second', '时间：20261127093000'],
    ['an impossible day of eight digits', '发布日期：20261131'],
    ['an impossible day with dashes', '2022-02-30'],
    ['month 13', '2026年13月1日'],
    ['the year 3022', '3022年6月10日'],
    ['the Republic of China era', '民国115年11月20日'],
    ['the Republic of China era in numerals', '民國一百一十五年十一月二十日'],
    ['the era with two digits', '民国15年1月5日'],
    ['three digits of a year', '115年11月20日'],
    ['the lunar calendar', '农历八月十五日'],
    ['a day that recurs', '每年6月1日'],
    ['a month', '2026年11月'],
    ['a copyright year', '©2026'],
    ['a placeholder', 'XXXX年XX月XX日'],
    ['a document number', '国能发监管规〔2021〕56号'],
    ['a run of digits', '20261120'],
    ['the number of a flat', '25-3-2室'],
    ['three numbers', '比例为22-11-10'],
    ['a month that is none', '时间：22-13-10'],
    ['digits of a longer number', '12026-11-201'],
    ['a serial number', '编号2026-11-20-001'],
    ['a version', '版本2026.11.20.3'],
    ['a path', '见 img/2026/11/20/a.png'],
    ['half a date eaten by a watermark', '2022-06-信息合规审查'],
    ['a damaged date', '3022·0合保密要求'],
  ])('reads nothing from %s', (_why, text) => {
    expect(days(text)).toEqual([]);
  });

  it('reads a day without a year only where the year is known', () => {
    expect(days('定于11月20日停电')).toEqual([]);
    expect(days('定于11月20日停电', 2026)).toEqual(['2026-11-20']);
    expect(days('去年11月20日', 2026)).toEqual(['2025-11-20']);
    expect(days('今年11月20日', 2026)).toEqual(['2026-11-20']);
  });

  it('lends the year of a range to its end, over the new year too', () => {
    expect(days('2011年10月25日至11月30日')).toEqual(['2011-10-25', '2011-11-30']);
    expect(days('2026年12月28日至1月3日')).toEqual(['2026-12-28', '2027-01-03']);
  });

  it('reads both ends of a range joined by dashes', () => {
    expect(days('2018年05月21日--2018年05月29日')).toEqual(['2018-05-21', '2018-05-29']);
    expect(days('2018-05-21-2018-05-29')).toEqual(['2018-05-21', '2018-05-29']);
    expect(days('2018年03月29号-03月30号')).toEqual(['2018-03-29', '2018-03-30']);
  });

  it('gives offsets into the normal text', () => {
    const text = '自 2026 年 11 月 20 日起';
    const { norm } = normalise(text);
    const [found] = datesIn(norm);
    expect(norm.slice(found?.start, found?.end)).toBe('2026年11月20日');
  });
});

describe('any day in any dress', () => {
  const numeral = (year: number): string =>
    [...String(year)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
  const day = fc.integer({ min: 0, max: 36_000 }).map((offset) => addDays('1950-01-01', offset));
  const dress = fc.constantFrom<(text: string) => string>(
    (text) => text,
    wide,
    spaced,
    (text) => wide(spaced(text)),
    traditional,
  );
  const form = fc.constantFrom<(year: number, month: number, day: number) => string>(
    (y, m, d) => `${y}年${m}月${d}日`,
    (y, m, d) => `${y}年${String(m).padStart(2, '0')}月${String(d).padStart(2, '0')}日`,
    (y, m, d) => `${y}-${m}-${d}`,
    (y, m, d) => `${y}.${m}.${d}`,
    (y, m, d) => `${y}/${m}/${d}`,
    (y, m, d) => `${numeral(y)}年${toChinese(m)}月${toChinese(d)}日`,
  );

  it('is read as the same day', () => {
    fc.assert(
      fc.property(day, form, dress, (date, write, put) => {
        const { year, month, day: number } = partsOf(date);
        expect(days(put(`发布时间：${write(year, month, number)}，来源：营销部`))).toEqual([date]);
      }),
      { verbose: true },
    );
  });

  it('is refused when the calendar has no such day', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1950, max: 2050 }),
      fc.integer({ min: 1, max: 19 }),
      fc.integer({ min: 29, max: 39 }),
    );
    fc.assert(
      fc.property(numbers, form, ([year, month, number], write) => {
        const real = civilDate(year, month, number);
        expect(days(write(year, month, number))).toEqual(real === null ? [] : [real]);
      }),
      { verbose: true },
    );
  });
});

describe('days in addresses', () => {
  it.each([
    ['http://www.shancheng.example/html/main/col2805/2024-07/25/20240725161439987434238_1.html', '2024-07-25'],
    ['http://www.shancheng.example/xxgk/gsgg/2018-07-11/5857.html', '2018-07-11'],
    ['http://www.shancheng.example/art/2023/12/8/art_68404_3033506.html', '2023-12-08'],
    ['http://www.shancheng.example/jyxx/20201217/f001992f.html', '2020-12-17'],
    ['http://www.shancheng.example/202606/t20260609_12345.html', '2026-06-09'],
    ['snapshot:html/main/col2805/2024-07/25/20240725161439_1.html', '2024-07-25'],
  ])('%s', (url, date) => {
    expect(dateInPath(url)?.date).toBe(date);
  });

  it.each([
    'http://www.shancheng.example/article/20240712398',
    'http://www.shancheng.example/list?date=2026-11-20',
    'http://2026-11-20.example/',
    'http://www.shancheng.example/html/20241399.html',
    'http://www.shancheng.example/xxgk/index_10.html',
  ])('none in %s', (url) => {
    expect(dateInPath(url)).toBeNull();
  });
});
