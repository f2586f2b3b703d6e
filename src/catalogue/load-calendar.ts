import { createHash } from 'node:crypto';
import path from 'node:path';
import { calendarYearSchema } from '../calendar/calendar-year.ts';
import { createCalendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import { text } from '../language/text.ts';
import { problem, sortProblems, type Problem } from './problem.ts';
import { readRuleFiles } from './rule-files.ts';
import { parseYaml } from './validate.ts';

export type CalendarResult =
  { readonly calendar: WorkCalendar; readonly digest: string } | { readonly problems: readonly Problem[] };

/** Reads every `rules/calendar/<year>.yaml`; a broken year is a problem and never a year without holidays. */
export async function loadCalendar(rules: string): Promise<CalendarResult> {
  const files = (await readRuleFiles(rules, 'calendar')) ?? [];
  const folder = { file: `${path.basename(path.resolve(rules))}/calendar`, line: 1, column: 1 };
  if (files.length === 0)
    return { problems: [problem(folder, text('没有节假日安排文件', 'there is no calendar file'))] };
  const hash = createHash('sha256');
  const problems: Problem[] = [];
  const years = files.flatMap(({ name, path: file, bytes }) => {
    hash.update(bytes);
    const parsed = parseYaml(calendarYearSchema, bytes, name);
    if (!('value' in parsed)) {
      problems.push(...parsed.problems);
      return [];
    }
    const at = { file: name, line: 1, column: 1 };
    const misnamed = text(
      `文件名与年份 ${parsed.value.year} 不一致`,
      `the file is not named for its year, ${parsed.value.year}`,
    );
    if (!/^\d{4}\.ya?ml$/.test(file) || !file.startsWith(`${parsed.value.year}.`)) problems.push(problem(at, misnamed));
    return [parsed.value];
  });
  if (problems.length > 0) return { problems: sortProblems(problems) };
  return { calendar: createCalendar(years), digest: hash.digest('hex') };
}
