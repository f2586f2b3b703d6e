import type { Cell as FileCell, CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import type { CellContent, Column, Row, Sheet, Workbook } from '../workbook.ts';
import { CHOICES_SHEET, choiceLists, choiceRule, letters, type ChoiceLists } from './choices.ts';
import { rowHeights } from './heights.ts';
import { HEADER_STYLE, HEADING_STYLE, LEAD_STYLE, TITLE_STYLE, bodyStyle } from './style.ts';
import { cellText, escapedText, linkTarget, sheetNames, spreadsheetDay, staysText } from './text.ts';

/** Excel refuses a sheet with more links; those beyond are words only. */
const MOST_LINKS = 65_000;
/** An instant in the file's properties is required; a real one would make two files of one report differ. */
const NO_TIME = new Date(0);

/** XLSX of a workbook: real types, no formula whatever the words are, and the same bytes for the same workbook. */
export async function writeWorkbook({ title, sheets }: Workbook): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const names = sheetNames([...sheets.map(({ name }) => name), CHOICES_SHEET]);
  const lists = choiceLists(sheets, names.at(-1) ?? CHOICES_SHEET);
  return writeXlsx({
    sheets: [...sheets.map((sheet, at) => fileSheet(sheet, names[at] ?? '', lists)), ...lists.sheets],
    namedRanges: sheets.map((sheet, at) => printTitles(sheet, names[at] ?? '')),
    properties: { title: cellText(title), creator: 'gongkai', created: NO_TIME, modified: NO_TIME },
    defaultFont: { ...LEAD_STYLE.font },
  });
}

const headerRow = ({ lead = [] }: Sheet): number => lead.length;

/** The header is repeated on every page; the sheet's name is quoted here, which the library leaves undone. */
function printTitles(sheet: Sheet, name: string) {
  const row = headerRow(sheet) + 1;
  const quoted = `'${name.replaceAll("'", "''")}'`;
  const columns = (sheet.pagesWide ?? 1) > 1 ? `${quoted}!$A:$A,` : '';
  return { name: '_xlnm.Print_Titles', range: `${columns}${quoted}!$${row}:$${row}`, scope: name };
}

function fileSheet(sheet: Sheet, name: string, lists: ChoiceLists): WriteSheet {
  const { columns, rows, lead = [], frozenColumns = 0 } = sheet;
  const top = headerRow(sheet);
  const body = bodyOf(sheet);
  const last = `${letters(columns.length - 1)}${top + 1 + Math.max(rows.length, 1)}`;
  return {
    name,
    columns: columns.map((column) => ({
      width: column.width,
      style: plainStyle(sheet, column),
      ...(column.hidden && { hidden: true }),
    })),
    rows: [...lead.map(() => []), [], ...body.rows],
    cells: body.cells,
    rowDefs: rowDefs(sheet),
    dataValidations: columns.flatMap((column, at) =>
      choiceRule(column, { letters: letters(at), first: top + 2, rows: rows.length }, lists),
    ),
    freezePane: { rows: top + 1, columns: frozenColumns },
    ...(sheet.filter !== false && { autoFilter: { range: `A${top + 1}:${last}` } }),
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.print ?? 'landscape',
      fitToPage: true,
      fitToWidth: sheet.pagesWide ?? 1,
      fitToHeight: 0,
      margins: { top: 0.6, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
      horizontalCentered: true,
    },
    headerFooter: { oddFooter: '&L&A&R&P / &N' },
    view: { showGridLines: false },
    ...(sheet.locked && {
      protection: { sheet: true, formatColumns: false, formatRows: false, sort: false, autoFilter: false },
    }),
    ...(sheet.hidden && { veryHidden: true }),
  };
}

function rowDefs(sheet: Sheet): Map<number, { height: number }> {
  const top = headerRow(sheet);
  const lead = (sheet.lead ?? []).map((_, at) => [at, { height: at === 0 ? 26 : 18 }] as const);
  const body = [...rowHeights(sheet)].map(([at, height]) => [top + 1 + at, { height }] as const);
  return new Map([...lead, [top, { height: 32 }], ...body]);
}

interface Body {
  /** Values that have nothing of their own; their column gives them their look. */
  readonly rows: CellValue[][];
  /** By `row,column` from 0: what differs from its column by colour, link, note or format. */
  readonly cells: Map<string, FileCell>;
}

/** Most cells go as bare values: twenty thousand rows of cell objects would take a gigabyte. */
function bodyOf(sheet: Sheet): Body {
  const { columns, rows, lead = [] } = sheet;
  const top = headerRow(sheet);
  const links = { left: MOST_LINKS };
  const cells = new Map<string, FileCell>();
  for (const [at, words] of lead.entries())
    cells.set(`${at},0`, { ...textCell(words), style: at === 0 ? TITLE_STYLE : LEAD_STYLE });
  for (const [at, { header, note }] of columns.entries())
    cells.set(`${top},${at}`, { ...textCell(header), style: HEADER_STYLE, ...comment(note) });
  const values = rows.map((row, down) =>
    columns.map((column, across) => {
      const { value, special } = fileCell(row, column, across, { sheet, links });
      if (special) cells.set(`${top + 1 + down},${across}`, { value, type: 'string', ...special });
      return value;
    }),
  );
  return { rows: values, cells };
}

const textCell = (words: string): FileCell => ({ type: 'string', value: escapedText(cellText(words)) });

const comment = (note: string | undefined): Pick<FileCell, 'comment'> =>
  note === undefined ? {} : { comment: { author: 'gongkai', text: escapedText(cellText(note)) } };

interface Place {
  readonly sheet: Sheet;
  /** How many links the sheet may still take. */
  readonly links: { left: number };
}

interface Written {
  readonly value: CellValue;
  readonly special?: Pick<FileCell, 'style' | 'hyperlink' | 'comment'>;
}

const plainStyle = (sheet: Sheet, column: Column): CellStyle =>
  bodyStyle({
    column,
    tone: undefined,
    linked: false,
    format: formatOf(column),
    locked: sheet.locked === true && column.editable !== true,
  });

function fileCell({ cells, heading }: Row, column: Column, at: number, { sheet, links }: Place): Written {
  const content = cells[at];
  const { value, link, tone, note } = typeof content === 'object' ? content : { value: content };
  const typed = typedValue(value, column);
  if (heading) return { value: typed.value, special: { style: HEADING_STYLE } };
  const target = links.left > 0 ? linkOf(value, link, column) : undefined;
  if (target !== undefined) links.left -= 1;
  if (!tone && target === undefined && note === undefined && typed.format === formatOf(column))
    return { value: typed.value };
  const locked = sheet.locked === true && column.editable !== true;
  return {
    value: typed.value,
    special: {
      style: bodyStyle({ column, tone, linked: target !== undefined, format: typed.format, locked }),
      ...(target !== undefined && { hyperlink: { target } }),
      ...comment(note),
    },
  };
}

function linkOf(value: CellContent, link: string | undefined, { type }: Column): string | undefined {
  if (link !== undefined) return linkTarget(link);
  return type === 'link' && typeof value === 'string' ? linkTarget(value) : undefined;
}

const formatOf = ({ type }: Column): string => (type === 'date' ? 'yyyy-mm-dd' : type === 'integer' ? '0' : 'General');

interface TypedValue {
  readonly value: CellValue;
  /** The spreadsheet's format code. */
  readonly format: string;
}

/** Words stay words: only numbers are written as numbers, and only a date column holds dates. */
function typedValue(value: string | number | undefined, column: Column): TypedValue {
  const format = formatOf(column);
  if (value === undefined || value === '') return { value: null, format };
  if (typeof value === 'number' && Number.isFinite(value)) return { value, format };
  const words = String(value);
  const day = column.type === 'date' ? spreadsheetDay(words) : undefined;
  if (day) return { value: day, format };
  // The text format keeps `=…` and long numbers from being read anew when somebody edits the cell.
  const plain = column.type === 'date' || column.type === 'integer' ? 'General' : format;
  return { value: escapedText(cellText(words)), format: staysText(words) ? '@' : plain };
}
