import type { Gap } from '../normal-text/pinyin.ts';
import { normalise, type NormalText } from '../normal-text.ts';
import { isPageNumber, type Piece, type TextLine } from './lines.ts';

export interface TextRow {
  readonly line: number;
  readonly cells: readonly NormalText[];
}

const EMPTY: NormalText = { raw: '', norm: '' };
/** A cell of so many characters that ends without a stop, in a column whose cells end with one, goes on below. */
const BROKEN = 8;
/** Fewer characters in the first column are the rest of a name. */
const NAME = 4;

/** The rows of a table in text: cells that noise has pushed aside are put back, rows that a line's end broke are joined. */
export function rowsOf(source: string, lines: readonly TextLine[]): TextRow[] {
  const width = trimmed(lines[0]?.cells ?? []).length;
  const rows = runsOf(lines).flatMap((run) => fitted(run, width));
  return joined(rows).map((parts) => ({
    line: parts[0]?.number ?? 0,
    cells: Array.from({ length: width }, (_, at) => {
      const pieces = parts.flatMap(({ cells }) => cells[at] ?? []);
      return cellOf(source, pieces);
    }),
  }));
}

interface Row {
  readonly number: number;
  readonly cells: readonly Piece[];
}

function trimmed(cells: readonly Piece[]): readonly Piece[] {
  return cells.slice(0, cells.findLastIndex((cell) => said(cell) !== '') + 1);
}

const said = (cell: Piece | undefined): string => cell?.text.norm ?? '';

/** Rows of one page: one below the other, and with as many cells. */
function runsOf(lines: readonly TextLine[]): Row[][] {
  const runs: Row[][] = [];
  for (const { number, cells } of lines) {
    const above = runs.at(-1)?.at(-1);
    if (above?.number === number - 1 && above.cells.length === cells.length) runs.at(-1)?.push({ number, cells });
    else runs.push([{ number, cells }]);
  }
  return runs;
}

/** More cells than the heading has: a column of scraps stands in front of the table or behind it. */
function fitted(run: readonly Row[], width: number): Row[] {
  const more = (run[0]?.cells.length ?? 0) - width;
  if (more <= 0) return [...run];
  const front = run.filter(({ cells: [first] }) => said(first) === '').length;
  const back = run.filter(({ cells }) => said(cells.at(-1)) === '').length;
  return run.map(({ number, cells }) => ({
    number,
    cells: front > back ? cells.slice(more) : isScrap(cells.at(-1)) ? cells.slice(0, width) : cells.slice(more),
  }));
}

const isScrap = (cell: Piece | undefined): boolean => said(cell).length < 6 || isPageNumber(said(cell));

/** Rows of which one cell goes on in the next row, unless that begins with a name of its own. */
function joined(rows: readonly Row[]): Row[][] {
  const column = proseColumn(rows);
  const whole: Row[][] = [];
  for (const row of rows) {
    const open = whole.at(-1);
    if (open && column !== undefined && whole.length > 1 && isBroken(open, row, column)) open.push(row);
    else whole.push([row]);
  }
  return whole;
}

function isBroken(open: readonly Row[], next: Row, column: number): boolean {
  const above = open.map(({ cells }) => said(cells[column])).findLast((words) => words !== '') ?? '';
  if (above.length < BROKEN || /[。;!?)]$/u.test(above) || said(next.cells[column]) === '') return false;
  return said(next.cells[0]).length < NAME || open.every(({ cells: [first] }) => said(first) === '');
}

/** The column in which most cells are sentences. */
function proseColumn(rows: readonly Row[]): number | undefined {
  const width = rows[0]?.cells.length ?? 0;
  return Array.from({ length: width }, (_, at) => at).find((at) => {
    const filled = rows
      .slice(1)
      .map(({ cells }) => said(cells[at]))
      .filter((words) => words !== '');
    return filled.length >= 3 && filled.filter((words) => words.endsWith('。')).length * 2 >= filled.length;
  });
}

/** One cell of several lines: everything between its parts belongs to other columns. */
function cellOf(source: string, parts: readonly Piece[]): NormalText {
  const filled = parts.filter(({ text }) => text.norm !== '');
  const [first, last] = [filled[0], filled.at(-1)];
  if (!first || !last) return EMPTY;
  if (first === last) return first.text;
  const between = filled.slice(1).map((part, at): Gap => [(filled[at]?.to ?? 0) - first.from, part.from - first.from]);
  const noise = filled.flatMap((part) => part.noise.map(([from, to]): Gap => [from - first.from, to - first.from]));
  return normalise(source.slice(first.from, last.to), [...noise, ...between]);
}
