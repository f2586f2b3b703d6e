import type { LinePlace } from '../file-reading.ts';
import { escapeMarkup, tableMarkup, type MarkupCell } from '../markup.ts';
import { columnsOf } from './columns.ts';
import { inReadingOrder } from './flow.ts';
import { gridsOf, type Grid } from './grid.ts';
import { joinLines, linesOf, wordsOfLine, type Line } from './lines.ts';
import type { PdfPage, Run } from './page.ts';
import type { Rule } from './rules.ts';

/** A piece of a page from top to bottom: a line of text, or a table of cells. */
type Piece =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'table'; readonly rows: readonly (readonly PlacedCell[])[] };

interface PlacedCell extends MarkupCell {
  readonly box: Rule;
}

interface Paragraph {
  readonly level: number;
  readonly lines: string[];
  readonly page: PdfPage;
  box: Rule;
  /** Its last line, when more may follow on it. */
  last: Line | undefined;
}

/** Larger than the running text by this much is a heading, if it is no longer than a title is. */
const LARGER = 1.12;
const HEADING_LETTERS = 60;
/** Lines further apart than this, in characters, are paragraphs of their own. */
const LEADING = 2.4;
/** A line that ends so many characters before the right edge ends its paragraph; one that begins so many in begins one. */
const SHORT = 2;
const INDENT = 1;

/** The title is the first heading among so many pieces of the first page. */
const TITLE_REACH = 4;

/** What opens a paragraph wherever it stands, once the sentence before it has ended: 第三条, 一、, (二), 表 7-1, 注：. */
const OPENER =
  /^(?:第\s?[一二三四五六七八九十百零〇\d.]+\s?[章节条款]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]\s?(?=\D)|[表图]\s?[\d一二三四五六七八九十]|附[件录表]|注[:：])/u;
const SENTENCE_END = /[。；：！？;:!?.]\s*$/u;

const begins = (words: string, before: readonly string[]): boolean =>
  OPENER.test(words) && SENTENCE_END.test(before.at(-1) ?? '');

export interface Written {
  readonly markup: string;
  readonly title: string;
  readonly places: readonly LinePlace[];
}

/** Writes pages as the markup of one page: headings by size, paragraphs by indents and line ends, tables by their lines. */
export function writePages(pages: readonly PdfPage[], running: readonly string[]): Written {
  const laid = pages.flatMap((page) => partsOf(page).map((part) => ({ page, pieces: piecesOf(part) })));
  const writer = new Writer(bodySize(laid.flatMap(({ pieces }) => linesIn(pieces))));
  writer.header(running);
  for (const { page, pieces } of laid) writer.page(page, pieces);
  return writer.finish();
}

const linesIn = (pieces: readonly Piece[]): Line[] =>
  pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.line] : []));

/** The size in which most characters outside tables are set. */
function bodySize(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const rounded = Math.round(line.size * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + wordsOfLine(line).length);
  }
  const [most = [12, 0]] = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return most[0];
}

class Writer {
  readonly #parts: string[] = [];
  readonly #places: LinePlace[] = [];
  readonly #body: number;
  #open: Paragraph | undefined;
  #title = '';

  constructor(body: number) {
    this.#body = body;
  }

  header(running: readonly string[]): void {
    if (running.length > 0)
      this.#parts.push(`<header>${running.map((line) => `<p>${escapeMarkup(line)}</p>`).join('')}</header>`);
    for (const text of running) this.#places.push({ text, place: 'page header' });
  }

  page(page: PdfPage, pieces: readonly Piece[]): void {
    const lines = linesIn(pieces);
    const edges = {
      left: edge(
        lines.map(({ left }) => left),
        Math.min,
      ),
      right: edge(
        lines.map(({ right }) => right),
        Math.max,
      ),
    };
    for (const piece of pieces) {
      if (piece.kind === 'line') this.#line(piece.line, edges, page);
      else this.#table(piece.rows, page);
    }
    // A paragraph may go on on the next page, but the distance between the two lines then says nothing.
    if (this.#open?.last) this.#open.last = { ...this.#open.last, y: -Infinity };
  }

  finish(): Written {
    this.#close();
    return { markup: this.#parts.join('\n'), title: this.#title, places: this.#places };
  }

  #line(line: Line, { left, right }: { left: number; right: number }, page: PdfPage): void {
    const words = wordsOfLine(line);
    const level = this.#levelOf(line, words, page);
    const isIndented = level === 0 && line.left - left >= INDENT * line.size;
    if (this.#open && !isIndented && this.#goesOn(line, words, level)) {
      this.#open.lines.push(words);
      this.#open.box = around(this.#open.box, boxOf(line));
    } else {
      this.#close();
      this.#open = { level, lines: [words], page, box: boxOf(line), last: undefined };
    }
    const isFull = level > 0 || right - line.right < SHORT * line.size;
    this.#open.last = isFull ? line : undefined;
  }

  /** Whether a line belongs to what is open: set alike, near, and no beginning of its own. */
  #goesOn(line: Line, words: string, level: number): boolean {
    const { level: before, lines = [], last } = this.#open ?? {};
    if (!last || before !== level || begins(words, lines)) return false;
    // Over the end of a page the distance says nothing; a sentence that goes on does.
    const overPage = last.y === -Infinity;
    const isNear = overPage
      ? level === 0 && !SENTENCE_END.test(lines.at(-1) ?? '')
      : line.y - last.y <= LEADING * line.size;
    return isNear && Math.abs(last.size - line.size) <= line.size * 0.1;
  }

  #levelOf(line: Line, words: string, page: PdfPage): number {
    if (words.length > HEADING_LETTERS || line.segments.length > 2) return 0;
    if (line.size >= this.#body * LARGER) return line.size >= this.#body * 1.4 ? 1 : 2;
    // A title in the size of the text stands alone in the middle of the first page's head.
    const middle = Math.abs((line.left + line.right) / 2 - page.width / 2) < line.size * 2;
    const narrow = line.right - line.left < page.width * 0.6;
    return page.number === 1 && this.#parts.length === 0 && !this.#open && middle && narrow ? 1 : 0;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const text = joinLines(open.lines);
    const heading = open.level > 0 && text.length <= HEADING_LETTERS;
    const tag = heading ? `h${open.level}` : 'p';
    this.#parts.push(`<${tag}>${escapeMarkup(text)}</${tag}>`);
    this.#places.push({ text, ...placeOf(open.page, open.box) });
    if (heading && this.#title === '' && open.page.number === 1 && this.#parts.length <= TITLE_REACH)
      this.#title = text;
  }

  #table(rows: readonly (readonly PlacedCell[])[], page: PdfPage): void {
    this.#close();
    this.#parts.push(tableMarkup(rows));
    for (const { text, box } of rows.flat()) if (text !== '') this.#places.push({ text, ...placeOf(page, box) });
  }
}

/** The page, or the place on it where words were read from pixels. */
const placeOf = ({ number, seen }: PdfPage, box: Rule): Omit<LinePlace, 'text'> =>
  seen?.(box) ?? { place: `page ${number}` };

const boxOf = ({ left, right, y, size }: Line): Rule => ({ x1: left, x2: right, y1: y - size, y2: y + size * 0.2 });

const around = (one: Rule, other: Rule): Rule => ({
  x1: Math.min(one.x1, other.x1),
  x2: Math.max(one.x2, other.x2),
  y1: Math.min(one.y1, other.y1),
  y2: Math.max(one.y2, other.y2),
});

const edge = (values: readonly number[], pick: (...values: number[]) => number): number =>
  values.reduce((one, other) => pick(one, other), values[0] ?? 0);

/** Columns of running text one after the other; not on a page with tables, whose cells stand beside one another. */
const partsOf = (page: PdfPage): readonly PdfPage[] =>
  gridsOf(page.rules).some((grid) => isTable(grid, page.runs)) ? [page] : inReadingOrder(page);

/** What stands on a page, top to bottom. */
function piecesOf({ runs, rules }: PdfPage): Piece[] {
  const grids = gridsOf(rules)
    .map((grid) => ({ grid, inside: runs.filter((run) => isInside(run, grid.box)) }))
    .filter(({ grid, inside }) => isTable(grid, inside));
  const taken = new Set(grids.flatMap(({ inside }) => inside));
  const free = linesOf(runs.filter((run) => !taken.has(run)));
  const pieces: Piece[] = [];
  let from = 0;
  for (const { grid, inside } of grids) {
    const to = free.findIndex(({ y }, at) => at >= from && y > grid.box.y1);
    const above = free.slice(from, to < 0 ? free.length : to);
    pieces.push(...freePieces(above), { kind: 'table', rows: gridRows(grid, inside) });
    from += above.length;
  }
  return [...pieces, ...freePieces(free.slice(from))];
}

/** A frame around text is no table: words stand in two cells at least. */
function isTable({ cells }: Grid, inside: readonly Run[]): boolean {
  let filled = 0;
  for (const { box } of cells) if (inside.some((run) => isInside(run, box)) && (filled += 1) > 1) return true;
  return false;
}

const isInside = ({ x, y, width, size }: Run, { x1, x2, y1, y2 }: Rule): boolean => {
  const [middle, height] = [x + width / 2, y - size * 0.35];
  return middle >= x1 && middle <= x2 && height >= y1 && height <= y2;
};

function gridRows({ cells, rows }: Grid, inside: readonly Run[]): PlacedCell[][] {
  const laid: PlacedCell[][] = Array.from({ length: rows }, () => []);
  for (const { row, box, colspan, rowspan } of cells) {
    const lines = linesOf(inside.filter((run) => isInside(run, box)));
    laid[row]?.push({ text: joinLines(lines.map(wordsOfLine)), colspan, rowspan, box });
  }
  return laid;
}

function freePieces(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const takeLines = (to: number): void => {
    for (const line of lines.slice(at, to)) pieces.push({ kind: 'line', line });
    at = to;
  };
  for (const { from, to, rows } of columnsOf(lines)) {
    takeLines(from);
    const boxes = lines.slice(from, to).map(boxOf);
    const box = (at: number): Rule => boxes[at] ?? { x1: 0, x2: 0, y1: 0, y2: 0 };
    pieces.push({ kind: 'table', rows: rows.map((row, at) => row.map((text) => ({ text, box: box(at) }))) });
    at = to;
  }
  takeLines(lines.length);
  return pieces;
}
