import { SEVERITIES, type Severity } from '../../catalogue/closed-lists.ts';
import type { Recorded } from '../../ledger/record-run.ts';

/** An audit of an earlier day than the last is compared with nothing: that nothing is new cannot be said of it. */
export const isAside = ({ kind }: Recorded): boolean => kind === 'aside';

/**
 * Whether the night has something at or above the threshold that staff must hear of at once; `never` never has. `relapsed` is how
 * grave the lines are that were struck off and are found all the same: no page changed, and yet somebody believes them mended.
 */
export function isRed(
  { changes, withinDay }: Recorded,
  relapsed: readonly Severity[],
  failOn: string,
): 'gaps' | 'evidence' | undefined {
  const threshold = SEVERITIES.findIndex((severity) => severity === failOn);
  if (relapsed.some((severity) => SEVERITIES.indexOf(severity) >= threshold)) return 'gaps';
  const bad = [...changes, ...withinDay].filter(({ kind }) => kind === 'new' || kind === 'worse');
  if (bad.some(({ after }) => after.outcome === 'failed' && SEVERITIES.indexOf(after.severity) >= threshold))
    return 'gaps';
  return bad.some(({ after }) => after.outcome !== 'failed') ? 'evidence' : undefined;
}
