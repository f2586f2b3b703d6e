/** A character that was read, how sure the model is of it (0–1), and where along the line it stands (0–1). */
export interface Sign {
  readonly text: string;
  readonly sure: number;
  readonly at: number;
}

/** A line as it was read. */
export type Reading = readonly Sign[];

/**
 * The likeliest character at each step of a CTC model; class 0 says "nothing new". `filled` is the share of the steps that
 * the line fills; what is behind it is padding.
 */
export function decodeCtc(
  scores: Float32Array,
  classes: number,
  characters: readonly string[],
  filled: number,
): Reading {
  const steps = scores.length / classes;
  const signs: Sign[] = [];
  let last = 0;
  for (let step = 0; step < steps; step += 1) {
    let [best, sure] = [0, -Infinity];
    for (let index = 0, at = step * classes; index < classes; index += 1, at += 1) {
      const score = scores[at] ?? 0;
      if (score > sure) [best, sure] = [index, score];
    }
    if (best !== 0 && best !== last)
      signs.push({ text: characters[best - 1] ?? '', sure, at: Math.min(1, (step + 0.5) / (steps * filled)) });
    last = best;
  }
  return signs;
}
