import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersOf, mayName } from '../../src/documents/grams.ts';
import { article, readPage } from './page.ts';

const page = readPage(
  article(
    '高可靠性供电费收费标准',
    `<p>居民客户请拨打95598，或下载“网上国网APP”查询。</p><table><caption>收费项目</caption><tr><th>项目</th><th>标准</th></tr>
<tr><td>高可靠性</td><td>供电费</td></tr></table><a href="/1.html">承诺 书</a><img src="/a.png" alt="能源监管热线">`,
  ),
);

describe('whether a page may name a thing', () => {
  it.each([
    ['a word of its text', '居民客户', true],
    ['a word of its title', '收费标准', true],
    ['a number', '95598', true],
    ['letters in the other case', '网上国网app', true],
    ['a word with a space inside', '承诺书', true],
    ['what a picture is said to show', '能源监管', true],
    ['the caption of a table', '收费项目', true],
    ['words of two cells of a row', '高可靠性供电费', true],
    ['a word whose signs are left out of the term', '“网上国网APP”', true],
    ['a single letter, which tells nothing', '鑫', true],
    ['a word that stands nowhere', '代理购电', false],
    ['another number', '12398', false],
  ])('%s', (_name, term, may) => {
    expect(mayName(page, [term])).toBe(may);
  });

  it('asks for one of the terms, and for nothing where there are none', () => {
    expect(mayName(page, ['代理购电', '居民客户'])).toBe(true);
    expect(mayName(page, [])).toBe(false);
  });

  it('never says no to words that stand there', () => {
    const texts = page.blocks.map(({ text }) => text.norm).filter((words) => words.length > 1);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(40), fc.integer({ min: 2, max: 40 }), (words, from, length) => {
        const term = words.slice(from % words.length, (from % words.length) + length);
        expect(mayName(page, [term]) || term === '').toBe(true);
      }),
    );
  });

  it.each([
    [40, 128],
    [400, 1024],
    [4_000, 2048],
    [16_000, 2048],
  ])('never says no on a page of %i characters, by a signature of at most %i bytes', (length, bytes) => {
    const words = Array.from({ length }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join('');
    const long = readPage(article('公告', `<p>${words}</p>`));
    const stretches = Array.from({ length: length - 1 }, (_, at) => words.slice(at, at + 5));
    expect(stretches.filter((term) => !mayName(long, [term]))).toEqual([]);
    expect(mayName(long, ['代理购电工商业用户'])).toBe(false);
    expect(lettersOf(long).length).toBeLessThanOrEqual(bytes);
  });
});
