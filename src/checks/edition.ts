import type { Instrument } from '../catalogue/rule.ts';
import { normalise } from '../documents/normal-text.ts';

/** Which version of an instrument a text is, by words that only one of the versions contains. */
export type Edition = 'current' | 'outdated' | 'unknown';

/** Spaces never tell versions apart: GB/T 28583 is GB/T28583. */
const squeeze = (words: string): string => normalise(words).norm.replace(/\s+/g, '');

export interface EditionFound {
  readonly edition: Edition;
  /** The marker that decided, as the catalogue writes it; '' where none stood in the text. */
  readonly marker: string;
}

/**
 * The edition of a text. Markers of the version in force win, because its closing article names the one that it repeals;
 * `atLeast` of them are needed where a single one may stand in both.
 */
export function editionOf(normal: string, { markers }: Instrument, atLeast = 1): EditionFound {
  const words = squeeze(normal);
  const hit = (marker: string): boolean => words.includes(squeeze(marker));
  const current = (markers?.current ?? []).filter(hit);
  if (current.length >= atLeast && current[0] !== undefined) return { edition: 'current', marker: current[0] };
  const outdated = (markers?.outdated ?? []).find(hit);
  return outdated === undefined ? { edition: 'unknown', marker: '' } : { edition: 'outdated', marker: outdated };
}
