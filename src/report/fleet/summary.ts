import { z } from 'zod';
import { companyKindSchema, SEVERITIES } from '../../catalogue/rule.ts';
import { GAPS } from '../../checks/search/finding.ts';
import { isGap } from '../../verdicts/roll-up.ts';
import { OUTCOMES } from '../../verdicts/verdict.ts';
import { departmentCounts } from '../departments.ts';
import type { Report } from '../report.ts';

const count = z.int().nonnegative();
const counted = <K extends string>(keys: readonly [K, ...K[]]) => z.record(z.enum(keys), count);

/** What a roll-up adds up: every number is a count, so that the numbers of a group are the sums of its units. */
export const tallySchema = z.strictObject({
  /** Content duties that apply, and those of which the outcome could be told. */
  duties: count,
  told: count,
  /** Pages read, and captures that were not. */
  pages: count,
  unread: count,
  /** Gaps that count; each stands once in each of the following. */
  gaps: count,
  bySeverity: counted(SEVERITIES),
  byKind: counted(GAPS),
  /** By the department that answers first, under its Chinese name. */
  byDepartment: z.record(z.string(), count),
  /** Gaps that an approver lets stand for a time; they are not among the above. */
  waived: count,
  outcomes: counted(OUTCOMES),
});
export type Tally = z.infer<typeof tallySchema>;

/** What a roll-up keeps of the report of one unit. */
export const unitSummarySchema = z.strictObject({
  company: z.strictObject({
    id: z.string(),
    name: z.string(),
    en: z.string().optional(),
    kind: companyKindSchema,
    parent: z.string().optional(),
  }),
  asOf: z.iso.date(),
  tally: tallySchema,
  /** English names of the departments counted, where the catalogue gives them. */
  departments: z.record(z.string(), z.string()),
});
export type UnitSummary = z.infer<typeof unitSummarySchema>;

/** The numbers of one unit, as its own report has them. */
export function summaryOf(report: Report): UnitSummary {
  const gaps = report.verdicts.filter(isGap);
  const departments = departmentCounts(report).filter((one) => one.gaps > 0);
  const english = new Map(report.departments.map(({ name, en }) => [name, en]));
  const numbers = <K extends string>(keys: readonly K[], of: (key: K) => number): Record<K, number> =>
    Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number>;
  return {
    company: report.company,
    asOf: report.asOf,
    tally: {
      duties: report.coverage.duties,
      told: report.coverage.told,
      pages: report.coverage.pages,
      unread: report.coverage.unread.length,
      gaps: gaps.length,
      bySeverity: numbers(SEVERITIES, (severity) => gaps.filter((one) => one.severity === severity).length),
      byKind: numbers(GAPS, (kind) => gaps.filter(({ gap }) => gap === kind).length),
      byDepartment: Object.fromEntries(departments.map(({ department, gaps: own }) => [department, own])),
      waived: report.verdicts.filter(({ outcome, waiver }) => outcome === 'failed' && waiver !== undefined).length,
      outcomes: report.counts,
    },
    departments: Object.fromEntries(
      departments.flatMap(({ department }) => {
        const en = english.get(department);
        return en === undefined ? [] : [[department, en] as const];
      }),
    ),
  };
}
