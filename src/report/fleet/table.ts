import { SEVERITIES } from '../../catalogue/rule.ts';
import { GAPS } from '../../checks/search/finding.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { SEVERITY_NAMES } from '../view.ts';
import { worstUnits, type FleetLine, type Totals } from './fleet-report.ts';
import { inReadingOrder } from './tree.ts';
import { countText, coverageText, finishedText, lineName, nodeName, whyText, type FleetVoice } from './words.ts';

/** A table in words, before any format: what terminal, Markdown and workbook say alike. */
export interface FleetTable {
  readonly title: string;
  readonly header: readonly string[];
  /** Columns of numbers, which stand right. */
  readonly numbers: ReadonlySet<number>;
  readonly rows: readonly (readonly string[])[];
}

const WORST_FIRST = SEVERITIES.toReversed();

/** How many of the worst units are listed. */
const WORST = 10;

const unknownOf = ({ tally: { outcomes } }: Totals): number => outcomes.cantTell;

/** A row for each company, indented by its level; the numbers of a group hold those of all below it. */
export function levelTable(voice: FleetVoice, indent = '  '): FleetTable {
  const { t, say, fleet } = voice;
  const rows = inReadingOrder(fleet.tree).map(({ node, depth }) => [
    indent.repeat(depth) + nodeName(voice, node),
    ...cellsOf(voice, node.totals),
  ]);
  return {
    title: t('分级汇总', 'By level'),
    header: [
      t('单位', 'Unit'),
      t('完成', 'Finished'),
      t('覆盖率', 'Coverage'),
      t('问题', 'Gaps'),
      ...WORST_FIRST.map((severity) => say(SEVERITY_NAMES[severity])),
      t('无法判定', 'Cannot tell'),
      t('未读到页面', 'Unread'),
    ],
    numbers: new Set([3, 4, 5, 6, 7, 8]),
    rows: [...rows, [t('合计', 'Total'), ...cellsOf(voice, fleet.totals)]],
  };
}

function cellsOf(voice: FleetVoice, totals: Totals): string[] {
  const { tally } = totals;
  const numbers = [
    tally.gaps,
    ...WORST_FIRST.map((severity) => tally.bySeverity[severity]),
    unknownOf(totals),
    tally.unread,
  ];
  return [
    finishedText(voice, totals),
    coverageText(voice, totals),
    ...numbers.map((number) => countText(totals, number)),
  ];
}

/** Kinds of gap, and departments: what there is of each, most first. */
export function kindTable({ t, say, fleet }: FleetVoice): FleetTable {
  const { byKind } = fleet.totals.tally;
  const kinds = GAPS.filter((kind) => byKind[kind] > 0).sort((a, b) => byKind[b] - byKind[a]);
  return {
    title: t('按问题类型', 'By kind of gap'),
    header: [t('问题类型', 'Kind'), t('问题', 'Gaps')],
    numbers: new Set([1]),
    rows: kinds.map((kind) => [say(GAP_NAMES[kind]), String(byKind[kind])]),
  };
}

export function departmentTable({ t, department, fleet }: FleetVoice): FleetTable {
  const counts = Object.entries(fleet.totals.tally.byDepartment).sort(([, a], [, b]) => b - a);
  return {
    title: t('按责任部门', 'By department'),
    header: [t('责任部门', 'Department'), t('问题', 'Gaps')],
    numbers: new Set([1]),
    rows: counts.map(([name, gaps]) => [department(name), String(gaps)]),
  };
}

export function worstTable(voice: FleetVoice): FleetTable {
  const { t, say, fleet } = voice;
  return {
    title: t('问题最重的单位', 'Units with the worst gaps'),
    header: [
      t('单位', 'Unit'),
      t('问题', 'Gaps'),
      ...WORST_FIRST.map((severity) => say(SEVERITY_NAMES[severity])),
      t('工作区', 'Workspace'),
    ],
    numbers: new Set([1, 2, 3, 4]),
    rows: worstUnits(fleet.units)
      .slice(0, WORST)
      .map((line) => [lineName(voice, line), ...gapCells(line), line.folder]),
  };
}

const gapCells = ({ summary }: FleetLine): string[] =>
  summary ? [summary.tally.gaps, ...WORST_FIRST.map((severity) => summary.tally.bySeverity[severity])].map(String) : [];

export function openTable(voice: FleetVoice): FleetTable {
  const { t, fleet } = voice;
  return {
    title: t('未完成的单位', 'Units not finished'),
    header: [t('单位', 'Unit'), t('工作区', 'Workspace'), t('原因', 'Why')],
    numbers: new Set(),
    rows: fleet.units
      .filter(({ state }) => state === 'unfinished')
      .map((line) => [lineName(voice, line), line.folder, whyText(voice, line)]),
  };
}
