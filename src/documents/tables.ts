import type { Block, Table } from './document.ts';
import { holds, wordsOf, type Box } from './html-tree.ts';
import { normalise, type NormalText } from './normal-text.ts';

/** A data table as the walk met it. */
export interface TableFound {
  readonly box: Box;
  /** Its own cells, row by row. */
  readonly rows: readonly (readonly Box[])[];
  /** Index of the first block inside it. */
  readonly block: number;
  readonly place: string;
}

/** Spans are the author's claim; beyond these a table is not laid out any further. */
const MAX_COLUMNS = 100;
const MAX_CELLS = 100_000;
const CAPTION_LETTERS = 60;
const EMPTY: NormalText = { raw: '', norm: '' };

const kids = (box: Box): Box[] => box.children.filter((child) => typeof child !== 'string');

const PARTS = new Set(['thead', 'tbody', 'tfoot']);

/** The cells of a table itself, row by row, without those of tables inside it. */
export function cellsOf(table: Box): Box[][] {
  const rows: Box[][] = [];
  for (const part of kids(table)) {
    if (part.tag === 'tr') rows.push(cellsIn(part));
    else if (PARTS.has(part.tag)) for (const row of kids(part)) if (row.tag === 'tr') rows.push(cellsIn(row));
  }
  return rows;
}

const cellsIn = (row: Box): Box[] => kids(row).filter(({ tag }) => tag === 'td' || tag === 'th');

/** The columns of a table as rows, for one that lies on its side; none where a label of its first column comes twice. */
export function turned(rows: Table['rows']): Table['rows'] {
  const labels = rows.map(([label]) => label?.norm ?? '');
  if (new Set(labels).size < labels.length || rows.some(({ length }) => length !== rows[0]?.length)) return [];
  return (rows[0] ?? []).map((_, column) => rows.flatMap((row) => row[column] ?? []));
}

/** A table may have more rows than a call may have arguments. */
const most = (numbers: readonly number[]): number => numbers.reduce((left, right) => Math.max(left, right), 0);

/** Whether a table with these cells holds data, or only arranges the page (old portals are built of such tables). */
export function isDataTable(table: Box, rows: readonly (readonly Box[])[]): boolean {
  if (/^(?:presentation|none)$/.test(table.attrs.role ?? '')) return false;
  // Icons and spacers make no column.
  const widest = most(rows.map((cells) => cells.filter(({ letters }) => letters > 0).length));
  if (widest < 2 || holdsTable(table)) return false;
  if (kids(table).some(({ tag }) => tag === 'caption' || tag === 'thead')) return true;
  const cells = rows.flat();
  if (cells.some(({ tag }) => tag === 'th')) return true;
  if (rows.filter(({ length }) => length > 0).length < 2)
    return cells.every((cell) => cell.letters <= 80 && cell.links === 0) && cells.some(({ letters }) => letters > 0);
  const long = cells.filter(({ letters }) => letters > 200).length;
  return long * 4 <= cells.length && cells.filter(isArranged).length * 3 <= cells.length;
}

const ARRANGING = new Set('h1 h2 h3 h4 h5 h6 ul ol form'.split(' '));

/** A cell with headings, lists or many links is a part of the page. */
const isArranged = (cell: Box): boolean => cell.links > 3 || holds(cell, ({ tag }) => ARRANGING.has(tag));

const holdsTable = (table: Box): boolean => holds(table, ({ tag, letters }) => tag === 'table' && letters > 0);

/** Lays out a table: merged cells are repeated in every place that they cover, short rows are filled up. */
export function readTable({ box, rows: cells, block, place }: TableFound, blocks: readonly Block[]): Table {
  const grid = spread(cells, blocks);
  const captioned = kids(box).find(({ tag }) => tag === 'caption');
  const [first] = grid;
  const titled = grid.length > 1 && first !== undefined && isOneCell(first);
  const caption = captioned ? wordsOf(captioned) : titled ? (first[0]?.raw ?? '') : captionAbove(block, blocks);
  return { caption, rows: titled ? grid.slice(1) : grid, block, place };
}

/** A row that one merged cell covers: every place holds its very text. */
const isOneCell = (row: readonly NormalText[]): boolean =>
  row.length > 1 && row.every((text) => text === row[0] && text !== EMPTY);

function spread(rows: readonly (readonly Box[])[], blocks: readonly Block[]): NormalText[][] {
  const grid: NormalText[][] = [];
  let laid = 0;
  rows.forEach((cells, y) => {
    const line = (grid[y] ??= []);
    let x = 0;
    for (const cell of cells) {
      while (line[x]) x += 1;
      const [wide, high] = [span(cell.attrs.colspan, MAX_COLUMNS), span(cell.attrs.rowspan, 1000)];
      const text = textOf(cell, blocks);
      for (let down = 0; down < high && laid < MAX_CELLS; down += 1) {
        for (let right = 0; right < wide && x + right < MAX_COLUMNS; right += 1) {
          (grid[y + down] ??= [])[x + right] ??= text;
          laid += 1;
        }
      }
      x += wide;
    }
  });
  return even(grid.slice(0, rows.length));
}

/** The text of a cell: its block's, where words alone stand in it on one line. */
function textOf(cell: Box, blocks: readonly Block[]): NormalText {
  const [only, second] = cell.children;
  const block = typeof only === 'string' && second === undefined && cell.to - cell.from === 1 && blocks[cell.from];
  return block ? block.text : normalise(wordsOf(cell));
}

/** Rows of one length, without rows in which nothing is written. Fills the grid that it is given. */
function even(grid: NormalText[][]): NormalText[][] {
  const width = most(grid.map((row) => row.length));
  for (const row of grid) for (let x = 0; x < width; x += 1) row[x] ??= EMPTY;
  return grid.filter((row) => row.some(({ norm }) => norm !== ''));
}

const span = (stated: string | undefined, most: number): number =>
  Math.min(most, Math.max(1, Math.trunc(Number(stated ?? 1)) || 1));

/** How many lines above a table its title may stand. */
const CAPTION_REACH = 4;

/** The heading or short paragraph just above, past units and dates (单位：元/千瓦时, 发布时间：…). */
function captionAbove(block: number, blocks: readonly Block[]): string {
  const inside = blocks[block];
  for (const above of blocks.slice(Math.max(0, block - CAPTION_REACH), block).reverse()) {
    const { kind, region, text } = above;
    if (kind === 'cell' || region !== inside?.region) break;
    const title = kind === 'heading' || kind === 'caption';
    if (title || isTitleLine(text.norm)) return text.raw;
    if (text.norm.length > CAPTION_LETTERS || text.norm.endsWith('。')) break;
  }
  const owner = inside && inside.under >= 0 ? blocks[inside.under] : undefined;
  return owner?.text.raw ?? '';
}

const isTitleLine = (words: string): boolean => words.length <= CAPTION_LETTERS && !/[。;:]$|:./.test(words);
