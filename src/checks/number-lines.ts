import type { Block, Document } from '../documents/document.ts';
import type { NormalText } from '../documents/normal-text.ts';
import { once } from '../documents/once.ts';
import { Shared } from '../evidence/shared.ts';

/** A line that shows a short number. */
export interface NumberLine {
  readonly block: Block;
  /** The words of the lines right before and behind it, normalised, where they are of its part of the page and short. */
  readonly beside: readonly string[];
}

/** How far from its number a name still names it; a sign often has the name on one line and the number on the next. */
export const NEAR = 30;

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
      ? [{ block, beside: [blocks[at - 1], blocks[at + 1]].flatMap((other) => signBeside(block, other)) }]
      : [],
  );

/** Lines of footers stand on page after page, in blocks of their own: their words are held once. */
export function sharingLines(): (line: NumberLine) => NumberLine {
  const texts = new Shared<NormalText>();
  const beside = new Shared<readonly string[]>();
  return ({ block, beside: words }) => {
    const { text } = block;
    // Where it was told to be noise, the same words may have another normal form.
    const shared = text.noise ? text : texts.once(text.raw, text);
    return { block: Object.assign(block, { text: shared }), beside: beside.once(JSON.stringify(words), words) };
  };
}

const signBeside = ({ region }: Block, other: Block | undefined): readonly string[] =>
  other?.region === region && other.text.norm.length <= NEAR ? [other.text.norm] : [];
