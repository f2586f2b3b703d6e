import { todayInShanghai } from '../../src/calendar/civil-date.ts';
import { afterWorkingDays } from '../../src/calendar/deadlines.ts';
import { isNoCalendar } from '../../src/calendar/work-calendar.ts';
import { DEADLINE_TABLE } from './deadline-table.ts';
import { rulesCalendar } from './rules-calendar.ts';

/** Run by `time-zones.test.ts` in a process of its own, whose TZ is set from outside. */
void rulesCalendar().then((calendar) => {
  const dues = DEADLINE_TABLE.map(({ start, days }) => {
    const deadline = afterWorkingDays(start, days, calendar);
    return isNoCalendar(deadline) ? `no-calendar ${deadline.year}` : deadline.due;
  });
  const today = todayInShanghai(new Date('2026-11-21T19:10:00Z'));
  process.stdout.write(JSON.stringify({ hour: new Date('2026-06-01T00:00:00Z').getHours(), today, dues }));
});
