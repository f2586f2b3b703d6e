import type { CivilDate } from '../calendar/civil-date.ts';
import { norm } from '../documents/normal-text.ts';
import type { Outcome } from './verdict.ts';

/** So many characters of what was seen are kept; they tell whether it is still the same. */
export const SIGHTED = 2000;

/** A stretch of earlier runs on which a verdict came out the same; `words` is what was seen then. */
export interface Sighting {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly outcome: Outcome;
  readonly words: string;
}

/** What the runs before the day of audit saw, by verdict id, oldest first. It is data: nothing here reads a database. */
export interface History {
  readonly runs: number;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly of: (verdict: string) => readonly Sighting[];
  /** Ids of the verdicts that `of` knows of. */
  readonly ids: () => Iterable<string>;
}

/** Between two runs: not yet there on `after` (unknown where the first run already saw it), there on `by`. */
export interface Observed {
  readonly after?: CivilDate;
  readonly by: CivilDate;
}

/**
 * When a thing that is there `today` appeared: the first run that showed it, and the last before it that proved it was not
 * there. Undefined where no earlier run can say anything.
 */
export function observedSince(
  sightings: readonly Sighting[],
  shows: (words: string) => boolean,
  today: CivilDate,
): Observed | undefined {
  const at = sightings.findIndex(({ words }) => shows(words));
  const before = at < 0 ? sightings : sightings.slice(0, at);
  // Only a verdict that settled the absence speaks of it; what could not be told says nothing.
  const absent = before.findLast(({ outcome }) => outcome === 'pending' || outcome === 'failed');
  const by = sightings[at]?.first ?? today;
  if (absent) return { after: absent.last, by };
  return at < 0 ? undefined : { by };
}

/**
 * The last change of what was seen, up to what is seen today. A night that could not tell may have seen only a part, and what
 * had been there before is not new when it comes back: neither says when today's content was published.
 */
export function observedChange(sightings: readonly Sighting[], whole: string, asOf: CivilDate): Observed | undefined {
  const today = whole.slice(0, SIGHTED);
  const seen = sightings.filter(({ words, outcome }) => words !== '' && outcome !== 'cantTell');
  const before = seen.findLast(({ words }) => words !== today);
  if (!before || seen.some(({ first, words }) => words === today && first < before.first)) return undefined;
  return {
    after: before.last,
    by: seen.find(({ first, words }) => first > before.last && words === today)?.first ?? asOf,
  };
}

export const showing =
  (wording: string) =>
  (words: string): boolean =>
    norm(words).includes(norm(wording));

export const anything = (words: string): boolean => words !== '';
