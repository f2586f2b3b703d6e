import type { Block, Table } from './document.ts';
import { normalise, type NormalText } from './normal-text.ts';
import { watermarkIn, watermarkOf, type Watermark } from './watermark.ts';

interface Marked {
  readonly blocks: readonly Block[];
  readonly tables: readonly Table[];
}

/** A reading whose words are without the watermark that was laid over the paper; quotes still show it where it stands. */
export function unmarked<R extends Marked>(reading: R): R {
  const { blocks, tables } = reading;
  const mark = watermarkOf(blocks.map(({ text }) => text.norm));
  if (!mark) return reading;
  const words = cleaned(
    blocks.map(({ text }) => text),
    mark,
  );
  return {
    ...reading,
    blocks: blocks.map((block, at) => ({ ...block, text: words[at] ?? block.text })),
    tables: tables.map((table) => ({ ...table, rows: table.rows.map((row) => cleaned(row, mark)) })),
  };
}

function cleaned(lines: readonly NormalText[], mark: Watermark): NormalText[] {
  const noise = watermarkIn(lines, mark);
  return lines.map((line, at) => ((noise[at]?.length ?? 0) === 0 ? line : normalise(line.raw, noise[at])));
}
