import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { Deadline } from '../calendar/deadline.ts';
import { workingDaysLate } from '../calendar/deadlines.ts';
import type { Claim } from '../checks/search/finding.ts';
import type { Fault } from '../evidence/capture.ts';
import { text } from '../language/text.ts';
import type { Court, Opening } from './court.ts';
import type { Verdict } from './verdict.ts';

/** When the thing was published, and how we know. */
export type Published = NonNullable<Verdict['published']>;

/** It is there and its date is known: in time, borderline between two readings (A2), or late. */
export function judgeDone(base: Opening, published: Published, deadline: Deadline, court: Court): Verdict {
  const dated = { ...base, deadline, published };
  if (published.date <= deadline.due) return { ...dated, outcome: 'passed' };
  if (published.date <= deadline.lenientDue) return borderline(dated, deadline);
  return { ...dated, outcome: 'failed', gap: 'overdue', ...late(deadline, published.date, court) };
}

/**
 * As a page states it. One that was posted in time and updated late may have had the content all along or only since: it is
 * in time by neither day alone, so a person decides. A posting before `since` is of an older edition and says nothing.
 * The day of a page that shows a later period too proves that this one was in time, never that it was late.
 */
export function judgeClaim(base: Opening, claim: Claim, since: CivilDate, deadline: Deadline, court: Court): Verdict {
  const { date, quote, first, newest } = claim;
  const verdict = judgeDone(base, { date, source: 'stated', quote }, deadline, court);
  if (newest !== undefined && verdict.outcome !== 'passed') {
    const mixed = text(
      `同一页还载有更新的 ${newest}，页面日期 ${date} 可能是加上它的日期，不能确定本期内容是哪一天公开的`,
      `the page shows the later ${newest} too, and its day ${date} may be the one on which that was added; when this was published cannot be told`,
    );
    return judgeUnknown({ ...base, says: [...base.says, mixed] }, deadline, 'date', court);
  }
  if (verdict.outcome !== 'failed' || first === undefined || first < since || first > deadline.lenientDue)
    return verdict;
  const both = text(
    `页面写明 ${first} 发布、${date} 更新，不能确定所需内容是哪一天公开的`,
    `the page says that it was posted on ${first} and updated on ${date}; on which of them this was published cannot be told`,
  );
  return judgeUnknown({ ...base, says: [...base.says, both] }, deadline, 'needs-person', court);
}

/**
 * It is proved not to be there: not due yet, borderline, or overdue. `seen` is the last day on which anybody looked: what was
 * not there before the clock ran out may have come in time since.
 */
export function judgeUndone(base: Opening, deadline: Deadline, seen: CivilDate, court: Court): Verdict {
  const { asOf, warningDays } = court;
  if (asOf <= deadline.due) {
    const soon = daysBetween(asOf, deadline.due) <= warningDays;
    return { ...base, deadline, outcome: 'pending', ...(soon && { flag: 'due-soon' as const }) };
  }
  if (asOf <= deadline.lenientDue) return { ...borderline({ ...base, deadline }, deadline), flag: 'deadline-near' };
  if (seen <= deadline.lenientDue) return notSeenSince(base, deadline, seen, court);
  // What was still lacking when anybody last looked may be there since: no later day is held against the company.
  const counted = seen < asOf ? { ...late(deadline, seen, court), undoneOn: seen } : late(deadline, asOf, court);
  return { ...base, deadline, outcome: 'failed', gap: 'overdue', ...counted };
}

function notSeenSince(base: Opening, deadline: Deadline, seen: CivilDate, court: Court): Verdict {
  const why = text(
    `佐证采集于 ${seen}，那时期限（${deadline.lenientDue}）还没有过，不能说明是否按期公开；请重新采集`,
    `the evidence is of ${seen}, when the time (${deadline.lenientDue}) had not run out: whether it came in time is not shown; capture again`,
  );
  return judgeUnknown({ ...base, says: [...base.says, why] }, deadline, 'stale', court);
}

/** It cannot be told whether it is there; the clock only decides how urgent the question is. */
export function judgeUnknown(base: Opening, deadline: Deadline, reason: Verdict['reason'], court: Court): Verdict {
  const { asOf, warningDays } = court;
  const flag = asOf > deadline.lenientDue ? 'would-be-overdue' : 'deadline-near';
  const near = daysBetween(asOf, deadline.due) <= warningDays;
  return { ...base, deadline, outcome: 'cantTell', reason: reason ?? 'needs-person', ...(near && { flag }) };
}

/** That something came late is not said while a page that was not read may show that it came earlier. */
export function unlessDoubted(base: Opening, verdict: Verdict, obstacle: Fault | undefined, court: Court): Verdict {
  const { deadline, outcome, quotes } = verdict;
  if (outcome !== 'failed' || !obstacle || !deadline) return verdict;
  return judgeUnknown({ ...base, quotes }, deadline, obstacle.reason, court);
}

function borderline(base: Opening, { due, lenientDue }: Deadline): Verdict {
  const why = text(
    `临界：按从严理解截止 ${due}，按从宽理解截止 ${lenientDue}`,
    `borderline: due ${due} on the strict reading, ${lenientDue} on the lenient one`,
  );
  return { ...base, outcome: 'cantTell', reason: 'needs-person', says: [...base.says, why] };
}

function late(deadline: Deadline, done: CivilDate, { calendar }: Court): { daysLate?: number } {
  const days = workingDaysLate(deadline.due, done, calendar);
  return typeof days === 'number' ? { daysLate: days } : {};
}
