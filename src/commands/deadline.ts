import { parseCivilDate } from '../calendar/civil-date.ts';
import type { Deadline, NoCalendar } from '../calendar/deadline.ts';
import { afterDays, afterWorkingDays } from '../calendar/deadlines.ts';
import { explainDeadline } from '../calendar/explain.ts';
import { isNoCalendar, noCalendarText, type WorkCalendar } from '../calendar/work-calendar.ts';
import { hintForDate } from '../catalogue/value-hint.ts';
import { text, type Text } from '../language/text.ts';

/** The lines to print, and how it ended: `usage` for words that cannot be read, `no-calendar` for a year without one. */
export interface DeadlineAnswer {
  readonly kind: 'answered' | 'usage' | 'no-calendar';
  readonly lines: readonly Text[];
}

interface Phrase {
  readonly amount: number;
  readonly unit: 'working day' | 'day';
}

/** `10 working days`, `10个工作日`, `7 days`, `7日`; full-width digits and missing spaces are forgiven. */
function parsePhrase(phrase: string): Phrase | undefined {
  const folded = phrase.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  const [, amount, unit] = /^(\d{1,3})(个?工作日|workingdays?|workdays?|wd|个?自然日|日|天|days?)$/.exec(folded) ?? [];
  if (amount === undefined || unit === undefined || Number(amount) === 0) return undefined;
  return { amount: Number(amount), unit: /工作|w/.test(unit) ? 'working day' : 'day' };
}

const usage = (wrong: Text): DeadlineAnswer => ({
  kind: 'usage',
  lines: [
    wrong,
    text('用法：gongkai deadline 2026-09-24 "10个工作日"', 'usage: gongkai deadline 2026-09-24 "10 working days"'),
  ],
});

/** Answers `gongkai deadline <start> <phrase>` with the whole arithmetic, so that it can be redone by hand. */
export function deadlineCommand(start: string, phrase: string, calendar: WorkCalendar): DeadlineAnswer {
  const date = parseCivilDate(start);
  if (date === null) {
    const hint = hintForDate(start);
    return usage(text(`起算日「${start}」不能用：${hint.zh}`, `the day "${start}" cannot be used: ${hint.en}`));
  }
  const asked = parsePhrase(phrase);
  if (!asked)
    return usage(
      text(
        `「${phrase}」不是期限，应写作 10个工作日 或 7日`,
        `"${phrase}" is no period; write "10 working days" or "7 days"`,
      ),
    );
  const deadline: Deadline | NoCalendar =
    asked.unit === 'day' ? afterDays(date, asked.amount) : afterWorkingDays(date, asked.amount, calendar);
  if (isNoCalendar(deadline)) return { kind: 'no-calendar', lines: [noCalendarText(deadline)] };
  return { kind: 'answered', lines: explainDeadline(deadline) };
}
