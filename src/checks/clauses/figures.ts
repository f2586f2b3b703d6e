import { norm } from '../../documents/normal-text.ts';
import { hits } from '../search/terms.ts';

/** What a clause promises of something, as the text in force says it: of 城区范围, 45分钟. */
export interface PromisedFigure {
  /** The words right before the figure. */
  readonly of: readonly string[];
  /** The figure with its unit, in each way in which it may be written: 7日, 7天. */
  readonly is: readonly string[];
  /** Whether it is promised as the most that it takes (arrival within 45分钟) or as the least (7日 ahead). */
  readonly bound: 'most' | 'least';
}

export interface Altered {
  /** As the page has it: 城区范围60分钟. */
  readonly shown: string;
  readonly is: string;
  /** More is promised to customers than the text in force does. */
  readonly isStricter: boolean;
}

/** How far behind its words a figure may stand. */
const REACH = 24;
/** 城区范围和农村地区分别为45分钟、90分钟 */
const SHARED = /分别|依次|各|均/u;
const FIGURE = /(?<digits>\d+(?:\.\d+)?)\s?(?<unit>个?工作日|小时|分钟|[日天]|%)/u;

/**
 * The figure in (normalised) words that is not what the text in force promises: the first that promises less, or else the first
 * that promises more. A figure in another unit, in Chinese numerals or behind another promise claims nothing.
 */
export function alteredFigure(words: string, figures: readonly PromisedFigure[]): Altered | undefined {
  const all = alteredFigures(words, figures);
  return all.find(({ isStricter }) => !isStricter) ?? all[0];
}

function alteredFigures(words: string, figures: readonly PromisedFigure[]): Altered[] {
  const places = hits(
    words,
    figures.flatMap(({ of }) => of),
  );
  return places.flatMap(({ term, start, end }, at): Altered[] => {
    const promised = figures.find(({ of }) => of.some((one) => norm(one).toLowerCase() === term.toLowerCase()));
    const reach = words.slice(end, Math.min(end + REACH, places[at + 1]?.start ?? words.length));
    const clause = /^[^。;!\n]*/u.exec(reach)?.[0] ?? '';
    const found = FIGURE.exec(clause);
    if (!promised || !found || SHARED.test(clause.slice(0, found.index))) return [];
    const { digits = '', unit = '' } = found.groups ?? {};
    const is = promised.is.find((one) => /^[\d.]+/u.exec(one)?.[0] + unit === one);
    const excess = Number(digits) - Number.parseFloat(is ?? '');
    if (is === undefined || excess === 0) return [];
    const isStricter = promised.bound === 'most' ? excess < 0 : excess > 0;
    return [{ shown: words.slice(start, end + found.index + found[0].length), is, isStricter }];
  });
}
