import * as XLSX from '@e965/xlsx';
import { takeTable } from '../../src/commands/ledger/exchange.ts';
import { readLedgerTable } from '../../src/commands/ledger/read-table.ts';
import { ledgerWorkbook } from '../../src/commands/ledger/table.ts';
import type { Database } from '../../src/ledger/database.ts';
import { entriesOf, saveEntry } from '../../src/ledger/entries.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { writeWorkbook } from '../../src/report/workbook/write.ts';

const exported = async (entries: readonly Entry[]): Promise<Uint8Array> =>
  writeWorkbook(ledgerWorkbook(entries, '国网山城供电公司', 'zh'));

/**
 * Edits a table as a spreadsheet program does: cells are changed by heading and row (-1 is the heading itself), cells of a column
 * merged from one row down to another, and the file is written anew.
 */
export function editTable(
  bytes: Uint8Array,
  edits: readonly (readonly [row: number, heading: string, value: string])[],
  merged: readonly (readonly [heading: string, first: number, last: number])[] = [],
): Uint8Array {
  const book = XLSX.read(bytes, { type: 'array' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const rows = XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
  const top = rows.findIndex((row) => row.includes('台账编号'));
  const merges = merged.map(([heading, first, last]) => {
    const c = rows[top]?.indexOf(heading) ?? 0;
    return { s: { r: top + 1 + first, c }, e: { r: top + 1 + last, c } };
  });
  sheet['!merges'] = [...(sheet['!merges'] ?? []), ...merges];
  for (const [row, heading, value] of edits) {
    const at = XLSX.utils.encode_cell({ r: top + 1 + row, c: rows[top]?.indexOf(heading) ?? 0 });
    sheet[at] = { t: 's', v: value };
  }
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** The sheet, edited, as a spreadsheet program saves it as text: what the cells show. */
export function textOf(
  bytes: Uint8Array,
  edits: readonly (readonly [row: number, heading: string, value: string])[],
  delimiter: string,
): string {
  const book = XLSX.read(bytes, { type: 'array' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const rows = XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
  const top = rows.findIndex((row) => row.includes('台账编号'));
  for (const [row, heading, value] of edits) rows[top + 1 + row]?.splice(rows[top]?.indexOf(heading) ?? 0, 1, value);
  const quoted = (cell: string): string => (/["\n;,\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(delimiter)}\r\n`).join('');
}

/** Exports, edits and imports the 台账: what staff wrote is there, nothing else has changed, a conflict is told and changes nothing. */
export async function roundTrip(database: Database, company: string, today: string): Promise<string[]> {
  const before = entriesOf(database, company);
  const bytes = await exported(before);
  const [mine, theirs] = [
    before.findIndex(({ state }) => state === 'todo'),
    before.findLastIndex(({ state }) => state === 'todo'),
  ];
  const edited = editTable(bytes, [
    [mine, '责任人', '经办人甲'],
    [mine, '整改时限', '2026/12/31'],
    [mine, '整改措施', '=1+1 补充公示'],
    [mine, '整改进展', '整改中'],
    [theirs, '责任人', '经办人丙'],
  ]);
  const other = before[theirs];
  if (!other) return ['the year left nothing open'];
  // Somebody names another person while the table is out.
  const meanwhile = { ...other, handling: { ...other.handling, rectifier: '经办人丁' } };
  saveEntry(database, meanwhile, { by: '丁', what: 'edit', recorded: `${today}T20:00:00Z` });
  const table = await readLedgerTable(edited, '台账.xlsx');
  if (!table || 'problems' in table) return ['the edited table is not recognised'];
  const outcome = takeTable(database, table, company, { by: '戊', recorded: `${today}T21:00:00Z`, today });
  const after = entriesOf(database, company);
  return [
    ...(outcome.changed === 1 && outcome.left === 1 && outcome.absent === 0 ? [] : [JSON.stringify(outcome)]),
    ...(outcome.told.some(({ says }) => says.zh.includes('经办人丙') && says.zh.includes('经办人丁'))
      ? []
      : ['the conflict is not told']),
    ...lost(before, after, mine, theirs),
  ];
}

function lost(before: readonly Entry[], after: readonly Entry[], mine: number, theirs: number): string[] {
  const wanted = before.map((entry, at): Entry => {
    if (at === theirs)
      return { ...entry, version: entry.version + 1, handling: { ...entry.handling, rectifier: '经办人丁' } };
    if (at !== mine) return entry;
    const handling = { ...entry.handling, rectifier: '经办人甲', until: '2026-12-31', measures: '=1+1 补充公示' };
    return { ...entry, version: entry.version + 1, state: 'doing', handling };
  });
  return wanted.flatMap((entry, at) =>
    JSON.stringify(entry) === JSON.stringify(after[at]) ? [] : [`${entry.number} is not what it should be`],
  );
}
