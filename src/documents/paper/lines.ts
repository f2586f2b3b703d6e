import type { Run } from './page.ts';

/** Words of a line without a wide gap in them. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** Words on one height, from left to right. */
export interface Line {
  readonly y: number;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly segments: readonly Segment[];
}

/** How far, in characters, words may stand off their line: raised figures, mixed fonts. */
const OFF_LINE = 0.4;
/** A gap of so many characters parts columns; a smaller one may be a space. */
const COLUMN_GAP = 1.5;
/** Between Latin words a narrow gap is a space; Chinese characters are set apart by more before one was typed. */
const SPACE_GAP = 0.15;
const WIDE_SPACE_GAP = 0.4;

/** Puts runs in lines, top to bottom. */
export function linesOf(runs: readonly Run[]): Line[] {
  const lines: Run[][] = [];
  for (const run of [...runs].sort((one, other) => one.y - other.y || one.x - other.x)) {
    const open = lines.at(-1);
    const base = open?.[0];
    if (open && base && Math.abs(run.y - base.y) <= OFF_LINE * Math.min(run.size, base.size)) open.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => lineOf(line.sort((one, other) => one.x - other.x)));
}

function lineOf(runs: readonly Run[]): Line {
  const segments: { text: string; left: number; right: number }[] = [];
  let size = 0;
  for (const { text, x, width, size: height } of runs) {
    const open = segments.at(-1);
    const gap = open ? x - open.right : Infinity;
    if (open && gap < COLUMN_GAP * height) {
      open.text += (isSpace(gap / height, open.text.at(-1), text[0]) ? ' ' : '') + text;
      open.right = Math.max(open.right, x + width);
    } else segments.push({ text, left: x, right: x + width });
    size = Math.max(size, height);
  }
  const [first, last] = [segments[0], segments.at(-1)];
  return { y: runs[0]?.y ?? 0, size, left: first?.left ?? 0, right: last?.right ?? 0, segments };
}

const isSpace = (gap: number, before = '', after = ''): boolean =>
  gap > (/[!-~]/.test(before) || /[!-~]/.test(after) ? SPACE_GAP : WIDE_SPACE_GAP);

/** The words of a line; a wide gap is a space. */
export const wordsOfLine = ({ segments }: Line): string => segments.map(({ text }) => text).join(' ');

/** Joins the lines of a paragraph: Latin words that meet at a line's end stay apart. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce(
    (text, line) => (/[!-~]$/.test(text) && /^[!-~]/.test(line) ? `${text} ${line}` : text + line),
    '',
  );
}
