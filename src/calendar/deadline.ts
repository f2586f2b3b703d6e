import type { CivilDate } from './civil-date.ts';
import type { Text } from '../language/text.ts';

/** A day that the count passed over, and why: 周末, 国庆节 … */
export interface SkippedDay {
  readonly date: CivilDate;
  readonly why: Text;
}

/** The arithmetic of one due date, complete enough to be redone by hand. */
export interface Deadline {
  /** The event that starts the clock; the start day itself is not counted (A3). Equal to `due` where no clock runs. */
  readonly start: CivilDate;
  readonly due: CivilDate;
  /** The last day on which the lenient reading still holds (A2); equal to `due` where there is one reading only. */
  readonly lenientDue: CivilDate;
  /** The rule in words, e.g. 自变更之日起10个工作日内. */
  readonly rule: Text;
  readonly skipped: readonly SkippedDay[];
  /** Make-up working days (调休上班) that were counted although they are Saturdays or Sundays. */
  readonly madeUp: readonly CivilDate[];
  /** What may still move the day although it could be counted: a December that the next year's notice can change. */
  readonly caution?: Text;
}

/** The calendar has no data for this year, so nothing that needs it can be told. */
export interface NoCalendar {
  readonly kind: 'no-calendar';
  readonly year: number;
}
