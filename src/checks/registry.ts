import type { Check } from './check.ts';

/** Every check that a rule may name, by its name. A check is one file, one line here and one test. */
export const CHECKS = {} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;
