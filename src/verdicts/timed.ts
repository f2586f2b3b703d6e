import type { Fault } from '../evidence/capture.ts';
import type { Verdict } from './verdict.ts';

/** A timeliness verdict, and what it implies for the content of the same duty (A14). */
export interface Timed {
  readonly verdict: Verdict;
  /** The page still shows what the change register says is no longer so. */
  readonly showsOld?: Verdict['quotes'][number];
  /** Whether the page shows the new or the old cannot be told: what was not read, and why. */
  readonly unsettled?: Fault;
}
