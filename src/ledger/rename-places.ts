import type { CivilDate } from '../calendar/civil-date.ts';
import type { FormerName } from '../workspace/former-names.ts';
import type { Database } from './database.ts';
import { renameEntries } from './rename-entries.ts';
import { renamedId, renamings, underNewName, type Renaming, type Seen } from './renamed.ts';
import { dayBefore, keepStandings, rewriteDayBefore, standingsOf, type RunOn, type Standing } from './standings.ts';

/** What the run recorded last judged and saw, so that a place can be known again under another name. */
export function lastSeen(database: Database, company: string, { asOf }: Pick<RunOn, 'asOf'>): Seen {
  const standings = [...standingsOf(database, company).values()];
  return {
    places: standings.filter(({ span }) => span).map(({ remembered: { told } }) => told),
    longAgo: standings.filter(({ span }) => !span).map(({ remembered: { told } }) => told),
    captures: database.all('SELECT capture AS id, sha256, fault FROM captures WHERE company = ? AND last_day = ?', [
      ...[company, asOf],
    ]),
    formerly: formerlyOnLastRun(database, company),
  };
}

/** Former names as the workspace told them to the last run; none where that was recorded by an earlier version. */
function formerlyOnLastRun(database: Database, company: string): readonly FormerName[] {
  const [row] = database.all<{ formerly: string | null }>(
    "SELECT news -> '$.formerly' AS formerly FROM runs WHERE company = ? ORDER BY id DESC LIMIT 1",
    [company],
  );
  return JSON.parse(row?.formerly ?? '[]') as FormerName[];
}

/** Places that bear another name tonight than on the run before. */
export const renamedSince = (
  database: Database,
  company: string,
  previous: Pick<RunOn, 'asOf'>,
  tonight: Seen,
): readonly Renaming[] => renamings(lastSeen(database, company, previous), tonight);

/**
 * Carries all that is kept of a place on under its new name; runs inside the transaction that records the run. `earlier` is the
 * last run of a day before, where the day is audited again.
 */
export function renamePlaces(
  database: Database,
  company: string,
  renamed: readonly Renaming[],
  night: { readonly recorded: string; readonly asOf: CivilDate; readonly earlier: RunOn | undefined },
): void {
  if (renamed.length === 0) return;
  const { standings, moves } = renameStandings(standingsOf(database, company), renamed);
  keepStandings(database, company, standings);
  const { earlier } = night;
  const kept = earlier && dayBefore(database, company, earlier);
  if (kept) rewriteDayBefore(database, { ...earlier, company }, renameStandings(kept, renamed).standings);
  renameSpans(database, company, moves);
  renameEntries(database, company, renamed, night);
}

interface MovedId {
  readonly former: string;
  readonly verdict: string;
}

function renameStandings(
  known: ReadonlyMap<string, Standing>,
  renamed: readonly Renaming[],
): { readonly standings: Iterable<Standing>; readonly moves: readonly MovedId[] } {
  const all = [...known.values()];
  const stays = all.filter(({ verdict }) => renamedId(verdict, renamed) === verdict);
  const standings = new Map(stays.map((one) => [one.verdict, one]));
  const moves = all.flatMap((one) => {
    const called = renamedId(one.verdict, renamed);
    return called === one.verdict ? [] : [{ ...one, former: one.verdict, verdict: called }];
  });
  for (const { former: _, ...one } of moves) takeOver(standings, underName(one, renamed));
  return { standings: standings.values(), moves };
}

const underName = ({ remembered, ...one }: Standing, renamed: readonly Renaming[]): Standing => ({
  ...one,
  remembered: { ...remembered, told: underNewName(remembered.told, renamed) },
});

/** What stands now goes before what somebody once judged under that name. */
function takeOver(standings: Map<string, Standing>, one: Standing): void {
  const held = standings.get(one.verdict);
  if (!held || (one.span && !held.span)) standings.set(one.verdict, one);
}

/** Put aside first, so that of two places that exchanged names each finds its new one free. */
function renameSpans(database: Database, company: string, moves: readonly MovedId[]): void {
  const rename = 'UPDATE OR IGNORE spans SET verdict = ? WHERE company = ? AND verdict = ?';
  for (const { former, verdict } of moves) database.run(rename, [aside(verdict), company, former]);
  for (const verdict of new Set(moves.map((one) => one.verdict))) {
    database.run(rename, [verdict, company, aside(verdict)]);
    // Of two that were seen on one run, the one that bore the name goes on.
    database.run('DELETE FROM spans WHERE company = ? AND verdict = ?', [company, aside(verdict)]);
  }
}

const aside = (verdict: string): string => `aside:${verdict}`;
