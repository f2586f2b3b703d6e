import { addDays, parseCivilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';

const BEIJING_HOURS = 8;

/**
 * An instant (ISO 8601 in UTC, as captures carry it) as people here read it: `2026-11-18 00:00 北京时间`. What is no such
 * instant is given back as it is: a stored report may come from anywhere.
 */
export function beijingTime(instant: string): Text {
  const [, day = '', hour = '', minute = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(instant) ?? [];
  const date = parseCivilDate(day);
  if (date === null) return text(instant, instant);
  const hours = Number(hour) + BEIJING_HOURS;
  const shown = `${addDays(date, Math.floor(hours / 24))} ${String(hours % 24).padStart(2, '0')}:${minute}`;
  return text(`${shown} 北京时间`, `${shown} Beijing time`);
}

/** When something was captured: the day alone where only a day was declared, which is carried as its first moment. */
export const captureTime = (instant: string): Text => {
  const { zh, en } = beijingTime(instant);
  const [, day] = /^(\d{4}-\d{2}-\d{2}) 00:00 /.exec(zh) ?? [];
  return day !== undefined && /T16:00:00(?:\.0+)?Z$/.test(instant) ? text(day, day) : text(zh, en);
};
