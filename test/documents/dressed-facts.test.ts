import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNumbersIn } from '../../src/documents/document-numbers.ts';
import { companiesIn } from '../../src/documents/facts.ts';
import { normalise } from '../../src/documents/normal-text.ts';
import { periodsIn } from '../../src/documents/periods.ts';
import { phonesIn } from '../../src/documents/phones.ts';
import { amountsIn } from '../../src/documents/prices.ts';
import { traditional, wide } from './dress.ts';

const number = (min: number, max: number) => fc.integer({ min, max });
/** Spaces beside Chinese characters are typesetting. */
const loose = (text: string): string =>
  text.replace(/(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff\d])|(?<=\d)(?=[\u4e00-\u9fff])/g, ' ');
const ideographic = (text: string): string => loose(text).replaceAll(' ', '\u3000');
const dress = fc.constantFrom<(text: string) => string>(
  (text) => text,
  wide,
  loose,
  ideographic,
  traditional,
  (text) => traditional(wide(loose(text))),
);

/** What is printed, and what must be read from it in any dress. */
const FACTS: Readonly<
  Record<string, { readonly printed: fc.Arbitrary<string>; readonly read: (text: string) => unknown }>
> = {
  phone: {
    printed: number(6_000_000, 6_999_999).map((local) => `联系电话：0999-${local}。`),
    read: (text) => phonesIn(text).map((phone) => phone.number),
  },
  price: {
    printed: fc.tuple(number(0, 9), number(1, 9999)).map(([yuan, part]) => `电价为${yuan}.${part}元/千瓦时。`),
    read: (text) => amountsIn(text).map(({ value, unit }) => `${value} ${unit}`),
  },
  share: {
    printed: number(9000, 9999).map((part) => `供电可靠率${part / 100}%。`),
    read: (text) => amountsIn(text).map(({ value, unit }) => `${value} ${unit}`),
  },
  period: {
    printed: fc.tuple(number(2015, 2030), number(1, 4)).map(([year, quarter]) => `${year}年第${quarter}季度供电质量`),
    read: (text) => periodsIn(text).map(({ period }) => period),
  },
  month: {
    printed: fc.tuple(number(2015, 2030), number(1, 12)).map(([year, month]) => `${year}年${month}月代理购电价格`),
    read: (text) => periodsIn(text).map(({ period }) => period),
  },
  number: {
    printed: fc
      .tuple(number(2000, 2030), number(1, 999))
      .map(([year, serial]) => `根据国能发监管规〔${year}〕${serial}号文件`),
    read: (text) => documentNumbersIn(text).map((found) => found.number),
  },
  company: {
    printed: fc.constantFrom('国网山城供电公司', '国网示范省电力有限公司').map((name) => `来源：${name}`),
    read: (text) => companiesIn(text).map(({ value }) => value),
  },
};

describe('a fact is the same in any dress', () => {
  it.each(Object.entries(FACTS))('%s', (_name, { printed, read }) => {
    fc.assert(
      fc.property(printed, dress, (text, put) => {
        const plain = read(normalise(text).norm);
        expect(plain).toHaveLength(1);
        expect(read(normalise(put(text)).norm)).toEqual(plain);
      }),
      { verbose: true },
    );
  });
});
