import { calendarYearSchema, type CalendarYear } from '../calendar/calendar-year.ts';
import { text } from '../language/text.ts';
import { problem, sortProblems, type Problem } from './problem.ts';
import type { RuleFile } from './rule-files.ts';
import { parseYaml } from './validate.ts';

/** The years that the files of a folder `calendar` hold; a broken year is a problem and never a year without holidays. */
export function readCalendar(
  files: readonly RuleFile[],
): { readonly years: readonly CalendarYear[] } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const years = files.flatMap(({ name, path: file, bytes }) => {
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
  return problems.length > 0 ? { problems: sortProblems(problems) } : { years };
}
