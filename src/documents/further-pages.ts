import type { Block, Link } from './document.ts';

/** A page as far as it is read when the question comes up. */
interface Read {
  readonly url: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
}

/** 加载更多, alone on its line: what is loaded is not here yet. */
const LOAD_MORE = /^(?:点击|上拉|下拉|滑动)?加载更多(?:内容|信息|数据|新闻|公告)?[.…。>》»]*$/;
const LONGEST_BUTTON = 16;
const SHOW_MORE = /^(?:点击)?(?:查看|显示)更多[.…。>》»]*$/;
/** 共 3 页, 1/3页, 第1页/共3页: how many there are of a list. */
const PAGES =
  /共(?:有|计)?:?\s?(\d{1,5})\s?页|\d{1,5}\s?页?\s?\/\s?(?:共\s?)?(\d{1,5})\s?页|(?:页次|页码):?\s?\d{1,5}\s?\/\s?(\d{1,5})/;
const TURN = /^(?:下一?页|后一?页|尾页|末页|最后一页|next)[>》»]*$/i;
const BACK = /^[<《«]*(?:上一?页|前一?页|prev(?:ious)?)$/i;
const NUMBER = /^\[?([2-9]|\d{2,4})\]?$/;
/** What only answers a search is published elsewhere. */
const ASKED = /搜索|检索|站内查询/;

/**
 * Whether a list goes on where no address leads: its further pages, or more of the same page, come by a script on a click. A
 * list of one page often has the same buttons, so there have to be numbers that say that there are more.
 */
export function goesOnByClick({ url, title, blocks, links }: Read): boolean {
  if (ASKED.test(title)) return false;
  if (blocks.some((block) => loadsMore(block, links)) && !blocks.some(isProse)) return true;
  const turns = links.filter(({ text: { norm } }) => TURN.test(norm));
  const numbers = links.filter(({ text: { norm } }) => NUMBER.test(norm));
  // Where one of them has an address, the crawl finds its way through them all; so it has found the last page, which only leads back.
  const hasWay = ({ href, text: { norm } }: Link): boolean =>
    !isClick(href) && href !== url && (TURN.test(norm) || NUMBER.test(norm) || BACK.test(norm));
  if (turns.length + numbers.length === 0 || links.some(hasWay)) return false;
  if (turns.length > 0 && numbers.length > 0) return true;
  return blocks.some(({ text: { norm } }) => countsMore(norm));
}

const isClick = (href: string): boolean => href === '' || href.startsWith('javascript:');

/** An article also has its recommendations, and a word to load more of them; the titles and abstracts of a list are shorter. */
const isProse = ({ kind, region, text: { norm } }: Block): boolean =>
  kind === 'paragraph' && region === 'main' && norm.length > LONGEST_ABSTRACT;
const LONGEST_ABSTRACT = 150;

function loadsMore({ index, text: { norm } }: Block, links: readonly Link[]): boolean {
  if (norm.length > LONGEST_BUTTON) return false;
  if (LOAD_MORE.test(norm)) return !links.some((link) => link.block === index && !isClick(link.href));
  // 查看更多 mostly leads to a column; a button of this name says by a script that it does something else.
  return SHOW_MORE.test(norm) && links.some((link) => link.block === index && link.href.startsWith('javascript:'));
}

/** 共 3 页: more than the one that is here. */
function countsMore(norm: string): boolean {
  const [, ...counts] = PAGES.exec(norm) ?? [];
  return counts.some((count) => Number(count ?? 0) > 1);
}
