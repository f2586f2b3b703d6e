import type { Language } from '../../language/text.ts';
import { safe } from '../safe-text.ts';
import { padTo, widthOf, wrap } from '../terminal/columns.ts';
import type { FleetReport } from './fleet-report.ts';
import { departmentTable, kindTable, levelTable, openTable, worstTable, type FleetTable } from './table.ts';
import { fleetVoice, leadOf, titleOf } from './words.ts';

/** More rows than this are left to the workbook; what has units below it stays. */
const MOST_ROWS = 60;

/** The roll-up for the terminal. */
export function fleetText(fleet: FleetReport, language: Language, width: number): string {
  const voice = fleetVoice(fleet, language);
  const levels = levelTable(voice);
  const tables = [
    levels.rows.length > MOST_ROWS ? groupsOf(levels, fleet) : levels,
    kindTable(voice),
    departmentTable(voice),
    worstTable(voice),
  ].filter(({ rows }) => rows.length > 0);
  const open = openTable(voice);
  const why = open.rows.flatMap(([unit = '', folder = '', reason = '']) => [
    `  ${unit}${unit === folder ? '' : voice.t(`（${folder}）`, ` (${folder})`)}`,
    ...wrap(reason, width - 4).map((line) => `    ${line}`),
  ]);
  return [
    titleOf(voice),
    ...wrap(leadOf(voice), width),
    ...tables.flatMap((table) => ['', table.title, ...linesOf(table)]),
    ...(why.length > 0 ? ['', open.title, ...why] : []),
  ]
    .map(safe)
    .join('\n');
}

/** The rows of companies that have others below them, and the total. */
function groupsOf(table: FleetTable, { tree }: FleetReport): FleetTable {
  const flags = flagsOf(tree);
  return { ...table, rows: table.rows.filter((_, at) => flags[at] ?? true) };
}

const flagsOf = (nodes: FleetReport['tree']): boolean[] =>
  nodes.flatMap(({ children }) => [children.length > 0, ...flagsOf(children)]);

function linesOf({ header, rows, numbers }: FleetTable): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
  return all.map(
    (row) =>
      `  ${row
        .map((cell, at) => {
          const width = widths[at] ?? 0;
          return numbers.has(at) ? ' '.repeat(width - widthOf(cell)) + cell : padTo(cell, width);
        })
        .join('  ')
        .trimEnd()}`,
  );
}
