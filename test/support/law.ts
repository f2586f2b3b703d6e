import path from 'node:path';
import type { Law } from '../../src/audit.ts';
import type { WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { openLaw } from '../../src/commands/law.ts';

const home = path.resolve(import.meta.dirname, '../..');
const known = new Map<string, Promise<Law>>();

/** The project's own catalogue, read once a test file; `until` leaves out the holidays after that year (C47). */
export async function loadLaw(id: string, until?: string): Promise<Law> {
  const law = await (known.get(id) ?? remember(id));
  return until === undefined ? law : { ...law, calendar: upTo(Number(until), law.calendar) };
}

const upTo = (last: number, calendar: WorkCalendar): WorkCalendar => ({
  ...calendar,
  years: calendar.years.filter((year) => year <= last),
  digest: String(last).padStart(64, '0'),
  dayStatus: (date) => {
    const year = Number(date.slice(0, 4));
    return year > last ? { kind: 'no-calendar', year } : calendar.dayStatus(date);
  },
});

function remember(id: string): Promise<Law> {
  const law = openLaw(id, { home });
  known.set(id, law);
  return law;
}
