import { createHash } from 'node:crypto';
import { text, type Text } from '../language/text.ts';
import type { CalendarYear, HolidayNotice } from './calendar-year.ts';
import { eachDay, weekday, yearOf, type CivilDate } from './civil-date.ts';
import type { NoCalendar } from './deadline.ts';

/** What one day is: worked or not, and by what. `why` is 周末, 国庆节, 国庆节调休上班 … */
export interface DayStatus {
  readonly kind: 'workday' | 'make-up' | 'weekend' | 'holiday';
  readonly working: boolean;
  readonly why: Text;
}

/** The working days of the years that are loaded, and of no other. */
export interface WorkCalendar {
  /** Ascending. */
  readonly years: readonly number[];
  /** SHA-256 of the years that are loaded: a night on which it changes may change due dates. */
  readonly digest: string;
  /** The notices on which a year rests; empty for a year that is not loaded. */
  readonly notices: (year: number) => readonly HolidayNotice[];
  /** `no-calendar` for a day of a year that is not loaded, even 1 January: never a guess. */
  readonly dayStatus: (date: CivilDate) => DayStatus | NoCalendar;
}

const WORKDAY: DayStatus = { kind: 'workday', working: true, why: text('工作日', 'working day') };
const WEEKEND: DayStatus = { kind: 'weekend', working: false, why: text('周末', 'weekend') };

const dayOff = (name: Text): DayStatus => ({ kind: 'holiday', working: false, why: name });
const makeUp = (name: Text): DayStatus => ({
  kind: 'make-up',
  working: true,
  why: text(`${name.zh}调休上班`, `worked in exchange for ${name.en}`),
});

/** A later year's file is laid over the earlier one, because its notice may set days of the December before. */
function exceptions(years: readonly CalendarYear[]): ReadonlyMap<CivilDate, DayStatus> {
  const days = new Map<CivilDate, DayStatus>();
  for (const { name, off, work } of years.flatMap((year) => year.holidays)) {
    for (const date of eachDay(off.from, off.to)) days.set(date, dayOff(name));
    for (const date of work) days.set(date, makeUp(name));
  }
  return days;
}

/** The calendar of these years, in whatever order they come. A year given twice counts as its last one. */
export function createCalendar(data: readonly CalendarYear[]): WorkCalendar {
  const years = new Map([...data].sort((a, b) => a.year - b.year).map((year) => [year.year, year]));
  const special = exceptions([...years.values()]);
  return {
    years: [...years.keys()],
    digest: createHash('sha256')
      .update(JSON.stringify([...years.values()]))
      .digest('hex'),
    notices: (year) => years.get(year)?.notices ?? [],
    dayStatus: (date) => {
      const year = yearOf(date);
      if (!years.has(year)) return { kind: 'no-calendar', year };
      return special.get(date) ?? (weekday(date) > 5 ? WEEKEND : WORKDAY);
    },
  };
}

/** Whether a lookup ended without a calendar. */
export const isNoCalendar = <T extends object>(result: T | NoCalendar): result is NoCalendar =>
  'kind' in result && result.kind === 'no-calendar';

/** True on working days, make-up Saturdays and Sundays among them; `no-calendar` for a year that is not loaded. */
export function isWorkday(date: CivilDate, calendar: WorkCalendar): boolean | NoCalendar {
  const status = calendar.dayStatus(date);
  return isNoCalendar(status) ? status : status.working;
}

/** What to tell the reader who met `no-calendar`, and what to do about it. */
export const noCalendarText = ({ year }: NoCalendar): Text =>
  text(
    `缺 ${year} 年节假日安排，无法计算工作日期限；国务院办公厅发布通知后，请升级 gongkai，或由规则维护人员在程序文件夹增加 rules/calendar/${year}.yaml`,
    `the holidays of ${year} are not loaded, so working days cannot be counted; once the notice is published, upgrade gongkai, or have rules/calendar/${year}.yaml added in the program’s folder`,
  );
