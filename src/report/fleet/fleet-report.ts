import type { CivilDate } from '../../calendar/civil-date.ts';
import { SEVERITIES, type CompanyKind } from '../../catalogue/rule.ts';
import { GAPS } from '../../checks/search/finding.ts';
import type { Text } from '../../language/text.ts';
import { OUTCOMES } from '../../verdicts/verdict.ts';
import type { Tally, UnitSummary } from './summary.ts';

/** One company of the fleet. What was not finished has no numbers: it is unknown, and never "no gaps". */
export interface FleetLine {
  /** Of its workspace, relative to the fleet's, with forward slashes. */
  readonly folder: string;
  /** Undefined where `gongkai.yaml` does not tell. */
  readonly company?: Pick<UnitSummary['company'], 'id' | 'name' | 'en' | 'kind' | 'parent'> & {
    readonly aliases?: readonly string[];
  };
  /** As `fleet.yaml` names it. */
  readonly parent?: string;
  readonly state: 'finished' | 'unfinished';
  /** Name of the exit code that its own audit would have left with; undefined where it was not run. */
  readonly exit?: string;
  /** Why it was not finished. */
  readonly why: readonly Text[];
  readonly summary?: UnitSummary;
}

/** Sums over some of the units; `tally` counts the finished ones only. */
export interface Totals {
  readonly units: number;
  readonly finished: number;
  readonly tally: Tally;
}

/** A company with those below it, or the name of a parent that is not in the fleet itself. */
export interface FleetNode {
  readonly name: string;
  readonly en?: string;
  readonly kind?: CompanyKind;
  /** Of the unit; absent where only those below it are audited. */
  readonly folder?: string;
  /** Of the unit and of all below it. */
  readonly totals: Totals;
  readonly children: readonly FleetNode[];
}

/** What a fleet's run found, from the province down to the county. The same reports give the same bytes. */
export interface FleetReport {
  readonly schema: 'gongkai-fleet/1';
  readonly tool: { readonly name: 'gongkai'; readonly version: string };
  readonly name: string;
  readonly asOf: CivilDate;
  readonly totals: Totals;
  readonly tree: readonly FleetNode[];
  readonly units: readonly FleetLine[];
  /** English names of departments. */
  readonly departments: Readonly<Record<string, string>>;
}

const sum = <K extends string>(
  keys: readonly K[],
  all: readonly Readonly<Partial<Record<K, number>>>[],
): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, all.reduce((total, one) => total + (one[key] ?? 0), 0)])) as Record<
    K,
    number
  >;

/** Adds up what the units found; those that were not finished are counted and add nothing. */
export function totalsOf(lines: readonly FleetLine[]): Totals {
  const tallies = lines.flatMap(({ summary }) => (summary ? [summary.tally] : []));
  const departments = [...new Set(tallies.flatMap(({ byDepartment }) => Object.keys(byDepartment)))].sort();
  return {
    units: lines.length,
    finished: tallies.length,
    tally: {
      ...sum(['duties', 'told', 'pages', 'unread', 'gaps', 'waived'], tallies),
      bySeverity: sum(
        SEVERITIES,
        tallies.map(({ bySeverity }) => bySeverity),
      ),
      byKind: sum(
        GAPS,
        tallies.map(({ byKind }) => byKind),
      ),
      byDepartment: sum(
        departments,
        tallies.map(({ byDepartment }) => byDepartment),
      ),
      outcomes: sum(
        OUTCOMES,
        tallies.map(({ outcomes }) => outcomes),
      ),
    },
  };
}

/** Finished units with gaps, worst first: by severe gaps, then by the lesser ones, then in the fleet's order. */
export function worstUnits(lines: readonly FleetLine[]): FleetLine[] {
  const gaps = ({ summary }: FleetLine, severity: (typeof SEVERITIES)[number]): number =>
    summary?.tally.bySeverity[severity] ?? 0;
  return lines
    .filter(({ summary }) => (summary?.tally.gaps ?? 0) > 0)
    .sort((a, b) => SEVERITIES.toReversed().reduce((by, severity) => by || gaps(b, severity) - gaps(a, severity), 0));
}
