import type { Block } from '../../documents/document.ts';
import { inChinese } from '../../documents/numerals.ts';

/** `3.` `3、` `(3)` `三、` `(三)` `第三条` — a number with the sign that makes it a clause's, not a figure's. */
function ordinal(value: number): RegExp {
  const word = inChinese(value);
  // A lost 9 is printed as + by some readers of pictures; its place in the row tells what it is (noise 12).
  const digits = value === 9 ? String.raw`(?:9|\+)` : String(value);
  const alternatives = [
    String.raw`[(]\s*(?:${digits}|${word})\s*[)]`,
    String.raw`第(?:${digits}|${word})[条项]`,
    String.raw`(?<![\d.一二三四五六七八九十])(?:${digits}\s*[.、:)](?!\d)|${word}\s*[.、:])`,
    ...(value === 9 ? [String.raw`(?:^|\n)\s*\+`] : []),
  ];
  return new RegExp(alternatives.join('|'), 'g');
}

/** A clause that was found: its number, and the block in which its number stands or, without one, its words begin. */
export interface Clause {
  readonly number: number;
  readonly block: Block;
}

/**
 * The clauses that stand in the blocks, in order: each number is looked for behind the one before it, so that a figure inside
 * a clause is none. A list whose numbers the browser draws is counted by its items, and one without numbers by the word that
 * opens each: 不准….
 */
export function clausesIn(blocks: readonly Block[], count: number, opening = ''): readonly Clause[] {
  const starts = startsOf(blocks);
  const words = blocks.map(wordsOf).join('\n');
  const [signed, spoken] = [numberedIn(words, count, ordinal), numberedIn(words, count, spokenOrdinal)];
  const numbered = spoken.length > signed.length ? spoken : signed;
  const [items, opened] = [longestRunOfItems(starts), openedBy(words, opening)];
  const bare = opened.length > items.length ? opened : items;
  const found =
    bare.length > numbered.length ? bare.slice(0, count).map((at, index) => ({ number: index + 1, at })) : numbered;
  return found.flatMap(({ number, at }) => {
    const start = starts.findLast(({ from }) => from <= at);
    return start ? [{ number, block: start.block }] : [];
  });
}

interface Start {
  readonly block: Block;
  /** Where its words begin in the words of all. */
  readonly from: number;
}

function startsOf(blocks: readonly Block[]): readonly Start[] {
  let from = 0;
  return blocks.map((block) => {
    const start = { block, from };
    from += wordsOf(block).length + 1;
    return start;
  });
}

/** A number alone in its cell (序号 | 承诺内容) is the number of the clause beside it. */
const wordsOf = ({ kind, text: { norm } }: Block): string =>
  kind === 'cell' && /^(?:\d{1,2}|[一二三四五六七八九十]{1,2})$/.test(norm) ? `${norm}、` : norm;

/** 一是…；二是…, 一不准…；二不准…; not the end of 统一是, 之一是. Parts of one clause are told so too, so the longer row counts. */
const spokenOrdinal = (value: number): RegExp =>
  new RegExp(`(?<![\\p{Script=Han}])${inChinese(value)}(?:是|要|不准|不得)`, 'gu');

interface Numbered {
  readonly number: number;
  /** Where the number ends, which is always in the block that it opens. */
  readonly at: number;
}

function numberedIn(words: string, count: number, ordinal: (value: number) => RegExp): Numbered[] {
  const found: Numbered[] = [];
  let from = 0;
  for (let value = 1; value <= count; value += 1) {
    const pattern = ordinal(value);
    pattern.lastIndex = from;
    const match = pattern.exec(words);
    if (!match) continue;
    // A number that stands only behind its successor is a reference back, and the clause itself is lacking.
    const next = nextAfter(words, { value: value + 1, count, from }, ordinal);
    if (next !== undefined && next < match.index) continue;
    from = match.index + match[0].length;
    found.push({ number: value, at: from - 1 });
  }
  return found;
}

function nextAfter(
  words: string,
  { value, count, from }: { readonly value: number; readonly count: number; readonly from: number },
  ordinal: (value: number) => RegExp,
): number | undefined {
  if (value > count) return undefined;
  const pattern = ordinal(value);
  pattern.lastIndex = from;
  return pattern.exec(words)?.index;
}

/** Where the sentences begin that this word opens. */
function openedBy(words: string, opening: string): number[] {
  if (opening === '') return [];
  const sentences = [...words.matchAll(/[^\n。;]+/gu)];
  return sentences.filter(([one]) => one.trimStart().startsWith(opening)).map(({ index }) => index);
}

/** Where the items of the longest list begin. */
function longestRunOfItems(starts: readonly Start[]): number[] {
  let longest: number[] = [];
  let run: number[] = [];
  for (const { block, from } of starts) {
    if (block.kind === 'item') run.push(from);
    else run = [];
    if (run.length > longest.length) longest = run;
  }
  return longest;
}
