import type { ReaderStaff } from '../documents/reader/staff.ts';
import type { Politeness } from '../evidence/politeness.ts';
import { openLaw } from './law.ts';

/** What the audits of several companies share; a lone audit opens its own. */
export interface Means {
  readonly openLaw: typeof openLaw;
  readonly politeness?: Politeness;
  readonly readers?: ReaderStaff;
}

export const OWN_MEANS: Means = { openLaw };
