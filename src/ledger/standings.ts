import type { CivilDate } from '../calendar/civil-date.ts';
import { sha256 } from '../evidence/sha256.ts';
import type { Outcome } from '../verdicts/verdict.ts';
import type { Database } from './database.ts';
import type { Judged, Rests } from './judged.ts';
import type { Remembered } from './nights.ts';

/** A stretch of runs on which a verdict comes out the same, and which goes on. */
export interface Span {
  readonly firstRun: number;
  readonly firstDay: CivilDate;
  readonly outcome: Outcome;
  /** Digest of all that is compared. */
  readonly state: string;
  readonly words: string;
}

/** How one verdict stands after the last run. */
export interface Standing {
  /** Its id. */
  readonly verdict: string;
  readonly remembered: Remembered;
  /** None where the last run did not come to it. */
  readonly span?: Span | undefined;
}

/** A run by its number and its day. */
export interface RunOn {
  readonly id: number;
  readonly asOf: CivilDate;
}

/** As they are written down: what many verdicts rest on stands once, and is told by its number. */
interface Written {
  readonly rests: Readonly<Record<number, Rests>>;
  readonly standings: readonly (Omit<Standing, 'remembered'> & {
    readonly remembered: Omit<Remembered, 'told'> & {
      readonly told: Omit<Judged, 'rests'> & { readonly rests: number };
    };
  })[];
}

/** How the verdicts of a unit stand, by their ids; none before the first run. */
export function standingsOf(database: Database, company: string): ReadonlyMap<string, Standing> {
  const [row] = database.all<{ body: string }>('SELECT body FROM standings WHERE company = ?', [company]);
  return row ? readStandings(row.body) : new Map<string, Standing>();
}

/** Puts by how the verdicts stand before the first run of a day; `last` is the run recorded last, of an earlier day. */
export function keepDayBefore(database: Database, company: string, last: RunOn | undefined): void {
  if (!last) return;
  database.run(
    `INSERT INTO standings_before (company, run, body) SELECT company, ?, body FROM standings WHERE company = ?
     ON CONFLICT (company) DO UPDATE SET run = excluded.run, body = excluded.body`,
    [last.id, company],
  );
}

/**
 * How the verdicts stood after `last`, the last run of a day before the one that is audited again; none where it is the first
 * day. Undefined where that was not put by, as by an earlier version.
 */
export function dayBefore(
  database: Database,
  company: string,
  last: RunOn | undefined,
): ReadonlyMap<string, Standing> | undefined {
  if (!last) return new Map<string, Standing>();
  const [row] = database.all<{ body: string }>('SELECT body FROM standings_before WHERE company = ? AND run = ?', [
    ...[company, last.id],
  ]);
  return row && readStandings(row.body);
}

function readStandings(body: string): ReadonlyMap<string, Standing> {
  const { rests, standings } = JSON.parse(body) as Written;
  const known = standings.flatMap(({ remembered: { told, ...remembered }, ...standing }): Standing[] => {
    const on = rests[told.rests];
    return on ? [{ ...standing, remembered: { ...remembered, told: { ...told, rests: on } } }] : [];
  });
  return new Map(known.map((one) => [one.verdict, one]));
}

export const keepStandings = (database: Database, company: string, standings: Iterable<Standing>): void =>
  database.run(
    `INSERT INTO standings (company, body) VALUES (?, ?)
     ON CONFLICT (company) DO UPDATE SET body = excluded.body`,
    [company, writtenDown(standings)],
  );

/** What was put by of the day before, rewritten: the places that it tells of have other names by now. */
export const rewriteDayBefore = (
  database: Database,
  { id, company }: RunOn & { readonly company: string },
  standings: Iterable<Standing>,
): void =>
  database.run('UPDATE standings_before SET body = ? WHERE company = ? AND run = ?', [
    ...[writtenDown(standings), company, id],
  ]);

function writtenDown(standings: Iterable<Standing>): string {
  const numbers = new Map<Rests, number>();
  const numberOf = (rests: Rests): number => {
    const number = numbers.get(rests) ?? numbers.size;
    numbers.set(rests, number);
    return number;
  };
  const written = Array.from(standings, ({ verdict, span, remembered: { told, nights, on, lost } }) => ({
    verdict,
    span,
    remembered: { nights, on, lost, told: { ...told, rests: numberOf(told.rests) } },
  }));
  return JSON.stringify({ rests: [...numbers.keys()], standings: written });
}

/** The stretch that a verdict stands in after a run: the one before, while it comes out the same, or else a new one. */
export function spanOf(before: Span | undefined, judged: Judged, run: RunOn): Span {
  const state = stateOf(judged);
  if (before?.state === state) return before;
  const { outcome, words } = judged;
  return { firstRun: run.id, firstDay: run.asOf, outcome, state, words };
}

const stateOf = ({ outcome, gap, reason, severity, due, caused, waived, words }: Judged): string =>
  sha256(JSON.stringify([outcome, gap, reason, severity, due, caused, waived, words])).slice(0, 32);

/** Puts a stretch by that was over with the run `last`. */
export function endSpan(database: Database, company: string, verdict: string, span: Span, last: RunOn): void {
  const { firstRun, firstDay, outcome, state, words } = span;
  database.run('INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    ...[company, verdict, firstRun, last.id, firstDay, last.asOf, outcome, state, words],
  ]);
}
