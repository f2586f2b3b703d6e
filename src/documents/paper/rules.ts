import type { PDFPageProxy } from 'pdfjs-dist';
import { OPS } from '../pdf/engine.ts';
import { compose, type Matrix } from './matrix.ts';
import { unseenIn, type IsOn, type Spot } from '../pdf/unseen.ts';

/** A horizontal or vertical line that is drawn on the page; x1 ≤ x2 and y1 ≤ y2, from the top left corner. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Thinner than this, a filled box is a line. */
const THICKNESS = 3;
/** Shorter lines are parts of drawings. */
const SHORTEST = 5;
/** A page with more lines is a drawing. */
export const MOST_RULES = 5_000;
/** In pdf.js's path data: move, line, curve, quadratic curve, close. */
const LENGTHS = [2, 2, 6, 4, 0];
const PAINTED: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** What is drawn on a page besides its words. */
export interface Drawing {
  readonly rules: readonly Rule[];
  readonly pictures: boolean;
  /** Glyphs that are set, and those of them that are set invisibly: a scan's text, read by a machine. */
  readonly glyphs: number;
  readonly hidden: number;
  /** Where words begin that nobody sees. */
  readonly unseen: readonly Spot[];
}

export async function drawingOf(page: PDFPageProxy, isOn: IsOn): Promise<Drawing> {
  const operators = await page.getOperatorList();
  const { fnArray, argsArray } = operators;
  const stack: Matrix[] = [];
  let matrix = page.getViewport({ scale: 1 }).transform as unknown as Matrix;
  const unseen = unseenIn(operators, matrix, isOn);
  const drawing = { rules: [] as Rule[], pictures: false, glyphs: 0, hidden: 0, unseen };
  let invisible = false;
  fnArray.forEach((operation, at) => {
    const args = argsArray[at] as unknown[] | null;
    if (operation === OPS.save || operation === OPS.paintFormXObjectBegin) stack.push(matrix);
    if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) matrix = stack.pop() ?? matrix;
    if (operation === OPS.transform && isMatrix(args)) matrix = compose(matrix, args);
    if (operation === OPS.paintFormXObjectBegin && isMatrix(args?.[0])) matrix = compose(matrix, args[0]);
    if (operation === OPS.constructPath && drawing.rules.length <= MOST_RULES)
      drawing.rules.push(...rulesOf(args, matrix));
    if (operation === OPS.setTextRenderingMode) invisible = args?.[0] === INVISIBLE;
    if (operation === OPS.showText && Array.isArray(args?.[0])) {
      drawing.glyphs += args[0].length;
      if (invisible) drawing.hidden += args[0].length;
    }
    if (PICTURES.has(operation)) drawing.pictures = true;
  });
  return drawing;
}

const INVISIBLE = 3;
const PICTURES: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
]);

const isMatrix = (args: unknown): args is Matrix =>
  (Array.isArray(args) || args instanceof Float32Array) && args.length === 6 && typeof args[0] === 'number';

function rulesOf(args: unknown[] | null, matrix: Matrix): Rule[] {
  const [paint, paths] = args ?? [];
  const path = Array.isArray(paths) ? (paths[0] as unknown) : undefined;
  if (!PAINTED.has(paint as number) || !(path instanceof Float32Array)) return [];
  const fills = paint !== OPS.stroke && paint !== OPS.closeStroke;
  return subpaths(path, matrix).flatMap((points) => (fills ? boxRules(points) : lineRules(points)));
}

type Point = readonly [x: number, y: number];

/** The corners of each part of a path; curves end it, for they draw no table. */
function subpaths(path: Float32Array, matrix: Matrix): Point[][] {
  const parts: Point[][] = [];
  for (let at = 0; at < path.length;) {
    const operation = path[at] ?? 4;
    const length = LENGTHS[operation] ?? 0;
    if (operation === 0) parts.push([]);
    const first = parts.at(-1)?.[0];
    if (operation === 4 && first) parts.at(-1)?.push(first);
    if (operation <= 1) parts.at(-1)?.push(placed(path[at + 1] ?? 0, path[at + 2] ?? 0, matrix));
    if (operation === 2 || operation === 3) parts.push([]);
    at += 1 + length;
  }
  return parts;
}

const placed = (x: number, y: number, [a, b, c, d, e, f]: Matrix): Point => [a * x + c * y + e, b * x + d * y + f];

/** The sides of what is stroked. */
const lineRules = (points: readonly Point[]): Rule[] =>
  points.slice(1).flatMap((point, at) => ruleBetween(points[at] ?? point, point));

function ruleBetween([xa, ya]: Point, [xb, yb]: Point): Rule[] {
  const [wide, high] = [Math.abs(xa - xb), Math.abs(ya - yb)];
  if (Math.min(wide, high) > 1 || Math.max(wide, high) < SHORTEST) return [];
  return [{ x1: Math.min(xa, xb), x2: Math.max(xa, xb), y1: Math.min(ya, yb), y2: Math.max(ya, yb) }];
}

/** What is filled is a line when it is thin, and else the ground of a cell, whose sides are lines. */
function boxRules(points: readonly Point[]): Rule[] {
  if (points.length < 3) return [];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const box = { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
  const [wide, high] = [box.x2 - box.x1, box.y2 - box.y1];
  if (Math.max(wide, high) < SHORTEST) return [];
  if (high <= THICKNESS) return [{ ...box, y1: (box.y1 + box.y2) / 2, y2: (box.y1 + box.y2) / 2 }];
  if (wide <= THICKNESS) return [{ ...box, x1: (box.x1 + box.x2) / 2, x2: (box.x1 + box.x2) / 2 }];
  return [
    { ...box, y2: box.y1 },
    { ...box, y1: box.y2 },
    { ...box, x2: box.x1 },
    { ...box, x1: box.x2 },
  ];
}
