import type { CivilDate } from '../calendar/civil-date.ts';
import type { History, Sighting } from '../verdicts/history.ts';
import type { Database } from './database.ts';

interface Row extends Sighting {
  readonly verdict: string;
}

/** What the runs before `asOf` saw; undefined where there were none. Runs of the day itself are left out, so that it can be repeated. */
export function historyBefore(database: Database, company: string, asOf: CivilDate): History | undefined {
  const [about] = database.all<{ runs: number; first: string | null; last: string | null }>(
    'SELECT count(*) AS runs, min(as_of) AS first, max(as_of) AS last FROM runs WHERE company = ? AND as_of < ?',
    [company, asOf],
  );
  if (!about?.first || !about.last) return undefined;
  const rows = database.all<Row>(
    `SELECT verdict, first_day AS first, last_day AS last, outcome, words FROM spans
     WHERE company = ? AND first_day < ? ORDER BY verdict, first_run`,
    [company, asOf],
  );
  const seen = new Map<string, Sighting[]>();
  for (const { verdict, first, last, outcome, words } of rows) {
    const known = seen.get(verdict) ?? [];
    // A stretch that goes on to the day itself or beyond was seen up to the last run before it, whenever that was.
    known.push({ first, last: last < asOf ? last : about.last, outcome, words });
    seen.set(verdict, known);
  }
  return { runs: about.runs, from: about.first, until: about.last, of: (id) => seen.get(id) ?? [] };
}
