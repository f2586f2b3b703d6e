import type { Rule } from '../paper/rules.ts';
import type { Picture } from '../picture.ts';

/** A line of a table differs from what is on both its sides by so much, of 255. */
const CONTRAST = 18;
/** It is thinner than this, in pixels. */
const THICK = 4;
/** The strokes of letters are shorter than this share of the picture's width, and than so many heights of a line. */
const SHARE = 0.04;
const HEIGHTS = 1.25;
const SHORTEST = 24;
/** A gap of so many pixels does not end it. */
const GAP = 3;
/** A drawing, a photograph: no table has so many. */
const MOST = 4_000;

/** The level and upright lines that a picture shows, in its pixels: the frames of tables. `line` is how high its text is. */
export function rulesOf({ width, height, data }: Picture, line: number): Rule[] {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1)
    grey[at] = ((data[at * 3] ?? 0) * 77 + (data[at * 3 + 1] ?? 0) * 150 + (data[at * 3 + 2] ?? 0) * 29) >> 8;
  const stroke = Math.max(SHORTEST, line * HEIGHTS);
  const level = linesAlong(
    { grey, along: width, across: height, step: 1, stride: width },
    Math.max(stroke, width * SHARE),
  );
  const upright = linesAlong({ grey, along: height, across: width, step: width, stride: 1 }, stroke);
  if (level.length + upright.length > MOST) return [];
  return [
    ...level.map(({ from, to, at }) => ({ x1: from, x2: to, y1: at, y2: at })),
    ...upright.map(({ from, to, at }) => ({ x1: at, x2: at, y1: from, y2: to })),
  ];
}

interface Field {
  readonly grey: Uint8Array;
  /** Points along the line, and lines beside each other. */
  readonly along: number;
  readonly across: number;
  readonly step: number;
  readonly stride: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

function linesAlong({ grey, along, across, step, stride }: Field, least: number): Stretch[] {
  const found: Stretch[] = [];
  for (let at = THICK; at < across - THICK; at += 1) {
    let [from, last] = [-1, -1];
    for (let point = 0; point <= along; point += 1) {
      const here = point * step + at * stride;
      const isLine = point < along && standsOut(grey, here, THICK * stride);
      if (isLine) {
        if (from < 0) from = point;
        last = point;
      } else if (from >= 0 && (point - last > GAP || point === along)) {
        if (last - from >= least) found.push({ from, to: last, at });
        if (found.length > MOST) return found;
        from = -1;
      }
    }
  }
  return found;
}

/** Darker, or lighter, than both its sides. */
function standsOut(grey: Uint8Array, here: number, reach: number): boolean {
  const [own, before, after] = [grey[here] ?? 0, grey[here - reach] ?? 0, grey[here + reach] ?? 0];
  return (own < before - CONTRAST && own < after - CONTRAST) || (own > before + CONTRAST && own > after + CONTRAST);
}
