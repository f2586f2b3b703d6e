import type { Context } from '../checks/check.ts';
import type { CompiledRules } from '../checks/compile.ts';
import type { Corpus } from '../checks/search/corpus.ts';
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
    const look = rules.get(duty.obligation.element);
    if (!look || duty.applies.kind === 'inapplicable') return { duty, corpus, findings: [] };
    if (look.onRecords) return { duty, corpus, findings: look(placed(duty), contextOf(duty, court)), onRecords: true };
    if (duty.applies.kind !== 'applies' || !corpus) return { duty, corpus, findings: [] };
    return { duty, corpus, findings: look(corpus, contextOf(duty, court)) };
  });
}

function contextOf({ obligation }: Duty, { catalogue, workspace, calendar, asOf, maxAgeDays }: Court): Context {
  const { item, element, variant } = obligation;
  return {
    item,
    element,
    variant,
    company: workspace.company,
    catalogue,
    asOf,
    records: workspace,
    calendar,
    maxAgeDays,
  };
}

/** A check on records needs no pages, only to know the place. */
const placed = ({ channel, site }: Duty): Corpus => ({ ...NO_PAGES, site, ...(channel !== undefined && { channel }) });
