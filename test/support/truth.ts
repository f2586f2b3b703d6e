import { z } from 'zod';
import { GAPS } from '../../src/checks/search/finding.ts';
import { REASONS, type Reason } from '../../src/evidence/reason.ts';
import { patternOf } from '../../src/cases/pattern.ts';
import { OUTCOMES, type Outcome, type Verdict } from '../../src/verdicts/verdict.ts';

const reasons = Object.keys(REASONS) as [Reason, ...Reason[]];

/** What a person says must come out; later lines win over earlier, wider ones. */
export const truthSchema = z.array(
  z.strictObject({
    verdict: z.string(),
    outcome: z.enum(OUTCOMES),
    gap: z.enum(GAPS).optional(),
    reason: z.union([z.enum(reasons), z.array(z.enum(reasons))]).optional(),
    flag: z.string().optional(),
    due: z.string().optional(),
    why: z.string().optional(),
    /** The number of the planted truth: T01 … */
    planted: z.string().optional(),
  }),
);
export type Truth = z.infer<typeof truthSchema>;
export type TruthLine = Truth[number];

export interface Compared {
  readonly verdict: Verdict;
  readonly line: TruthLine | undefined;
  readonly right: boolean;
}

export interface Comparison {
  readonly compared: readonly Compared[];
  /** Planted truths with the verdicts that they speak of; one that matches nothing was not found. */
  readonly planted: readonly {
    readonly id: string;
    readonly line: TruthLine;
    readonly matched: number;
    readonly right: number;
  }[];
}

/** Holds verdicts against the truth: the last line whose pattern fits decides. */
export function compare(verdicts: readonly Verdict[], truth: Truth): Comparison {
  const patterns = truth.map((line) => ({ line, pattern: patternOf(line.verdict) }));
  const compared = verdicts.map((verdict) => {
    const line = patterns.findLast(({ pattern }) => pattern.test(verdict.id))?.line;
    return { verdict, line, right: line === undefined || agrees(verdict, line) };
  });
  const planted = truth
    .filter((line) => line.planted !== undefined)
    .map((line) => {
      const own = compared.filter((one) => one.line === line);
      return { id: line.planted ?? '', line, matched: own.length, right: own.filter(({ right }) => right).length };
    });
  return { compared, planted };
}

export function agrees(verdict: Verdict, line: TruthLine): boolean {
  const reasonsWanted = line.reason === undefined ? undefined : [line.reason].flat();
  return (
    verdict.outcome === line.outcome &&
    (line.gap === undefined || verdict.gap === line.gap) &&
    (reasonsWanted === undefined || (verdict.reason !== undefined && reasonsWanted.includes(verdict.reason))) &&
    (line.flag === undefined || verdict.flag === line.flag) &&
    (line.due === undefined || verdict.deadline?.due === line.due)
  );
}

/** Expected × found, as counts. */
export function confusion({ compared }: Comparison): string {
  const judged = compared.filter(({ line }) => line !== undefined);
  const cell = (expected: Outcome, found: Outcome): number =>
    judged.filter(({ verdict, line }) => line?.outcome === expected && verdict.outcome === found).length;
  const width = 13;
  const head = ['expected\\found', ...OUTCOMES].map((name) => name.padEnd(width)).join('');
  const rows = OUTCOMES.map((expected) =>
    [expected, ...OUTCOMES.map((found) => String(cell(expected, found)))].map((part) => part.padEnd(width)).join(''),
  );
  return [head, ...rows].join('\n');
}

export const falsely = (outcome: Outcome, { compared }: Comparison): readonly Compared[] =>
  compared.filter(({ verdict, line }) => line !== undefined && verdict.outcome === outcome && line.outcome !== outcome);
