import * as XLSX from '@e965/xlsx';
import type { CellObject, Range, WorkBook, WorkSheet } from '@e965/xlsx';
import { addDays } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import { problem, type Place, type Problem } from '../catalogue/problem.ts';
import type { Cell, Row, TableResult } from './register-table.ts';

/** A register longer than this is something else. */
const MOST_ROWS = 20_000;
const UNMERGE = text('取消合并，逐格填写', 'unmerge the cells and fill in each');

/**
 * Reads the one table of a workbook: the first row of two cells or more is its heading, rows of one cell above it are a
 * title. A value merged downwards counts for each of its rows. Days come as `YYYY-MM-DD`. Wrong cells are named as
 * `变更登记!C5`.
 */
export function readXlsxTable(bytes: Uint8Array, file: string): TableResult {
  const book = open(bytes);
  const whole = { file, line: 1, column: 1 };
  if (!book)
    return refused(
      whole,
      text('打不开这个工作簿，可能已加密或损坏', 'the workbook cannot be opened: encrypted or damaged'),
      AGAIN,
    );
  const named = book.SheetNames.filter((name, at) => shown(book, at) && !/^(填写)?说明$|^readme$/i.test(name));
  const filled = named.filter((name) => rowsOf(book.Sheets[name]).length > 0);
  const [first, second] = filled;
  if (first === undefined) return refused(whole, text('工作簿是空的', 'the workbook is empty'));
  if (second !== undefined) {
    const says = text(
      `工作簿有多张工作表：${filled.join('、')}`,
      `the workbook has several sheets: ${filled.join(', ')}`,
    );
    return refused(
      { ...whole, cell: `${second}!A1` },
      says,
      text('只保留登记表，或把说明表命名为“说明”', 'keep one sheet'),
    );
  }
  return tableOf({ sheet: book.Sheets[first] ?? {}, name: first, file, epoch1904: isEpoch1904(book) });
}

const AGAIN = text('在 Excel 中另存为不加密的 .xlsx', 'save it from Excel as .xlsx without a password');
const refused = (at: Place, says: Text, hint?: Text): TableResult => ({ problems: [problem(at, says, hint)] });
const shown = (book: WorkBook, at: number): boolean => (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) === 0;
const isEpoch1904 = (book: WorkBook): boolean => book.Workbook?.WBProps?.date1904 === true;

function open(bytes: Uint8Array): WorkBook | undefined {
  try {
    const options = { type: 'buffer', dense: true, cellNF: true, cellHTML: false, sheetRows: MOST_ROWS } as const;
    return XLSX.read(Buffer.from(bytes), options);
  } catch {
    return undefined;
  }
}

interface Open {
  readonly sheet: WorkSheet;
  readonly name: string;
  readonly file: string;
  readonly epoch1904: boolean;
}

type Data = readonly (readonly (CellObject | undefined)[] | undefined)[];

const dataOf = (sheet: WorkSheet | undefined): Data => sheet?.['!data'] ?? [];
const isFilled = (cell: CellObject | undefined): boolean => cell !== undefined && wordsOf(cell) !== '';

/** The numbers of the rows that hold something. */
const rowsOf = (sheet: WorkSheet | undefined): number[] =>
  dataOf(sheet).flatMap((row, at) => (row?.some(isFilled) ? [at] : []));

function tableOf(open: Open): TableResult {
  const data = dataOf(open.sheet);
  const filled = rowsOf(open.sheet);
  const head = filled.find((row) => (data[row]?.filter(isFilled).length ?? 0) > 1);
  const top = filled[0] ?? 0;
  if (head === undefined)
    return refused(
      placeIn(open, top, 0),
      text('没有表头', 'there is no heading row'),
      text('第一行写列名', 'put the headings first'),
    );
  const across = mergesIn(open, head).filter(({ s, e }) => e.c > s.c);
  if (across.length > 0) return { problems: across.map((range) => mergedAcross(open, range)) };
  const problems: Problem[] = [];
  const cell = (row: number, column: number): Cell => readCell(open, row, column, problems);
  const headings = (data[head] ?? []).map((_, column) => cell(head, column));
  const rows = filled
    .filter((row) => row > head)
    .map((row): Row => ({
      at: placeIn(open, row, 0),
      cells: new Map(headings.flatMap(({ value }, column) => (value === '' ? [] : [[value, cell(row, column)]]))),
    }));
  return problems.length > 0 ? { problems } : { headings: headings.filter(({ value }) => value !== ''), rows };
}

/** Merged ranges from the heading row down. */
const mergesIn = ({ sheet }: Open, head: number): readonly Range[] =>
  (sheet['!merges'] ?? []).filter(({ e }) => e.r >= head);

const mergedAcross = (open: Open, { s, e }: Range): Problem => {
  const range = XLSX.utils.encode_range({ s, e });
  return problem(
    placeIn(open, s.r, s.c),
    text(`${range} 合并了几列，分不清属于哪一列`, `${range} is merged over several columns`),
    UNMERGE,
  );
};

const placeIn = ({ file, name }: Open, row: number, column: number): Place => ({
  file,
  line: row + 1,
  column: column + 1,
  cell: `${name}!${XLSX.utils.encode_cell({ r: row, c: column })}`,
});

/** The cell, or that from which it is merged downwards. */
function readCell(open: Open, row: number, column: number, problems: Problem[]): Cell {
  const at = placeIn(open, row, column);
  const merged = (open.sheet['!merges'] ?? []).find(({ s, e }) => s.c === column && s.r <= row && row <= e.r);
  const cell = dataOf(open.sheet)[merged?.s.r ?? row]?.[column];
  if (!cell) return { value: '', at };
  if (cell.t === 'e') {
    const says = text(`这一格是公式错误 ${cell.w ?? ''}`, `a formula error ${cell.w ?? ''}`);
    problems.push(problem(at, says, text('改为填写内容', 'write the value itself')));
  }
  if (cell.f !== undefined && cell.v === undefined) {
    const says = text('公式没有保存计算结果', 'the formula has no saved result');
    problems.push(problem(at, says, text('在 Excel 中打开并保存，或改为填写内容', 'open and save it in Excel')));
  }
  return { value: dayOf(cell, open) ?? wordsOf(cell), at };
}

const wordsOf = (cell: CellObject): string =>
  cell.t === 'z' || cell.t === 'e'
    ? ''
    : (cell.t === 's' ? String(cell.v ?? '') : (cell.w ?? String(cell.v ?? ''))).trim();

/** A number in a date format is a day; the machine's clock and zone have no part in it. */
function dayOf({ t, v, z }: CellObject, { epoch1904 }: Open): string | undefined {
  if (t !== 'n' || typeof v !== 'number' || typeof z !== 'string') return undefined;
  const format = z.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (!/[yd]/i.test(format)) return undefined;
  return addDays(epoch1904 ? '1904-01-01' : '1899-12-30', Math.floor(v));
}
