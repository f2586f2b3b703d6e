import { civilDate, type CivilDate } from '../calendar/civil-date.ts';
import type { TimeUnit } from '../calendar/deadlines.ts';
import { datesIn } from '../documents/dates/in-text.ts';
import { chineseNumber } from '../documents/numerals.ts';

const folded = (wording: string): string => wording.normalize('NFKC').trim();

/**
 * A day as people type it: 2026-09-24, 2026-9-24, 2026/9/24, 2026.9.24, 20260924, 2026年9月24日, 二〇二六年九月二十四日, full-width
 * digits. Null for a day without its year, with a time of day, or that is none.
 */
export function dayTyped(wording: string): CivilDate | null {
  const typed = folded(wording);
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ?? [];
  if (year !== undefined) return civilDate(Number(year), Number(month), Number(day));
  const [found, ...more] = datesIn(typed);
  const isWhole = found?.start === 0 && found.end === typed.length && more.length === 0;
  return isWhole && found.year === 'written' ? found.date : null;
}

/** How long, and whether it is counted ahead of an event (提前7日) or from the start. */
export interface SpanTyped {
  readonly amount: number;
  readonly unit: Exclude<TimeUnit, 'hour'>;
  readonly ahead: boolean;
}

/** Units as they are typed, and what one of them is. */
const UNITS: readonly (readonly [pattern: RegExp, unit: SpanTyped['unit'], times?: number])[] = [
  [/^(?:个?工作日|working ?days?|workdays?|business ?days?|wd)$/, 'working day'],
  [/^(?:个?自然日|日|天|(?:calendar ?)?days?)$/, 'day'],
  [/^(?:个?星期|个?礼拜|周|weeks?)$/, 'day', 7],
  [/^(?:个月|months?)$/, 'month'],
  [/^(?:个?季度|quarters?)$/, 'quarter'],
  [/^(?:年|years?)$/, 'year'],
];

/**
 * A period of time as people type it: 10个工作日, 十个工作日内, 15日以内, 3个月, 一个季度, 半年, 2周, 提前7天, `10 working days`. Undefined for
 * anything else, such as hours and days that recur (每月5日前).
 */
export function spanTyped(wording: string): SpanTyped | undefined {
  const typed = folded(wording).replaceAll(/\s/g, '').toLowerCase();
  const [, early, span = ''] = /^(提前)?(.*?)(?:之内|以内|内)?$/.exec(typed) ?? [];
  const ahead = early !== undefined;
  if (/^半年$/.test(span)) return ahead ? undefined : { amount: 6, unit: 'month', ahead };
  const [, number = '', name = ''] = /^(\d{1,4}|[一二两三四五六七八九十百]{1,5})(.+)$/.exec(span) ?? [];
  const [, unit, times = 1] = UNITS.find(([pattern]) => pattern.test(name)) ?? [];
  const amount = (chineseNumber(number) ?? 0) * times;
  const most = unit === 'year' ? 100 : 9999;
  // Ahead of an event only days are counted (A5): of working days and months the text would have to say more.
  if (unit === undefined || amount < 1 || amount > most || (ahead && unit !== 'day')) return undefined;
  return { amount, unit, ahead };
}
