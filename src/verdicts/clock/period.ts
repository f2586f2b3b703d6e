import { addDays, yearOf, type CivilDate } from '../../calendar/civil-date.ts';
import { afterPeriod, beforeMonthEnd } from '../../calendar/deadlines.ts';
import type { Deadline, NoCalendar } from '../../calendar/deadline.ts';
import { nextPeriod, periodOf, periodUnit, previousPeriod, type Period } from '../../calendar/period.ts';
import type { UpdateRule } from '../../catalogue/rule.ts';
import type { Finding } from '../../checks/search/finding.ts';
import { text } from '../../language/text.ts';
import { doubt, undeclared } from '../absence.ts';
import { firstDayFor } from '../content.ts';
import { opening, type Court, type Hearing, type Opening } from '../court.ts';
import { judgeClaim, judgeDone, judgeUndone, judgeUnknown, unlessDoubted } from '../due.ts';
import { anything, observedSince } from '../history.ts';
import { judgeObserved } from '../observed.ts';
import { silenceOf } from '../silence.ts';
import { civilDay, lastSeen } from '../staleness.ts';
import type { Timed } from '../timed.ts';
import type { Verdict } from '../verdict.ts';

type PeriodRule = Extract<UpdateRule, { every: unknown }>;

interface Instance {
  readonly period: Period;
  readonly deadline: Deadline;
}

/** How far back the date printed on an old edition is still held against it. */
const LOOK_BACK_DAYS = 365;

/**
 * The latest period already due and the next one to come, each an instance of its own (A2, A4); and older periods that are
 * still shown with a date, because a date that proves lateness does not become better with age.
 */
export function judgePeriods(rule: PeriodRule, hearing: Hearing, content: Verdict, court: Court): Timed[] {
  const { latest, next } = owedInstances(rule, court);
  if ('kind' in latest.deadline) return [withoutCalendar(latest.deadline, undefined, hearing, court)];
  const older = olderInstances(rule, hearing.findings, latest.period, court);
  return [...older, latest, ...(next ? [next] : [])].map(({ period, deadline }) =>
    'kind' in deadline
      ? withoutCalendar(deadline, period, hearing, court)
      : { verdict: judgeInstance({ period, deadline }, rule, hearing, content, court) },
  );
}

interface Owed {
  readonly period: Period;
  /** No calendar: of a year whose holidays are not announced yet, which is nothing against what was due before. */
  readonly deadline: Deadline | NoCalendar;
}

function owedInstances(rule: PeriodRule, court: Court): { readonly latest: Owed; readonly next: Owed | undefined } {
  const { asOf } = court;
  let period = nextPeriod(nextPeriod(periodOf(rule.every, asOf)));
  let next: Owed | undefined;
  // Walk back from the future until a period is found whose due date has passed.
  for (;;) {
    const deadline = deadlineOf(rule, period, court);
    const isOver = 'kind' in deadline ? deadline.year < yearOf(asOf) : deadline.due < asOf;
    if (isOver) return { latest: { period, deadline }, next };
    next = { period, deadline };
    period = previousPeriod(period);
  }
}

function olderInstances(rule: PeriodRule, findings: readonly Finding[], latest: Period, court: Court): Instance[] {
  // The day of a page that has since been added to is none of theirs.
  const dated = findings.flatMap(({ period, stated, holds }) =>
    period !== undefined && stated && stated.newest === undefined && holds !== 'unknown' ? [period] : [],
  );
  const older = [...new Set(dated)].filter((period) => periodUnit(period) === rule.every && period < latest).sort();
  return older.flatMap((period) => {
    const deadline = deadlineOf(rule, period, court);
    return 'kind' in deadline || deadline.due < addDays(court.asOf, -LOOK_BACK_DAYS) ? [] : [{ period, deadline }];
  });
}

function deadlineOf(rule: PeriodRule, period: Period, { calendar }: Court): Deadline | NoCalendar {
  if ('covers' in rule) return beforeMonthEnd(period, rule.month_end_minus, rule.lenient ?? rule.month_end_minus);
  return afterPeriod(period, rule.within.amount, rule.within.unit, calendar);
}

function withoutCalendar({ year }: NoCalendar, period: Period | undefined, { duty }: Hearing, court: Court): Timed {
  const why = text(`缺 ${year} 年节假日安排`, `the holiday calendar of ${year} is not loaded`);
  return {
    verdict: { ...opening(duty, court, 'timeliness', period), outcome: 'cantTell', reason: 'no-calendar', says: [why] },
  };
}

function judgeInstance(
  instance: Instance,
  rule: PeriodRule,
  hearing: Hearing,
  content: Verdict,
  court: Court,
): Verdict {
  const { period, deadline } = instance;
  const { duty, corpus, findings } = hearing;
  const base = { ...opening(duty, court, 'timeliness', period), says: [text(`应公开 ${period}`, `due: ${period}`)] };
  const silence = silenceOf(content);
  if (silence) return judgeUnknown({ ...base, says: [...base.says, ...content.says] }, deadline, silence, court);
  const obstacle = corpus && doubt(corpus, duty.obligation, court, firstDayFor(period));
  const sameUnit = findings.filter((finding) => finding.period !== undefined && unitOf(finding) === periodUnit(period));
  const exact = sameUnit.find((finding) => finding.period === period && finding.holds !== 'unknown');
  if (exact)
    return unlessDoubted(
      base,
      judgePublished(base, exact, instance, corpus?.documents[0]?.capture.capturedAt, court),
      obstacle,
      court,
    );
  const later = sameUnit.find((finding) => (finding.period ?? '') > period && finding.holds !== 'unknown');
  if (later) return superseded(base, later, deadline);
  const unsure = findings.find(({ holds, event }) => holds === 'unknown' && !event);
  if (unsure) return judgeUnknown(base, deadline, unsure.reason, court);
  const undated =
    findings.every((finding) => finding.period === undefined) &&
    findings.find(({ holds, event }) => holds === 'yes' && !event);
  if (undated) return judgeUnknown(ofSomePeriod(base, undated), deadline, 'needs-person', court);
  const absent = corpus && (obstacle ?? undeclared(corpus));
  if (!corpus || absent) return judgeUnknown(base, deadline, absent?.reason, court);
  const shown = { ...base, ...latestShown(findings) };
  const undone = judgeUndone(shown, deadline, lastSeen(corpus, duty.obligation.item), court);
  if (undone.outcome !== 'failed') return undone;
  if ('if_absent' in rule && rule.if_absent === 'review') return judgeUnknown(shown, deadline, 'needs-person', court);
  return content.outcome === 'failed' ? { ...undone, causedBy: content.id } : undone;
}

const unitOf = ({ period }: Finding): string => (period === undefined ? '' : periodUnit(period));

function judgePublished(
  base: Opening,
  finding: Finding,
  { period, deadline }: Instance,
  captured: string | undefined,
  court: Court,
): Verdict {
  const opened = { ...base, quotes: finding.quotes };
  if (finding.stated) return judgeClaim(opened, finding.stated, firstDayFor(period), deadline, court);
  const seen: CivilDate = civilDay(finding.quotes[0]?.capturedAt ?? captured ?? '9999-12-31T00:00:00Z');
  if (seen <= deadline.due) return judgeDone(opened, { date: seen, source: 'observed', quote: seen }, deadline, court);
  const before = court.history && observedSince(court.history.of(base.id), anything, seen);
  return before ? judgeObserved(opened, before, deadline, court) : judgeUnknown(opened, deadline, 'date', court);
}

/** It is there, and nothing on the page tells which period it is of. */
function ofSomePeriod(base: Opening, { quotes }: Finding): Opening {
  const why = text('已公开，但看不出是哪一期的', 'published, but nothing tells for which period');
  return { ...base, says: [...base.says, why], quotes };
}

/** A later period is shown: this one has had its time, and nothing is owed for it any more. */
function superseded(base: Opening, later: Finding, deadline: Deadline): Verdict {
  const why = text(`已公开更新的 ${later.period ?? ''}`, `a later period is shown: ${later.period ?? ''}`);
  return { ...base, deadline, outcome: 'passed', says: [...base.says, why], quotes: later.quotes };
}

/** Shows the reader what the newest published period is. */
function latestShown(findings: readonly Finding[]): Pick<Opening, 'quotes'> {
  return { quotes: findings.find(({ period }) => period !== undefined)?.quotes ?? [] };
}
