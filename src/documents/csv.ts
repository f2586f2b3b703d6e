import { parse } from 'csv-parse/sync';
import type { Fault } from '../evidence/capture.ts';
import type { FileReading } from './file-reading.ts';
import { tableMarkup } from './markup.ts';

const CELLS = 100_000;
const DELIMITERS = [',', '\t', ';', '，'];

/** Reads delimited text as one table. Cells that begin with `=` are words like any other. */
export function readCsv(text: string): FileReading | Fault {
  const all = rowsOf(text);
  if (!all) return { reason: 'corrupt-archive', detail: 'not delimited text' };
  // Empty lines show nothing, and are counted by the programs that open the file.
  const numbered = all.map((row, at) => ({ row, number: at + 1 })).filter(({ row }) => row.length > 1 || row[0] !== '');
  const rows = numbered.map(({ row }) => row);
  const cells = rows.reduce((sum, row) => sum + row.length, 0);
  if (cells > CELLS) return { reason: 'too-complex', detail: `more than ${CELLS} cells` };
  return {
    format: 'csv',
    markup: tableMarkup(rows.map((row) => row.map((cell) => ({ text: cell.trim() })))),
    title: '',
    remarks: [],
    sheets: [{ name: '', rows: numbered.map(({ number }) => number) }],
  };
}

/** How many lines of titles may stand above the columns. */
const TITLES = 10;

/** The delimiter that the first line with any shows most of: above it may stand a title. */
function rowsOf(text: string): string[][] | undefined {
  const lines = text.split(/\r?\n/, TITLES);
  const first = lines.find((line) => DELIMITERS.some((delimiter) => line.includes(delimiter))) ?? '';
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  const { delimiter } = counted.reduce((most, one) => (one.count > most.count ? one : most));
  try {
    return parse(text, { delimiter, bom: true, relax_quotes: true, relax_column_count: true });
  } catch {
    return undefined;
  }
}
