import type { Reason } from '../evidence/reason.ts';
import type { Verdict } from './verdict.ts';

/** Why the content could not be told for want of evidence, so that nothing about its dates can be either. */
export const silenceOf = ({ outcome, reason, quotes }: Verdict): Reason | undefined =>
  outcome === 'cantTell' && quotes.length === 0 && reason !== 'needs-person' ? reason : undefined;
