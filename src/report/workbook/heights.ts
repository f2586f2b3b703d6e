import type { CellContent, Sheet } from '../workbook.ts';
import { widthOf } from '../terminal/columns.ts';

const LINE = 14.5;
const PADDING = 4;
/** Excel allows no taller row. */
const TALLEST = 409;

/** Heights (points) of rows with more than one line, by their index from 0: office programs do not all find them by themselves. */
export function rowHeights({ columns, rows }: Sheet): Map<number, number> {
  const heights = new Map<number, number>();
  for (const [at, { cells }] of rows.entries()) {
    const lines = Math.max(
      1,
      ...columns.map(({ width, hidden }, across) => (hidden ? 1 : linesIn(wordsOf(cells[across]), width - 1))),
    );
    if (lines > 1) heights.set(at, Math.min(TALLEST, lines * LINE + PADDING));
  }
  return heights;
}

const wordsOf = (content: CellContent): string => String((typeof content === 'object' ? content.value : content) ?? '');

/** Lines that words take at a width in columns; nothing beyond the tallest row is counted. */
function linesIn(words: string, width: number): number {
  const most = Math.ceil(TALLEST / LINE);
  return words
    .slice(0, most * width)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width))), 0);
}
