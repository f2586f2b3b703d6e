import { SEVERITIES, type Severity } from '../catalogue/closed-lists.ts';
import { GAPS, type Gap } from '../checks/search/finding.ts';
import { gapsByDepartment } from './gap-entries.ts';
import type { Report } from './report.ts';

/** What one department answers for first, in numbers. */
export interface DepartmentCount {
  readonly department: string;
  readonly gaps: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byKind: Readonly<Record<Gap, number>>;
  /** Entries told under another department, for which this one answers as well. */
  readonly shared: number;
}

/** By department, those with most gaps first; each gap is counted once, under the department that answers first. */
export function departmentCounts(report: Report): DepartmentCount[] {
  return gapsByDepartment(report).map(({ department, items, gaps, shared }) => {
    const own = items.flatMap(({ entries }) => entries.flatMap((entry) => entry.gaps));
    return {
      department,
      gaps,
      bySeverity: countBy(SEVERITIES, (severity) => own.filter((one) => one.severity === severity).length),
      byKind: countBy(GAPS, (kind) => own.filter(({ gap }) => gap === kind).length),
      shared: shared.length,
    };
  });
}

const countBy = <K extends string>(keys: readonly K[], count: (key: K) => number): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>;
