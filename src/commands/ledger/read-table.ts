import { createHash } from 'node:crypto';
import type { CellObject } from '@e965/xlsx';
import { addDays } from '../../calendar/civil-date.ts';
import { problem, type Problem } from '../../catalogue/problem.ts';
import { text, type Language } from '../../language/text.ts';
import { columnNamed, ROW_NUMBER, SHEET_COLUMNS, type SheetColumn } from '../../ledger/sheet.ts';
import type { EditedRow } from '../../ledger/take-back.ts';
import { readDay } from '../../workspace/cells.ts';
import { readTable } from '../../workspace/table.ts';

/** A table read back, and in which language its words are. */
export interface EditedTable {
  readonly language: Language;
  readonly rows: readonly EditedRow[];
  /** Headings that the 台账 has not and under which something is written: columns of one's own, or headings that were edited. */
  readonly unheard: readonly string[];
  /** Columns for staff to write in that the table has not. */
  readonly lacking: readonly SheetColumn[];
  /** Further sheets of the workbook that have the headings of the 台账; only the first of all is read. */
  readonly unreadSheets: readonly string[];
  /** SHA-256 of the file, for the record. */
  readonly digest: string;
}

/**
 * Reads an edited table: a workbook, or what a spreadsheet program saves as text (CSV or Unicode text, in UTF-8, UTF-16 or
 * GBK). Undefined where no sheet of the file has the headings of the 台账; problems where a line of text cannot be told apart
 * into cells, or where two columns have one heading.
 */
export async function readLedgerTable(
  bytes: Uint8Array,
  file: string,
): Promise<EditedTable | { readonly problems: readonly Problem[] } | undefined> {
  const read = isWorkbook(bytes) ? await workbookLines(bytes) : textLines(bytes, file);
  if (read === undefined || 'problems' in read) return read;
  const { lines, unreadSheets } = read;
  const [head, ...body] = lines;
  const columns = (head?.cells ?? []).map(columnNamed);
  const twice = columns.findIndex((column, at) => column !== undefined && columns.indexOf(column) < at);
  if (head && twice >= 0) return { problems: [namedTwice(head, twice, file)] };
  const rows = body.flatMap(({ line, cells }): EditedRow[] => {
    const filled = columns.flatMap((column, at) =>
      column ? [[column, valueOf(cells[at] ?? '', column)] as const] : [],
    );
    return filled.every(([, value]) => value === '') ? [] : [{ line, cells: new Map(filled) }];
  });
  const language = head?.cells[0] === ROW_NUMBER.en ? 'en' : 'zh';
  const unheard = (head?.cells ?? []).filter(
    (name, at) => isUnheard(name) && body.some(({ cells }) => (cells[at] ?? '') !== ''),
  );
  const lacking = SHEET_COLUMNS.filter((column) => column.edits !== undefined && !columns.includes(column));
  return { language, rows, unheard, lacking, unreadSheets, digest: createHash('sha256').update(bytes).digest('hex') };
}

const isUnheard = (heading: string): boolean =>
  heading !== '' && columnNamed(heading) === undefined && ![ROW_NUMBER.zh, ROW_NUMBER.en].includes(heading.trim());

/** A column of one's own beside the one that was exported: nobody can tell which of them to take back. */
const namedTwice = ({ line, cells }: Line, at: number, file: string): Problem =>
  problem(
    { file, line: Math.max(line, 1), column: at + 1 },
    text(`有两列的表头都是「${cells[at]}」，分不清收回哪一列`, `two columns have the heading “${cells[at]}”`),
    text('自加的一列改用别的表头', 'give the column of your own another heading'),
  );

/** A line of the table by its number in the file, from the headings down; what stands in each cell, as it was typed. */
interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Lines {
  readonly lines: readonly Line[];
  readonly unreadSheets: readonly string[];
}

const isHeading = (cells: readonly string[]): boolean => cells.filter(columnNamed).length > SHEET_COLUMNS.length / 2;

/** A day that was typed, in whichever notation; what is none is left as it is, to be told. */
function valueOf(words: string, { type }: SheetColumn): string {
  if (type !== 'date') return words;
  const reading = readDay(words);
  return 'date' in reading ? reading.date : words;
}

/** XLSX, the older XLS, and the pages in HTML or XML that some programs save under such a name. */
const isWorkbook = ([first, second]: Uint8Array): boolean =>
  (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf) || first === 0x3c;

function textLines(bytes: Uint8Array, file: string): Lines | { readonly problems: readonly Problem[] } | undefined {
  const table = readTable(bytes, file);
  if ('problems' in table) return table;
  const names = table.headings.map(({ value }) => value);
  if (!isHeading(names)) return undefined;
  const rows = table.rows.map(({ at, cells }) => ({
    ...{ line: at.line, cells: names.map((name) => cells.get(name)?.value ?? '') },
  }));
  return { lines: [{ line: 0, cells: names }, ...rows], unreadSheets: [] };
}

async function workbookLines(bytes: Uint8Array): Promise<Lines | undefined> {
  const XLSX = await import('@e965/xlsx');
  const book = read();
  const zero = book?.Workbook?.WBProps?.date1904 === true ? '1904-01-01' : DAY_ZERO;
  const sheets = (book?.SheetNames ?? []).flatMap((name) => {
    const data = (book?.Sheets[name]?.['!data'] ?? []) as SheetData;
    const top = data.findIndex((row) => isHeading((row ?? []).map(shown)));
    return top < 0 ? [] : [{ name, data, top, merges: book?.Sheets[name]?.['!merges'] ?? [] }];
  });
  const [first, ...others] = sheets;
  if (!first) return undefined;
  const { data, top } = first;
  const heads = (data[top] ?? []).map(shown);
  const merged = mergedDown(first.merges, top);
  const isDay = heads.map((head) => columnNamed(head)?.type === 'date');
  const rows = data.slice(top + 1).map((row, down) => ({
    line: top + down + 2,
    cells: heads.map((_, at) => {
      const cell = data[merged(top + down + 1, at)]?.[at] ?? row?.[at];
      return isDay[at] ? dayIn(cell, zero) : shown(cell);
    }),
  }));
  return { lines: [{ line: top + 1, cells: heads }, ...rows], unreadSheets: others.map(({ name }) => name) };

  function read() {
    try {
      return XLSX.read(bytes, {
        type: 'array',
        dense: true,
        cellFormula: false,
        cellHTML: false,
        dateNF: 'yyyy-mm-dd',
      });
    } catch {
      return undefined;
    }
  }
}

type SheetData = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** Cells of one column that were merged hold one word for all of their rows; only the first of them keeps it in the file. */
function mergedDown(
  merges: readonly { readonly s: { r: number; c: number }; readonly e: { r: number } }[],
  head: number,
): (row: number, column: number) => number {
  const down = new Map<number, { readonly first: number; readonly last: number }[]>();
  for (const { s, e } of merges)
    if (s.r > head && e.r > s.r) down.set(s.c, [...(down.get(s.c) ?? []), { first: s.r, last: e.r }]);
  return (row, column) => down.get(column)?.find(({ first, last }) => first <= row && row <= last)?.first ?? row;
}

/** The day before the first one that a spreadsheet counts from, leap-year slip of 1900 included. */
const DAY_ZERO = '1899-12-30';
/** The last day that spreadsheets know is 9999-12-31; 20261120 is a day written without strokes. */
const LAST_SERIAL = 2_958_465;

/** A day typed into a spreadsheet is a number or words, whatever the format of the cell has become. */
function dayIn(cell: CellObject | undefined, zero: string): string {
  if (cell?.t !== 'n' || typeof cell.v !== 'number' || cell.v > LAST_SERIAL) return shown(cell);
  return addDays(zero, Math.floor(cell.v));
}

/** As typed, not as a narrow column prints it; of a formula that came to nothing, the error that it shows. */
function shown(cell: CellObject | undefined): string {
  if (cell?.v === undefined) return '';
  return (cell.t === 'e' ? (cell.w ?? '#N/A') : String(cell.v)).trim();
}
