import type { Fault } from '../evidence/capture.ts';
import type { Obligation } from '../workspace/plan.ts';
import { doubt, notRead, unreadable } from './absence.ts';
import type { Stand } from './across.ts';
import { judgeConsistency } from './consistency.ts';
import { earliestFor, judgeContent, principal } from './content.ts';
import type { Court, Hearing } from './court.ts';
import { fromPictures } from './from-pictures.ts';
import { isUnread } from './roll-up.ts';
import type { Timed } from './timed.ts';
import { judgeTimeliness } from './timeliness.ts';
import type { Verdict } from './verdict.ts';

interface Judged extends Stand {
  readonly obligation: Obligation;
}

/** Findings, deadlines and rules become verdicts: content and timeliness for each duty, then consistency across channels. */
export function judge(hearings: readonly Hearing[], court: Court): Verdict[] {
  const judged = hearings.map((hearing) => judgeDuty(hearing, court));
  const across = groupByObligation(judged).map((group) => ({ obligation: group[0].obligation, stands: group }));
  const verdicts = [
    ...judged.flatMap(({ content, timings }) => [content, ...timings]),
    ...across.flatMap((one) => judgeConsistency(one, court)),
  ];
  const corpora = hearings.flatMap(({ corpus }) => corpus ?? []);
  return fromPictures(onceEach(verdicts), [...new Set(corpora)]);
}

function judgeDuty(hearing: Hearing, court: Court): Judged {
  const content = judgeContent(hearing, court);
  const timed = judgeTimeliness(hearing, content, court);
  return {
    obligation: hearing.duty.obligation,
    content: outdated(content, timed),
    timings: timed.map(({ verdict }) => verdict),
    open: openTo(hearing, content, court),
  };
}

/** What of the channel was not read although it may say something else about the duty. */
function openTo({ duty, corpus, findings }: Hearing, content: Verdict, court: Court): Stand['open'] {
  if (duty.applies.kind !== 'applies' || !corpus) return () => undefined;
  const finding = principal(findings);
  const usual = finding && earliestFor(finding);
  return (since = usual) => unreadable(corpus) ?? doubt(corpus, duty.obligation, court, since) ?? notHad(content);
}

/** The very page that should state it could not be had. */
const notHad = (content: Verdict): Fault | undefined =>
  isUnread(content) && content.reason !== undefined
    ? { reason: content.reason, detail: content.quotes[0]?.url ?? '' }
    : undefined;

/** The page still shows what the change register says is no longer so: one root cause, and it is the content (A14). */
function outdated(content: Verdict, timed: readonly Timed[]): Verdict {
  if (content.outcome !== 'passed') return content;
  const unsettled = timed.find((one) => one.unsettled !== undefined)?.unsettled;
  if (unsettled) {
    return { ...content, outcome: 'cantTell', reason: unsettled.reason, says: [...content.says, notRead(unsettled)] };
  }
  const old = timed.find(({ showsOld }) => showsOld !== undefined);
  if (!old?.showsOld) return content;
  const { outcome, deadline, says } = old.verdict;
  const shown = { ...content, quotes: [old.showsOld], says: [...content.says, ...says], ...(deadline && { deadline }) };
  if (outcome === 'failed') return { ...shown, outcome: 'failed', gap: 'wrong' };
  return outcome === 'pending' ? { ...shown, outcome: 'pending' } : content;
}

function groupByObligation(judged: readonly Judged[]): [Judged, ...Judged[]][] {
  const groups = new Map<string, [Judged, ...Judged[]]>();
  for (const one of judged) {
    const group = groups.get(one.obligation.id);
    if (group) group.push(one);
    else groups.set(one.obligation.id, [one]);
  }
  return [...groups.values()];
}

/** A notice that serves several elements is judged under its item once. */
function onceEach(verdicts: readonly Verdict[]): Verdict[] {
  const seen = new Set<string>();
  return verdicts.filter(({ id }) => !seen.has(id) && seen.add(id));
}
