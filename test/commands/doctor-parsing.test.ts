import { describe, expect, it } from 'vitest';
import { examineParsing } from '../../src/commands/doctor/parsing.ts';

describe('the self-test of parsing', () => {
  it('passes with the parser of this build', () => {
    expect(examineParsing().state).toBe('good');
  });

  it('passes with the words that a browser shows', () => {
    const words = '供电服务电价¥0.52停电区域城东9时–12时城西完';
    expect(examineParsing(() => words).state).toBe('good');
  });

  it.each([
    ['a table that swallows the words before it', '供电服务电价¥0.52城东9时–12时城西完'],
    ['an entity left as it is written', '供电服务电价&yen0.52停电区域城东9时–12时城西完'],
    ['a script taken for words', '供电服务电价¥0.52停电区域城东9时–12时城西"电量"完'],
    ['nothing read at all', ''],
  ])('fails with %s', (_, words) => {
    expect(examineParsing(() => words)).toMatchObject({
      state: 'bad',
      advice: { zh: expect.stringContaining('重新安装') as string },
    });
  });
});
