import { SEVERITIES } from '../../catalogue/rule.ts';
import { GAPS } from '../../checks/search/finding.ts';
import type { Language } from '../../language/text.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { SEVERITY_NAMES } from '../view.ts';
import type { CellContent, Column, Row, Sheet, Workbook } from '../workbook.ts';
import type { FleetNode, FleetReport, Totals } from './fleet-report.ts';
import { openTable, worstTable, type FleetTable } from './table.ts';
import { inReadingOrder } from './tree.ts';
import { coverageText, fleetVoice, leadOf, nodeName, titleOf, type FleetVoice } from './words.ts';

/** The roll-up as a workbook: levels, kinds of gap, departments, worst units, and the units not finished. */
export function fleetWorkbook(fleet: FleetReport, language: Language): Workbook {
  const voice = fleetVoice(fleet, language);
  const { t, say, department } = voice;
  const departments = Object.keys(fleet.totals.tally.byDepartment);
  const sheets = [
    levelSheet(voice),
    sumSheet(
      voice,
      t('问题类型', 'Kinds of gap'),
      GAPS,
      (kind) => say(GAP_NAMES[kind]),
      ({ byKind }) => byKind,
    ),
    sumSheet(voice, t('责任部门', 'Departments'), departments, department, ({ byDepartment }) => byDepartment),
    wordSheet(worstTable(voice), [28, 8, 8, 8, 8, 36]),
    wordSheet(openTable(voice), [28, 28, 90]),
  ];
  return { title: titleOf(voice), sheets };
}

/** Every company with a heading's weight where others stand below it; the total comes last. */
function rowsOf(voice: FleetVoice, cells: (totals: Totals) => readonly CellContent[]): Row[] {
  const { t, fleet } = voice;
  const row = (name: string, totals: Totals, heading: boolean): Row => ({
    cells: [name, totals.units, totals.finished, ...cells(totals)],
    ...(heading && { heading }),
  });
  const nodes = inReadingOrder(fleet.tree).map(({ node, depth }) =>
    row('　'.repeat(depth) + nodeName(voice, node), node.totals, isGroup(node)),
  );
  return [...nodes, row(t('合计', 'Total'), fleet.totals, true)];
}

const isGroup = ({ children }: FleetNode): boolean => children.length > 0;

const leading = ({ t }: FleetVoice): Column[] => [
  { header: t('单位', 'Unit'), width: 34, type: 'text' },
  { header: t('单位数', 'Units'), width: 8, type: 'integer' },
  { header: t('已完成', 'Finished'), width: 8, type: 'integer' },
];

/** What is not known is no 0: the cell says so. */
const known = ({ t }: FleetVoice, { finished }: Totals, number: number): CellContent =>
  finished === 0 ? { value: t('未完成', 'not finished'), tone: 'doubt' } : number;

function levelSheet(voice: FleetVoice): Sheet {
  const { t, say } = voice;
  const worstFirst = SEVERITIES.toReversed();
  const count = (header: string): Column => ({ header, width: 10, type: 'integer' });
  return {
    name: t('分级汇总', 'By level'),
    lead: [titleOf(voice), leadOf(voice)],
    columns: [
      ...leading(voice),
      { header: t('覆盖率', 'Coverage'), width: 18, type: 'text' },
      count(t('问题', 'Gaps')),
      ...worstFirst.map((severity) => count(say(SEVERITY_NAMES[severity]))),
      count(t('豁免', 'Waived')),
      count(t('无法判定', 'Cannot tell')),
      count(t('读取页面', 'Pages read')),
      count(t('未读到页面', 'Unread')),
    ],
    rows: rowsOf(voice, (totals) => {
      const { tally } = totals;
      const numbers = [
        ...[tally.gaps, ...worstFirst.map((severity) => tally.bySeverity[severity]), tally.waived],
        ...[tally.outcomes.cantTell, tally.pages, tally.unread],
      ];
      return [coverageText(voice, totals), ...numbers.map((number) => known(voice, totals, number))];
    }),
    frozenColumns: 1,
    filter: false,
  };
}

/** A column for each kind or department; a row adds up to the gaps of its unit. */
function sumSheet<K extends string>(
  voice: FleetVoice,
  name: string,
  keys: readonly K[],
  title: (key: K) => string,
  counts: (tally: Totals['tally']) => Readonly<Partial<Record<K, number>>>,
): Sheet {
  const { t } = voice;
  return {
    name,
    columns: [
      ...leading(voice),
      { header: t('问题', 'Gaps'), width: 10, type: 'integer' },
      ...keys.map((key): Column => ({ header: title(key), width: 14, type: 'integer' })),
    ],
    rows: rowsOf(voice, (totals) =>
      [totals.tally.gaps, ...keys.map((key) => counts(totals.tally)[key] ?? 0)].map((number) =>
        known(voice, totals, number),
      ),
    ),
    frozenColumns: 1,
    filter: false,
  };
}

const wordSheet = ({ title, header, rows, numbers }: FleetTable, widths: readonly number[]): Sheet => ({
  name: title,
  columns: header.map((words, at) => ({
    header: words,
    width: widths[at] ?? 20,
    type: numbers.has(at) ? 'integer' : 'text',
  })),
  rows: rows.map((row) => ({ cells: row.map((cell, at) => (numbers.has(at) ? Number(cell) : cell)) })),
});
