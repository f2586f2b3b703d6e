import { createHash } from 'node:crypto';
import type { CellObject } from '@e965/xlsx';
import { addDays } from '../../calendar/civil-date.ts';
import type { Language } from '../../language/text.ts';
import { STATES, type Entry } from '../../ledger/entry.ts';
import { ALL_COLUMNS, columnNamed, ROW_NUMBER, SHEET_COLUMNS, type SheetColumn } from '../../ledger/sheet.ts';
import type { EditedRow } from '../../ledger/take-back.ts';
import type { Workbook } from '../../report/workbook.ts';
import { readDay } from '../../workspace/cells.ts';

const TITLES = { zh: '信息公开问题台账', en: 'Ledger of disclosure gaps' } as const;

/** The 台账 as a table that staff edit: what the audit wrote is locked in words only, what they write has drop-downs. */
export function ledgerWorkbook(entries: readonly Entry[], unit: string, language: Language): Workbook {
  const states = Object.values(STATES).map((name) => name[language]);
  const title = `${unit} ${TITLES[language]}`;
  return {
    title,
    sheets: [
      {
        name: language === 'zh' ? '问题台账' : 'Ledger',
        lead: [title],
        frozenColumns: 1,
        columns: [
          { header: ROW_NUMBER[language], width: 6, type: 'integer' },
          ...ALL_COLUMNS.map(({ header, width, type, edits, hidden }) => ({
            ...{ header: header[language], width, type },
            ...(edits !== undefined && { editable: true }),
            ...(edits === 'state' && { choices: states }),
            ...(hidden && { hidden }),
          })),
        ],
        rows: entries.map((entry, at) => ({
          cells: [at + 1, ...ALL_COLUMNS.map(({ cell }) => cell(entry, language))],
        })),
      },
    ],
  };
}

/** A table read back, and in which language its words are. */
export interface EditedTable {
  readonly language: Language;
  readonly rows: readonly EditedRow[];
  /** SHA-256 of the file, for the record. */
  readonly digest: string;
}

/** The day before the first one that a spreadsheet counts from, leap-year slip of 1900 included. */
const DAY_ZERO = '1899-12-30';

type Line = readonly (CellObject | undefined)[];

/** Reads an edited table; undefined where no sheet of the file has the headings of the 台账. */
export async function readLedgerTable(bytes: Uint8Array): Promise<EditedTable | undefined> {
  const XLSX = await import('@e965/xlsx');
  const book = read();
  for (const name of book?.SheetNames ?? []) {
    const lines = (book?.Sheets[name]?.['!data'] ?? []) as readonly (Line | undefined)[];
    const at = lines.findIndex((line) => isHeading(line ?? []));
    if (at < 0) continue;
    const columns = (lines[at] ?? []).map((cell) => columnNamed(shown(cell)));
    const rows = lines.slice(at + 1).flatMap((line, down) => rowOf(line ?? [], columns, at + down + 2));
    const language = shown(lines[at]?.[0]) === ROW_NUMBER.en ? 'en' : 'zh';
    return { language, rows, digest: createHash('sha256').update(bytes).digest('hex') };
  }
  return undefined;

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

  function rowOf(line: Line, columns: readonly (SheetColumn | undefined)[], number: number): EditedRow[] {
    const cells = new Map<SheetColumn, string>();
    for (const [across, column] of columns.entries()) if (column) cells.set(column, valueOf(line[across], column));
    return [...cells.values()].every((value) => value === '') ? [] : [{ line: number, cells }];
  }

  /** A day typed into a spreadsheet is a number or words, whatever the format of the cell has become. */
  function valueOf(cell: CellObject | undefined, { type }: SheetColumn): string {
    if (type !== 'date') return shown(cell);
    if (cell?.t === 'n' && typeof cell.v === 'number') return addDays(DAY_ZERO, Math.floor(cell.v));
    const reading = readDay(shown(cell));
    return 'date' in reading ? reading.date : shown(cell);
  }
}

/** As typed, not as a narrow column prints it. */
const shown = (cell: CellObject | undefined): string => (cell?.v === undefined ? '' : String(cell.v).trim());

const isHeading = (line: Line): boolean =>
  line.filter((cell) => columnNamed(shown(cell))).length > SHEET_COLUMNS.length / 2;
