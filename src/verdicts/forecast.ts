import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import { afterWorkingDays } from '../calendar/deadlines.ts';
import { isNoCalendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import type { Verdict } from './verdict.ts';

/** What falls due soon, by the department that has to see to it. */
export interface Forecast {
  /** The last day looked at. */
  readonly until: CivilDate;
  /** Whether `until` was counted in calendar days, because the holidays of a year are not loaded. */
  readonly uncounted: boolean;
  readonly departments: readonly { readonly name: string; readonly due: readonly Verdict[] }[];
}

/** What is not there yet, or not known to be, and falls due within so many working days after the day of audit. */
export function forecast(
  verdicts: readonly Verdict[],
  asOf: CivilDate,
  workingDays: number,
  calendar: WorkCalendar,
): Forecast {
  const counted = workingDays === 0 ? undefined : afterWorkingDays(asOf, workingDays, calendar);
  const uncounted = counted !== undefined && isNoCalendar(counted);
  const until = counted === undefined ? asOf : isNoCalendar(counted) ? addDays(asOf, workingDays) : counted.due;
  const departments = new Map<string, Verdict[]>();
  for (const verdict of verdicts.filter((one) => isAhead(one, asOf, until))) {
    const name = verdict.owners.content.join('、');
    departments.set(name, [...(departments.get(name) ?? []), verdict]);
  }
  const sorted = [...departments].map(([name, due]) => ({
    name,
    due: due.sort((a, b) => ((a.deadline?.due ?? '') < (b.deadline?.due ?? '') ? -1 : 1)),
  }));
  return { until, uncounted, departments: sorted };
}

function isAhead({ outcome, deadline }: Verdict, asOf: CivilDate, until: CivilDate): boolean {
  if (!deadline || (outcome !== 'pending' && outcome !== 'cantTell')) return false;
  return deadline.due >= asOf && deadline.due <= until;
}
