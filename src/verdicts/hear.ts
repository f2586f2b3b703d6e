import type { CompiledRules } from '../checks/compile.ts';
import type { Corpus } from '../checks/corpus.ts';
import { NO_PAGES } from '../checks/no-pages.ts';
import type { Duty } from '../workspace/plan.ts';
import type { Court, Hearing } from './court.ts';

/** Lets each duty's check look at its channel: one hearing a duty, in plan order. */
export function hear(
  duties: readonly Duty[],
  corpora: readonly Corpus[],
  rules: CompiledRules,
  court: Court,
): Hearing[] {
  return duties.map((duty) => {
    const corpus = corpora.find(({ channel, site }) => channel === duty.channel && site === duty.site);
    const shown = duty.channel === undefined ? NO_PAGES : corpus;
    if (duty.applies.kind !== 'applies' || !shown) return { duty, corpus, findings: [] };
    const { item, element, variant } = duty.obligation;
    const look = rules.get(element);
    const { catalogue, workspace, asOf } = court;
    const { company, changes, approvals, reviews } = workspace;
    const context = { item, element, variant, company, catalogue, asOf, records: { changes, approvals, reviews } };
    return { duty, corpus, findings: look ? look(shown, context) : [] };
  });
}
