import { expect, it } from 'vitest';
import { isInNews } from '../../../src/checks/owner/in-news.ts';
import type { Block, Document } from '../../../src/documents/document.ts';
import { corpusOf, ruleBook } from '../../support/corpus.ts';

const { catalogue } = await ruleBook();
const read = (page: string): readonly [Document, Block] => {
  const [document] = corpusOf({ 'a.html': page }, catalogue).documents;
  const block = document?.blocks.find(({ text }) => text.norm.includes('12398'));
  if (!document || !block) throw new Error('not read');
  return [document, block];
};

it.each([
  ['a line that states it', '<title>首页</title><p>12398能源监管热线：12398</p>', false],
  [
    'an entry that leads to a column of its name',
    '<title>首页</title><ul><li><a href="/z/">12398能源监管热线</a></li></ul>',
    false,
  ],
  ['a headline in a list', '<title>首页</title><ul><li><a href="/1">公司开展12398进社区活动</a> 11-05</li></ul>', true],
  ['a headline of its own', '<title>首页</title><h2>公司开展12398进社区活动</h2>', true],
  ['a sentence with such a word', '<title>首页</title><p>走进社区时，请拨打12398能源监管热线反映问题。</p>', false],
  ['a sentence of a piece of news', '<title>公司开展宣传活动</title><p>近日，公司讲解12398能源监管热线。</p>', true],
])('%s', (_, page, isNews) => {
  const [document, block] = read(page);
  expect(isInNews(document, block, catalogue.vocabulary)).toBe(isNews);
});

it('asks for the links of no page whose line speaks of no news: on every night they would be fetched of all pages', () => {
  const [document, block] = read('<title>首页</title><p>12398能源监管热线：12398</p>');
  const unfetched: Document = Object.defineProperty({ ...document }, 'links', {
    get: () => {
      throw new Error('fetched');
    },
  });
  expect(isInNews(unfetched, block, catalogue.vocabulary)).toBe(false);
});
