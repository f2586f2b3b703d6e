import type { Language } from '../../language/text.ts';
import { plainWords } from '../markdown.ts';
import type { FleetReport } from './fleet-report.ts';
import { departmentTable, kindTable, levelTable, openTable, worstTable, type FleetTable } from './table.ts';
import { fleetVoice, leadOf, titleOf } from './words.ts';

/** The roll-up for the summary of a CI job. */
export function fleetMarkdown(fleet: FleetReport, language: Language): string {
  const voice = fleetVoice(fleet, language);
  const tables = [
    levelTable(voice, '　'),
    kindTable(voice),
    departmentTable(voice),
    worstTable(voice),
    openTable(voice),
  ];
  const parts = [
    [`# ${plainWords(titleOf(voice))}`, '', plainWords(leadOf(voice))],
    ...tables.filter(({ rows }) => rows.length > 0).map(linesOf),
  ];
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

function linesOf({ title, header, rows, numbers }: FleetTable): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(plainWords).join(' | ')} |`;
  const rule = header.map((_, at) => (numbers.has(at) ? '--:' : '---'));
  return [`## ${plainWords(title)}`, '', row(header), `| ${rule.join(' | ')} |`, ...rows.map(row)];
}
