import type { Block, Table } from './document.ts';
import { holds, wordsOf, type Box } from './html-tree.ts';
import { normalise, type NormalText } from './normal-text.ts';

/** A data table as the walk met it. */
export interface TableFound {
  readonly box: Box;
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

/** The rows of a table itself, without those of tables inside it. */
export const rowsOf = (table: Box): Box[] =>
  kids(table).flatMap((part) =>
    part.tag === 'tr'
      ? [part]
      : /^t(?:head|body|foot)$/.test(part.tag)
        ? kids(part).filter(({ tag }) => tag === 'tr')
        : [],
  );

const cellsOf = (row: Box): Box[] => kids(row).filter(({ tag }) => tag === 'td' || tag === 'th');

/** A table may have more rows than a call may have arguments. */
const most = (numbers: readonly number[]): number => numbers.reduce((left, right) => Math.max(left, right), 0);

/** Whether a table holds data, or only arranges the page (old portals are built of such tables). */
export function isDataTable(table: Box): boolean {
  if (/^(?:presentation|none)$/.test(table.attrs.role ?? '')) return false;
  const rows = rowsOf(table)
    .map(cellsOf)
    .filter((cells) => cells.length > 0);
  // Icons and spacers make no column.
  const widest = most(rows.map((cells) => cells.filter(({ letters }) => letters > 0).length));
  if (widest < 2 || holdsTable(table)) return false;
  if (
    kids(table).some(({ tag }) => tag === 'caption' || tag === 'thead') ||
    rows.flat().some(({ tag }) => tag === 'th')
  )
    return true;
  const cells = rows.flat();
  const long = cells.filter(({ letters }) => letters > 200).length;
  if (rows.length < 2)
    return cells.every((cell) => cell.letters <= 80 && cell.links === 0) && cells.some(({ letters }) => letters > 0);
  return long * 4 <= cells.length && cells.filter(isArranged).length * 3 <= cells.length;
}

/** More than one row: a single one outside the content is a banner. */
export const hasRows = (table: Box): boolean => rowsOf(table).length > 1;

const ARRANGING = new Set('h1 h2 h3 h4 h5 h6 ul ol form'.split(' '));

/** A cell with headings, lists or many links is a part of the page. */
const isArranged = (cell: Box): boolean => cell.links > 3 || holds(cell, ({ tag }) => ARRANGING.has(tag));

const holdsTable = (table: Box): boolean => holds(table, ({ tag, letters }) => tag === 'table' && letters > 0);

interface Spread {
  readonly text: NormalText;
  /** The merged cell that this place belongs to. */
  readonly of: Box | undefined;
}

/** Lays out a table: merged cells are repeated in every place that they cover, short rows are filled up. */
export function readTable({ box, block, place }: TableFound, blocks: readonly Block[]): Table {
  const grid = spread(box);
  const captioned = kids(box).find(({ tag }) => tag === 'caption');
  const [first] = grid;
  const titleRow =
    grid.length > 1 && first && first.length > 1 && first.every(({ of }) => of !== undefined && of === first[0]?.of);
  const caption = captioned ? wordsOf(captioned) : titleRow ? (first[0]?.text.raw ?? '') : captionAbove(block, blocks);
  const rows = (titleRow ? grid.slice(1) : grid).map((row) => row.map(({ text }) => text));
  return { caption, rows, block, place };
}

function spread(table: Box): Spread[][] {
  const grid: Spread[][] = [];
  const rows = rowsOf(table);
  let cells = 0;
  rows.forEach((row, y) => {
    const line = (grid[y] ??= []);
    let x = 0;
    for (const cell of cellsOf(row)) {
      while (line[x]) x += 1;
      const [wide, high] = [span(cell.attrs.colspan, MAX_COLUMNS), span(cell.attrs.rowspan, 1000)];
      const text = normalise(wordsOf(cell));
      for (let down = 0; down < high && cells < MAX_CELLS; down += 1) {
        for (let right = 0; right < wide && x + right < MAX_COLUMNS; right += 1) {
          (grid[y + down] ??= [])[x + right] ??= { text, of: cell };
          cells += 1;
        }
      }
      x += wide;
    }
  });
  return even(grid.slice(0, rows.length));
}

/** Rows of one length, without rows in which nothing is written. */
function even(grid: Spread[][]): Spread[][] {
  const width = most(grid.map((row) => row.length));
  const filled = grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? { text: EMPTY, of: undefined }));
  return filled.filter((row) => row.some(({ text }) => text.norm !== ''));
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
