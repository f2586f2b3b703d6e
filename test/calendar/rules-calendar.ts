import path from 'node:path';
import { loadCalendar } from '../../src/catalogue/load-calendar.ts';
import type { WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { spellProblem } from '../../src/catalogue/problem.ts';

/** The calendar of the project's own `rules/calendar`, found from the folder in which the tests run. */
export async function rulesCalendar(root = process.cwd()): Promise<WorkCalendar> {
  const loaded = await loadCalendar(path.join(root, 'rules'));
  if ('problems' in loaded) throw new Error(loaded.problems.map((one) => spellProblem(one).en).join('\n'));
  return loaded.calendar;
}
