import { linesOf } from './lines.ts';
import type { PdfPage, Run } from './page.ts';

/** Between columns of running text is a gap of this many characters at least. */
const GUTTER = 1;
/** Where it may be, as shares of the width of the words. */
const MIDDLE = [0.4, 0.6] as const;
const STEP = 2;
/** A column of text has so many lines, and so many of them reach from edge to edge; cells of a table hardly ever do. */
const FEWEST_LINES = 6;
const FEWEST_FULL = 4;
const FULL = 0.85;
const FULL_SHARE = 0.4;
/** Cells of one width fill their column too: text has longer lines, and sentences. */
const FEWEST_LETTERS = 12;
const FEWEST_SENTENCES = 3;

/** A stretch of a page from top to bottom through which no words cross a line from top to bottom. */
interface Gap {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly runs: number;
}

/**
 * The words of a page in the order in which people read them: where text runs in two columns, what stands above them, the left
 * one, the right one, and what stands below, each as a page of its own; else the page as it is.
 */
export function inReadingOrder(page: PdfPage): readonly PdfPage[] {
  const gap = gapIn(page.runs);
  if (!gap) return [page];
  const above = page.runs.filter(({ y }) => y <= gap.top);
  const below = page.runs.filter(({ y }) => y >= gap.bottom);
  const inside = page.runs.filter(({ y }) => y > gap.top && y < gap.bottom);
  const [left, right] = [inside.filter(({ x }) => x < gap.x), inside.filter(({ x }) => x >= gap.x)];
  if (!isText(left) || !isText(right)) return [page];
  return [above, left, right, below].filter((runs) => runs.length > 0).map((runs) => ({ ...page, runs }));
}

function gapIn(runs: readonly Run[]): Gap | undefined {
  if (runs.length < FEWEST_LINES * 2) return undefined;
  const from = Math.min(...runs.map(({ x }) => x));
  const width = Math.max(...runs.map((run) => run.x + run.width)) - from;
  let best: Gap | undefined;
  for (let x = from + width * MIDDLE[0]; x <= from + width * MIDDLE[1]; x += STEP) {
    const gap = longestAt(x, runs);
    if (gap.runs > (best?.runs ?? FEWEST_LINES * 2 - 1)) best = gap;
  }
  return best;
}

/** The longest stretch at a place where nothing stands within half a gutter on either side. */
function longestAt(x: number, runs: readonly Run[]): Gap {
  const crossing = runs
    .filter((run) => run.x < x + (GUTTER / 2) * run.size && run.x + run.width > x - (GUTTER / 2) * run.size)
    .map(({ y }) => y)
    .sort((one, other) => one - other);
  const edges = [-Infinity, ...crossing, Infinity];
  let best: Gap = { x, top: 0, bottom: 0, runs: 0 };
  for (const [at, top] of edges.entries()) {
    const bottom = edges[at + 1];
    if (bottom === undefined) break;
    const inside = runs.filter(({ y }) => y > top && y < bottom).length;
    if (inside > best.runs) best = { x, top, bottom, runs: inside };
  }
  return best;
}

/** Running text: sentences in lines that reach from edge to edge of their column. */
function isText(runs: readonly Run[]): boolean {
  const lines = linesOf(runs);
  if (lines.length < FEWEST_LINES) return false;
  const left = Math.min(...lines.map((line) => line.left));
  const width = Math.max(...lines.map((line) => line.right)) - left;
  const full = lines.filter((line) => line.segments.length === 1 && line.right - line.left >= FULL * width).length;
  const size = Math.max(...lines.map((line) => line.size));
  const sentences = runs.reduce((count, { text }) => count + (text.match(/[。；;]/gu)?.length ?? 0), 0);
  const isWide = width >= FEWEST_LETTERS * size && sentences >= FEWEST_SENTENCES;
  return isWide && full >= FEWEST_FULL && full >= lines.length * FULL_SHARE;
}
