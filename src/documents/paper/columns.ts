import type { Line } from './lines.ts';

/** Lines that stand in columns without any rule between them. */
export interface Columns {
  /** Index of the first line, and of the first after the last. */
  readonly from: number;
  readonly to: number;
  /** A row for each line, a cell for each column. */
  readonly rows: readonly (readonly string[])[];
}

const FEWEST_ROWS = 3;
/** Lines further apart than so many characters belong to different things. */
const ROW_GAP = 3;

/** Runs of lines whose words stand in the same columns: three rows or more, two columns or more. */
export function columnsOf(lines: readonly Line[]): Columns[] {
  const found: Columns[] = [];
  for (let from = 0; from < lines.length; from += 1) {
    const to = reach(lines, from);
    if (to - from < FEWEST_ROWS) continue;
    const rows = lines.slice(from, to);
    found.push({ from, to, rows: layOut(rows, bandsOf(rows)) });
    from = to - 1;
  }
  return found;
}

/** How far the columns that begin at a line go on. */
function reach(lines: readonly Line[], from: number): number {
  let to = from;
  for (; to < lines.length; to += 1) {
    const [line, before] = [lines[to], lines[to - 1]];
    if (!line || line.segments.length < 2) break;
    if (to > from && before && line.y - before.y > ROW_GAP * line.size) break;
    const rows = lines.slice(from, to + 1);
    if (bandsOf(rows).length < Math.max(...rows.map(({ segments }) => segments.length))) break;
  }
  return to;
}

type Band = readonly [left: number, right: number];

/** The columns: what the words of all rows cover together, from left to right. */
function bandsOf(rows: readonly Line[]): Band[] {
  const bands: [number, number][] = [];
  const segments = rows.flatMap((row) => row.segments).sort((one, other) => one.left - other.left);
  for (const { left, right } of segments) {
    const band = bands.at(-1);
    if (band && left <= band[1]) band[1] = Math.max(band[1], right);
    else bands.push([left, right]);
  }
  return bands;
}

const layOut = (rows: readonly Line[], bands: readonly Band[]): string[][] =>
  rows.map(({ segments }) =>
    bands.map(([left, right]) =>
      segments
        .filter((segment) => segment.left >= left && segment.left <= right)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
