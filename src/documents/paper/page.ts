import type { PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { compose, type Matrix } from './matrix.ts';
import type { Rule } from './rules.ts';

/** Words as they were set, in points from the page's top left corner; `y` is the line that they stand on. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The height of the type. */
  readonly size: number;
}

/** What a page shows, as far as it is read. */
export interface PdfPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
  /** Of a page that was read from pixels: where the words in a box stand, and how sure their reading is (0–1). */
  readonly seen?: (box: Rule) => { readonly place: string; readonly sure: number } | undefined;
}

/** A slope of more than this is a watermark, a stamp or an axis, and no line of text. */
const SLOPE = 0.05;
/** Type that nobody can read is not shown to anybody. */
const SMALLEST = 1.5;

/** The upright words of a page in the order in which the file has them. */
export async function runsOf(page: PDFPageProxy): Promise<Run[]> {
  const { transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  const runs: Run[] = [];
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    runs.push(...runsOfItem(item, transform as unknown as Matrix));
  }
  return once(runs);
}

function runsOfItem(item: TextItem, view: Matrix): Run[] {
  const [a, b, c, d, x, y] = compose(view, item.transform as unknown as Matrix);
  const size = Math.hypot(c, d);
  if (size < SMALLEST || a <= 0 || Math.abs(b) > SLOPE * Math.abs(a)) return [];
  const parts = [...item.str.matchAll(/\S+(?:\s\S+)*/g)];
  const advance = item.width / Math.max(1, measure(item.str));
  return parts.map(({ 0: text, index }) => ({
    text,
    x: x + advance * measure(item.str.slice(0, index)),
    y,
    width: advance * measure(text),
    size,
  }));
}

/** The width of words in half characters, to share out the width of a run. */
function measure(text: string): number {
  let halves = 0;
  for (const character of text) halves += (character.codePointAt(0) ?? 0) < 0x2e80 ? 1 : 2;
  return halves;
}

/** The width of words of a size where the file does not say it, in points. */
export const widthOf = (text: string, size: number): number => (measure(text) * size) / 2;

/** How near, in characters, a second setting of the same words has to be: bold that is printed twice. */
const TWICE = 0.25;

function once(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    const same = seen.get(run.text) ?? [];
    const near = TWICE * run.size;
    if (same.some(({ x, y }) => Math.abs(x - run.x) <= near && Math.abs(y - run.y) <= near)) return false;
    // Only the last few of the same words can be beside each other.
    seen.set(run.text, [...same.slice(-8), run]);
    return true;
  });
}
