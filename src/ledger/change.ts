import { SEVERITIES } from '../catalogue/closed-lists.ts';
import type { Gap } from '../checks/search/finding.ts';
import { text, type Text } from '../language/text.ts';
import { askedIn, type Asked } from './asked.ts';
import { causesOf, type Cause } from './cause.ts';
import type { Judged } from './judged.ts';
import { redated } from './redated.ts';
import { underNewNames, type Renaming } from './renamed.ts';

export const CHANGE_NAMES = {
  new: text('新增', 'new'),
  worse: text('恶化', 'worse'),
  better: text('改善', 'better'),
  recovered: text('恢复', 'recovered'),
  unproved: text('转为无法判定', 'no longer told'),
} as const satisfies Record<string, Text>;

export type ChangeKind = keyof typeof CHANGE_NAMES;

/** One verdict that differs from the earlier run in a way that somebody should hear of. */
export interface Change {
  readonly kind: ChangeKind;
  readonly before?: Judged;
  readonly after: Judged;
  readonly causes: readonly Cause[];
  /** `after` is what an earlier run of the day saw; this one could not read it. */
  readonly seenEarlier?: true;
}

type Standing = 'fine' | 'unknown' | 'gap' | 'secondary';

function standingOf({ outcome, caused }: Judged): Standing {
  if (outcome === 'failed') return caused ? 'secondary' : 'gap';
  return outcome === 'cantTell' || outcome === 'untested' ? 'unknown' : 'fine';
}

const MOVES: Readonly<Record<Standing, Readonly<Record<Standing, ChangeKind | undefined>>>> = {
  fine: { fine: undefined, unknown: 'worse', gap: 'new', secondary: undefined },
  unknown: { fine: 'better', unknown: undefined, gap: 'new', secondary: undefined },
  // A gap that can no longer be told is not proved any more, and not mended either: what cannot be reached is none the better for it.
  gap: { fine: 'recovered', unknown: 'unproved', gap: undefined, secondary: undefined },
  secondary: { fine: undefined, unknown: undefined, gap: 'new', secondary: undefined },
};

/** How bad a kind of gap is for the reader of the page: nothing there, wrong, late, or not whole. */
const WEIGHT: Readonly<Record<Gap, number>> = {
  ...{ missing: 3, channel: 3, wrong: 3, expired: 2, overdue: 2, procedure: 2 },
  ...{ incomplete: 1, inconsistent: 1, unsynchronised: 0 },
};

/** What changed for one verdict; undefined where nothing did that counts. A gap that is waived is no news. */
export function changeOf(before: Judged | undefined, after: Judged): Change | undefined {
  const kind = kindOf(before, after);
  if (kind === undefined || (after.waived && kind === 'new')) return undefined;
  return before ? { kind, before, after, causes: causesOf(before, after) } : { kind, after, causes: [] };
}

function kindOf(before: Judged | undefined, after: Judged): ChangeKind | undefined {
  const now = standingOf(after);
  if (!before) return now === 'gap' ? 'new' : undefined;
  if (isSameLateness(before, after)) return undefined;
  if (standingOf(before) !== 'gap' || now !== 'gap') return MOVES[standingOf(before)][now];
  // While it was let stand it was no news; now it counts, and somebody has to hear of it.
  return before.waived && !after.waived ? 'new' : regraded(before, after);
}

/**
 * What was lacking past its day was told by its content; on the day that it is there at last, that it came late is no news. The
 * content recovers then, and whoever mended it is not alarmed for it.
 */
const isSameLateness = (before: Judged, after: Judged): boolean =>
  standingOf(before) === 'secondary' && before.gap === 'overdue' && isDoneLate(after);

/** It is there and came late: nothing is left to be published. */
export const isDoneLate = ({ outcome, gap, published }: Judged): boolean =>
  outcome === 'failed' && gap === 'overdue' && published !== undefined;

/** A gap of another kind of the same weight is another gap: it gets a number of its own. */
function regraded(before: Judged, after: Judged): ChangeKind | undefined {
  const by = weigh(after) - weigh(before);
  if (by !== 0) return by > 0 ? 'worse' : 'better';
  return before.gap === after.gap ? undefined : 'new';
}

const weigh = ({ gap, severity }: Judged): number =>
  SEVERITIES.indexOf(severity) * 10 + (gap === undefined ? 0 : WEIGHT[gap]);

/** What differs between two runs, in the order of the later one, and what only the earlier one judged. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly dropped: readonly Judged[];
}

export function compareRuns(
  before: readonly Judged[],
  after: readonly Judged[],
  renamed: readonly Renaming[] = [],
): Comparison {
  const earlier = underNewNames(before, renamed);
  const known = new Map(earlier.map((one) => [one.id, one]));
  const moved = redated(earlier, after);
  const asked = askedIn(earlier);
  const judged = new Set([...after, ...moved.values()].map(({ id }) => id));
  return {
    changes: after.flatMap((one) => {
      const change = changeOf(moved.get(one.id) ?? known.get(one.id), one);
      return change ? explained(change, asked) : [];
    }),
    dropped: earlier.filter(({ id }) => !judged.has(id)),
  };
}

/** What was not judged before is not caused by what it rests on, but by what has come to be judged. */
export const explained = (change: Change, asked: Asked): Change =>
  change.before ? change : { ...change, causes: asked.whyNew(change.after) };
