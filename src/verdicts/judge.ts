import type { Obligation } from '../workspace/plan.ts';
import { judgeConsistency } from './consistency.ts';
import { judgeContent } from './content.ts';
import type { Court, Hearing } from './court.ts';
import type { Timed } from './timed.ts';
import { judgeTimeliness } from './timeliness.ts';
import type { Verdict } from './verdict.ts';

interface Judged {
  readonly obligation: Obligation;
  readonly content: Verdict;
  readonly timings: readonly Verdict[];
}

/** Findings, deadlines and rules become verdicts: content and timeliness for each duty, then consistency across channels. */
export function judge(hearings: readonly Hearing[], court: Court): Verdict[] {
  const judged = hearings.map((hearing) => judgeDuty(hearing, court));
  const across = groupByObligation(judged).map((group) => ({
    obligation: group[0].obligation,
    contents: group.map(({ content }) => content),
    timings: group.flatMap(({ timings }) => timings),
  }));
  const verdicts = [
    ...judged.flatMap(({ content, timings }) => [content, ...timings]),
    ...across.flatMap((one) => judgeConsistency(one, court)),
  ];
  return onceEach(verdicts);
}

function judgeDuty(hearing: Hearing, court: Court): Judged {
  const content = judgeContent(hearing, court);
  const timed = judgeTimeliness(hearing, content, court);
  return {
    obligation: hearing.duty.obligation,
    content: outdated(content, timed),
    timings: timed.map(({ verdict }) => verdict),
  };
}

/** The page still shows what the change register says is no longer so: one root cause, and it is the content (A14). */
function outdated(content: Verdict, timed: readonly Timed[]): Verdict {
  const old = timed.find(({ showsOld }) => showsOld !== undefined);
  if (!old?.showsOld || content.outcome !== 'passed') return content;
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
