import type { Verdict } from './verdict.ts';

/** A timeliness verdict, and what it implies for the content of the same duty (A14). */
export interface Timed {
  readonly verdict: Verdict;
  /** The page still shows what the change register says is no longer so. */
  readonly showsOld?: Verdict['quotes'][number];
}
