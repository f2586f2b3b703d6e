import { RE2JS, RE2JSException } from 're2js';
import { z } from 'zod';

/** A match in normalised text; `value` is the first group where the pattern has one, else the whole match. */
export interface Match {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A rule author's pattern: RE2 syntax, so that no page can make it run for ever; matched on normalised text. */
export interface Pattern {
  readonly source: string;
  /** Of each list one word stands in every match, in either case; none where the pattern does not tell. */
  readonly literals: readonly (readonly string[])[];
  /** The first match, or undefined. */
  readonly find: (normal: string) => Match | undefined;
}

const LONGEST = 500;

function compile(source: string): Pattern | undefined {
  try {
    const compiled = RE2JS.compile(source);
    const literals = literalsOf(source);
    const guards = literals.map(guard);
    return {
      source,
      literals,
      find: (normal) => {
        // The linear engine is slow, and few texts have the words.
        if (!guards.every((one) => one.test(normal))) return undefined;
        const matcher = compiled.matcher(normal);
        if (!matcher.find()) return undefined;
        const group = matcher.groupCount() > 0 ? matcher.group(1) : undefined;
        return { value: group ?? matcher.group() ?? '', start: matcher.start(), end: matcher.end() };
      },
    };
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

/** Signs by which a pattern is more than a row of words and groups of words. */
const GROUP = /\(\?:(?<words>[^\\.[\](){}*+?^$]+)\)(?![?*{])/gu;

/**
 * The words without which a pattern cannot match: of each group of words that is not optional, one. Read only where the
 * pattern is one row of parts; elsewhere nothing is claimed.
 */
function literalsOf(source: string): string[][] {
  const outside = source.replace(/^\(\?i\)/, '').replace(/\\.|\[[^\]]*\]|\((?:\?:)?[^()]*\)/gu, '');
  if (/[|()[\]]/.test(outside)) return [];
  return Array.from(source.matchAll(GROUP), ({ groups }) => (groups?.words ?? '').split('|')).filter((words) =>
    words.every((word) => word.length > 1),
  );
}

const guard = (words: readonly string[]): RegExp => new RegExp(words.map(escape).join('|'), 'iu');
const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A pattern in a rule; an invalid one is refused when the catalogue is compiled, with its place in the file. */
export const patternSchema = z
  .string()
  .max(LONGEST)
  .transform((source, context): Pattern => {
    const pattern = compile(source);
    if (pattern) return pattern;
    context.addIssue({ code: 'custom', message: `表达式写法有误：${source} (not a valid RE2 pattern)` });
    return z.NEVER;
  })
  // Editors are not to take it for a `regex` of JSON Schema.
  .meta({ format: 're2' });
