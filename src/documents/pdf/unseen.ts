import { OPS } from './engine.ts';
import { compose, type Matrix } from '../paper/matrix.ts';

/** Where words begin that are set and not seen; from the page's top left corner. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface State {
  readonly matrix: Matrix;
  readonly white: boolean;
}

const INVISIBLE = 3;
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Anything painted in a colour may be the ground on which white letters are seen. */
const PAINTS: ReadonlySet<number> = new Set([
  OPS.constructPath,
  OPS.shadingFill,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
]);

/** Whether a layer of the file (optional content) is on when it is opened. */
export type IsOn = (layer: unknown) => boolean;

/**
 * The words of a page that nobody sees: set in the invisible mode, or in white while nothing has been painted that they
 * could stand out from, or in a layer that is off. Only the first words behind a move are known by their place; the rest of a line goes with them.
 */
export function unseenIn({ fnArray, argsArray }: Operators, view: Matrix, isOn: IsOn = () => true): Spot[] {
  const spots: Spot[] = [];
  const layers: boolean[] = [];
  const stack: State[] = [];
  let state: State = { matrix: view, white: false };
  let text = { matrix: IDENTITY, line: IDENTITY };
  let [invisible, ground] = [false, false];
  fnArray.forEach((operation, at) => {
    const args = Array.isArray(argsArray[at]) ? (argsArray[at] as unknown[]) : [];
    if (operation === OPS.save || operation === OPS.paintFormXObjectBegin) stack.push(state);
    if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) state = stack.pop() ?? state;
    if (operation === OPS.transform) state = { ...state, matrix: compose(state.matrix, matrixOf(args)) };
    if (operation === OPS.paintFormXObjectBegin && args[0])
      state = { ...state, matrix: compose(state.matrix, matrixOf(args[0])) };
    if (operation === OPS.setFillRGBColor) state = { ...state, white: isWhite(args) };
    if (operation === OPS.setFillColorN) state = { ...state, white: false };
    if (PAINTS.has(operation) && !state.white) ground = true;
    if (operation === OPS.setTextRenderingMode) invisible = args[0] === INVISIBLE;
    if (operation === OPS.beginMarkedContent) layers.push(true);
    if (operation === OPS.beginMarkedContentProps) layers.push(args[0] !== 'OC' || isOn(args[1]));
    if (operation === OPS.endMarkedContent) layers.pop();
    text = moved(text, operation, args);
    const unseen = invisible || layers.includes(false) || (state.white && !ground);
    if (operation === OPS.showText && unseen) {
      const [, , , , x, y] = compose(state.matrix, text.matrix);
      spots.push({ x, y });
    }
  });
  return spots;
}

interface TextPlace {
  readonly matrix: Matrix;
  readonly line: Matrix;
}

/** Where the next words begin. */
function moved(place: TextPlace, operation: number, args: readonly unknown[]): TextPlace {
  if (operation === OPS.beginText) return { matrix: IDENTITY, line: IDENTITY };
  if (operation === OPS.setTextMatrix) return { matrix: matrixOf(args[0]), line: matrixOf(args[0]) };
  if (operation !== OPS.moveText && operation !== OPS.setLeadingMoveText) return place;
  const [x, y] = args.map(Number);
  const line = compose(place.line, [1, 0, 0, 1, x ?? 0, y ?? 0]);
  return { matrix: line, line };
}

function matrixOf(numbers: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Object.values((numbers ?? {}) as Record<string, number>);
  return [a, b, c, d, e, f];
}

/** `#ffffff`, or its three parts, as the engine has it. */
function isWhite([first, ...rest]: readonly unknown[]): boolean {
  if (typeof first === 'string') return /^#f[b-f]f[b-f]f[b-f]$/i.test(first);
  return [first, ...rest].length >= 3 && [first, ...rest].slice(0, 3).every((part) => Number(part) >= 250);
}

const NEAR = 0.5;

/** The words that are seen. */
export const seenOf = <R extends Spot>(runs: readonly R[], spots: readonly Spot[]): R[] =>
  spots.length === 0
    ? [...runs]
    : runs.filter((run) => !spots.some(({ x, y }) => Math.abs(x - run.x) <= NEAR && Math.abs(y - run.y) <= NEAR));
