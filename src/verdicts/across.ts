import type { CivilDate } from '../calendar/civil-date.ts';
import type { Fault } from '../evidence/capture.ts';
import type { Obligation } from '../workspace/plan.ts';
import { openingOf, type Court, type Opening } from './court.ts';
import type { Verdict } from './verdict.ts';

/** What came out for one obligation at one place. */
export interface Stand {
  readonly content: Verdict;
  readonly timings: readonly Verdict[];
  /** What of the place, published since that day, may say otherwise but was not read; undefined where nothing may. */
  readonly open: (since?: CivilDate) => Fault | undefined;
}

/** One obligation on all its channels. */
export interface Across {
  readonly obligation: Obligation;
  readonly stands: readonly Stand[];
}

/** The part of a verdict between channels that does not depend on what was found. */
export function openingAcross({ obligation }: Across, court: Court, instance?: string): Opening {
  const { across, publishers } = court.catalogue;
  const id = [obligation.id, instance, 'consistency'].filter(Boolean).join('/');
  const opened = openingOf(obligation, { id, instance, aspect: 'consistency' }, court);
  const content = obligation.contentOwners;
  return {
    ...opened,
    basis: across?.basis ?? opened.basis,
    owners: { content, publisher: publishers.portal === 'content' ? content.join('、') : '' },
  };
}
