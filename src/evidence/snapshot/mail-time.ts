import { civilDate } from '../../calendar/civil-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MAIL_DATE =
  /^(?:\w{3}, *)?(?<day>\d{1,2}) (?<month>\w{3}) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?<zone>[+-]\d{4}|GMT|UTC)/;

/** A time as mails and saving tools write it (`Fri, 27 Jul 2018 23:43:03 +0800`) as ISO 8601 in UTC; undefined for no such time. */
export function mailTime(wording: string): string | undefined {
  const { day, month, year, hour, minute, second, zone } = MAIL_DATE.exec(wording.trim())?.groups ?? {};
  const date = civilDate(Number(year), MONTHS.indexOf((month ?? '').toLowerCase()) + 1, Number(day));
  if (date === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const [year4 = 0, month2 = 0, day2 = 0] = date.split('-').map(Number);
  const local = Date.UTC(year4, month2 - 1, day2, Number(hour), Number(minute), Number(second));
  return new Date(local - offsetMs(zone ?? '')).toISOString().replace('.000Z', 'Z');
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
