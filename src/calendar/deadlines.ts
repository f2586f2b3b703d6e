import { text, type Text } from '../language/text.ts';
import { addDays, addMonths, daysBetween, monthEnd, yearOf, type CivilDate } from './civil-date.ts';
import type { Deadline, NoCalendar, SkippedDay } from './deadline.ts';
import { periodEnd, periodStart, type Period } from './period.ts';
import { isNoCalendar, type WorkCalendar } from './work-calendar.ts';

/** The events that start a clock, in the words of the rules. */
export const CLOCKS = {
  start: text('起算日', 'the start day'),
  change: text('发生变化', 'the change'),
  approval: text('政府相关部门批复', 'the government approval'),
  periodEnd: text('期满', 'the end of the period'),
} as const satisfies Record<string, Text>;

/** Units in which a period of time is given, as in `10 working days`. */
export type TimeUnit = 'working day' | 'day' | 'hour' | 'month' | 'quarter' | 'year';

const UNIT_NAMES: Record<TimeUnit, Text> = {
  'working day': text('个工作日', 'working day'),
  day: text('日', 'day'),
  hour: text('小时', 'hour'),
  month: text('个月', 'month'),
  quarter: text('个季度', 'quarter'),
  year: text('年', 'year'),
};

/** `10个工作日`, `10 working days`. */
export const spellDuration = (amount: number, unit: TimeUnit): Text =>
  text(`${amount}${UNIT_NAMES[unit].zh}`, `${amount} ${UNIT_NAMES[unit].en}${amount === 1 ? '' : 's'}`);

const within = (amount: number, unit: TimeUnit, clock: Text): Text => {
  const span = spellDuration(amount, unit);
  const from = clock.zh.endsWith('日') ? clock.zh : `${clock.zh}之日`;
  return text(`自${from}起${span.zh}内`, `within ${span.en} of ${clock.en}`);
};

const uncounted = { skipped: [], madeUp: [] } as const;

/** From 25 December on the notice for the next year may still move working days (it did in 2018 and 2022). */
function decemberCaution(due: CivilDate, calendar: WorkCalendar): { caution?: Text } {
  const next = yearOf(due) + 1;
  if (due.slice(5) < '12-25' || calendar.years.includes(next)) return {};
  return {
    caution: text(
      `${next} 年放假通知尚未载入，年底的工作日仍可能调整`,
      `the notice for ${next} is not loaded and may still move working days at the end of the year`,
    ),
  };
}

/**
 * The `n`-th working day after `start`, which is itself not counted (民法典 201, A3). Make-up Saturdays and Sundays
 * count, so the day may be earlier than Monday-to-Friday arithmetic says. `no-calendar` where the count enters a year
 * that is not loaded.
 */
export function afterWorkingDays(
  start: CivilDate,
  n: number,
  calendar: WorkCalendar,
  clock: Text = CLOCKS.start,
): Deadline | NoCalendar {
  const skipped: SkippedDay[] = [];
  const madeUp: CivilDate[] = [];
  let due = start;
  for (let left = n; left > 0;) {
    due = addDays(due, 1);
    const status = calendar.dayStatus(due);
    if (isNoCalendar(status)) return status;
    if (!status.working) skipped.push({ date: due, why: status.why });
    if (status.kind === 'make-up') madeUp.push(due);
    if (status.working) left -= 1;
  }
  const rule = within(n, 'working day', clock);
  return { start, due, lenientDue: due, rule, skipped, madeUp, ...decemberCaution(due, calendar) };
}

/** `n` calendar days after `start`, which is not counted; holidays do not shift it. */
export function afterDays(start: CivilDate, n: number, clock: Text = CLOCKS.start): Deadline {
  const due = addDays(start, n);
  return { start, due, lenientDue: due, rule: within(n, 'day', clock), ...uncounted };
}

/**
 * 月末3日前公开下月 (A2): what covers `period` is due `monthEndMinus` days before the end of the month before it. The
 * lenient reading, `lenientMinus` days before that end, is borderline. Calendar days: holidays do not shift it (C35).
 */
export function beforeMonthEnd(period: Period, monthEndMinus: number, lenientMinus = monthEndMinus): Deadline {
  const end = addDays(periodStart(period), -1);
  const due = addDays(end, -monthEndMinus);
  const lenientDue = addDays(end, -Math.min(lenientMinus, monthEndMinus));
  const rule = text(
    `月末${monthEndMinus}日前公开下月（${period}）`,
    `${monthEndMinus} days before the month before ${period} ends`,
  );
  return { start: due, due, lenientDue, rule, ...uncounted };
}

const MONTHS_OF = { month: 1, quarter: 3, year: 12 } as const;

/** To the same day of a later month, or its last day where it is shorter (民法典 202): 3 months after 11-30 is 02-28. */
export function afterMonths(start: CivilDate, amount: number, unit: keyof typeof MONTHS_OF): Deadline {
  const due = addMonths(start, amount * MONTHS_OF[unit]);
  return { start, due, lenientDue: due, rule: within(amount, unit, CLOCKS.start), ...uncounted };
}

/**
 * The content of `period` is due `amount` units after it ends (A4): one quarter after 2026Q3 is 2026-12-31, 30 days after
 * it 2026-10-30. Working days need the calendar.
 */
export function afterPeriod(
  period: Period,
  amount: number,
  unit: TimeUnit,
  calendar: WorkCalendar,
): Deadline | NoCalendar {
  const end = periodEnd(period);
  if (unit === 'working day') return afterWorkingDays(end, amount, calendar, periodClock(period));
  if (unit === 'day' || unit === 'hour')
    return {
      ...afterDays(end, unit === 'day' ? amount : Math.ceil(amount / 24)),
      rule: within(amount, unit, periodClock(period)),
    };
  const due = monthEnd(addMonths(end, amount * MONTHS_OF[unit]));
  return { start: end, due, lenientDue: due, rule: within(amount, unit, periodClock(period)), ...uncounted };
}

const periodClock = (period: Period): Text => text(`${period} 期满`, `the end of ${period}`);

/** Announced `days` before the event by difference of dates, as in 提前7天 (A5): holidays do not shift it. */
export function beforeEvent(event: CivilDate, days: number): Deadline {
  const due = addDays(event, -days);
  return {
    start: event,
    due,
    lenientDue: due,
    rule: text(`提前${days}日公告`, `announced ${days} days ahead`),
    ...uncounted,
  };
}

/** Days of notice given: the difference of the two dates (C60: 11-15 for 11-21 is 6). Negative when announced afterwards. */
export const leadDays = (published: CivilDate, eventStart: CivilDate): number => daysBetween(published, eventStart);

/** A day, and the time of day 'HH:MM' where it is known. */
export interface Moment {
  readonly date: CivilDate;
  readonly time?: string | undefined;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Hours of notice by the clock (A5): at least and at most, which differ where a time of day is not known. */
export function leadHours(published: Moment, event: Moment): { readonly least: number; readonly most: number } {
  const days = daysBetween(published.date, event.date) * 24 * 60;
  const span = (time: string | undefined): readonly [number, number] =>
    time === undefined ? [0, 24 * 60 - 1] : [minutesOf(time), minutesOf(time)];
  const [from, to] = [span(published.time), span(event.time)];
  return { least: (days + to[0] - from[1]) / 60, most: (days + to[1] - from[0]) / 60 };
}

/**
 * 逾期N个工作日: working days after `due` up to and including `done`; 0 when it was done in time, and never less than 1
 * when it was late, even if only days off lie between.
 */
export function workingDaysLate(due: CivilDate, done: CivilDate, calendar: WorkCalendar): number | NoCalendar {
  let late = 0;
  for (let date = addDays(due, 1); date <= done; date = addDays(date, 1)) {
    const status = calendar.dayStatus(date);
    if (isNoCalendar(status)) return status;
    if (status.working) late += 1;
  }
  return done > due ? Math.max(1, late) : 0;
}
