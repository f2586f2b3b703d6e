import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn, companiesIn, companyValue, licenceNumbersIn, sameAddress } from '../../src/documents/facts.ts';
import { normalise } from '../../src/documents/normal-text.ts';
import { traditional, wide } from './dress.ts';

const licences = (text: string): string[] => licenceNumbersIn(normalise(text).norm).map(({ value }) => value);
const addresses = (text: string): string[] => addressesIn(normalise(text).norm).map(({ shown }) => shown);
const companies = (text: string): string[] => companiesIn(normalise(text).norm).map(({ shown }) => shown);

describe('licence numbers', () => {
  it.each([
    ['许可证编号：1052022-00123', '1052022-00123'],
    ['许可证编号 １０５２０２２—００１２３', '1052022-00123'],
    ['电力业务许可证（供电类）编号1052022 - 00123', '1052022-00123'],
    ['許可證編號：1052022-00123', '1052022-00123'],
    ['许可证号：D1052022', 'D1052022'],
  ])('%s', (text, number) => {
    expect(licences(text)).toEqual([number]);
  });

  it.each(['许可证编号：暂无', '许可证编号：2022', '联系电话1052022-001234', '承装许可证'])('none in %s', (text) => {
    expect(licences(text)).toEqual([]);
  });

  it('are read in any width, spacing and script', () => {
    const number = fc.tuple(fc.integer({ min: 1_000_000, max: 1_999_999 }), fc.integer({ min: 0, max: 99_999 }));
    const dress = fc.constantFrom(
      (text: string) => text,
      wide,
      traditional,
      (text: string) => text.replace('：', ' ： '),
    );
    fc.assert(
      fc.property(number, dress, ([head, tail], put) => {
        const licence = `${head}-${String(tail).padStart(5, '0')}`;
        expect(licences(put(`许可证编号：${licence}。`))).toEqual([licence]);
      }),
    );
  });
});

describe('addresses', () => {
  it.each([
    ['办公地址：示范省山城市滨江路100号', '示范省山城市滨江路100号'],
    ['地址:山城市南岸区学府大道１９号电力大厦３楼', '山城市南岸区学府大道19号电力大厦3楼'],
    ['公司位于山城市滨江路100号。', '山城市滨江路100号'],
  ])('%s', (text, address) => {
    expect(addresses(text)).toEqual([address]);
  });

  it.each(['第十四条', '2026年11月20日', '国能发监管规〔2021〕56号', '联系电话0999-6200001'])('none in %s', (text) => {
    expect(addresses(text)).toEqual([]);
  });

  it('are the same with and without the province', () => {
    expect(sameAddress('示范省山城市滨江路100号', '山城市滨江路100号')).toBe(true);
    expect(sameAddress('山城市滨江路 100 号', '山城市滨江路100号')).toBe(true);
    expect(sameAddress('山城市滨江路100号', '山城市滨江路101号')).toBe(false);
    expect(sameAddress('山城市滨江路100号', '江路100号')).toBe(false);
  });
});

describe('names of supply companies', () => {
  it.each([
    ['国网山城供电公司', '国网山城供电公司'],
    ['根据国网山城供电公司通知', '国网山城供电公司'],
    ['国网示范省电力有限公司', '国网示范省电力有限公司'],
    ['山城市南岸区供电局', '山城市南岸区供电局'],
    ['示范新区配售电有限公司', '示范新区配售电有限公司'],
    ['國網山城供電公司', '国网山城供电公司'],
  ])('%s', (text, name) => {
    expect(companies(text)).toEqual([name]);
  });

  it.each(['请联系当地供电公司', '各供电公司', '本公司', '市供电公司'])('nobody in %s', (text) => {
    expect(companies(text)).toEqual([]);
  });

  it('compare without their legal form', () => {
    expect(companyValue('国网示范省电力有限公司')).toBe(companyValue('国网示范省电力公司'));
  });
});
