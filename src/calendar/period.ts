import { addMonths, civilDate, monthEnd, partsOf, type CivilDate } from './civil-date.ts';

/** A calendar month '2026-11', quarter '2026Q3' or year '2026'. Within one unit, periods sort as strings. */
export type Period = string;
export type PeriodUnit = 'month' | 'quarter' | 'year';

const MONTHS: Record<PeriodUnit, number> = { month: 1, quarter: 3, year: 12 };

interface Span {
  readonly unit: PeriodUnit;
  readonly start: CivilDate;
}

function spanOf(period: Period): Span | null {
  const [, year, quarter, month] = /^(\d{4})(?:Q([1-4])|-(\d{2}))?$/.exec(period) ?? [];
  const unit = quarter ? 'quarter' : month ? 'month' : 'year';
  const start = civilDate(Number(year), quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1), 1);
  return start === null ? null : { unit, start };
}

function mustSpan(period: Period): Span {
  const span = spanOf(period);
  if (span === null) throw new RangeError(`not a period: ${JSON.stringify(period)}`);
  return span;
}

/** The period if it is written as one ('2026-11', '2026Q3', '2026'), else null. */
export const parsePeriod = (wording: string): Period | null => (spanOf(wording) === null ? null : wording);

export const periodUnit = (period: Period): PeriodUnit => mustSpan(period).unit;

/** The period of that unit in which the day lies. */
export function periodOf(unit: PeriodUnit, date: CivilDate): Period {
  const { month } = partsOf(date);
  if (unit === 'month') return date.slice(0, 7);
  if (unit === 'quarter') return `${date.slice(0, 4)}Q${Math.ceil(month / 3)}`;
  return date.slice(0, 4);
}

/** '2026-11-20' → '2026Q4'. */
export const quarterOf = (date: CivilDate): Period => periodOf('quarter', date);

/** First day of the period. */
export const periodStart = (period: Period): CivilDate => mustSpan(period).start;

/** Last day of the period. */
export function periodEnd(period: Period): CivilDate {
  const { unit, start } = mustSpan(period);
  return monthEnd(addMonths(start, MONTHS[unit] - 1));
}

/** The period of the same unit `steps` later (earlier when negative). */
export function shiftPeriod(period: Period, steps: number): Period {
  const { unit, start } = mustSpan(period);
  return periodOf(unit, addMonths(start, steps * MONTHS[unit]));
}

export const nextPeriod = (period: Period): Period => shiftPeriod(period, 1);
export const previousPeriod = (period: Period): Period => shiftPeriod(period, -1);

/** Every period of the unit whose last day lies from `from` to `to`, both included, oldest first. */
export function periodsEnding(unit: PeriodUnit, from: CivilDate, to: CivilDate): readonly Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(unit, from); periodEnd(period) <= to; period = nextPeriod(period)) periods.push(period);
  return periods;
}
