import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chineseNumber } from '../../src/documents/numerals.ts';
import { toChinese } from './dress.ts';

it.each([
  ['十', 10],
  ['十五', 15],
  ['二十', 20],
  ['二十一', 21],
  ['廿三', 23],
  ['卅一', 31],
  ['一百零五', 105],
  ['一百一十五', 115],
  ['两百', 200],
  ['三千二百', 3200],
  ['两万三千', 23_000],
  ['一亿零五万', 100_050_000],
  ['二〇二六', 2026],
  ['二○二六', 2026],
  ['二零二六', 2026],
  ['二O二六', 2026],
  ['2026', 2026],
  ['007', 7],
])('%s is %d', (wording, value) => {
  expect(chineseNumber(wording)).toBe(value);
});

it.each(['', '二十一一', '十十', '百五', '一百五', '三二十', '第三', '廿三日', '3.5', '万'])(
  '%j is no whole number',
  (wording) => {
    expect(chineseNumber(wording)).toBeNull();
  },
);

it('reads every number of a day or month as it is spoken', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), (value) => chineseNumber(toChinese(value)) === value));
});
