import type { CivilDate } from '../calendar/civil-date.ts';
import type { History, Sighting } from '../verdicts/history.ts';
import type { Database } from './database.ts';
import { renamedSince } from './rename-places.ts';
import { renamedId, type Seen } from './renamed.ts';
import { standingsOf } from './standings.ts';

interface Row extends Sighting {
  readonly verdict: string;
}

/**
 * What the runs before `asOf` saw; undefined where there were none. Runs of the day itself are left out, so that it can be
 * repeated. Where `tonight` says what is looked at, a place that was renamed since has seen what it saw under its old name.
 */
export function historyBefore(
  database: Database,
  company: string,
  asOf: CivilDate,
  tonight?: Seen,
): History | undefined {
  const [about] = database.all<{ runs: number; from: CivilDate | null; until: CivilDate | null }>(
    'SELECT count(*) AS runs, min(as_of) AS "from", max(as_of) AS until FROM runs WHERE company = ? AND as_of < ?',
    [company, asOf],
  );
  if (!about?.from || !about.until) return undefined;
  const { runs, from, until } = about;
  const newest = newestDay(database, company);
  const renamed = tonight && newest ? renamedSince(database, company, newest, tonight) : [];
  const seen = new Map<string, Sighting[]>();
  for (const { verdict, ...sighting } of [...ended(database, company), ...goingOn(database, company)]) {
    const { first, last } = sighting;
    if (first >= asOf) continue;
    const called = renamedId(verdict, renamed);
    const known = seen.get(called) ?? [];
    // A stretch that goes on to the day itself or beyond was seen up to the last run before it, whenever that was.
    known.push({ ...sighting, last: last < asOf ? last : until });
    seen.set(called, known);
  }
  for (const known of seen.values()) known.sort(byFirst);
  return { runs, from, until, of: (id) => seen.get(id) ?? [], ids: () => seen.keys() };
}

/** What a place saw under an earlier name stands among what it saw under this one. */
const byFirst = (a: Sighting, b: Sighting): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

const ended = (database: Database, company: string): Row[] =>
  database.all<Row>(
    `SELECT verdict, first_day AS first, last_day AS last, outcome, words FROM spans
     WHERE company = ? ORDER BY verdict, first_run`,
    [company],
  );

const newestDay = (database: Database, company: string): { readonly asOf: CivilDate } | undefined =>
  database.all<{ asOf: CivilDate }>('SELECT as_of AS asOf FROM runs WHERE company = ? ORDER BY id DESC LIMIT 1', [
    company,
  ])[0];

/** They came after those that are over, and were seen on the last run of all. */
function goingOn(database: Database, company: string): Row[] {
  const newest = newestDay(database, company);
  if (!newest) return [];
  return [...standingsOf(database, company).values()].flatMap(({ verdict, span }) =>
    span ? [{ verdict, first: span.firstDay, last: newest.asOf, outcome: span.outcome, words: span.words }] : [],
  );
}
