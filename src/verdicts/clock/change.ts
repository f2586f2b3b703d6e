import { afterDays, afterWorkingDays, CLOCKS } from '../../calendar/deadlines.ts';
import type { Deadline, NoCalendar } from '../../calendar/deadline.ts';
import type { UpdateRule } from '../../catalogue/rule.ts';
import type { Quote } from '../../checks/search/finding.ts';
import { publicationOf } from '../../documents/dates.ts';
import type { Document } from '../../documents/document.ts';
import { text } from '../../language/text.ts';
import type { Obligation } from '../../workspace/plan.ts';
import type { Approval, Change } from '../../workspace/workspace.ts';
import { doubt, undeclared } from '../absence.ts';
import { opening, type Court, type Hearing, type Opening } from '../court.ts';
import { judgeClaim, judgeDone, judgeUndone, judgeUnknown, unlessDoubted } from '../due.ts';
import { findWords } from '../find-words.ts';
import { observedChange, observedSince, showing, type History, type Observed, type Sighting } from '../history.ts';
import { judgeObserved } from '../observed.ts';
import { silenceOf } from '../silence.ts';
import { civilDay, lastSeen } from '../staleness.ts';
import type { Timed } from '../timed.ts';
import type { Verdict } from '../verdict.ts';

type ChangeRule = Extract<UpdateRule, { within: unknown; after: unknown }>;

/** The clocks that a registered change or an approval starts: one verdict each, or a plain statement that none is registered (A10). */
export function judgeChanges(rule: ChangeRule, hearing: Hearing, content: Verdict, court: Court): Timed[] {
  const events = startsOf(rule, hearing.duty.obligation, court);
  if (events.length === 0) return [unregistered(rule, hearing, content, court)];
  return events.map((event) => judgeStart(event, rule, hearing, content, court));
}

/** What starts the clock: `after` is the new wording to look for, where the register gives one. */
interface Start {
  readonly instance: string;
  /** Earlier ones of the same subject, by their instances. */
  readonly replaces: readonly string[];
  readonly on: string;
  readonly before: string;
  readonly after: string;
  readonly at: string;
}

function startsOf(rule: ChangeRule, obligation: Obligation, { workspace, asOf }: Court): Start[] {
  const mine = ({ subject, on }: Change | Approval): boolean => on <= asOf && concerns(subject, obligation);
  if (rule.after === 'approval')
    return startsFrom('approval', workspace.approvals.filter(mine), () => ({ before: '', after: '' }));
  return startsFrom('change', workspace.changes.filter(mine), ({ before, after }) => ({ before, after }));
}

function startsFrom<T extends Change | Approval>(
  name: 'change' | 'approval',
  records: readonly T[],
  wording: (record: T) => Pick<Start, 'before' | 'after'>,
): Start[] {
  return newest(records).map((record) => {
    const { subject, on, at } = record;
    const earlier = records.filter((one) => one.subject === subject && one.on < on);
    const replaces = [...new Set(earlier.map((one) => `${name}-${one.on}`))];
    return { instance: `${name}-${on}`, replaces, on, ...wording(record), at };
  });
}

/** A later change of the same subject replaces the earlier ones: their wording is rightly gone. */
function newest<T extends { readonly subject: string; readonly on: string }>(records: readonly T[]): T[] {
  const last = new Map<string, T>();
  for (const record of records) {
    const known = last.get(record.subject);
    if (!known || record.on >= known.on) last.set(record.subject, record);
  }
  return [...last.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Records name an element or a whole item, by the ids that `bindRecords` gave them. */
export const concerns = (subject: string, { id, item, element }: Obligation): boolean =>
  [id, element.id, item.id].includes(subject);

function unregistered(rule: ChangeRule, { duty }: Hearing, content: Verdict, court: Court): Timed {
  const why =
    rule.after === 'approval'
      ? text('未登记政府批复，请确认批复情况', 'no government approval is registered; please confirm its status')
      : text('未登记变更，内容的新旧不能说明更新是否及时', 'no change is registered; age alone does not show lateness');
  const base = opening(duty, court, 'timeliness');
  const silence = silenceOf(content);
  if (silence) return { verdict: { ...base, outcome: 'cantTell', reason: silence, says: content.says } };
  const unknown = { ...base, outcome: 'cantTell', reason: 'no-change-record', says: [why] } as const;
  return { verdict: { ...unknown, ...changeSeen(content, court) } };
}

/** Nobody registered it, but earlier runs saw other values than today's: between which days, so that somebody can register it. */
function changeSeen({ id, facts, outcome, partly }: Verdict, { history, asOf }: Court): Partial<Verdict> {
  const today = facts.map(({ key, value }) => `${key}=${value}`).join('\n');
  const seen =
    history && outcome === 'passed' && !partly && today !== ''
      ? observedChange(history.of(id), today, asOf)
      : undefined;
  if (!seen?.after) return {};
  const quote = `${seen.after} — ${seen.by}`;
  const says = text(
    `历次核查看到内容在 ${seen.after} 之后、${seen.by} 及以前发生变化，但没有登记变更日期，请登记`,
    `earlier audits saw the content change after ${seen.after} and by ${seen.by}, but no date of the change is registered`,
  );
  return { says: [says], published: { date: seen.by, source: 'observed', quote } };
}

function judgeStart(start: Start, rule: ChangeRule, hearing: Hearing, content: Verdict, court: Court): Timed {
  const deadline = deadlineOf(rule, start.on, court);
  const { instance, replaces } = start;
  const base = {
    ...opening(hearing.duty, court, 'timeliness', instance),
    ...(replaces.length > 0 && { replaces }),
  };
  if ('kind' in deadline) {
    const why = text(`缺 ${deadline.year} 年节假日安排`, `the holiday calendar of ${deadline.year} is not loaded`);
    return { verdict: { ...base, outcome: 'cantTell', reason: 'no-calendar', says: [why] } };
  }
  const registered =
    rule.after === 'approval'
      ? text(`${start.on} 获得批复（${start.at}）`, `approved on ${start.on} (${start.at})`)
      : text(`${start.on} 发生变更（${start.at}）`, `changed on ${start.on} (${start.at})`);
  const opened = { ...base, says: [registered] };
  const silence = silenceOf(content);
  if (silence)
    return { verdict: judgeUnknown({ ...opened, says: [registered, ...content.says] }, deadline, silence, court) };
  return start.after
    ? byWording(start, opened, deadline, hearing, content, court)
    : byDate(start, opened, deadline, hearing, content, court);
}

function deadlineOf({ within, after }: ChangeRule, start: string, { calendar }: Court): Deadline | NoCalendar {
  const clock = CLOCKS[after];
  return within.unit === 'working day'
    ? afterWorkingDays(start, within.amount, calendar, clock)
    : afterDays(start, within.amount, clock);
}

/** The register gives the new wording: is it on the channel, and since when? */
function byWording(
  start: Start,
  base: Opening,
  deadline: Deadline,
  hearing: Hearing,
  content: Verdict,
  court: Court,
): Timed {
  const { corpus, duty } = hearing;
  if (!corpus) return { verdict: judgeUnknown(base, deadline, 'insufficient-evidence', court) };
  const { item } = duty.obligation;
  const shown = findWords(corpus, item, start.after);
  const obstacle = doubt(corpus, duty.obligation, court, start.on);
  if (shown)
    return {
      verdict: unlessDoubted(
        base,
        judgeShown(shown.document, [shown.quote], start, base, deadline, court),
        obstacle,
        court,
      ),
    };
  if (obstacle) return { verdict: judgeUnknown(base, deadline, obstacle.reason, court), unsettled: obstacle };
  const old = start.before ? findWords(corpus, item, start.before) : undefined;
  const unseen = old ? undefined : undeclared(corpus);
  if (unseen) return { verdict: judgeUnknown(base, deadline, unseen.reason, court) };
  const verdict = judgeUndone({ ...base, quotes: old ? [old.quote] : [] }, deadline, lastSeen(corpus, item), court);
  const caused = verdict.outcome === 'failed' && (old !== undefined || content.outcome === 'failed');
  return { verdict: caused ? { ...verdict, causedBy: content.id } : verdict, ...(old && { showsOld: old.quote }) };
}

/** The register gives no wording: only the publication date of what is there can speak. */
function byDate(
  start: Start,
  base: Opening,
  deadline: Deadline,
  { duty, corpus, findings }: Hearing,
  content: Verdict,
  court: Court,
): Timed {
  const obstacle = corpus && doubt(corpus, duty.obligation, court, start.on);
  const finding = findings.find(
    ({ holds, stated }) => holds === 'yes' && stated !== undefined && stated.date >= start.on,
  );
  if (finding?.stated) {
    return {
      verdict: unlessDoubted(
        base,
        judgeClaim({ ...base, quotes: finding.quotes }, finding.stated, start.on, deadline, court),
        obstacle,
        court,
      ),
    };
  }
  const seen = court.history && obstacle === undefined && observedAfter(start, content, court);
  if (seen) return { verdict: judgeObserved({ ...base, quotes: content.quotes.slice(0, 1) }, seen, deadline, court) };
  const absent = content.outcome === 'failed' && content.gap === 'missing' && corpus && !obstacle;
  if (!absent) return { verdict: judgeUnknown(base, deadline, 'date', court) };
  const verdict = judgeUndone(base, deadline, lastSeen(corpus, duty.obligation.item), court);
  return { verdict: verdict.outcome === 'failed' ? { ...verdict, causedBy: content.id } : verdict };
}

/** The register does not say to what it changed, but earlier runs saw the content change on or after that day. */
function observedAfter(start: Start, { id, facts }: Verdict, { history, asOf }: Court): Observed | undefined {
  const today = facts.map(({ key, value }) => `${key}=${value}`).join('\n');
  const seen = today === '' ? undefined : observedChange(history?.of(id) ?? [], today, asOf);
  return seen && seen.by >= start.on ? seen : undefined;
}

/** A date printed before the change belongs to an older edition and says nothing about this one. */
function judgeShown(
  document: Document,
  quotes: readonly Quote[],
  start: Start,
  base: Opening,
  deadline: Deadline,
  court: Court,
): Verdict {
  const stated = publicationOf(document);
  const opened = { ...base, quotes };
  if (stated && stated.date >= start.on) return judgeClaim(opened, stated, start.on, deadline, court);
  const captured = civilDay(document.capture.capturedAt);
  if (captured <= deadline.due)
    return judgeDone(opened, { date: captured, source: 'observed', quote: captured }, deadline, court);
  const seen = court.history && observedSince(sightingsOf(start, base, court.history), showing(start.after), captured);
  return seen ? judgeObserved(opened, seen, deadline, court) : judgeUnknown(opened, deadline, 'date', court);
}

/** What earlier runs saw of a change; where its date was put right in the register since, under the former date too. */
function sightingsOf(start: Start, { id }: Opening, history: History): readonly Sighting[] {
  const [head = '', tail = ''] = id.split(start.instance);
  const known = [start.instance, ...start.replaces];
  const former = [...history.ids()].filter(
    (one) =>
      one.startsWith(`${head}change-`) && one.endsWith(tail) && !known.some((date) => one === head + date + tail),
  );
  const seen = former.map(history.of).filter((sightings) => isSameChange(sightings, start));
  return [...seen.flat(), ...history.of(id)].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
}

/** The same wording, first seen since it changed: what an older edition showed is no proof of this one. */
function isSameChange(sightings: readonly Sighting[], { on, after }: Start): boolean {
  const shown = sightings.filter(({ words }) => showing(after)(words));
  return shown.length > 0 && shown.every(({ first }) => first >= on);
}
