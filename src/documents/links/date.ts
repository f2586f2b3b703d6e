import { civilDate, partsOf, type CivilDate } from '../../calendar/civil-date.ts';
import { dateInPath } from '../dates/in-path.ts';
import type { Block } from '../document.ts';
import { wordsOf, type Box } from '../html-tree.ts';
import { normalise } from '../normal-text.ts';

const DATE = /(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/;
/** Calendar tiles of list pages: the day large, year and month small, in either order. */
const TILE =
  /^(\d{1,2})\n((?:19|20)\d\d)[-/.年](\d{1,2})月?(?:\n|$)|^((?:19|20)\d\d)[-/.年](\d{1,2})月?\n(\d{1,2})(?:\n|$)/;
/** More words than this around a link are an article and not an entry of a list. */
const ENTRY_LETTERS = 300;
/** [2026年11月20日] with a label before it. */
const LONE_DATE = 18;

/**
 * The date printed in the same entry of a list: in the largest box around the link that holds no other link. `words` are
 * the link's own. A day without a year (11-20) is believed where the address that the entry leads to (`href`) tells the
 * same day with its year.
 */
export function dateBeside(box: Box, words: string, href: string, blocks: readonly Block[]): CivilDate | null {
  let entry = box;
  while (entry.parent?.parent && entry.parent.links <= 1 && entry.parent.letters <= ENTRY_LETTERS) entry = entry.parent;
  if (entry === box) return sameLineDate(box);
  const apart = linesApart(entry, words, blocks);
  if (apart.length === 0) return dateInside(box, words);
  return dateIn(apart.join('\n')) ?? dateInside(box, words) ?? dayByAddress(apart, href);
}

/** The lines of an entry without the words of its link. */
function linesApart(entry: Box, own: string, blocks: readonly Block[]): string[] {
  const { from, to } = entry;
  if (to <= from) return [normalise(wordsOf(entry)).norm].flatMap((line) => without(own, line));
  const apart: string[] = [];
  for (let at = from; at < to; at += 1) apart.push(...without(own, blocks[at]?.text.norm ?? ''));
  return apart;
}

/** What is left of a line, if anything is. */
function without(own: string, line: string): string[] {
  const left = line === own ? '' : line.replace(own, ' ').trim();
  return left === '' ? [] : [left];
}

const DAY = /^[[(]?(\d{1,2})[-/.月](\d{1,2})日?[\])]?$/;

function dayByAddress(lines: readonly string[], href: string): CivilDate | null {
  const [, month, day] = lines.map((line) => DAY.exec(line)).find((found) => found !== null) ?? [];
  const told = month === undefined ? null : dateInPath(href);
  if (!told) return null;
  const parts = partsOf(told.date);
  return parts.month === Number(month) && parts.day === Number(day) ? told.date : null;
}

/** A date set apart inside the link, on a line or in an element of its own; a title may hold one that means something else. */
function dateInside(box: Box, words: string): CivilDate | null {
  if (!/\d/.test(words)) return null;
  const parts = box.children.filter((child) => typeof child !== 'string');
  // Words alone stand on one line.
  if (parts.length === 0) return null;
  const apart = [...wordsOf(box).split('\n').slice(1), ...parts.map(wordsOf)].map((part) => normalise(part).norm);
  return dateIn(apart.find((part) => part.length <= LONE_DATE && dateIn(part) !== null) ?? '');
}

/** Several links in one line, each followed by its date: only what stands directly behind the link is its own. */
function sameLineDate({ parent, at }: Box): CivilDate | null {
  for (let beside = at + 1; beside < at + 4; beside += 1) {
    const next = parent?.children[beside];
    if (next === undefined) return null;
    if (typeof next !== 'string' && next.links + (next.tag === 'a' ? 1 : 0) > 0) return null;
    const words = typeof next === 'string' ? next : wordsOf(next);
    const date = words.trim() === '' ? null : dateIn(normalise(words).norm);
    if (date !== null) return date;
  }
  return null;
}

function dateIn(words: string): CivilDate | null {
  const [, year, month, day] = DATE.exec(words) ?? [];
  if (year !== undefined) return civilDate(Number(year), Number(month), Number(day));
  const tile = TILE.exec(words);
  if (!tile) return null;
  const [, day1, year1, month1, year2, month2, day2] = tile;
  return civilDate(Number(year1 ?? year2), Number(month1 ?? month2), Number(day1 ?? day2));
}
