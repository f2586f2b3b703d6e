import type { Box } from './html-tree.ts';
import { namingOf } from './regions-names.ts';

const CRUMB_START =
  /^(?:您|你)?(?:的|现在|当前|目前)?(?:的|所在|所处)?(?:的)?(?:当前)?位置(?:是|为|在)?\s*[:：]?|^当前(?:页面|栏目)\s*[:：]/;
/** With all its spaces; longer words are no path of columns. */
const LONGEST_PATH = 400;
const CRUMB_BREAK = /\s*(?:[>＞»›→]+|::|\n|\s[-/|]\s)\s*/;

/** Whether a box is named like a breadcrumb and short enough to be one. */
export const isCrumbBox = (box: Box): boolean => box.letters > 0 && box.letters < 120 && namingOf(box).isCrumb;

/** The columns of a breadcrumb's words, outermost first; empty when the words are no breadcrumb. */
export function crumbsOf(words: string): string[] {
  if (words.length > LONGEST_PATH) return [];
  const plain = words.replaceAll('\u00a0', ' ').trim();
  const said = CRUMB_START.exec(plain)?.[0] ?? '';
  if (said === '' && !/^(?:网站)?(?:首页|主页)/.test(plain)) return [];
  const parts = plain
    .slice(said.length)
    .split(CRUMB_BREAK)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (said === '' && parts.length < 2) return [];
  return parts.length > 8 || parts.some((part) => part.length > 80) ? [] : parts;
}
