import { parseCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import { hintForDate } from '../catalogue/value-hint.ts';
import { text } from '../language/text.ts';
import { Stop } from './desk.ts';

/** The day of audit as it was typed; undefined where it was not. Stops at what is no day. */
export function dayOf(written: string | undefined): CivilDate | undefined {
  if (written === undefined) return undefined;
  const day = parseCivilDate(written);
  if (day !== null) return day;
  const hint = hintForDate(written);
  throw new Stop(
    'usage',
    text(
      `核查日「${written}」不能用（--as-of）：${hint.zh}。`,
      `the day "${written}" cannot be used (--as-of): ${hint.en}.`,
    ),
  );
}
