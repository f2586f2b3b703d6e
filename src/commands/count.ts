import path from 'node:path';
import { loadCalendar } from '../catalogue/load-calendar.ts';
import { deadlineCommand } from './deadline.ts';
import { stopWith, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { calendarShelf } from './open-catalogue.ts';

/** `gongkai deadline`: the arithmetic of one due date, with only the calendar loaded. */
export async function countCommand(start: string, within: string, desk: Desk): Promise<ExitName> {
  const loaded = await loadCalendar(path.join(desk.home, 'rules'), calendarShelf(desk));
  if ('problems' in loaded) throw stopWith('catalogue', loaded.problems);
  const { kind, lines } = deadlineCommand(start, within, loaded.calendar);
  for (const line of lines) (kind === 'answered' ? desk.print : desk.tell)(line[desk.language]);
  return kind === 'answered' ? 'ok' : 'usage';
}
