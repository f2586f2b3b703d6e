import type { Block, Document } from '../documents/document.ts';
import { once } from '../documents/once.ts';

/** A line that shows a short number, and the lines right before and behind it. */
export interface NumberLine {
  readonly block: Block;
  readonly beside: readonly Block[];
}

/** Five digits on their own, as service numbers have them: 95598, 12398. */
const SHORT = /(?<!\d)[19]\d{4}(?!\d)/;
const IS_SHORT = /^[19]\d{4}$/;

/** The lines of a page on which some service number stands: few enough to be remembered of every page. */
export const shortNumberLines = once<readonly NumberLine[]>(({ blocks }) => linesWith(blocks, SHORT));

/** The lines on which one of the numbers may stand. */
export const numberLines = (
  document: Document,
  numbers: readonly string[],
  blocks?: readonly Block[],
): readonly NumberLine[] =>
  !blocks && numbers.every((number) => IS_SHORT.test(number))
    ? shortNumberLines(document)
    : linesWith(blocks ?? document.blocks, /\d/);

const linesWith = (blocks: readonly Block[], sought: RegExp): readonly NumberLine[] =>
  blocks.flatMap((block, at) =>
    sought.test(block.text.norm)
      ? [{ block, beside: [blocks[at - 1], blocks[at + 1]].filter((one) => one !== undefined) }]
      : [],
  );
