import { describe, expect, it } from 'vitest';
import { documentNumbersIn, matchNumber, normalNumber } from '../../src/documents/document-numbers.ts';
import { normalise } from '../../src/documents/normal-text.ts';

const numbers = (text: string): string[] => documentNumbersIn(normalise(text).norm).map(({ number }) => number);

describe('document numbers', () => {
  it.each([
    ['国能发监管规〔2021〕56号', '国能发监管规〔2021〕56号'],
    ['国能发监管规[2021]56号', '国能发监管规〔2021〕56号'],
    ['国能发监管规（2021）56号', '国能发监管规〔2021〕56号'],
    ['国能发监管规【2021】第56号', '国能发监管规〔2021〕56号'],
    ['渝电营「2022]23号', '渝电营〔2022〕23号'],
    ['营销营商 [2022]33号)', '营销营商〔2022〕33号'],
    ['辦稽查_2012_85號', '办稽查〔2012〕85号'],
    ['國能發監管規〔2024〕87號', '国能发监管规〔2024〕87号'],
    ['根据国能发监管规〔2021〕56号的要求', '国能发监管规〔2021〕56号'],
    ['关于印发《供电企业信息公开实施办法》的通知（国能发监管规〔2021〕56号）', '国能发监管规〔2021〕56号'],
    ['国家电网营销〔2023〕482号', '国家电网营销〔2023〕482号'],
    ['国家发展改革委令2024年第14号', '国家发展改革委令2024年第14号'],
    ['电力工业部令第8号', '电力工业部令第8号'],
    ['电力工业部令第八号', '电力工业部令第8号'],
    ['国务院令第666号', '国务院令第666号'],
  ])('%s', (text, number) => {
    expect(numbers(text)).toEqual([number]);
  });

  it('reads several in one sentence', () => {
    expect(numbers('依据发改价格〔2021〕1439号、发改办价格〔2021〕809号和示发改价格〔2021〕99号')).toEqual([
      '发改价格〔2021〕1439号',
      '发改办价格〔2021〕809号',
      '示发改价格〔2021〕99号',
    ]);
  });

  it.each(['2021年56号', '滨江路56号', '（2021）', '第56号'])('none in %s', (text) => {
    expect(numbers(text)).toEqual([]);
  });

  it('quotes the number without the sentence before it', () => {
    const { norm } = normalise('按照国能发监管规〔2021〕56号执行');
    const [found] = documentNumbersIn(norm);
    expect(norm.slice(found?.start, found?.end)).toBe('国能发监管规[2021]56号');
    expect(normalNumber('无文号')).toBeNull();
  });
});

describe('near misses (C77)', () => {
  const known = ['国能发监管规〔2021〕56号', '办稽查〔2012〕87号', '渝电营〔2022〕23号'];

  it('recognises a slip in the abbreviation', () => {
    expect(matchNumber('国能发监规管〔2021〕56号', known)).toEqual({ known: '国能发监管规〔2021〕56号', exact: false });
    expect(matchNumber('国能发监管〔2021〕56号', known)).toEqual({ known: '国能发监管规〔2021〕56号', exact: false });
  });

  it('knows the number itself', () => {
    expect(matchNumber('渝电营〔2022〕23号', known)).toEqual({ known: '渝电营〔2022〕23号', exact: true });
  });

  it.each([
    '国能发监管规〔2020〕56号',
    '国能发监管规〔2021〕57号',
    '国办发〔2021〕56号',
    '国能发安全规〔2021〕56号',
    '办稽查〔2012〕85号',
  ])('%s is another document', (number) => {
    expect(matchNumber(number, known)).toBeNull();
  });
});
