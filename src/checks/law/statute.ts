import { once } from '../../documents/once.ts';
import { mainBlocks } from '../search/evidence.ts';

/** So many articles make a law; a guide has none, and the ten commitments are ten. */
const ARTICLES = 20;
/** A handbook that holds a law beside much else is no law. */
const SHARE = 0.4;
const ARTICLE = /^第[〇零一二三四五六七八九十百\d]{1,6}条/u;

/**
 * Whether a page is the text of a law or of rules in articles: what it says of procedures and charges is what the law
 * demands of everybody, and not what the company tells its customers.
 */
export const isStatute = once<boolean>((document) => {
  const words = mainBlocks(document).map(({ text: { norm } }) => norm);
  const articles = words.filter((line) => ARTICLE.test(line));
  return articles.length >= ARTICLES && lettersIn(articles) >= lettersIn(words) * SHARE;
});

const lettersIn = (lines: readonly string[]): number => lines.reduce((sum, { length }) => sum + length, 0);
