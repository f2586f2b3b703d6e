import { addDays, civilDate, partsOf, yearOf, type CivilDate } from '../../calendar/civil-date.ts';
import { chineseNumber, NUMERAL, NUMERAL_DIGIT } from '../numerals.ts';

/** A day found in normalised text. */
export interface FoundDate {
  readonly date: CivilDate;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** Where the year came from: printed in full, printed with two digits, from an earlier date, from the context. */
  readonly year: 'written' | 'short' | 'inherited' | 'context';
}

export interface DateContext {
  /** The year of a day printed without one: 11月20日. Without it such a day is not read. */
  readonly year?: number | undefined;
  /** In place of a year: the day on which it was written. 1月5日 in a notice of 25 December is of the next year. */
  readonly writtenOn?: CivilDate | undefined;
}

const YEAR = String.raw`\d{4}|\d{2}|[${NUMERAL_DIGIT}]{4}|[${NUMERAL_DIGIT}]{2}`;
const MONTH = String.raw`\d{1,2}|[${NUMERAL}]{1,3}`;
const DAY = String.raw`\d{1,2}|[${NUMERAL}廿卅]{1,4}`;
/** 日 may be left to the end of a range: 11月20-25日. */
const DAY_END = String.raw`(?:\s?[日号]|(?=\s?[-~至到、]{1,2}\s?\d{1,2}\s?[日号]))`;

const PATTERN = new RegExp(
  String.raw`(?<![\d${NUMERAL}])(?:(?<year>${YEAR})\s{0,2}年\s{0,2})?(?<month>${MONTH})\s{0,2}月\s{0,2}(?<day>${DAY})${DAY_END}` +
    // A serial number, a version or a path goes on where a date ends.
    String.raw`|(?<![\dA-Za-z._/])(?<y>\d{4})\s?(?<sep>[-./])\s?(?<m>\d{1,2})\s?\k<sep>\s?(?<d>\d{1,2})` +
    String.raw`(?![\dA-SU-Za-z/])(?!\.\d)(?!-\d{1,3}(?![\d:./-]))` +
    // Eight digits are a day only where the words before them say so; 编号20261127 is none.
    String.raw`|(?<=(?:日期|时间)\s?:\s?)(?<cy>20\d{2})(?<cm>0[1-9]|1[0-2])(?<cd>0[1-9]|[12]\d|3[01])(?!\d)` +
    // 26-11-03 may as well be three numbers: a word before it or a clock behind it has to say that it is a day.
    String.raw`|(?<=(?:日期|时间|期至|期限至)\s?:?\s?)(?<sy>2\d)(?<ss>[-./])(?<sm>\d{1,2})\k<ss>(?<sd>\d{1,2})(?![\d./-])` +
    String.raw`|(?<![\d./-])(?<ty>2\d)(?<ts>[-./])(?<tm>\d{1,2})\k<ts>(?<td>\d{1,2})(?=\s\d{1,2}:\d{2}(?!\d))` +
    // 12/1 08:00, as tables show the cells of a workbook.
    String.raw`|(?<![\d./-])(?<bm>\d{1,2})[-/](?<bd>\d{1,2})(?=\s\d{1,2}:\d{2}(?!\d))`,
  'gu',
);

const NONE: readonly FoundDate[] = [];
/** Most text holds no date; this says so at once. */
const SEPARATED = /\d{4}\s?[-./]|[期间]\s?:\s?20\d{6}|(?<!\d)2\d[-./]\d{1,2}[-./]\d|\d[-/]\d{1,2}\s\d{1,2}:\d{2}/;
/** Calendars that are not ours, and what recurs: 民国115年…, 农历八月十五日, 每年6月1日. */
const OTHER_RECKONING = /(?:民国|令和|平成|昭和|农历|阴历|旧历|佛历|每年)\s?(?:的\s?)?[^\s,.;]{0,5}$/u;
const RELATIVE_YEAR = /(今|本|当|去|上一?|明|次)年\s?(?:度\s?)?$/u;
const YEAR_SHIFT: ReadonlyMap<string, number> = new Map([
  ['去', -1],
  ['上', -1],
  ['上一', -1],
  ['明', 1],
  ['次', 1],
]);
/** How far back an earlier date lends its year to one printed without. */
const REACH = 60;

interface Read {
  readonly date: CivilDate;
  readonly year: FoundDate['year'];
}

/**
 * Every day printed in normalised text, in order: 2026年11月20日, 26年10月8日, 2026-11-20, 2026.11.20, 2026/11/20,
 * 二〇二六年十一月二十日, 20261120 and 26-11-20 behind 日期：, 26-11-20 before a clock, 2026-11-20T23:00:00Z (as the day in Beijing),
 * and, where the year is known, 11月20日, and 11/20 before a clock. Impossible days, other reckonings (民国) and years outside
 * 1900–2099 are left out; digits that belong to a longer number are never a date.
 */
export function datesIn(text: string, context: DateContext = {}): readonly FoundDate[] {
  if (!text.includes('月') && !SEPARATED.test(text)) return NONE;
  const found: FoundDate[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const one = readMatch(text, match, found.at(-1), context);
    if (one) found.push(inBeijing({ ...one, start: match.index, end: match.index + match[0].length }, text));
  }
  return found;
}

function readMatch(
  text: string,
  match: RegExpExecArray,
  last: FoundDate | undefined,
  context: DateContext,
): Read | null {
  const { year, month = '', day = '', y, m, d, cy, cm, cd, sy, sm, sd, ty, tm, td, bm, bd } = match.groups ?? {};
  if (sy !== undefined) return build(sy, Number(sm), Number(sd));
  if (ty !== undefined) return build(ty, Number(tm), Number(td));
  if (cy !== undefined) return build(cy, Number(cm), Number(cd));
  if (y !== undefined) return build(y, Number(m), Number(d));
  const before = text.slice(Math.max(0, match.index - 12), match.index);
  if (OTHER_RECKONING.test(before)) return null;
  if (bm !== undefined) return withoutYear(before, match.index, Number(bm), Number(bd), last, context);
  const [monthNumber, dayNumber] = [chineseNumber(month), chineseNumber(day)];
  if (monthNumber === null || dayNumber === null) return null;
  if (year !== undefined) return build(year, monthNumber, dayNumber);
  return withoutYear(before, match.index, monthNumber, dayNumber, last, context);
}

function build(year: string, month: number, day: number): Read | null {
  const value = chineseNumber(year);
  if (value === null) return null;
  const short = [...year].length === 2;
  // Two digits are of this century, but for the eighties and nineties.
  const full = short ? value + (value >= 80 ? 1900 : 2000) : value;
  if (full < 1900 || full > 2099) return null;
  const date = civilDate(full, month, day);
  return date === null ? null : { date, year: short ? 'short' : 'written' };
}

/** A clock with a zone of its own behind a day, as machines write it: T23:00:00Z, T23:00:00.000+00:00. With - it is a range. */
const ZONED = /[T ](\d{2}):(\d{2}):\d{2}(?:\.\d{1,9})?\s?(?:Z|\+(?!08:?00)(\d{2}):?(\d{2}))(?![\dA-Za-z])/uy;
const BEIJING = 8 * 60;

/**
 * 2026-10-15T23:00:00Z is the 16th in Beijing, where the page is read. The clock then belongs to the date: beside the day in
 * Beijing it would be taken for an hour of it.
 */
function inBeijing(found: FoundDate, text: string): FoundDate {
  ZONED.lastIndex = found.end;
  const [zoned, hour, minute, zoneHours = 0, zoneMinutes = 0] = ZONED.exec(text) ?? [];
  if (zoned === undefined) return found;
  const minutes = (Number(hour) - Number(zoneHours)) * 60 + Number(minute) - Number(zoneMinutes) + BEIJING;
  const date = addDays(found.date, Math.floor(minutes / (24 * 60)));
  return { ...found, date, end: found.end + zoned.length };
}

function withoutYear(
  before: string,
  at: number,
  month: number,
  day: number,
  last: FoundDate | undefined,
  context: DateContext,
): Read | null {
  const relative = RELATIVE_YEAR.exec(before)?.[1];
  // 115年11月20日: a year stands there, but none of ours.
  if (relative === undefined && /年\s{0,2}$/u.test(before)) return null;
  if (relative === undefined && last && at - last.end <= REACH) return inherited(last, month, day);
  const { year, writtenOn } = context;
  if (relative === undefined && writtenOn !== undefined) return read(passingNewYear(writtenOn, month, day), 'context');
  const own = year ?? (writtenOn === undefined ? undefined : yearOf(writtenOn));
  if (own === undefined) return null;
  return read(civilDate(own + (YEAR_SHIFT.get(relative ?? '') ?? 0), month, day), 'context');
}

const read = (date: CivilDate | null, year: FoundDate['year']): Read | null => (date === null ? null : { date, year });

const inherited = (last: FoundDate, month: number, day: number): Read | null =>
  read(passingNewYear(last.date, month, day), 'inherited');

/** 2026年12月28日至1月3日: a day that would lie half a year back is the one after the new year. */
function passingNewYear(from: CivilDate, month: number, day: number): CivilDate | null {
  const { year } = partsOf(from);
  const same = civilDate(year, month, day);
  return same !== null && same < addDays(from, -180) ? civilDate(year + 1, month, day) : same;
}
