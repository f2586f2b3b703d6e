import { normalise } from './normal-text.ts';

/** Longer words before a colon are a sentence and not a label. */
const LABEL_LETTERS = 20;

/** A label is words; single characters may be spaced out (电 话). It begins the line or follows a space or a stop. */
const LABEL =
  /(?<=^|[\s；;，,。、|【(（>])((?:[\p{Script=Han}][\s\u00a0]+){1,5}[\p{Script=Han}]|[\p{L}\p{N}“”"《》·/、&%+.()（）-]{1,24})[\s\u00a0]*[：:∶](?!\/\/)/gu;

/** A label and its value as written. */
interface Labelled {
  readonly label: string;
  readonly value: string;
}

const NONE: readonly Labelled[] = [];

/** The `label：value` pairs of one line; a value ends where the next label begins. */
export function labelled(line: string): readonly Labelled[] {
  if (!/[：:∶]/.test(line)) return NONE;
  const heads = [...line.matchAll(LABEL)].filter(
    ({ 1: label = '', index, 0: head }) => isLabel(label) && !isClock(line, index + head.length),
  );
  return heads.map(({ 0: head, 1: label = '', index }, at) => {
    const end = heads[at + 1]?.index ?? line.length;
    const value = withoutTail(line.slice(index + head.length, end), SEPARATOR).trim();
    return { label: label.replace(/^[\d一二三四五六七八九十]{1,2}[、.．)）]\s*/, '').replace(/^[(（]/, ''), value };
  });
}

const SEPARATOR = /[\s；;，,、|【(（]/;

/** Without the signs that end it; sign by sign, because a pattern for that is quadratic in runs of spaces. */
export function withoutTail(words: string, signs: RegExp): string {
  let end = words.length;
  while (end > 0 && signs.test(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}

/** Whether words can be a label: few, with letters, and no sentence. */
export const isLabel = (words: string): boolean => {
  const { norm } = normalise(words);
  return (
    norm.length > 0 &&
    norm.length <= LABEL_LETTERS &&
    /\p{L}/u.test(norm) &&
    !/[。！？!?]/.test(norm) &&
    !/^https?$/i.test(norm)
  );
};

/** 8:30 */
const isClock = (line: string, afterColon: number): boolean =>
  /\d$/.test(line.slice(0, afterColon - 1)) && /^\d/.test(line.slice(afterColon));
