import { addDays, civilDate, monthEnd, type CivilDate } from '../calendar/civil-date.ts';
import { periodEnd, periodOf, periodStart, type Period, type PeriodUnit } from '../calendar/period.ts';
import { spansIn } from './dates/spans.ts';
import { chineseNumber, NUMERAL, NUMERAL_DIGIT } from './numerals.ts';

/** The time that a figure or a table covers, as a text names it. */
export interface FoundPeriod {
  /** '2026-10', '2026Q3' or '2025'. */
  readonly period: Period;
  readonly unit: PeriodUnit;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Counted from the beginning of the year: 1-9月, 上半年, 前三季度. */
  readonly cumulative?: true;
  /** 截至2026年9月30日: a state on one day. */
  readonly asAt?: CivilDate;
  /** A year and nothing else (2025年): it may be meant otherwise, so it comes after all others. */
  readonly bare?: true;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
}

export interface PeriodContext {
  /** The year of a period printed without one: 三季度, 10月份. Without it such a period is not read. */
  readonly year?: number | undefined;
  /** The unit that is wanted, where the wording leaves it open: 截至9月30日 and 1-9月 end a month and a quarter. */
  readonly unit?: PeriodUnit | undefined;
}

type Range = Omit<FoundPeriod, 'start' | 'end'>;

const YEAR = String.raw`(?:(?:19|20)\d{2}|\d{2}|[${NUMERAL_DIGIT}]{4}|[${NUMERAL_DIGIT}]{2})`;
const NUMBER = String.raw`(?:\d{1,2}|[${NUMERAL}]{1,3})`;

const PATTERN = new RegExp(
  [
    String.raw`(?<![\d${NUMERAL}])(?:(?<year>${YEAR})\s?年\s?度?\s?)?(?:` +
      [
        String.raw`(?<upto>前|(?:第?[1一](?:季度?)?|首季)\s?[-~至到]\s?)?第?(?<quarter>[1-4一二三四]|I{1,3}|IV)\s?季度?`,
        String.raw`(?<half>[上下])半年`,
        String.raw`(?<first>${NUMBER})\s?月?\s?(?:[-~至到]|—)\s?(?<last>${NUMBER})\s?月(?:份)?(?!\s?${NUMBER}\s?[日号])`,
        String.raw`(?<month>${NUMBER})\s?月(?:份|度)?(?!\s?${NUMBER}\s?(?:[日号]|[-~至到]{1,2}\s?\d{1,2}\s?[日号]))`,
      ].join('|') +
      ')',
    String.raw`(?<![\d${NUMERAL}])(?<whole>${YEAR})\s?年(?:(?<annual>度|全年|[ ]?1-12月)|(?!\s?${NUMBER}\s?月|\s?第?.{1,2}季|\s?[上下]半年|\s?[Qq][1-4]))`,
    String.raw`(?<![\dA-Za-z.-])(?<y>20\d{2})\s?(?:年\s?)?[Qq](?<q>[1-4])(?![\dA-Za-z])`,
    String.raw`(?<![\dA-Za-z./-])(?<ym>20\d{2})[-./](?<mm>0[1-9]|1[0-2])(?![\d%]|[-./]\d)`,
  ].join('|'),
  'gu',
);
/** 第Ⅲ季度, whose numeral normal text writes in letters. */
const ROMAN: ReadonlyMap<string, number> = new Map([
  ['I', 1],
  ['II', 2],
  ['III', 3],
  ['IV', 4],
]);
const AS_AT = /(?:截至|截止|截止到|截至到)\s?(?:到|至)?\s?$/u;
const DAY_RANGE = /\d\s?日|[日号]/u;

/**
 * Every period named in normalised text: 2026年第三季度, 二〇二六年三季度, 26年10月, 2026年10月份, 2026年1-9月, 2025年度,
 * 截至2026年9月30日, 2026年9月末, 2026Q3, 2026-10. In the order of the text, bare years last. A day (2026年10月8日) is no period.
 */
export function periodsIn(text: string, context: PeriodContext = {}): readonly FoundPeriod[] {
  const found = [...spanPeriods(text, context)];
  const taken = (at: number): boolean => found.some(({ start, end }) => at >= start && at < end);
  const named: FoundPeriod[] = [];
  for (const match of text.matchAll(PATTERN)) {
    if (taken(match.index)) continue;
    const range = rangeOf(text, match, context);
    if (range) named.push({ ...range, start: match.index, end: match.index + match[0].length });
  }
  const all = [...found, ...named].sort((one, other) => one.start - other.start);
  return [...all.filter(({ bare }) => !bare), ...all.filter(({ bare }) => bare)];
}

function rangeOf(
  text: string,
  { 0: printed, index, groups = {} }: RegExpExecArray,
  context: PeriodContext,
): Range | null {
  const { year, upto, quarter, half, first, last, month, whole, annual, y, q, ym, mm } = groups;
  if (y !== undefined) return ofPeriod(`${y}Q${q}`, 'quarter');
  if (ym !== undefined) return ofPeriod(`${ym}-${mm}`, 'month');
  if (whole !== undefined) return wholeYear(whole, annual !== undefined);
  const full = year === undefined ? context.year : fullYear(year);
  if (full === undefined) return null;
  if (quarter !== undefined)
    return quarters(full, ROMAN.get(quarter) ?? chineseNumber(quarter) ?? 0, upto, context.unit);
  if (half !== undefined) return months(full, half === '上' ? 1 : 7, half === '上' ? 6 : 12, context.unit);
  if (first !== undefined) return months(full, chineseNumber(first), chineseNumber(last ?? ''), context.unit);
  const number = chineseNumber(month ?? '');
  const asAt =
    AS_AT.test(text.slice(Math.max(0, index - 6), index)) || /^[末底]/u.test(text.slice(index + printed.length));
  return number === null ? null : asAt ? until(full, number, context.unit) : months(full, number, number, context.unit);
}

/** 前三季度 and 一至三季度 begin with the year; 前一季度 is the one before, whichever that may be. */
function quarters(year: number, last: number, upto: string | undefined, wanted: PeriodUnit | undefined): Range | null {
  if (upto === undefined) return ofPeriod(`${year}Q${last}`, 'quarter');
  return last === 1 ? null : months(year, 1, last * 3, wanted);
}

function fullYear(wording: string): number | undefined {
  const value = chineseNumber(wording);
  if (value === null) return undefined;
  const year = [...wording].length === 2 ? value + 2000 : value;
  return year >= 1949 && year <= 2099 ? year : undefined;
}

function wholeYear(wording: string, annual: boolean): Range | null {
  // 26年 alone may be a length of time, and 二十年 surely is.
  if ([...wording].length !== 4) return null;
  const year = fullYear(wording);
  return year === undefined ? null : { ...ofPeriod(String(year), 'year'), ...(!annual && { bare: true }) };
}

const ofPeriod = (period: Period, unit: PeriodUnit): Range => ({
  period,
  unit,
  from: periodStart(period),
  to: periodEnd(period),
});

/** From one month to another of a year; the last month gives the period its name. */
function months(year: number, first: number | null, last: number | null, wanted: PeriodUnit | undefined): Range | null {
  if (first === null || last === null) return null;
  const from = civilDate(year, first, 1);
  const lastDay = civilDate(year, last, 1);
  if (from === null || lastDay === null || lastDay < from) return null;
  if (first === last) return ofPeriod(periodOf('month', from), 'month');
  return cover(from, monthEnd(lastDay), wanted);
}

function until(year: number, month: number, wanted: PeriodUnit | undefined): Range | null {
  const first = civilDate(year, month, 1);
  return first === null ? null : standing(monthEnd(first), wanted);
}

function cover(from: CivilDate, to: CivilDate, wanted: PeriodUnit | undefined): Range {
  const quarter = periodOf('quarter', to);
  const wholeYearCovered = from.endsWith('-01-01') && to.endsWith('-12-31');
  if (wholeYearCovered && (wanted ?? 'year') === 'year') return ofPeriod(to.slice(0, 4), 'year');
  const endsQuarter = periodEnd(quarter) === to;
  const period = endsQuarter && wanted !== 'month' ? quarter : periodOf('month', to);
  const unit = endsQuarter && wanted !== 'month' ? 'quarter' : 'month';
  const cumulative = from.endsWith('-01-01') && periodStart(period) !== from;
  return { period, unit, from, to, ...(cumulative && { cumulative: true }) };
}

/** 截至9月30日 is the third quarter's state where the day ends one, else the month's. */
function standing(day: CivilDate, wanted: PeriodUnit | undefined): Range {
  const quarter = periodOf('quarter', day);
  const unit: PeriodUnit = wanted ?? (periodEnd(quarter) === day ? 'quarter' : 'month');
  const period = periodOf(unit, day);
  return { period, unit, from: periodStart(period), to: day, asAt: day };
}

/** Periods written as days: 截至2026年9月30日, 2026年7月1日至9月30日. */
function spanPeriods(text: string, context: PeriodContext): FoundPeriod[] {
  if (!DAY_RANGE.test(text) && !/截[至止]/u.test(text)) return [];
  const found: FoundPeriod[] = [];
  for (const span of spansIn(text, context)) {
    const place = { start: span.from, end: span.to };
    if (AS_AT.test(text.slice(Math.max(0, span.from - 6), span.from))) {
      found.push({ ...standing(span.start, context.unit), ...place });
    } else if (span.end !== undefined && span.start.endsWith('-01') && addDays(span.end, 1).endsWith('-01')) {
      const range = sameMonth(span.start, span.end) ?? cover(span.start, span.end, context.unit);
      found.push({ ...range, ...place });
    }
  }
  return found;
}

const sameMonth = (from: CivilDate, to: CivilDate): Range | null =>
  from.slice(0, 7) === to.slice(0, 7) ? ofPeriod(periodOf('month', from), 'month') : null;
