/** A day of the civil calendar, 'YYYY-MM-DD', in ASCII digits. It has no time zone: a day in Shanghai is a day in Shanghai. */
export type CivilDate = string;

const DAY_MS = 86_400_000;
/** Shanghai has been UTC+8 without summer time since 1991, long before any day that is audited here. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
/** Days from 0000-03-01 to 1970-01-01, and days in the 400 years after which the Gregorian calendar repeats. */
const EPOCH_SHIFT = 719_468;
const ERA_DAYS = 146_097;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days the month has; `month` is 1–12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/** Builds a day from numbers; null where the calendar has no such day (30 February) or the year is not 1–9999. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/**
 * Reads exactly 'YYYY-MM-DD'. Null for anything else: 2022-02-30, 2022.2.3, full-width digits, surrounding spaces.
 * Days as pages write them (2022年2月3日) are read by `documents/dates.ts`.
 */
export function parseCivilDate(wording: string): CivilDate | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(wording) ?? [];
  return civilDate(Number(year), Number(month), Number(day));
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Year, month (1–12) and day of a valid day; a RangeError for a string that is no day, which is a fault of the program. */
export function partsOf(date: CivilDate): Parts {
  if (parseCivilDate(date) === null) throw new RangeError(`not a civil date: ${JSON.stringify(date)}`);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year. */
function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - EPOCH_SHIFT;
}

function fromDayNumber(days: number): CivilDate {
  const shifted = days + EPOCH_SHIFT;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const date = civilDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
  if (date === null) throw new RangeError(`day ${days} is outside the years 1 to 9999`);
  return date;
}

/** The day `days` after `date` (before it, when negative). */
export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(date) + days);

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export const weekday = (date: CivilDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

export const yearOf = (date: CivilDate): number => partsOf(date).year;

/** The last day of the month in which `date` lies. */
export function monthEnd(date: CivilDate): CivilDate {
  const { year, month } = partsOf(date);
  return `${date.slice(0, 8)}${pad(daysInMonth(year, month), 2)}`;
}

/** The same day of the month `months` later, or that month's last day where it is shorter (31 Jan + 1 → 28/29 Feb). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const moved = civilDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
  if (moved === null) throw new RangeError(`${date} + ${months} months is outside the years 1 to 9999`);
  return moved;
}

/** Today in Beijing, whatever zone the machine keeps (C48): 2026-11-21T19:10Z is 2026-11-22. */
export const todayInShanghai = (now: Date): CivilDate =>
  fromDayNumber(Math.floor((now.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS));

/** Every day from `from` to `to`, both included. */
export function eachDay(from: CivilDate, to: CivilDate): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}
