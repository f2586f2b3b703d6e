import { join, text, type Text } from '../language/text.ts';
import { daysBetween, weekday, type CivilDate } from './civil-date.ts';
import type { Deadline, SkippedDay } from './deadline.ts';

/** Days passed over one after another for one reason. */
export interface SkippedRun {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly why: Text;
}

/** `10月1日至7日 国庆节` is one line to a reader, not seven. */
export function skippedRuns(skipped: readonly SkippedDay[]): readonly SkippedRun[] {
  const runs: SkippedRun[] = [];
  for (const { date, why } of skipped) {
    const last = runs.at(-1);
    const follows = last?.why.zh === why.zh && daysBetween(last.to, date) === 1;
    if (follows && last) runs[runs.length - 1] = { ...last, to: date };
    else runs.push({ from: date, to: date, why });
  }
  return runs;
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;
const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `2026-10-15（周四）`, `2026-10-15 (Thu)`. */
export function spellDay(date: CivilDate): Text {
  const index = weekday(date) - 1;
  return text(`${date}（周${WEEKDAYS[index] ?? ''}）`, `${date} (${DAY_NAMES[index] ?? ''})`);
}

function spellRun({ from, to, why }: SkippedRun): Text {
  if (from === to) return text(`${from} ${why.zh}`, `${from} ${why.en}`);
  return text(`${from} 至 ${to} ${why.zh}`, `${from} to ${to} ${why.en}`);
}

/** The arithmetic of a due date line by line: start, rule, days passed over, make-up days counted, due, and any caution. */
export function explainDeadline(deadline: Deadline): readonly Text[] {
  const { start, due, lenientDue, rule, skipped, madeUp, caution } = deadline;
  const dayOf = (zh: string, en: string, date: CivilDate): Text => {
    const day = spellDay(date);
    return text(`${zh}：${day.zh}`, `${en}: ${day.en}`);
  };
  const lines: Text[] = start === due ? [] : [dayOf('起算日（不计入）', 'start (not counted)', start)];
  lines.push(text(`规则：${rule.zh}`, `rule: ${rule.en}`));
  const passed = join(skippedRuns(skipped).map(spellRun), '；', '; ');
  if (skipped.length > 0)
    lines.push(text(`跳过 ${skipped.length} 天：${passed.zh}`, `${skipped.length} days not counted: ${passed.en}`));
  const worked = join(madeUp.map(spellDay));
  if (madeUp.length > 0) lines.push(text(`计入调休上班日：${worked.zh}`, `make-up working days counted: ${worked.en}`));
  lines.push(dayOf('应完成日期', 'due', due));
  if (lenientDue !== due) lines.push(dayOf('按较宽口径不晚于', 'by the lenient reading no later than', lenientDue));
  if (caution) lines.push(text(`注意：${caution.zh}`, `caution: ${caution.en}`));
  return lines;
}
