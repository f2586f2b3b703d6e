import { align, type Alignment } from './watermark-align.ts';
import type { NormalText } from './normal-text.ts';
import { rawOffset } from './normal-text.ts';
import type { Gap } from './normal-text/pinyin.ts';

/** The words that were laid over every page of a paper: who printed it and when. */
export interface Watermark {
  /** Normal, without spaces: 国网山城供电公司营销部张某2026-06-10. */
  readonly words: string;
  /** Where in `words` the department, the person's name and the date begin; the length where there is none. */
  readonly department: number;
  readonly name: number;
  readonly date: number;
}

const LONGEST = 60;
/** The same line so often is no signature. */
const REPEATED = 3;
const SHAPE =
  /^(?<org>\p{Script=Han}{2,24}?(?:公司|集团|局|委员会|委|厅|院|所))(?<department>[\p{Script=Han}]{2,8}?(?:部|处|科|室|中心|班|组))?(?<name>\p{Script=Han}{2,4}|[A-Za-z]?\d{4,8}(?=\D|$))(?<date>(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})?$/u;

/** The last letter of an issuer's name: most lines have none of them. */
const ISSUER = /[司团局会委厅院所]/;

const bare = (norm: string): string => norm.replaceAll(' ', '');

/**
 * The watermark of a text, told by a line of company, department, person and date that stands there three times; a byline
 * names no person beside the company, a signature is not repeated. Undefined for a text without one.
 */
export function watermarkOf(lines: readonly string[]): Watermark | undefined {
  const counts = new Map<string, number>();
  for (const line of lines) {
    if (line.length <= LONGEST && ISSUER.test(line)) counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const [best] = [...counts]
    .filter(([line, count]) => count >= REPEATED && SHAPE.test(bare(line)))
    .sort(([one, times], [other, more]) => more - times || other.length - one.length);
  return best && parse(bare(best[0]));
}

function parse(words: string): Watermark | undefined {
  const { org = '', department = '', name = '', date } = SHAPE.exec(words)?.groups ?? {};
  // Company and person alone are a byline.
  if (department === '' && date === undefined) return undefined;
  const [first, second] = [org.length, org.length + department.length];
  return { words, department: first, name: second, date: second + name.length };
}

interface Mark {
  readonly gaps: readonly Gap[];
  /** The whole line is watermark, or may be if its neighbour is. */
  readonly whole: 'yes' | 'perhaps' | 'no';
}

/**
 * Where the watermark stands in the lines of a text, also cut off, misread or fused with a sentence: raw offsets, line by
 * line. A date of its own that a label introduces is the line's; the company's name is one in its own right.
 */
export function watermarkIn(lines: readonly NormalText[], mark: Watermark): (readonly Gap[])[] {
  const marks = lines.map((line) => markIn(line, mark));
  const near = (at: number): boolean => [at - 1, at + 1].some((other) => (marks[other]?.gaps.length ?? 0) > 0);
  // From the front, then from the back, so that fragments in a row vouch for each other.
  const settle = (at: number): void => {
    const raw = lines[at]?.raw ?? '';
    if (marks[at]?.whole === 'perhaps' && near(at)) marks[at] = { gaps: [[0, raw.length]], whole: 'yes' };
  };
  for (let at = 0; at < marks.length; at += 1) settle(at);
  for (let at = marks.length - 1; at >= 0; at -= 1) settle(at);
  return marks.map(({ gaps }) => gaps);
}

const NOTHING: Mark = { gaps: [], whole: 'no' };
/** A line of which so much is watermark, and no more than a few characters are not, says nothing else. */
const WHOLE = 0.6;
const REST = 4;
/** Less alike than this is another sentence that happens to use the same words. */
const ALIKE = 0.7;
const ROUNDS = 20;

function markIn(line: NormalText, mark: Watermark): Mark {
  const places = [...line.norm].flatMap((char, at) => (char === ' ' ? [] : [at]));
  const words = places.map((at) => line.norm.charAt(at)).join('');
  if (words === '' || !shares(words, mark.words)) return NOTHING;
  const gaps: Gap[] = [];
  let left = words;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = align(left, mark.words);
    if (!found) break;
    left = left.slice(0, found.from) + '\0'.repeat(found.to - found.from) + left.slice(found.to);
    const raw = rawGap(line, places, found);
    if (likeness(found) < ALIKE) continue;
    const rest = words.length - (found.to - found.from);
    if (isOtherDay(words, mark)) return NOTHING;
    if (found.matches / words.length >= WHOLE && rest <= REST) return wholeLine(line, found, mark);
    if (isNoise(found, words, raw, line.raw, mark)) gaps.push(grown(raw, line.raw));
  }
  return { gaps, whole: 'no' };
}

/** A line that is a day, and not the watermark's: the day of a signature. */
const isOtherDay = (words: string, { words: mark, date }: Watermark): boolean =>
  /^(?:19|20)\d{2}(?:[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}|年\d{1,2}月\d{1,2}日)$/u.test(words) &&
  words !== mark.slice(date);

/** The share of characters in common, of the longer of the two stretches. */
function likeness({ from, to, pairs, matches }: Alignment): number {
  const pattern = (pairs.at(-1)?.[1] ?? 0) - (pairs[0]?.[1] ?? 0) + 1;
  return matches / Math.max(to - from, pattern);
}

/** Two neighbouring characters in common; what has not is not looked at closely. */
function shares(words: string, mark: string): boolean {
  for (let at = 0; at + 1 < words.length; at += 1) if (mark.includes(words.slice(at, at + 2))) return true;
  return false;
}

/** The company alone may be a signature, and a whole date alone a column of a table: only the company it keeps tells. */
function wholeLine({ raw }: NormalText, found: Alignment, mark: Watermark): Mark {
  const dated = hits(found, mark.date, mark.words.length);
  const telling =
    hits(found, mark.name, mark.date) >= 2 ||
    (hits(found, mark.department, mark.name) >= 1 && found.matches >= 5) ||
    (dated >= 5 && dated < mark.words.length - mark.date);
  return telling ? { gaps: [[0, raw.length]], whole: 'yes' } : { gaps: [], whole: 'perhaps' };
}

const hits = ({ pairs }: Alignment, from: number, to: number): number =>
  pairs.filter(([, at]) => at >= from && at < to).length;

const LABEL = /(?:日期|时间|于|自|从|至|到|截止|截至|印发|发布|更新|有效期)\s?[:：]?\s?$|[:：(（]\s?$/u;

function isNoise(found: Alignment, words: string, [from, to]: Gap, raw: string, mark: Watermark): boolean {
  const before = words.slice(0, found.from);
  if (mark.name < mark.date && hits(found, mark.name, mark.date) >= 2) return found.matches >= 4;
  if (isDated(found, mark)) return !LABEL.test(before) && !/[\d０-９]/u.test(raw.charAt(from - 1) + raw.charAt(to));
  const apart = isEdge(raw.charAt(from - 1)) && isEdge(raw.charAt(to));
  const named = hits(found, 0, mark.department);
  if (named >= 3 && hits(found, mark.department, mark.name) >= 1) return apart;
  // The company alone, behind a sentence that breaks off: 自发生变化之日起10个 国网山城供电公司.
  return named >= 6 && apart && to >= raw.trimEnd().length && from > 0 && before.length >= 15;
}

/** 2022-06-10 sign by sign; 2022年6月10日 is another date. */
function isDated({ pairs }: Alignment, { date }: Watermark): boolean {
  const dated = pairs.filter(([, at]) => at >= date).map(([at]) => at);
  return dated.length >= 6 && (dated.at(-1) ?? 0) - (dated[0] ?? 0) + 1 === dated.length;
}

const isEdge = (char: string): boolean => char === '' || /\s/.test(char);

function rawGap(line: NormalText, places: readonly number[], { from, to }: Alignment): Gap {
  return [rawOffset(line, places[from] ?? 0), rawOffset(line, places[to - 1] ?? 0) + 1];
}

/** The misread characters that hang on a fragment, up to the nearest space. */
const HANGING = 3;

function grown([from, to]: Gap, raw: string): Gap {
  let start = from;
  while (from - start <= HANGING && !isEdge(raw.charAt(start - 1))) start -= 1;
  return [from - start <= HANGING ? start : from, to];
}
