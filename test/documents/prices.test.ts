import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/documents/normal-text.ts';
import { amountsIn, compareDecimals, plainDecimal, within } from '../../src/documents/prices.ts';

const amounts = (text: string) => amountsIn(normalise(text).norm);
const shown = (text: string): string[] =>
  amounts(text).map(({ value, to, unit }) => `${value}${to === undefined ? '' : `~${to}`} ${unit}`);

describe('amounts in one form', () => {
  it.each([
    ['0.6元/千瓦时', '0.6 元/千瓦时'],
    ['0.60 元/kWh', '0.6 元/千瓦时'],
    ['０．６０元／千瓦时', '0.6 元/千瓦时'],
    ['60分/千瓦时', '0.6 元/千瓦时'],
    ['0.6元/度', '0.6 元/千瓦时'],
    ['每千瓦时0.6元', '0.6 元'],
    ['600元/兆瓦时', '0.6 元/千瓦时'],
    ['0.5283元每千瓦时', '0.5283 元/千瓦时'],
    ['22元/千伏安', '22 元/千伏安'],
    ['22元/千伏安·月', '22 元/千伏安·月'],
    ['33 元/kW·月', '33 元/千瓦·月'],
    ['1.2亿千瓦时', '120000000 千瓦时'],
    ['12,345.60万千瓦时', '123456000 千瓦时'],
    ['5000kVA', '5000 千伏安'],
    ['5MVA', '5000 千伏安'],
    ['31.5兆瓦', '31500 千瓦'],
    ['1,280元', '1280 元'],
    ['99.950%', '99.95 %'],
    ['９９．９５％', '99.95 %'],
    ['5‰', '0.5 %'],
    ['96%~98%', '96~98 %'],
    ['百分之九十九点九五', '99.95 %'],
    ['百分之九十六', '96 %'],
    ['8.67小时/户', '8.67 小时/户'],
    ['15个工作日', '15 工作日'],
  ])('%s', (text, amount) => {
    expect(shown(text)).toEqual([amount]);
  });

  it.each(['2026年', '10千伏', '国能发监管规〔2021〕56号', '第3季度', 'A1元件'])('none in %s', (text) => {
    expect(shown(text)).toEqual([]);
  });

  it('is equal however it is printed (C40)', () => {
    expect(shown('0.60 元/kWh')).toEqual(shown('0.6元/千瓦时'));
    expect(shown('0.6元/千伏安')).not.toEqual(shown('0.6元/千瓦时'));
  });

  it('loses no digit to rounding', () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 999_999 }));
    fc.assert(
      fc.property(digits, ([whole, part]) => {
        const number = `${whole}.${String(part).padStart(6, '0')}`;
        expect(amounts(`${number}元/千瓦时`)[0]?.value).toBe(plainDecimal(number));
        expect(amounts(`${number}万千瓦时`)[0]?.value).toBe(
          String((BigInt(whole) * 1_000_000n + BigInt(part)) / 100n) + fraction(part),
        );
      }),
    );
  });
});

/** What six decimals leave when four of them have become whole. */
const fraction = (part: number): string => {
  const rest = String(part % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return rest === '' ? '' : `.${rest}`;
};

describe('comparison', () => {
  it('orders decimals exactly', () => {
    expect(compareDecimals('99.9', '99.90')).toBe(0);
    expect(compareDecimals('100', '99.99')).toBeGreaterThan(0);
    expect(compareDecimals('0.5283', '0.53')).toBeLessThan(0);
  });

  it('keeps both ends of a range within bounds', () => {
    const [share] = amounts('96%-98%');
    expect(share && within(share, '90', '100')).toBe(true);
    expect(share && within(share, '90', '97.5')).toBe(false);
  });
});
