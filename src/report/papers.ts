import type { Verdict } from '../verdicts/verdict.ts';
import type { Report } from './report.ts';

/** 资料核查: the duties of the unit itself, which no channel shows; those that do not apply on the day are left out. */
export interface Papers {
  /** Judged by what the unit handed in. */
  readonly judged: readonly Verdict[];
  /** Nothing was handed in: nobody has looked yet. */
  readonly waiting: readonly Verdict[];
}

/** The verdicts on the unit's own papers, apart from what its channels show. */
export function papersOf({ items, verdicts }: Pick<Report, 'items' | 'verdicts'>): Papers {
  const unit = new Set(items.filter(({ scope }) => scope === 'unit').map(({ id }) => id));
  const own = verdicts.filter(({ item, outcome }) => unit.has(item) && outcome !== 'inapplicable');
  return {
    judged: own.filter(({ outcome }) => outcome !== 'untested'),
    waiting: own.filter(({ outcome }) => outcome === 'untested'),
  };
}

/**
 * What of the channels could not be told; papers that nobody handed in are not counted among it, nor what was not looked
 * at because of a gap (the dates on a channel that is missing): the gap stands for it, as for the failures it causes.
 */
export const undecided = (report: Pick<Report, 'items' | 'verdicts'>): number =>
  report.verdicts.filter(isUndecided).length - papersOf(report).waiting.length;

const isUndecided = ({ outcome, causedBy }: Verdict): boolean =>
  outcome === 'cantTell' || (outcome === 'untested' && causedBy === undefined);
