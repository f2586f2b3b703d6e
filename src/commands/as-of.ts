import { parseCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import { text } from '../language/text.ts';
import { Stop } from './desk.ts';

/** The day of audit as it was typed; undefined where it was not. Stops at what is no day. */
export function dayOf(written: string | undefined): CivilDate | undefined {
  if (written === undefined) return undefined;
  const day = parseCivilDate(written);
  if (day !== null) return day;
  throw new Stop(
    'usage',
    text(
      `核查日「${written}」不是日历上的日期，应写作 --as-of 2026-11-20 这样的形式。`,
      `"${written}" is no calendar day; write it like --as-of 2026-11-20.`,
    ),
  );
}
