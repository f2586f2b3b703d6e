import type { CivilDate } from '../calendar/civil-date.ts';
import { transaction, type Database } from './database.ts';
import { visitEntries } from './entries.ts';
import { nothingHappened } from './entry-life.ts';
import { judgedOf, type RunRecord } from './judged.ts';
import { remember } from './remember.ts';
import { renamedSince, renamePlaces } from './rename-places.ts';
import { dayBefore, keepDayBefore } from './standings.ts';
import { toldOnDay, type News } from './told-on-day.ts';

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
export interface Recorded extends News {
  /**
   * `first`: no day before this one was audited; `same`: it is the run recorded last; `aside`: an audit of an earlier day than
   * that, which changes nothing.
   */
  readonly kind: 'first' | 'next' | 'same' | 'aside';
  /** The run that the news are told against: the last of an earlier day. For one that is left aside the one recorded last. */
  readonly previous?: Run;
}

const NOTHING: News = { changes: [], withinDay: [], dropped: [], renamed: [], entries: nothingHappened(), unread: 0 };

const RUN = 'id, company, as_of AS asOf, recorded, digest, verdicts, gaps';

/** The runs of a unit, oldest first. */
export const runsOf = (database: Database, company: string): Run[] =>
  database.all<Run>(`SELECT ${RUN} FROM runs WHERE company = ? ORDER BY id`, [company]);

/** The run recorded last. */
export const lastRun = (database: Database, company: string): Run | undefined =>
  database.all<Run>(`SELECT ${RUN} FROM runs WHERE company = ? ORDER BY id DESC LIMIT 1`, [company])[0];

/** The last run of a day before this one. */
const runBefore = (database: Database, company: string, day: CivilDate): Run | undefined =>
  database.all<Run>(`SELECT ${RUN} FROM runs WHERE company = ? AND as_of < ? ORDER BY id DESC LIMIT 1`, [
    company,
    day,
  ])[0];

/** Other units that the history holds, as where the id of a unit was changed in gongkai.yaml. */
export const otherUnits = (database: Database, company: string): string[] =>
  database
    .all<{ company: string }>('SELECT DISTINCT company FROM runs WHERE company <> ? ORDER BY company', [company])
    .map((run) => run.company);

/**
 * Takes a run into the history and the 台账: all of it in one transaction, so that a kill at any moment leaves the store with the
 * whole run or without it. Recording the same run again, as after a kill, changes nothing. The news of a day are what differs
 * from the last run of an earlier day, however often the day is audited: a job that is repeated tells them again.
 */
export function recordRun(database: Database, record: RunRecord, { recorded, patience }: Recording): Recorded {
  return transaction(database, () => {
    const { company, asOf } = record;
    const last = lastRun(database, company);
    const earlier = runBefore(database, company, asOf);
    // What it brought to light is told again: the process may have been killed before anybody heard of it.
    if (last?.digest === record.digest)
      return { kind: 'same', ...(earlier && { previous: earlier }), ...newsOf(database, last.id) };
    if (last && asOf < last.asOf) return { kind: 'aside', previous: last, ...NOTHING };
    const judged = judgedOf(record);
    const { captures, formerly = [] } = record;
    const tonight = { places: judged, captures, formerly };
    const renamed = last ? renamedSince(database, company, last, tonight) : [];
    const isRepeated = last?.asOf === asOf;
    renamePlaces(database, company, renamed, { recorded, asOf, earlier: isRepeated ? earlier : undefined });
    if (!isRepeated) keepDayBefore(database, company, last);
    const base = isRepeated ? dayBefore(database, company, earlier) : undefined;
    const told = isRepeated ? toldOnDay(newsOnDay(database, record)) : undefined;
    const run = insertRun(database, record, recorded);
    const { changes, withinDay, dropped, unread } = remember(database, {
      ...{ run: { id: run, asOf }, last, record, judged, patience, base },
      told: told?.changes ?? new Map(),
    });
    noteFacts(database, record);
    noteCaptures(database, record);
    const entries = visitEntries(database, record, recorded);
    // Of a history that an earlier version wrote, the day before is not kept; then the news are against the last run.
    const previous = isRepeated && !base ? last : earlier;
    const news: News = {
      ...{ changes: previous ? changes : [], withinDay, dropped, unread },
      renamed: [...(told?.renamed ?? []), ...renamed],
      entries: told?.entriesWith(entries) ?? entries,
    };
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
  return parsedNews(row?.news ?? '{}');
}

/** What the runs of a day have told so far, oldest first. */
const newsOnDay = (database: Database, { company, asOf }: RunRecord): News[] =>
  database
    .all<{ news: string }>('SELECT news FROM runs WHERE company = ? AND as_of = ? ORDER BY id', [company, asOf])
    .map(({ news }) => parsedNews(news));

/** Runs of earlier versions noted nothing of what was dropped or renamed. */
function parsedNews(body: string): News {
  const { entries, ...news } = { ...NOTHING, ...(JSON.parse(body) as Partial<News>) };
  const { changes, withinDay, dropped, renamed, unread } = news;
  return { changes, withinDay, dropped, renamed, unread, entries: { ...nothingHappened(), ...entries } };
}

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
