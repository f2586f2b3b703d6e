import { z } from 'zod';
import { text, type Text } from '../language/text.ts';

/** What each parameter of a check is for: told by `rules checks`, on the page of checks and, through the schema, by editors. */
export const NOTES = z.registry<Text>();

/** A copy of the schema, with what a rule's author has to know of it; one that several parameters share keeps none of them. */
export function noted<S extends z.ZodType>(schema: S, zh: string, en: string): S {
  const own = z.core.clone<S>(schema, schema._zod.def, { parent: true });
  NOTES.add(own, text(zh, en));
  return own;
}

/** Words of which a rule gives at least one. */
export const someWords = (zh: string, en: string) => noted(z.array(z.string()).min(1), zh, en);

/** Words that a rule may leave out. */
export const anyWords = (zh: string, en: string) => noted(z.array(z.string()).default([]), zh, en);

/** 'true' or 'false', as everything in a rule is written in letters. */
export const truth = (zh: string, en: string, unlessSaid: 'true' | 'false' = 'false') =>
  noted(z.enum(['true', 'false']).default(unlessSaid), zh, en);

/** A telephone number in digits, as people dial it: 12398. */
export const dialled = (zh: string, en: string) => noted(z.string().regex(/^\d+$/), zh, en);

/** A whole number, written in letters, of at most so many digits. */
export const wholeNumber = (digits: number, zh: string, en: string) =>
  noted(
    z
      .string()
      .regex(new RegExp(`^\\d{1,${digits}}$`), '应为整数 (a whole number)')
      .transform(Number),
    zh,
    en,
  );

/** From how many articles (第…条) and characters on a page gives a law, and does not only speak about it. */
export const readableSchema = z.strictObject({
  articles: wholeNumber(4, '条数', 'articles (第…条)'),
  characters: wholeNumber(4, '字数', 'characters'),
});
