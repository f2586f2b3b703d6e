import { publicationOf } from '../../documents/dates.ts';
import { norm } from '../../documents/normal-text.ts';
import type { Document, Table } from '../../documents/document.ts';
import { blockAt, citing } from '../search/evidence.ts';
import { areaNear, periodNear, scopeLines, surroundingsOf, termNear, toNumber, unitLines } from '../figure.ts';
import type { EmptyFigure, Figure, Figures, FigureTerms } from '../figure.ts';
import { firstHit, includesAny } from '../search/terms.ts';

const AREA_HEADS: readonly string[] = [
  '地区',
  '区域',
  '供电区域',
  '供电单位',
  '单位名称',
  '县区',
  '区县',
  '供电公司',
  '供电所',
];
/** Columns whose numbers are not the indicator. */
const OTHER_HEADS: readonly string[] = ['序号', '编号', '计算关系', '备注', '排名'];
/** A label is a short cell, not a paragraph that mentions the indicator. */
const LONGEST_LABEL = 40;

type Grid = readonly (readonly string[])[];
interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Figures in the page's tables, whichever way a table lies: the indicator as a row with values to its right, or as a
 * column with values below. Unit, period and area come from the row, the column's head, the caption, headings, title.
 */
export function figuresInTables(document: Document, terms: FigureTerms): Figures {
  const read = document.tables
    .filter(({ block }) => (blockAt(document, block)?.region ?? 'main') === 'main')
    .map((table) => inTable(document, table, terms));
  return { figures: read.flatMap(({ figures }) => figures), empty: read.flatMap(({ empty }) => empty) };
}

function inTable(document: Document, table: Table, terms: FigureTerms): Figures {
  const grid: Grid = table.rows.map((row) => row.map(({ norm: cell }) => cell.trim()));
  const outer = [norm(table.caption), ...scopeLines(document, table.block), ...surroundingsOf(document, table.block)];
  const figures: Figure[] = [];
  const empty: EmptyFigure[] = [];
  for (const { label, cell } of valuesIn(grid, terms)) {
    const words = at(grid, cell);
    const term = firstHit(at(grid, label), terms.labels)?.term ?? '';
    const quote = citing(
      document,
      (table.rows[cell.row] ?? []).map(({ raw }) => raw.trim()).join(' '),
      `${table.place} row ${cell.row + 1}`,
    );
    const value = numberIn(words, terms);
    if (value === undefined) {
      empty.push({ label: term, quote });
      continue;
    }
    const near = [...neighbours(grid, cell, label), ...outer];
    const unit = termNear([words, ...near, ...unitLines(document, table.block)], terms.units);
    const area = areaColumn(grid, cell) ?? areaNear(near, terms);
    figures.push({
      label: term,
      ...(unit === undefined && isShare(value, terms) ? { value: percentOf(words), unit: '%' } : { value, unit }),
      shown: words,
      period: periodNear(near, terms.period, publicationOf(document)?.date),
      area,
      document,
      quote,
    });
  }
  return { figures, empty };
}

/** 0.9995 where nothing says %: a share of one, as a workbook holds it. With % beside it, it would be less than one percent. */
const isShare = (value: number, { units }: FigureTerms): boolean =>
  units.length === 1 && units[0] === '%' && value > 0 && value < 1;

/** '0.9995' → 99.95, moved by digits, so that no arithmetic adds any. */
const percentOf = (words: string): number => Number(`${words.replaceAll(',', '')}e2`);

const at = (grid: Grid, { row, column }: Cell): string => grid[row]?.[column] ?? '';

/** Each value cell once, with the label cell that names it. */
function valuesIn(grid: Grid, terms: FigureTerms): readonly { label: Cell; cell: Cell }[] {
  const seen = new Set<string>();
  return labelCells(grid, terms)
    .flatMap((label) => valueCells(grid, label, terms).map((cell) => ({ label, cell })))
    .filter(({ cell }) => {
      const key = `${cell.row}:${cell.column}`;
      return seen.has(key) ? false : seen.add(key);
    });
}

const isLabel = (words: string, terms: FigureTerms): boolean =>
  words.length <= LONGEST_LABEL && includesAny(words, terms.labels) && !includesAny(words, terms.excluded);

const labelCells = (grid: Grid, terms: FigureTerms): readonly Cell[] =>
  grid.flatMap((cells, row) => cells.flatMap((words, column) => (isLabel(words, terms) ? [{ row, column }] : [])));

/** Values to the right of the label; where there are none, values below it. */
function valueCells(grid: Grid, label: Cell, terms: FigureTerms): readonly Cell[] {
  const right = (grid[label.row] ?? [])
    .map((_, column) => ({ row: label.row, column }))
    .filter((cell) => cell.column > label.column && isValue(grid, cell, terms) && !isOtherColumn(grid, cell, terms));
  if (right.some((cell) => numberIn(at(grid, cell), terms) !== undefined)) return right;
  const below: Cell[] = [];
  for (let row = label.row + 1; row < grid.length; row += 1) {
    const cell = { row, column: label.column };
    if (isLabel(at(grid, cell), terms) && at(grid, cell) !== at(grid, label)) break;
    if (isValue(grid, cell, terms)) below.push(cell);
  }
  return below.length > 0 ? below : right;
}

const isValue = (grid: Grid, cell: Cell, terms: FigureTerms): boolean => {
  const words = at(grid, cell);
  return numberIn(words, terms) !== undefined || isEmptyCell(words, terms);
};

const isEmptyCell = (words: string, { placeholders }: FigureTerms): boolean =>
  /^[-/]+$/.test(words) || (words.length <= 12 && includesAny(words, placeholders));

function isOtherColumn(grid: Grid, cell: Cell, terms: FigureTerms): boolean {
  const heads = headsOf(grid, cell).join(' ');
  return includesAny(heads, OTHER_HEADS) || includesAny(heads, terms.excluded);
}

/** The texts above a cell in its column that are no values themselves, nearest first. */
const headsOf = (grid: Grid, cell: Cell): readonly string[] =>
  grid
    .slice(0, cell.row)
    .map((cells) => cells[cell.column] ?? '')
    .filter((words) => words !== '' && !/^[-+]?[\d.,]+%?$/.test(words))
    .reverse();

/** The texts that qualify a value: the rest of its row, its column's heads, its label. */
const neighbours = (grid: Grid, cell: Cell, label: Cell): readonly string[] => [
  ...(grid[cell.row] ?? []).filter((_, column) => column !== cell.column),
  ...headsOf(grid, cell),
  at(grid, label),
];

/** The row's entry in a column headed 地区, 供电单位 … */
function areaColumn(grid: Grid, cell: Cell): string | undefined {
  const column = (grid[0] ?? []).findIndex((head) => AREA_HEADS.includes(head));
  const words = column < 0 || column === cell.column ? '' : at(grid, { row: cell.row, column });
  return /^[-/]*$/.test(words) ? undefined : words;
}

function numberIn(words: string, { units }: FigureTerms): number | undefined {
  const [, digits, unit = ''] = /^[<>≤≥]?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(.*)$/.exec(words) ?? [];
  if (digits === undefined) return undefined;
  const known = unit === '' || units.some((one) => norm(one).toLowerCase() === unit.toLowerCase());
  return known ? toNumber(digits) : undefined;
}
