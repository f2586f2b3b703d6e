import type { Sign } from './decode.ts';
import type { OcrEngine, Point, Quad } from './engine.ts';
import type { Picture } from '../picture.ts';

/** A line of text as it was read from a picture, in the picture's own pixels. */
export interface OcrLine {
  readonly signs: readonly Sign[];
  readonly quad: Quad;
  /** How sure the model is of its characters on average, 0–1. */
  readonly sure: number;
  /** Written from top to bottom. */
  readonly isColumn: boolean;
}

/** A photograph is read at this size: on 1,800 pixels the print of a wall board is still 20 pixels high. */
const MOST_SHORT_SIDE = 1800;
/** Print on a thumbnail is too small to be found as it is. */
const LEAST_SHORT_SIDE = 480;
const MOST_ENLARGED = 2;
/** A long screenshot is read in strips of this height, which share so many rows: no line of text is higher. */
const STRIP = 1280;
const SHARED = 160;
/** So much higher than the lines beside it, a box holds a column of letters and not one. */
const COLUMN_HEIGHT = 1.8;
/** Below this the picture may stand on its head. */
const POOR = 0.6;

/** Every line of text of a picture. Of one that makes no sense the other way up is tried too. */
export async function linesIn(picture: Picture, engine: OcrEngine, alive: () => void): Promise<OcrLine[]> {
  const lines = await readWhole(picture, engine, alive);
  if (lines.length === 0 || average(lines) >= POOR) return lines;
  const turned = await readWhole(upsideDown(picture), engine, alive);
  if (average(turned) < Math.max(POOR, average(lines))) return lines;
  return turned.map((line) => ({ ...line, quad: turnedQuad(line.quad, picture) }));
}

/** By the length of the lines, so that specks weigh little. */
function average(lines: readonly OcrLine[]): number {
  const letters = lines.reduce((sum, { signs }) => sum + signs.length, 0);
  return letters === 0 ? 0 : lines.reduce((sum, { sure, signs }) => sum + sure * signs.length, 0) / letters;
}

function upsideDown({ width, height, data }: Picture): Picture {
  const made = new Uint8Array(data.length);
  for (let from = 0, to = data.length - 3; to >= 0; from += 3, to -= 3) made.set(data.subarray(from, from + 3), to);
  return { width, height, data: made };
}

function turnedQuad({ points }: Quad, { width, height }: Picture): Quad {
  const turn = ({ x, y }: Point): Point => ({ x: width - x, y: height - y });
  const [one, two, three, four] = points;
  return { points: [turn(three), turn(four), turn(one), turn(two)] };
}

async function readWhole(picture: Picture, engine: OcrEngine, alive: () => void): Promise<OcrLine[]> {
  const short = Math.min(picture.width, picture.height);
  const scale =
    short > MOST_SHORT_SIDE ? MOST_SHORT_SIDE / short : Math.min(MOST_ENLARGED, Math.max(1, LEAST_SHORT_SIDE / short));
  const shown =
    scale === 1
      ? picture
      : engine.resize(picture, Math.round(picture.width * scale), Math.round(picture.height * scale));
  const lines: OcrLine[] = [];
  for (const strip of stripsOf(shown)) {
    alive();
    const quads = (await engine.find(strip.picture)).filter((quad) => isWithin(quad, strip.from, strip.to));
    lines.push(...(await readStrip(strip.picture, quads, engine, alive)).map((line) => moved(line, strip.top, scale)));
  }
  return lines;
}

interface Strip {
  readonly picture: Picture;
  readonly top: number;
  /** The rows of the strip for whose lines it answers; its neighbours answer for the others. */
  readonly from: number;
  readonly to: number;
}

function stripsOf(picture: Picture): Strip[] {
  const { width, height, data } = picture;
  const most = Math.max(STRIP, width);
  if (height <= most * 1.45) return [{ picture, top: 0, from: -Infinity, to: Infinity }];
  const strips: Strip[] = [];
  for (let top = 0; ; top += most - SHARED) {
    const bottom = Math.min(height, top + most);
    const isLast = bottom === height;
    strips.push({
      picture: { width, height: bottom - top, data: data.subarray(top * width * 3, bottom * width * 3) },
      top,
      from: top === 0 ? -Infinity : SHARED / 2,
      to: isLast ? Infinity : bottom - top - SHARED / 2,
    });
    if (isLast) return strips;
  }
}

function isWithin({ points }: Quad, from: number, to: number): boolean {
  const middle = points.reduce((sum, { y }) => sum + y, 0) / 4;
  return middle >= from && middle < to;
}

async function readStrip(
  picture: Picture,
  quads: readonly Quad[],
  engine: OcrEngine,
  alive: () => void,
): Promise<OcrLine[]> {
  const sizes = quads.map(sizeOf);
  const typical = median(sizes.map(({ wide, high }) => Math.min(wide, high)));
  const cuts = quads.map((quad, at) => {
    const { wide, high } = sizes[at] ?? { wide: 1, high: 1 };
    return { quad, turned: high >= 1.5 * wide && high >= COLUMN_HEIGHT * typical };
  });
  const readings = await engine.read(picture, cuts, alive);
  return cuts.flatMap(({ quad, turned }, at) => {
    const signs = readings[at] ?? [];
    if (signs.length === 0) return [];
    const sure = signs.reduce((sum, sign) => sum + sign.sure, 0) / signs.length;
    return [{ signs, quad, sure, isColumn: turned }];
  });
}

export function sizeOf({ points: [one, two, three, four] }: Quad): { wide: number; high: number } {
  return { wide: (apart(one, two) + apart(four, three)) / 2, high: (apart(one, four) + apart(two, three)) / 2 };
}

const apart = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}

function moved(line: OcrLine, top: number, scale: number): OcrLine {
  const [one, two, three, four] = line.quad.points;
  const move = ({ x, y }: Point): Point => ({ x: x / scale, y: (y + top) / scale });
  return { ...line, quad: { points: [move(one), move(two), move(three), move(four)] } };
}
