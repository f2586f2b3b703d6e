import { createHash } from 'node:crypto';
import path from 'node:path';
import type { CalendarYear } from '../calendar/calendar-year.ts';
import { createCalendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import { text } from '../language/text.ts';
import { problem, type Problem } from './problem.ts';
import { readRuleFiles, type RuleFile } from './rule-files.ts';
import { putOnShelf, takeFromShelf, type Shelf } from './shelf.ts';

export type CalendarResult =
  { readonly calendar: WorkCalendar; readonly digest: string } | { readonly problems: readonly Problem[] };

const FOLDER = 'calendar';

/** The working days of every `rules/calendar/<year>.yaml`, from the shelf where exactly these files were read before. */
export async function loadCalendar(rules: string, shelf?: Shelf): Promise<CalendarResult> {
  const files = (await readRuleFiles(rules, FOLDER)) ?? [];
  if (files.length === 0) {
    const folder = { file: `${path.basename(path.resolve(rules))}/${FOLDER}`, line: 1, column: 1 };
    return { problems: [problem(folder, text('没有节假日安排文件', 'there is no calendar file'))] };
  }
  const kept = shelf && (await takeFromShelf(shelf, FOLDER, () => Promise.resolve(files)));
  if (kept) return calendarOf(kept.value as readonly CalendarYear[], files);
  const read = (await import('./read-calendar.ts')).readCalendar(files);
  if ('problems' in read) return read;
  if (shelf) await putOnShelf(shelf, FOLDER, { layers: [FOLDER], value: read.years }, files);
  return calendarOf(read.years, files);
}

function calendarOf(years: readonly CalendarYear[], files: readonly RuleFile[]): CalendarResult {
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  return { calendar: createCalendar(years), digest: hash.digest('hex') };
}
