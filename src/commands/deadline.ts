import { parseCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import type { Deadline, NoCalendar } from '../calendar/deadline.ts';
import { afterDays, afterMonths, afterWorkingDays, beforeEvent } from '../calendar/deadlines.ts';
import { explainDeadline, spellDay } from '../calendar/explain.ts';
import { isNoCalendar, noCalendarText, type WorkCalendar } from '../calendar/work-calendar.ts';
import { hintForDate } from '../catalogue/value-hint.ts';
import { text, type Text } from '../language/text.ts';
import { dayTyped, spanTyped, type SpanTyped } from './deadline-words.ts';

/** The lines to print, and how it ended: `usage` for words that cannot be read, `no-calendar` for a year without one. */
export interface DeadlineAnswer {
  readonly kind: 'answered' | 'usage' | 'no-calendar';
  readonly lines: readonly Text[];
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
  const date = dayTyped(start);
  if (date === null) {
    const hint = hintForDay(start);
    return usage(text(`起算日「${start}」不能用：${hint.zh}`, `the day "${start}" cannot be used: ${hint.en}`));
  }
  const asked = spanTyped(phrase);
  if (!asked)
    return usage(
      text(
        `「${phrase}」不能计算，期限应写作 10个工作日、7日、3个月、1年 或 提前7日`,
        `"${phrase}" cannot be counted; write "10 working days", "7 days", "3 months", "1 year" or "提前7日" (ahead of an event)`,
      ),
    );
  const deadline = count(date, asked, calendar);
  if (isNoCalendar(deadline)) return { kind: 'no-calendar', lines: [noYear(deadline, calendar)] };
  return { kind: 'answered', lines: explainDeadline(deadline) };
}

function hintForDay(start: string): Text {
  const typed = start.normalize('NFKC').trim();
  if (/^\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?$/.test(typed))
    return text('没有写明年份，应写作 2026-09-24', 'its year is missing; write 2026-09-24');
  if (parseCivilDate(typed) !== null) return text('年份应在 1900 至 2099 之间', 'years from 1900 to 2099 are counted');
  return hintForDate(typed.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
}

function count(start: CivilDate, { amount, unit, ahead }: SpanTyped, calendar: WorkCalendar): Deadline | NoCalendar {
  if (ahead) return beforeEvent(start, amount);
  if (unit === 'working day') return afterWorkingDays(start, amount, calendar);
  return withRestDay(unit === 'day' ? afterDays(start, amount) : afterMonths(start, amount, unit), calendar);
}

/** A period in calendar days or months may end on a day off: 民法典 203 moves it on, where that article applies. */
function withRestDay(deadline: Deadline, calendar: WorkCalendar): Deadline {
  const status = calendar.dayStatus(deadline.due);
  if (isNoCalendar(status))
    return {
      ...deadline,
      caution: text(
        `没有载入 ${status.year} 年的节假日安排，看不出应完成日期是不是休息日`,
        `the holidays of ${status.year} are not loaded, so whether the due day is a day off cannot be told`,
      ),
    };
  if (status.working) return deadline;
  const next = afterWorkingDays(deadline.due, 1, calendar);
  const moved = isNoCalendar(next) ? undefined : spellDay(next.due);
  const caution = text(
    `应完成日期是休息日（${status.why.zh}），这里按自然日计算、不顺延；适用民法典第二百零三条的，顺延至${moved ? ` ${moved.zh}` : '休假日结束的次日'}`,
    `the due day is a day off (${status.why.en}) and is not moved here; where article 203 of the Civil Code applies, it moves to ${moved?.en ?? 'the day after the days off'}`,
  );
  return { ...deadline, caution };
}

/** Of a year yet to be announced it says what to wait for; one before the first that is loaded was announced long ago. */
function noYear(missing: NoCalendar, { years }: WorkCalendar): Text {
  const [first = missing.year, last = first] = [years[0], years.at(-1)];
  if (missing.year >= first) return noCalendarText(missing);
  return text(
    `节假日安排只载入了 ${first} 至 ${last} 年，${missing.year} 年的工作日不能计算`,
    `the holidays of ${first} to ${last} are loaded; working days of ${missing.year} cannot be counted`,
  );
}
