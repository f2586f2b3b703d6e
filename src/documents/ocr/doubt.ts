import type { Sign } from './decode.ts';
import type { OcrLine } from './lines.ts';
import { wordsOf } from './words.ts';

/**
 * The floor (A18): a character that the model is less sure of is not read. `npm run bench:ocr` prints how many lines with a
 * wrong character this holds back (more than half), and how many right ones a person has to confirm for it (one in twenty).
 */
const FLOOR = 0.9;
/** What a doubt matters in: letters, figures, and the marks inside numbers; 8:30 and 8：30 say the same. */
const TELLING = /[\p{L}\p{N}.%+-]/u;
const LETTER = /[\p{L}\p{N}]/u;
const NUMERIC = /[\p{N}.,:%+\-/]/u;
/** A line of which more than this share is in doubt says nothing. */
const MOST_DOUBT = 1 / 3;
/** On average below this, the finder took a drawing for letters. */
const NOISE = 0.45;
/** Stands for a character that could not be made out, as in any edition of a damaged text. */
export const ILLEGIBLE = '□';

/** A line with its doubtful characters taken out; `doubts` says that there were any. */
export interface Weighed {
  readonly line: OcrLine;
  readonly kind: 'speck' | 'clear' | 'partly' | 'unclear';
  /** The line as far as it counts. */
  readonly signs: readonly Sign[];
  /** The whole of it as it was read, for a person. */
  readonly words: string;
}

export const isDoubtful = ({ text, sure }: Sign): boolean => sure < FLOOR && TELLING.test(text);

/** What of a line may count as evidence. */
export function weigh(line: OcrLine): Weighed {
  const { signs, sure } = line;
  const letters = signs.filter(({ text }) => LETTER.test(text));
  const words = wordsOf(signs);
  if (letters.length === 0 || sure < NOISE || (letters.length === 1 && letters.every(isDoubtful)))
    return { line, kind: 'speck', signs: [], words };
  const doubtful = signs.filter(isDoubtful).length;
  if (doubtful === 0) return { line, kind: 'clear', signs, words };
  if (doubtful > letters.length * MOST_DOUBT) return { line, kind: 'unclear', signs: [], words };
  return { line, kind: 'partly', signs: masked(signs), words };
}

/** A number of which one figure is in doubt is no number at all: 0.5□86 must not be read as 0.5. */
function masked(signs: readonly Sign[]): Sign[] {
  const hidden = signs.map(isDoubtful);
  const spread = (from: number, step: number): void => {
    for (let at = from; NUMERIC.test(signs[at]?.text ?? ''); at += step) hidden[at] = true;
  };
  signs.forEach((sign, at) => {
    if (!isDoubtful(sign)) return;
    spread(at - 1, -1);
    spread(at + 1, 1);
  });
  return signs.map((sign, at) => (hidden[at] ? { ...sign, text: ILLEGIBLE } : sign));
}
