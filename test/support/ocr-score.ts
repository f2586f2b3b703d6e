import { weigh } from '../../src/documents/ocr/doubt.ts';
import { openEngine } from '../../src/documents/ocr/engine.ts';
import { linesIn, type OcrLine } from '../../src/documents/ocr/lines.ts';
import { runsOf, slopeOf } from '../../src/documents/ocr/runs.ts';
import { wordsOf } from '../../src/documents/ocr/words.ts';
import { linesOf, wordsOfLine } from '../../src/documents/paper/lines.ts';
import { onWhite } from '../../src/documents/picture/decode.ts';
import type { Rgba } from '../../src/documents/picture.ts';

export interface Score {
  /** Characters put in, left out or taken for others (edit distance), of so many. */
  readonly wrong: number;
  readonly letters: number;
  /** Lines with a wrong character, and those of them that the floor holds back. */
  readonly wrongLines: number;
  readonly held: number;
  /** Lines without, and those of them that the floor holds back all the same. */
  readonly rightLines: number;
  readonly spent: number;
}

export interface PictureReading {
  readonly lines: readonly OcrLine[];
  /** All words in reading order, doubtful ones too. */
  readonly words: string;
}

export async function readingOf(picture: Rgba): Promise<PictureReading> {
  const engine = await openEngine();
  if (!engine) throw new Error('the optional OCR packages are not installed: npm ci');
  const lines = await linesIn(onWhite(picture), engine, () => undefined);
  const words = linesOf(runsOf(lines, slopeOf(lines)))
    .map(wordsOfLine)
    .join('');
  return { lines, words };
}

/** Width and spaces say nothing: the model does not tell ： from :. */
const plain = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[.。]$/u, '.');

export function score({ lines, words }: PictureReading, truth: readonly string[]): Score {
  const whole = plain(truth.join(''));
  const judged = lines.map((line) => {
    const { kind } = weigh(line);
    return { right: whole.includes(plain(wordsOf(line.signs))), clear: kind === 'clear', speck: kind === 'speck' };
  });
  const count = (keep: (line: (typeof judged)[number]) => boolean): number =>
    judged.filter((line) => !line.speck && keep(line)).length;
  return {
    wrong: editDistance(plain(words), whole),
    letters: whole.length,
    wrongLines: count(({ right }) => !right),
    held: count(({ right, clear }) => !right && !clear),
    rightLines: count(({ right }) => right),
    spent: count(({ right, clear }) => right && !clear),
  };
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}
