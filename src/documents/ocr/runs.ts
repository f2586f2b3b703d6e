import { median, sizeOf, type OcrLine } from './lines.ts';
import type { Point } from './engine.ts';
import { tidy } from './words.ts';
import type { Run } from '../paper/page.ts';

/** Words of a line as they stand on the levelled picture, and how sure their reading is. */
export interface SureRun extends Run {
  readonly sure: number;
}

/** A gap of so many letters parts columns; of so many, words. */
const COLUMN_GAP = 1.6;
const WORD_GAP = 0.55;
const HALF = /^[\u0020-\u2e7f]$/u;
/** The share of a box's height that its letters fill: the finder leaves room around them. */
const LETTER_SHARE = 0.78;
/** Letters whose height differs by less than this are set in one size; boxes are no measure of type. */
const SAME_SIZE = 0.22;
/** Where the line stands on which letters are written, below the middle of their box. */
const BASELINE = 0.35;
/** A slope of less is the finder's own. */
const LEVEL = 0.004;

/** By how much the picture leans, in radians: what most of its lines agree on. */
export function slopeOf(lines: readonly OcrLine[]): number {
  const long = lines.filter(({ quad, isColumn, signs }) => !isColumn && signs.length >= 4 && sizeOf(quad).wide > 60);
  const slope = median(
    long.map(({ quad: { points } }) => Math.atan2(points[1].y - points[0].y, points[1].x - points[0].x)),
  );
  return Math.abs(slope) < LEVEL ? 0 : slope;
}

/** The words of level lines, split where the print leaves room for a column or a space, in few sizes. */
export function runsOf(lines: readonly OcrLine[], slope: number): SureRun[] {
  const runs = lines.filter(({ isColumn }) => !isColumn).flatMap((line) => split(line, slope));
  return evenSizes(runs);
}

const levelled = ({ x, y }: Point, slope: number): Point => ({
  x: x * Math.cos(slope) + y * Math.sin(slope),
  y: y * Math.cos(slope) - x * Math.sin(slope),
});

function split({ signs, quad, sure }: OcrLine, slope: number): SureRun[] {
  const { wide, high } = sizeOf(quad);
  const [left, corner] = [levelled(quad.points[0], slope), levelled(quad.points[3], slope)];
  const size = high * LETTER_SHARE;
  const y = (left.y + corner.y) / 2 + BASELINE * size;
  const letter = letterOf(signs, wide) ?? size;
  const runs: { text: string; from: number; to: number }[] = [];
  for (const { text, at } of signs) {
    const half = ((HALF.test(text) ? 0.55 : 1) * letter) / 2;
    const [from, to] = [at * wide - half, at * wide + half];
    const open = runs.at(-1);
    const gap = open ? from - open.to : 0;
    if (!open || gap > COLUMN_GAP * letter) runs.push({ text, from, to });
    else {
      open.text += (gap > WORD_GAP * letter && text !== ' ' && !open.text.endsWith(' ') ? ' ' : '') + text;
      open.to = to;
    }
  }
  return runs
    .map(({ text, from, to }) => ({ text: tidy(text), x: left.x + Math.max(0, from), y, width: to - from, size, sure }))
    .filter(({ text }) => text !== '');
}

/** The width of a full letter: what two neighbours stand apart, where the line has neighbours. */
function letterOf(signs: OcrLine['signs'], wide: number): number | undefined {
  const steps = signs.slice(1).flatMap((sign, at) => {
    const before = signs[at];
    return before && !HALF.test(sign.text) && !HALF.test(before.text) ? [(sign.at - before.at) * wide] : [];
  });
  return steps.length >= 2 ? median(steps) : undefined;
}

/** Sizes that are near to a common one become it, the commonest first. */
function evenSizes(runs: readonly SureRun[]): SureRun[] {
  const counts = new Map<number, number>();
  for (const { size, text } of runs) counts.set(Math.round(size), (counts.get(Math.round(size)) ?? 0) + text.length);
  const common: number[] = [];
  for (const [size] of [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]))
    if (!common.some((known) => Math.abs(known - size) <= SAME_SIZE * known)) common.push(size);
  return runs.map((run) => ({
    ...run,
    size: common.find((known) => Math.abs(known - run.size) <= SAME_SIZE * known) ?? run.size,
  }));
}
