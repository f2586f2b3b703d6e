import { addDays } from '../calendar/civil-date.ts';
import type { Deadline } from '../calendar/deadline.ts';
import { text } from '../language/text.ts';
import type { Court, Opening } from './court.ts';
import { judgeDone, judgeUnknown } from './due.ts';
import type { Observed } from './history.ts';
import type { Verdict } from './verdict.ts';

/** In time, late or not to be told by what earlier runs observed; the doubt of the interval counts for the company. */
export function judgeObserved(opened: Opening, seen: Observed, deadline: Deadline, court: Court): Verdict {
  const between = seen.after ?? seen.by;
  const quote = between === seen.by ? seen.by : `${between} — ${seen.by}`;
  const says = text(
    between === seen.by ? `历次核查最早于 ${seen.by} 看到` : `历次核查在 ${between} 尚未看到，${seen.by} 已看到`,
    between === seen.by
      ? `earlier audits saw it first on ${seen.by}`
      : `earlier audits did not see it on ${between} and saw it on ${seen.by}`,
  );
  const told = { ...opened, says: [...opened.says, says] };
  if (seen.by <= deadline.due) return judgeDone(told, { date: seen.by, source: 'observed', quote }, deadline, court);
  const earliest = seen.after === undefined ? undefined : addDays(seen.after, 1);
  if (earliest !== undefined && earliest > deadline.lenientDue)
    return judgeDone(told, { date: earliest, source: 'observed', quote }, deadline, court);
  return judgeUnknown(told, deadline, 'date', court);
}
