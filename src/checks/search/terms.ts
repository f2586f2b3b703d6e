import { norm } from '../../documents/normal-text.ts';

/** A hit of one of the catalogue's terms in normalised text. */
export interface Hit {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** By list and by its words: rules hand in the same lists for every page, some of them built afresh. */
const byList = new WeakMap<readonly string[], RegExp>();
const byWords = new Map<string, RegExp>();

const escape = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One pattern for a whole list of terms, the longest first so that 综合电压合格率 wins over 电压合格率. */
function pattern(terms: readonly string[]): RegExp {
  const known = byList.get(terms);
  if (known) return known;
  const key = terms.join('\n');
  const made = byWords.get(key) ?? patternOf(terms);
  byList.set(terms, made);
  byWords.set(key, made);
  return made;
}

function patternOf(terms: readonly string[]): RegExp {
  const words = [...new Set(terms.map((term) => norm(term).toLowerCase()))].filter((term) => term !== '');
  words.sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  // A number never counts inside a longer one (C18): not 12398 in 123980, GB/T 12325 in GB/T 123250, 20个工作日 in 120个工作日.
  const alternatives = words.map(
    (word) => `${/^\d/.test(word) ? '(?<!\\d)' : ''}${escape(word)}${/\d$/.test(word) ? '(?!\\d)' : ''}`,
  );
  return new RegExp(alternatives.join('|') || '(?!)', 'giu');
}

const NONE: readonly Hit[] = [];

/** Every place where one of the terms stands in text that is already normalised; case is ignored. */
export function hits(normal: string, terms: readonly string[]): readonly Hit[] {
  const sought = pattern(terms);
  if (normal.search(sought) < 0) return NONE;
  return Array.from(normal.matchAll(sought), (match) => ({
    term: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The first place, or undefined. */
export const firstHit = (normal: string, terms: readonly string[]): Hit | undefined => hits(normal, terms)[0];

export const includesAny = (normal: string, terms: readonly string[]): boolean => normal.search(pattern(terms)) >= 0;
