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
  /** The first match, or undefined. */
  readonly find: (normal: string) => Match | undefined;
}

const LONGEST = 500;

function compile(source: string): Pattern | undefined {
  try {
    const compiled = RE2JS.compile(source);
    return {
      source,
      find: (normal) => {
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

/** A pattern in a rule; an invalid one is refused when the catalogue is compiled, with its place in the file. */
export const patternSchema = z
  .string()
  .max(LONGEST)
  .transform((source, context): Pattern => {
    const pattern = compile(source);
    if (pattern) return pattern;
    context.addIssue({ code: 'custom', message: `表达式写法有误：${source} (not a valid RE2 pattern)` });
    return z.NEVER;
  });
