import type { CivilDate } from '../calendar/civil-date.ts';
import { askedIn } from './asked.ts';
import { explained, type Change } from './change.ts';
import { transaction, type Database } from './database.ts';
import { visitEntries } from './entries.ts';
import { nothingHappened, type Happening } from './entry-life.ts';
import { judgedOf, type Judged, type RunRecord } from './judged.ts';
import { takeIn, unreadTonight } from './nights.ts';
import { redated } from './redated.ts';
import { renamedSince, renamePlaces } from './rename-places.ts';
import type { Renaming } from './renamed.ts';
import { endSpan, keepStandings, spanOf, standingsOf, type RunOn, type Standing } from './standings.ts';

/** One audit that the history holds. */
export interface Run {
  readonly id: number;
  readonly company: string;
  readonly asOf: CivilDate;
  /** ISO 8601 in UTC. */
  readonly recorded: string;
  readonly digest: string;
  readonly verdicts: number;
  readonly gaps: number;
}

export interface Recording {
  readonly recorded: string;
  /** Nights of passing trouble that go by without a word. */
  readonly patience: number;
}

/** What recording a run brought to light. */
export interface Recorded {
  /** `same`: it is the run recorded last; `aside`: an audit of an earlier day than that, which changes nothing. */
  readonly kind: 'first' | 'next' | 'same' | 'aside';
  /** The run that the news are told against, also where they are told again; for one that is left aside the one recorded last. */
  readonly previous?: Run;
  readonly changes: readonly Change[];
  /** Gaps of the last run that are judged no more since rules, places or registers changed: neither mended nor still there. */
  readonly dropped: readonly Judged[];
  /** Places that bear another name than on the last run; what was known of them is known by the new one. */
  readonly renamed: readonly Renaming[];
  /** Numbers of the lines of the 台账. */
  readonly entries: Readonly<Record<Happening, readonly string[]>>;
}

type News = Pick<Recorded, 'changes' | 'dropped' | 'renamed' | 'entries'>;

const NOTHING: News = { changes: [], dropped: [], renamed: [], entries: nothingHappened() };

const RUN = 'id, company, as_of AS asOf, recorded, digest, verdicts, gaps';

/** The runs of a unit, oldest first. */
export const runsOf = (database: Database, company: string): Run[] =>
  database.all<Run>(`SELECT ${RUN} FROM runs WHERE company = ? ORDER BY id`, [company]);

/** The run recorded last. */
export const lastRun = (database: Database, company: string): Run | undefined =>
  database.all<Run>(`SELECT ${RUN} FROM runs WHERE company = ? ORDER BY id DESC LIMIT 1`, [company])[0];

const runBefore = (database: Database, { company, id }: Run): Run | undefined =>
  database.all<Run>(`SELECT ${RUN} FROM runs WHERE company = ? AND id < ? ORDER BY id DESC LIMIT 1`, [company, id])[0];

/** Other units that the history holds, as where the id of a unit was changed in gongkai.yaml. */
export const otherUnits = (database: Database, company: string): string[] =>
  database
    .all<{ company: string }>('SELECT DISTINCT company FROM runs WHERE company <> ? ORDER BY company', [company])
    .map((run) => run.company);

/**
 * Takes a run into the history and the 台账: all of it in one transaction, so that a kill at any moment leaves the store with the
 * whole run or without it. Recording the same run again, as after a kill, changes nothing.
 */
export function recordRun(database: Database, record: RunRecord, { recorded, patience }: Recording): Recorded {
  return transaction(database, () => {
    const previous = lastRun(database, record.company);
    // What it brought to light is told again: the process may have been killed before anybody heard of it.
    if (previous?.digest === record.digest) {
      const before = runBefore(database, previous);
      return { kind: 'same', ...(before && { previous: before }), ...newsOf(database, previous.id) };
    }
    if (previous && record.asOf < previous.asOf) return { kind: 'aside', previous, ...NOTHING };
    const judged = judgedOf(record);
    const { captures, formerly = [] } = record;
    const tonight = { places: judged, captures, formerly };
    const renamed = previous ? renamedSince(database, record.company, previous, tonight) : [];
    renamePlaces(database, record.company, renamed, { recorded, asOf: record.asOf });
    const run = insertRun(database, record, recorded);
    const { changes, dropped } = remember(database, { id: run, asOf: record.asOf }, previous, record, judged, patience);
    noteFacts(database, record);
    noteCaptures(database, record);
    const entries = visitEntries(database, record, recorded);
    const news: News = { changes: previous ? changes : [], dropped, renamed, entries };
    database.run('UPDATE runs SET news = ? WHERE id = ?', [JSON.stringify({ ...news, formerly }), run]);
    return previous ? { kind: 'next', previous, ...news } : { kind: 'first', ...news };
  });
}

function insertRun(database: Database, record: RunRecord, recorded: string): number {
  const gaps = record.verdicts.filter(({ outcome, causedBy }) => outcome === 'failed' && causedBy === undefined).length;
  const { company, asOf, digest, engine, catalogue, calendar, declared, verdicts } = record;
  const [row] = database.all<{ id: number }>(
    `INSERT INTO runs (company, as_of, recorded, digest, engine, catalogue, calendar, declared, verdicts, gaps, news)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '') RETURNING id`,
    [company, asOf, recorded, digest, engine, catalogue, calendar, declared, verdicts.length, gaps],
  );
  return row?.id ?? 0;
}

function newsOf(database: Database, run: number): News {
  const [row] = database.all<{ news: string }>('SELECT news FROM runs WHERE id = ?', [run]);
  // Runs of earlier versions noted nothing of what was dropped or renamed.
  const { changes, dropped, renamed, entries } = { ...NOTHING, ...(JSON.parse(row?.news ?? '{}') as Partial<News>) };
  return { changes, dropped, renamed, entries: { ...nothingHappened(), ...entries } };
}

/** Brings what is known of every verdict up to tonight; a stretch goes on while the verdict comes out the same. */
function remember(
  database: Database,
  run: RunOn,
  previous: RunOn | undefined,
  record: RunRecord,
  judged: readonly Judged[],
  patience: number,
): Pick<News, 'changes' | 'dropped'> {
  const { company } = record;
  const before = standingsOf(database, company);
  const after = new Map<string, Standing>();
  const unread = unreadTonight(judged);
  // What went or came is told against the last run; what stood longer ago comes back as itself.
  const live = [...before.values()].flatMap(({ verdict, span, remembered }) =>
    span ? [{ ...remembered.told, id: verdict }] : [],
  );
  const moved = redated(live, judged);
  const asked = askedIn(live);
  const changes = judged.flatMap((one) => {
    const known = before.get(one.id);
    const stood = before.get(moved.get(one.id)?.id ?? one.id)?.remembered;
    // What was dropped was told, and so is its coming back.
    const earlier = asked.about(one) ? stood : undefined;
    const { remembered, change } = takeIn(earlier, one, unread, patience);
    after.set(one.id, { verdict: one.id, remembered, span: spanOf(known?.span, one, run) });
    return change ? explained(change, asked) : [];
  });
  for (const { verdict, remembered, span } of before.values()) {
    if (span && previous && after.get(verdict)?.span !== span) endSpan(database, company, verdict, span, previous);
    if (!after.has(verdict)) after.set(verdict, { verdict, remembered });
  }
  keepStandings(database, company, after.values());
  const judgedNow = new Set([...judged, ...moved.values()].map(({ id }) => id));
  return { changes, dropped: live.filter((one) => !judgedNow.has(one.id) && isDropped(one, record)) };
}

/** Periods and events that are over go by themselves; what rules, places and registers no longer ask for was taken away. */
const isDropped = ({ outcome, caused, waived, rests }: Judged, { declared, catalogue }: RunRecord): boolean =>
  outcome === 'failed' && !caused && !waived && (rests.declared !== declared || rests.catalogue !== catalogue);

function noteFacts(database: Database, { company, asOf, verdicts }: RunRecord): void {
  for (const { id, facts } of verdicts)
    for (const { key, value, shown } of facts)
      database.run(
        `INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (company, verdict, key, value) DO UPDATE SET last_day = excluded.last_day, shown = excluded.shown`,
        [company, id, key, value, shown, asOf, asOf],
      );
}

function noteCaptures(database: Database, { company, asOf, captures }: RunRecord): void {
  for (const { id, sha256: digest, fault = '' } of captures)
    database.run(
      `INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (company, capture, sha256, fault) DO UPDATE SET last_day = excluded.last_day`,
      [company, id, digest, fault, asOf, asOf],
    );
}
