import type { CivilDate } from '../calendar/civil-date.ts';
import type { Waiver } from '../workspace/waiver.ts';
import type { Verdict, Waived } from './verdict.ts';

export const WAIVER_STATUSES = ['in-force', 'expired', 'not-yet', 'idle'] as const;
export type WaiverStatus = (typeof WAIVER_STATUSES)[number];

/** One entry of the waiver list on the day, and the gaps it speaks of. */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly status: WaiverStatus;
  readonly verdicts: readonly string[];
}

/** Verdicts with the gaps let stand marked, and what has become of each waiver. */
export interface Waiving {
  readonly verdicts: readonly Verdict[];
  readonly uses: readonly WaiverUse[];
}

/**
 * A waiver hides nothing: the verdict stays `failed`, says who let it stand, and is not counted while the waiver lasts.
 * One that ran out speaks of nothing any more where another lets the same gaps stand: it was renewed on a line of its own.
 */
export function waive(verdicts: readonly Verdict[], waivers: readonly Waiver[], asOf: CivilDate): Waiving {
  if (waivers.length === 0) return { verdicts, uses: [] };
  const uses = waivers.map((waiver): WaiverUse => {
    const meant = verdicts.filter((verdict) => verdict.outcome === 'failed' && speaksOf(waiver, verdict));
    return { waiver, status: statusOf(waiver, meant.length, asOf), verdicts: meant.map(({ id }) => id) };
  });
  const standing = uses.filter(({ status }) => status === 'in-force');
  const waived = new Set(standing.flatMap((use) => use.verdicts));
  return {
    verdicts: verdicts.map((verdict) => marked(verdict, standing)),
    uses: uses.map((use) => (use.status === 'expired' ? lessRenewed(use, waived) : use)),
  };
}

function lessRenewed(use: WaiverUse, waived: ReadonlySet<string>): WaiverUse {
  const verdicts = use.verdicts.filter((id) => !waived.has(id));
  return { ...use, verdicts, status: verdicts.length === 0 ? 'idle' : 'expired' };
}

function statusOf({ from, until }: Waiver, gaps: number, asOf: CivilDate): WaiverStatus {
  if (gaps === 0) return 'idle';
  if (asOf < from) return 'not-yet';
  return asOf > until ? 'expired' : 'in-force';
}

/** Whatever the waiver names must fit; what it leaves out may be anything. */
function speaksOf({ element, channel, site, gap }: Waiver, verdict: Verdict): boolean {
  const own = [verdict.item, verdict.element, [verdict.element, verdict.variant].filter(Boolean).join('-')];
  return (
    own.includes(element) &&
    (channel === undefined || channel === verdict.channel) &&
    (site === undefined || site === verdict.site) &&
    (gap === undefined || gap === verdict.gap)
  );
}

function marked(verdict: Verdict, standing: readonly WaiverUse[]): Verdict {
  const use = standing.find(({ verdicts }) => verdicts.includes(verdict.id));
  return use ? { ...verdict, waiver: waivedBy(use.waiver) } : verdict;
}

/** The part of a waiver that every report shows. */
export const waivedBy = ({ reason, approver, from, until }: Waiver): Waived => ({ reason, approver, from, until });
