import { describe, expect, it } from 'vitest';
import { companiesIn, companyValue } from '../../src/documents/facts.ts';
import { normalise } from '../../src/documents/normal-text.ts';

const companies = (text: string): string[] => companiesIn(normalise(text).norm).map(({ shown }) => shown);

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
