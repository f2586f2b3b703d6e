import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TermFinder } from '../../src/documents/term-finder.ts';

describe('many terms at once', () => {
  it.each([
    ['the longest that begins at a place', ['电压', '电压合格率'], '综合电压合格率', ['电压合格率']],
    ['the leftmost, without overlaps', ['停电公', '公告'], '停电公告', ['停电公']],
    ['the same one twice', ['停电'], '停电与停电', ['停电', '停电']],
    ['a number on its own', ['12398'], '请拨12398热线', ['12398']],
    ['no number inside a longer one', ['12398'], '电话0123987', []],
    ['signs that mean something in patterns', ['承装(修、试)'], '承装(修、试)许可', ['承装(修、试)']],
    ['nothing in nothing', ['停电'], '', []],
  ])('%s', (_name, terms, text, found) => {
    expect(new TermFinder(terms).find(text)).toEqual(found);
    expect(new TermFinder(terms).test(text)).toBe(found.length > 0);
  });

  it('are found as one alternation of them would find them', () => {
    const letters = fc.constantFrom('停', '电', '公', '告', '1', '2', '(', ' ');
    const words = (least: number, most: number) =>
      fc.array(letters, { minLength: least, maxLength: most }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.array(words(2, 4), { minLength: 1, maxLength: 8 }), words(0, 40), (terms, text) => {
        const sorted = [...new Set(terms)].sort((one, other) => other.length - one.length);
        const spelt = sorted.map((term) =>
          /^\d+$/.test(term) ? `(?<!\\d)${term}(?!\\d)` : term.replace(/[(]/g, '\\$&'),
        );
        const expected = Array.from(text.matchAll(new RegExp(spelt.join('|'), 'gu')), ([term]) => term);
        expect(new TermFinder(terms).find(text)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('have two letters at least', () => {
    expect(() => new TermFinder(['电'])).toThrow(RangeError);
  });
});
