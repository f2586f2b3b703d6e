/** A spreadsheet as data, before any file format: what reports, the ledger's export and checklists are made of. */
export interface Workbook {
  readonly title: string;
  readonly sheets: readonly Sheet[];
}

export interface Sheet {
  /** Shortened to 31 characters and made unique; `[]:*?/\` are replaced. */
  readonly name: string;
  /** Lines above the header, the first of them the title; they span the columns and are printed once. */
  readonly lead?: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** How many columns stay when the reader scrolls to the right; the header row always stays. */
  readonly frozenColumns?: number;
  /** Filter buttons in the header; there unless said otherwise. */
  readonly filter?: boolean;
  readonly print?: 'landscape' | 'portrait';
  /** Pages side by side that the columns are printed on, the first column repeated on each; one unless said. */
  readonly pagesWide?: number;
  /** Only the cells of `editable` columns can be changed; no password, since it guards against slips and not against people. */
  readonly locked?: boolean;
  /** Not shown in the list of sheets, for data that an import needs back. */
  readonly hidden?: boolean;
}

export const COLUMN_TYPES = ['text', 'integer', 'number', 'date', 'link'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface Column {
  readonly header: string;
  /** In characters of the default font; a Chinese character takes two. */
  readonly width: number;
  /** A `date` takes 'YYYY-MM-DD', a `link` an http(s) address or a path beside the file; what does not fit its type is written as text. */
  readonly type: ColumnType;
  /** Drop-down values; anything else typed there is refused by the spreadsheet program. */
  readonly choices?: readonly string[];
  readonly editable?: boolean;
  readonly hidden?: boolean;
  readonly centred?: boolean;
  /** Shown when the pointer rests on the header. */
  readonly note?: string;
}

export interface Row {
  readonly cells: readonly CellContent[];
  /** A heading within the table, set off by colour and weight. */
  readonly heading?: boolean;
}

/** `undefined` is an empty cell. */
export type CellContent = string | number | undefined | Cell;

export interface Cell {
  readonly value?: string | number | undefined;
  /** Where a click leads, for a cell that shows other words than the address. */
  readonly link?: string;
  readonly tone?: Tone;
  readonly note?: string;
}

/** What a fill means; the colours are the writer's. */
export const TONES = ['good', 'bad', 'doubt', 'wait', 'soft'] as const;
export type Tone = (typeof TONES)[number];
