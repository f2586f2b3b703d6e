import * as XLSX from '@e965/xlsx';
import type { CellObject, ColInfo, Range, RowInfo, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Fault } from '../evidence/capture.ts';
import type { SheetRows } from './document.ts';
import type { FileReading } from './file-reading.ts';
import { escapeMarkup, tableMarkup, type MarkupCell } from './markup.ts';
import { isSystemDate, LONG_DATE, NUMBERED_FORMATS } from './xlsx-formats.ts';

/** Tables are laid out up to so many cells; a sheet beyond that would be read in part. */
const CELLS = 100_000;
const COLUMNS = 256;
/** How Chinese Excel prints the date format that has no format of its own (number format 14). */
const DATE = 'yyyy/m/d';

/**
 * Reads a spreadsheet's visible sheets as tables, cells as they are printed. Formulas are not evaluated: the value that
 * was saved with them is shown. What is hidden in the file is hidden here.
 */
export function readXlsx(buffer: Buffer): FileReading | Fault {
  const book = open(buffer);
  if (!book) return { reason: 'corrupt-archive', detail: 'not a spreadsheet' };
  const shown = book.SheetNames.filter((_, at) => (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) === 0);
  const parts: string[] = [];
  const sheets: SheetRows[] = [];
  let [cells, title] = [0, ''];
  for (const name of shown) {
    const numbered = rowsOf(book.Sheets[name]);
    const rows = numbered.map(({ cells: row }) => row);
    cells += rows.reduce((sum, row) => sum + row.length, 0);
    if (cells > CELLS) return { reason: 'too-complex', detail: `more than ${CELLS} cells` };
    const named = isDefault(name) ? '' : name;
    const written = writeSheet(rows, named);
    parts.push(...written.parts);
    const { from, to } = written.table;
    if (to > from) sheets.push({ name, rows: numbered.slice(from, to).map(({ number }) => number) });
    if (title === '') title = written.title === '' ? named : written.title;
  }
  const remarks = shown.length < book.SheetNames.length ? ['hidden-sheets'] : [];
  return { format: 'xlsx', markup: parts.join('\n'), title, remarks, sheets };
}

/** The name that every new sheet has says nothing. */
const isDefault = (name: string): boolean => /^(?:sheet|工作表)\s?\d*$/i.test(name);

const TITLE_LETTERS = 60;

interface WrittenSheet {
  readonly parts: readonly string[];
  readonly title: string;
  /** The rows that stand in the table; from 0 to 0 where there is none. */
  readonly table: { readonly from: number; readonly to: number };
}

/** Rows of one cell above and below a table are its title, its unit and its notes. */
function writeSheet(rows: readonly (readonly MarkupCell[])[], name: string): WrittenSheet {
  const words = rows.map((row) => row.filter(({ text }) => text !== ''));
  const width = rows.reduce((most, row) => Math.max(most, spanned(row)), 0);
  // A row into which a cell from above reaches is part of the table.
  const isWide = (row: readonly MarkupCell[], at: number): boolean => row.length > 1 || spanned(rows[at] ?? []) < width;
  const [first, last] = [words.findIndex(isWide), words.findLastIndex(isWide)];
  const lines = (from: number, to: number): string[] => words.slice(from, to).flatMap(([cell]) => cell?.text ?? []);
  const above = lines(0, first < 0 ? words.length : first);
  const [head = ''] = above;
  const title = head.length <= TITLE_LETTERS ? head : '';
  const heading = title === '' ? name : title;
  const table = first < 0 ? [] : [tableMarkup(rows.slice(first, last + 1))];
  const below = first < 0 ? [] : lines(last + 1, words.length);
  const paragraphs = (texts: readonly string[]): string[] => texts.map((text) => `<p>${escapeMarkup(text)}</p>`);
  const parts = [...paragraphs(title === '' ? above : above.slice(1)), ...table, ...paragraphs(below)];
  const written = heading === '' ? parts : [`<h1>${escapeMarkup(heading)}</h1>`, ...parts];
  return { parts: written, title, table: first < 0 ? { from: 0, to: 0 } : { from: first, to: last + 1 } };
}

/** The library leaves its table of formats without types. */
const formats = XLSX.SSF as {
  readonly load: (code: string, id: number) => unknown;
  readonly format: (code: string, value: unknown) => string;
};

function open(buffer: Buffer): WorkBook | undefined {
  try {
    // Old spreadsheets are read by the table of formats as it stands; packed ones bring theirs along.
    for (const [id, code] of NUMBERED_FORMATS) formats.load(code, id);
    return XLSX.read(buffer, {
      ...{
        type: 'buffer',
        dense: true,
        cellFormula: false,
        cellHTML: false,
        cellText: true,
        cellStyles: true,
        cellNF: true,
      },
      ...{ dateNF: DATE, bookVBA: false, bookDeps: false, WTF: false },
    });
  } catch {
    return undefined;
  }
}

const spanned = (row: readonly MarkupCell[]): number => row.reduce((sum, { colspan = 1 }) => sum + colspan, 0);

type Row = readonly (CellObject | undefined)[];

interface NumberedRow {
  /** As spreadsheet programs count: from 1, what is hidden or empty included. */
  readonly number: number;
  readonly cells: readonly MarkupCell[];
}

/** Rows that show something, up to the last column that shows something; a sheet's stated range is not believed. */
function rowsOf(sheet: WorkSheet | undefined): readonly NumberedRow[] {
  const data = (sheet?.['!data'] ?? []) as readonly (Row | undefined)[];
  const hidden = { rows: sheet?.['!rows'] ?? [], columns: sheet?.['!cols'] ?? [] };
  const merges = new Map((sheet?.['!merges'] ?? []).map((range) => [`${range.s.r} ${range.s.c}`, range]));
  const covered = coveredBy(sheet?.['!merges'] ?? []);
  const width = data.reduce((most, row = []) => Math.max(most, lastShown(row) + 1), 0);
  return data.flatMap((row = [], r) => {
    if (isHidden(hidden.rows[r]) || lastShown(row) < 0) return [];
    const cells: MarkupCell[] = [];
    for (let c = 0; c < width; c += 1) {
      if (isHidden(hidden.columns[c]) || covered.has(`${r} ${c}`)) continue;
      const merged = merges.get(`${r} ${c}`);
      cells.push({ text: shownText(row[c]), ...(merged && spansOf(merged)) });
    }
    return [{ number: r + 1, cells }];
  });
}

/** Hidden by name, or drawn to no width or height, which comes to the same. */
const isHidden = (line: ColInfo | RowInfo | undefined): boolean =>
  line !== undefined &&
  (line.hidden === true || ('hpt' in line && line.hpt === 0) || ('width' in line && line.width === 0));

function lastShown(row: Row): number {
  for (let c = Math.min(row.length, COLUMNS) - 1; c >= 0; c -= 1) if (shownText(row[c]) !== '') return c;
  return -1;
}

const shownText = (cell: CellObject | undefined): string =>
  cell === undefined || cell.t === 'z' ? '' : (longDate(cell) ?? cell.w ?? String(cell.v ?? '')).trim();

/** A date in the long form of the system's settings: packed files were given it by their styles, old ones bring it along. */
const longDate = ({ t, v, z }: CellObject): string | undefined =>
  t === 'n' && isSystemDate(z) ? formats.format(LONG_DATE, v) : undefined;

const spansOf = ({ s, e }: Range): Pick<MarkupCell, 'colspan' | 'rowspan'> => ({
  colspan: e.c - s.c + 1,
  rowspan: e.r - s.r + 1,
});

/** Merged ranges are few and small in honest sheets; beyond this they are ignored. */
const COVERED = 200_000;

function coveredBy(merges: readonly Range[]): ReadonlySet<string> {
  const covered = new Set<string>();
  for (const { s, e } of merges) {
    if (covered.size + (e.r - s.r + 1) * (e.c - s.c + 1) > COVERED) break;
    for (let r = s.r; r <= e.r; r += 1)
      for (let c = s.c; c <= e.c; c += 1) if (r !== s.r || c !== s.c) covered.add(`${r} ${c}`);
  }
  return covered;
}
