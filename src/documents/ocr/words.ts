import type { Reading } from './decode.ts';

/** The words of a line; the model sees a space behind the marks inside a number (85, 513.99). */
export const wordsOf = (signs: Reading): string => tidy(signs.map(({ text }) => text).join(''));

/** Takes the spaces away that stand inside a number. */
export const tidy = (words: string): string => words.replace(/(?<=\d[,.])\s(?=\d)/gu, '').trim();
