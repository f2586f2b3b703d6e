import { expect, it } from 'vitest';
import { headingLines } from '../../src/checks/search/evidence.ts';
import type { Document } from '../../src/documents/document.ts';
import { lettersOf } from '../../src/documents/grams.ts';
import { corpusOf, lookIn, ruleBook } from '../support/corpus.ts';

const { catalogue } = await ruleBook();
const FOOT = '<div class="footer">国网山城供电公司 版权所有 <a href="/dt.html">营业厅地图</a></div>';
const pages = Object.fromEntries(
  Array.from({ length: 50 }, (_, at) => [
    `/td/${at}.html`,
    `<title>停电公告</title><div class="content"><h1>停电公告</h1><p>停电区域：观音桥${at}号</p><p>办公地址待定</p>
     <table><tr><td>附近营业厅</td><td>石桥</td></tr></table></div>${FOOT}`,
  ]),
);

/** The rule asked of pages of which titles, headings and letters are known and nothing else, and how many of them it had fetched. */
async function fetchedBy(element: string): Promise<number> {
  const corpus = corpusOf(pages, catalogue);
  const fetched = new Set<string>();
  const documents = corpus.documents.map((document): Document => {
    const fetching = (key: 'blocks' | 'tables') => ({
      get: () => (fetched.add(document.capture.url), document[key]),
    });
    const known = Object.defineProperties({ ...document }, { blocks: fetching('blocks'), tables: fetching('tables') });
    headingLines.tell(known, ['停电公告']);
    lettersOf.tell(known, lettersOf(document));
    return known;
  });
  await lookIn(element, { ...corpus, documents, about: () => [] });
  return fetched.size;
}

// Every night they would be fetched of all pages of a site that lacks the thing.
it('no page is fetched to look for lists of halls whose title and headings speak of none', async () => {
  expect(await fetchedBy('1.3')).toBe(0);
});

it('few pages are fetched to look at their feet', async () => {
  expect(await fetchedBy('1.2')).toBe(20);
});
