import type { Deadline, SkippedDay } from '../calendar/deadline.ts';
import { addDays } from '../calendar/civil-date.ts';
import type { Language } from '../language/text.ts';
import { say } from './view.ts';

/** The arithmetic of a due date on one line: start, rule, days skipped, make-up days counted, due. */
export function deadlineText(deadline: Deadline, language: Language): string {
  const { start, due, rule, skipped, madeUp } = deadline;
  const zh = language === 'zh';
  const parts = [zh ? `起算 ${start}` : `from ${start}`, say(rule, language)];
  if (skipped.length > 0) parts.push(`${zh ? '跳过' : 'skipping'} ${runs(skipped, language)}`);
  if (madeUp.length > 0) parts.push(`${zh ? '补班计入' : 'make-up days counted'} ${madeUp.join('、')}`);
  parts.push(zh ? `截止 ${due}` : `due ${due}`);
  return parts.join(zh ? '，' : '; ');
}

/** Consecutive days with the same reason are said once: 2026-10-01～2026-10-07 国庆节. */
function runs(skipped: readonly SkippedDay[], language: Language): string {
  const merged: { from: string; to: string; why: string }[] = [];
  for (const { date, why } of skipped) {
    const last = merged.at(-1);
    const reason = say(why, language);
    if (last && last.why === reason && addDays(last.to, 1) === date) last.to = date;
    else merged.push({ from: date, to: date, why: reason });
  }
  return merged.map(({ from, to, why }) => `${from === to ? from : `${from}～${to}`} ${why}`).join('、');
}
