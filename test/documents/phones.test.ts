import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/documents/normal-text.ts';
import { phonesIn, suggestedPhones } from '../../src/documents/phones.ts';

const phones = (text: string): string[] =>
  phonesIn(normalise(text).norm).map(({ number, extension }) =>
    extension === undefined ? number : `${number}转${extension}`,
  );

describe('numbers as pages print them', () => {
  it.each([
    ['供电服务热线：95598', '95598'],
    ['电话：９５５９８', '95598'],
    ['9 5 5 9 8', '95598'],
    ['拨打12398能源监管热线', '12398'],
    ['0999-12398', '12398'],
    ['1 2 3 9 8', '12398'],
    ['12345政务服务热线', '12345'],
    ['或者96789', '96789'],
    ['400-819-5598', '400-819-5598'],
    ['4008195598', '400-819-5598'],
    ['400 8195 598', '400-819-5598'],
    ['联系电话 023-61239812', '023-61239812'],
    ['(0999) 6200001', '0999-6200001'],
    ['０９９９—６２００００１', '0999-6200001'],
    ['0370——6021716', '0370-6021716'],
    ['09996200001', '0999-6200001'],
    ['02361239812', '023-61239812'],
    ['0999-6200001转8002', '0999-6200001转8002'],
    ['0999-6200001-802', '0999-6200001转802'],
    ['电话：62000001', '62000001'],
    ['值班电话:6200001', '6200001'],
    ['13800000000', '13800000000'],
    ['138 0000 0000', '13800000000'],
    ['+86 999 6200001 电话 0999-6200001', '0999-6200001'],
  ])('%s', (text, number) => {
    expect(phones(text)).toEqual([number]);
  });

  it('reads a list of numbers', () => {
    expect(phones('报修电话：6200001、6200002，监督电话0999-6200003')).toEqual(['6200001', '6200002', '0999-6200003']);
  });
});

describe('digits of something else (C18)', () => {
  it.each([
    ['a landline that contains them', '联系电话 023-61239812'],
    ['an id that contains them', '文章编号20240712398'],
    ['an identity number', '110101199001123982'],
    ['a quantity', '全年共受理12398件'],
    ['a sum', '合计12398.5元'],
    ['a thousands group', '12,398户'],
    ['a decimal', '0.12398'],
    ['an amount of energy', '12398千瓦时'],
  ])('12398 is not in %s', (_why, text) => {
    expect(phones(text)).not.toContain('12398');
  });

  it.each(['共有6200001户', '面积3200000平方米', '邮编400000', '2026-11-20'])('no number in %s', (text) => {
    expect(phones(text)).toEqual([]);
  });

  it('is never found inside a longer run of digits', () => {
    const digits = fc.stringMatching(/^\d{1,6}$/);
    fc.assert(
      fc.property(digits, digits, (before, after) => {
        expect(phones(`编号${before}12398${after}。`)).not.toContain('12398');
        expect(phones(`编号${before}95598。`)).not.toContain('95598');
      }),
    );
  });
});

describe('damaged digits (C21)', () => {
  it('suggests what OCR may have misread', () => {
    const found = suggestedPhones('弱化+55+8供电服务热线、123+8能源监管热线宣传');
    expect(found.map(({ printed, number }) => `${printed}→${number}`)).toEqual(['+55+8→95598', '123+8→12398']);
  });

  it('never turns a suggestion into a number', () => {
    expect(phones('+55+8、123+8')).toEqual([]);
  });

  it('suggests nothing for digits that are whole or are others', () => {
    expect(suggestedPhones('95598、12+45、1+2+3')).toEqual([]);
  });
});
