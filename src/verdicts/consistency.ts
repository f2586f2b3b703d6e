import type { Fact } from '../checks/finding.ts';
import { join, text, verbatim, type Text } from '../language/text.ts';
import type { Obligation } from '../workspace/plan.ts';
import { placeName, subject, type Court } from './court.ts';
import type { Verdict } from './verdict.ts';

/** The verdicts of one obligation on all its channels. */
export interface Across {
  readonly obligation: Obligation;
  readonly contents: readonly Verdict[];
  readonly timings: readonly Verdict[];
}

/** 各渠道发布内容一致, 发布时间同步: the aspect that lies between channels (N09, N10). */
export function judgeConsistency(across: Across, court: Court): Verdict[] {
  const { fact } = across.obligation.element;
  const same = fact === undefined ? [] : [judgeSame(across, fact, court)];
  return [...same, ...judgeSynchronised(across, court)];
}

interface Stated {
  readonly place: string;
  readonly verdict: Verdict;
  readonly facts: readonly Fact[];
}

function opened({ obligation }: Across, court: Court, instance?: string) {
  return {
    id: [obligation.id, instance, 'consistency'].filter(Boolean).join('/'),
    ...subject(obligation),
    ...(instance !== undefined && { instance }),
    aspect: 'consistency' as const,
    owners: {
      content: obligation.contentOwners,
      publisher: court.catalogue.publishers.portal === 'content' ? obligation.contentOwners.join('、') : '',
    },
  };
}

function judgeSame(across: Across, key: string, court: Court): Verdict {
  const base = opened(across, court);
  const stated = across.contents.flatMap((verdict): Stated[] => {
    const facts = verdict.facts.filter((fact) => fact.key === key || fact.key.startsWith(`${key}:`));
    return facts.length === 0
      ? []
      : [{ place: placeName(verdict.channel ?? 'portal', verdict.site ?? ''), verdict, facts }];
  });
  const quotes = stated.flatMap(({ verdict }) => verdict.quotes.slice(0, 1));
  if (stated.length < 2)
    return {
      ...base,
      quotes,
      outcome: 'cantTell',
      reason: 'insufficient-evidence',
      says: [text('可比对的渠道不足两个', 'fewer than two channels state it')],
    };
  const odd = disagreement(stated);
  const shown = join(stated.map(shownAt), '；', '; ');
  if (!odd) return { ...base, quotes, outcome: 'passed', says: [shown], facts: stated.flatMap(({ facts }) => facts) };
  const faulty = odd.find(({ verdict }) => verdict.outcome === 'failed');
  return {
    ...base,
    quotes,
    outcome: 'failed',
    gap: 'inconsistent',
    says: [shown],
    facts: stated.flatMap(({ facts }) => facts),
    ...(faulty && { causedBy: faulty.verdict.id }),
  };
}

const shownAt = ({ place, facts }: Stated): Text => verbatim(`${place} ${facts.map(({ shown }) => shown).join('、')}`);

/** Two channels that state the same key disagree when they have no value in common. */
function disagreement(stated: readonly Stated[]): readonly Stated[] | undefined {
  for (const [index, one] of stated.entries()) {
    for (const other of stated.slice(index + 1)) {
      if (clash(one.facts, other.facts)) return [one, other];
    }
  }
  return undefined;
}

function clash(one: readonly Fact[], other: readonly Fact[]): boolean {
  const keys = new Set(one.map(({ key }) => key).filter((key) => other.some((fact) => fact.key === key)));
  return [...keys].some((key) => {
    const values = new Set(one.filter((fact) => fact.key === key).map(({ value }) => value));
    return !other.some((fact) => fact.key === key && values.has(fact.value));
  });
}

/** The same change reached the channels on different days; the plan gives no tolerance (N10, C57). */
function judgeSynchronised(across: Across, court: Court): Verdict[] {
  const instances = [...new Set(across.timings.map(({ instance }) => instance))].filter((one) =>
    one?.startsWith('change-'),
  );
  return instances.flatMap((instance) => (instance === undefined ? [] : synchronised(across, instance, court)));
}

function synchronised(across: Across, instance: string, court: Court): Verdict[] {
  const dated = across.timings.filter((timing) => timing.instance === instance && timing.published);
  if (dated.length < 2) return [];
  const days = new Set(dated.map(({ published }) => published?.date));
  const shown = dated.map(
    (one) => `${placeName(one.channel ?? 'portal', one.site ?? '')} ${one.published?.date ?? ''}`,
  );
  const base = {
    ...opened(across, court, instance),
    severity: 'minor' as const,
    quotes: dated.flatMap((one) => one.quotes.slice(0, 1)),
    says: [verbatim(shown.join('；'))],
  };
  return [days.size === 1 ? { ...base, outcome: 'passed' } : { ...base, outcome: 'failed', gap: 'unsynchronised' }];
}
