import type { UnclearLine } from '../document.ts';
import { weigh } from './doubt.ts';
import { linesIn, median, sizeOf, type OcrLine } from './lines.ts';
import type { OcrEngine } from './engine.ts';
import { runsOf, slopeOf, type SureRun } from './runs.ts';
import { wordsOf } from './words.ts';
import type { PdfPage } from '../paper/page.ts';
import { rulesOf } from '../picture/rules.ts';
import type { Rule } from '../paper/rules.ts';
import type { Picture } from '../picture.ts';

/** A picture, or the picture of a page, read. */
export interface OcrPage {
  readonly page: PdfPage;
  readonly unclear: readonly UnclearLine[];
  /** Characters of the lines that are sure. */
  readonly letters: number;
}

/** Reads a picture as a page: words with their places, the frames of tables, and what is too doubtful to count. */
export async function readPicture(
  picture: Picture,
  number: number,
  engine: OcrEngine,
  alive: () => void,
): Promise<OcrPage> {
  const lines = withoutStatusBar(await linesIn(picture, engine, alive), picture);
  const weighed = lines.map(weigh).filter(({ kind }) => kind !== 'speck');
  const counted = weighed.filter(({ signs }) => signs.length > 0).map(({ line, signs }) => ({ ...line, signs }));
  const slope = slopeOf(lines);
  const level = runsOf(counted, slope);
  const height = median(lines.map(({ quad }) => sizeOf(quad).high));
  const runs = [...level, ...columnRuns(counted, level, picture)];
  const place = (box: Rule): string => placeIn(box, number);
  return {
    page: {
      number,
      width: picture.width,
      height: picture.height,
      runs,
      rules: slope === 0 ? rulesOf(picture, height) : [],
      seen: (box) => seenIn(runs, box, number),
    },
    unclear: weighed
      .filter(({ kind }) => kind !== 'clear')
      .map(({ line, words }) => ({ text: words, place: place(boxOf(line)), sure: line.sure })),
    letters: counted.reduce((sum, { signs }) => sum + signs.length, 0),
  };
}

function boxOf({ quad: { points } }: OcrLine): Rule {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
}

/** `page 1 at 120,340 400×36`: the box in pixels from the top left corner. */
function placeIn({ x1, y1, x2, y2 }: Rule, number: number): string {
  const [left, top, wide, high] = [x1, y1, x2 - x1, y2 - y1].map(Math.round);
  return `page ${number} at ${left},${top} ${wide}×${high}`;
}

/** Where the words inside a box stand, and how sure the least sure of them is. */
function seenIn(runs: readonly SureRun[], box: Rule, number: number): { place: string; sure: number } | undefined {
  const inside = runs.filter(({ x, y, width, size }) => {
    const [middle, height] = [x + width / 2, y - size * 0.35];
    return middle >= box.x1 && middle <= box.x2 && height >= box.y1 && height <= box.y2;
  });
  if (inside.length === 0) return undefined;
  const sure = Math.min(...inside.map((run) => run.sure));
  const around = inside.map(({ x, y, width, size }) => ({ x1: x, x2: x + width, y1: y - size, y2: y + size * 0.2 }));
  const place = placeIn(
    {
      x1: Math.min(...around.map(({ x1 }) => x1)),
      x2: Math.max(...around.map(({ x2 }) => x2)),
      y1: Math.min(...around.map(({ y1 }) => y1)),
      y2: Math.max(...around.map(({ y2 }) => y2)),
    },
    number,
  );
  return { place, sure };
}

/** A telephone shows the time and its signal above the App; they are no part of the screen's words. */
const STATUS = /^(?:[上下]午)?\d{1,2}:\d{2}/u;
const STATUS_SHARE = 0.05;
const SCREEN_SHAPE = 1.5;

function withoutStatusBar(lines: readonly OcrLine[], { width, height }: Picture): OcrLine[] {
  const bar = Math.min(height, width * 2.4) * STATUS_SHARE;
  const inBar = (line: OcrLine): boolean => boxOf(line).y2 < bar;
  const isScreen = height >= width * SCREEN_SHAPE;
  if (!isScreen || !lines.some((line) => inBar(line) && STATUS.test(wordsOf(line.signs)))) return [...lines];
  return lines.filter((line) => !inBar(line));
}

/** Columns of letters, right to left, as paragraphs of their own below what is written level. */
function columnRuns(lines: readonly OcrLine[], level: readonly SureRun[], { height }: Picture): SureRun[] {
  const columns = lines.filter(({ isColumn }) => isColumn);
  const size = median(columns.map(({ quad }) => sizeOf(quad).wide)) * 0.78;
  const foot = level.reduce((low, { y }) => Math.max(low, y), 0) || height;
  const before = (one: OcrLine, other: OcrLine): number => {
    const [a, b] = [boxOf(one), boxOf(other)];
    return b.x2 - a.x2 || a.y1 - b.y1;
  };
  return [...columns].sort(before).map((line, at) => ({
    text: wordsOf(line.signs),
    x: 0,
    // Far enough apart to stay paragraphs.
    y: foot + (at + 1) * size * 3,
    width: sizeOf(line.quad).high,
    size,
    sure: line.sure,
  }));
}
