import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import { afterWorkingDays } from '../calendar/deadlines.ts';
import { isNoCalendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import type { Verdict } from './verdict.ts';

/** The days that a forecast looks at, both included. */
export interface Ahead {
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** Whether `until` was reckoned by weeks of five working days, because the holidays of a year are not loaded. */
  readonly uncounted: boolean;
}

const WEEK = 5;

/** From the day of audit to so many working days after it; 春节 in between makes it longer, a make-up Sunday shorter. */
export function daysAhead(asOf: CivilDate, workingDays: number, calendar: WorkCalendar): Ahead {
  if (workingDays === 0) return { from: asOf, until: asOf, uncounted: false };
  const counted = afterWorkingDays(asOf, workingDays, calendar);
  return isNoCalendar(counted)
    ? { from: asOf, until: addDays(asOf, workingDays + 2 * Math.ceil(workingDays / WEEK)), uncounted: true }
    : { from: asOf, until: counted.due, uncounted: false };
}

/** Whether a day lies in them; '' is no day. */
export const isAhead = ({ from, until }: Ahead, day: CivilDate): boolean => day >= from && day <= until;

/** What has a day on which it is due that nobody can count yet. */
export const uncountable = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.filter(({ outcome, reason }) => outcome === 'cantTell' && reason === 'no-calendar');

/** What is not there yet, or not known to be, and falls due in these days. */
export const dutiesAhead = (verdicts: readonly Verdict[], ahead: Ahead): Verdict[] =>
  verdicts.filter(
    ({ outcome, deadline }) =>
      deadline !== undefined && (outcome === 'pending' || outcome === 'cantTell') && isAhead(ahead, deadline.due),
  );
