import type { Database } from './database.ts';
import { transaction } from './database.ts';
import type { Entry } from './entry.ts';
import { identityOf } from './entry.ts';
import { gapsByIdentity, nothingHappened, openEntry, visit, type Happening } from './entry-life.ts';
import type { RunRecord } from './judged.ts';

/** One thing that happened to a line, by whom and when; `entry` is the line as it was afterwards. */
export interface Event {
  readonly number: string;
  readonly version: number;
  /** ISO 8601 in UTC. */
  readonly recorded: string;
  /** Who took the step; `gongkai` for an audit. */
  readonly by: string;
  /** An action of the state machine, what an audit found, or `edit` for words alone. */
  readonly what: string;
  readonly entry: Entry;
}

interface Row {
  readonly body: string;
}
const parsed = <T>(rows: readonly Row[]): T[] => rows.map(({ body }) => JSON.parse(body) as T);

/** The whole 台账 of a unit in the order of its numbers. */
export const entriesOf = (database: Database, company: string): Entry[] =>
  parsed(database.all<Row>('SELECT body FROM entries WHERE company = ? ORDER BY number', [company]));

/** What has happened to one line, oldest first. */
export const eventsOf = (database: Database, number: string): Event[] =>
  parsed(database.all<Row>('SELECT body FROM events WHERE number = ? ORDER BY id', [number]));

/** Every line of a store as it stands, of all units, each with what has happened to it, oldest first. */
export function linesOf(database: Database): { readonly entry: Entry; readonly events: readonly Event[] }[] {
  const entries = parsed<Entry>(database.all<Row>('SELECT body FROM entries ORDER BY number'));
  return entries.map((entry) => ({ entry, events: eventsOf(database, entry.number) }));
}

/** The line as it stood at a version, for comparing an edited table with what it was made from. */
export const entryAt = (database: Database, number: string, version: number): Entry | undefined =>
  eventsOf(database, number).findLast((event) => event.version === version)?.entry;

/** Somebody else was quicker: the line has another version by now. */
export interface Overtaken {
  readonly overtaken: Entry;
}

/** Stores a line that a person changed, unless it has changed meanwhile; returns it with its new version. */
export function saveEntry(
  database: Database,
  entry: Entry,
  { by, what, recorded }: Pick<Event, 'by' | 'what' | 'recorded'>,
): Entry | Overtaken {
  return transaction(database, () => {
    const [stored] = parsed<Entry>(database.all<Row>('SELECT body FROM entries WHERE number = ?', [entry.number]));
    if (stored && stored.version !== entry.version) return { overtaken: stored };
    const saved = { ...entry, version: entry.version + 1 };
    writeEvent(database, saved, { by, what, recorded });
    return saved;
  });
}

/** Takes the gaps of a run into the 台账, and returns the numbers of the lines; runs inside the transaction that records the run. */
export function visitEntries(database: Database, record: RunRecord, recorded: string): Record<Happening, string[]> {
  const { company, asOf, verdicts } = record;
  const gaps = gapsByIdentity(verdicts);
  const happened: Record<Happening, string[]> = nothingHappened();
  const known = new Set<string>();
  for (const entry of entriesOf(database, company)) {
    const identity = identityOf(entry.thing, entry.gap);
    known.add(identity);
    const seen = visit(entry, gaps.get(identity) ?? [], record);
    if (seen.entry === entry) continue;
    const what = seen.happened;
    // That a gap is still there is no event; only what staff would edit against raises the version.
    if (what) writeEvent(database, { ...seen.entry, version: entry.version + 1 }, { by: 'gongkai', what, recorded });
    else store(database, seen.entry);
    if (what) happened[what].push(entry.number);
  }
  let next = nextNumber(database, company, asOf);
  for (const [identity, found] of gaps) {
    if (known.has(identity)) continue;
    const entry = openEntry(numbered(company, asOf, next), found, record);
    if (!entry) continue;
    next += 1;
    writeEvent(database, entry, { by: 'gongkai', what: 'found', recorded });
    happened.found.push(entry.number);
  }
  return happened;
}

const numbered = (company: string, asOf: string, at: number): string =>
  `${company}-${asOf.slice(0, 4)}-${String(at).padStart(4, '0')}`;

function nextNumber(database: Database, company: string, asOf: string): number {
  const prefix = `${company}-${asOf.slice(0, 4)}-`;
  const [last] = database.all<{ number: string }>(
    'SELECT number FROM entries WHERE company = ? AND substr(number, 1, ?) = ? ORDER BY length(number) DESC, number DESC LIMIT 1',
    [company, prefix.length, prefix],
  );
  return last ? Number(last.number.slice(prefix.length)) + 1 : 1;
}

/** Stores a line together with what has happened to it. */
export function writeEvent(
  database: Database,
  entry: Entry,
  { by, what, recorded }: Pick<Event, 'by' | 'what' | 'recorded'>,
): void {
  store(database, entry);
  const event: Event = { number: entry.number, version: entry.version, recorded, by, what, entry };
  database.run('INSERT INTO events (number, version, recorded, body) VALUES (?, ?, ?, ?)', [
    ...[entry.number, entry.version, recorded],
    JSON.stringify(event),
  ]);
}

const store = (database: Database, entry: Entry): void =>
  database.run(
    `INSERT INTO entries (number, company, identity, version, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET
       identity = excluded.identity, version = excluded.version, body = excluded.body`,
    [entry.number, entry.company, identityOf(entry.thing, entry.gap), entry.version, JSON.stringify(entry)],
  );
