/** The best likeness of a stretch of text with a stretch of a pattern: what OCR left of it. */
export interface Alignment {
  /** Offsets into the text. */
  readonly from: number;
  readonly to: number;
  /** Characters in common. */
  readonly matches: number;
  /** Where these stand: in the text, in the pattern. */
  readonly pairs: readonly (readonly [text: number, pattern: number])[];
}

const SAME = 2;
const OTHER = -1;
const LEFT_OUT = -1;
/** Two characters in a row. */
const LEAST = 4;

/** Smith and Waterman's local alignment; null where nothing of the pattern is left. Cost: text × pattern. */
export function align(text: string, pattern: string): Alignment | null {
  const width = pattern.length + 1;
  const scores = new Int16Array((text.length + 1) * width);
  let [best, end] = [0, 0];
  for (let i = 1; i <= text.length; i += 1) {
    for (let j = 1; j < width; j += 1) {
      const at = i * width + j;
      const here = Math.max(0, step(scores, at, width, text.charCodeAt(i - 1) === pattern.charCodeAt(j - 1)));
      scores[at] = here;
      if (here > best) [best, end] = [here, at];
    }
  }
  return best < LEAST ? null : trace(scores, end, width, text, pattern);
}

function step(scores: Int16Array, at: number, width: number, same: boolean): number {
  const score = (place: number): number => scores[place] ?? 0;
  return Math.max(
    score(at - width - 1) + (same ? SAME : OTHER),
    score(at - width) + LEFT_OUT,
    score(at - 1) + LEFT_OUT,
  );
}

function trace(scores: Int16Array, end: number, width: number, text: string, pattern: string): Alignment {
  const pairs: [number, number][] = [];
  let at = end;
  while ((scores[at] ?? 0) > 0) {
    const [i, j] = [Math.floor(at / width), at % width];
    const same = text.charCodeAt(i - 1) === pattern.charCodeAt(j - 1);
    if (scores[at] === (scores[at - width - 1] ?? 0) + (same ? SAME : OTHER)) {
      if (same) pairs.unshift([i - 1, j - 1]);
      at -= width + 1;
    } else at -= scores[at] === (scores[at - width] ?? 0) + LEFT_OUT ? width : 1;
  }
  const [from = 0] = pairs[0] ?? [];
  return { from, to: Math.floor(end / width), matches: pairs.length, pairs };
}
