/** A number in [0, 1) that depends only on its words (FNV-1a): two runs pause and probe alike. */
export function fraction(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('\n')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** A pause of ±25 %, so that many clients do not come back in step. */
export const jittered = (ms: number, ...words: readonly (string | number)[]): number =>
  Math.round(ms * (0.75 + fraction(...words) / 2));
