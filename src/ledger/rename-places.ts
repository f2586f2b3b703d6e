import { text } from '../language/text.ts';
import type { Database } from './database.ts';
import { entriesOf, writeEvent } from './entries.ts';
import { identityOf, type Entry } from './entry.ts';
import { renamedId, renamings, underNewName, type Renaming, type Seen } from './renamed.ts';
import { keepStandings, standingsOf, type RunOn, type Standing } from './standings.ts';

/** What the run recorded last judged and saw, so that a place can be known again under another name. */
export function lastSeen(database: Database, company: string, { asOf }: Pick<RunOn, 'asOf'>): Seen {
  const live = [...standingsOf(database, company).values()].filter(({ span }) => span);
  return {
    places: live.map(({ remembered: { told } }) => told),
    captures: database.all('SELECT capture AS id, sha256, fault FROM captures WHERE company = ? AND last_day = ?', [
      ...[company, asOf],
    ]),
  };
}

/** Places that bear another name tonight than on the run before. */
export const renamedSince = (
  database: Database,
  company: string,
  previous: Pick<RunOn, 'asOf'>,
  tonight: Seen,
): readonly Renaming[] => renamings(lastSeen(database, company, previous), tonight);

/** Carries all that is kept of a place on under its new name; runs inside the transaction that records the run. */
export function renamePlaces(
  database: Database,
  company: string,
  renamed: readonly Renaming[],
  recorded: string,
): void {
  if (renamed.length === 0) return;
  const standings = new Map<string, Standing>();
  for (const { verdict, span, remembered } of standingsOf(database, company).values()) {
    const told = underNewName(remembered.told, renamed);
    const called = renamedId(verdict, renamed);
    if (called !== verdict) renameSpans(database, company, verdict, called);
    // What stands now goes before what somebody once judged under that name.
    if (span || !standings.has(called))
      standings.set(called, { verdict: called, span, remembered: { ...remembered, told } });
  }
  keepStandings(database, company, standings.values());
  renameEntries(database, company, renamed, recorded);
}

const renameSpans = (database: Database, company: string, before: string, after: string): void =>
  database.run('UPDATE OR IGNORE spans SET verdict = ? WHERE company = ? AND verdict = ?', [after, company, before]);

function renameEntries(database: Database, company: string, renamed: readonly Renaming[], recorded: string): void {
  const entries = entriesOf(database, company);
  const taken = new Set(entries.map(({ thing, gap }) => identityOf(thing, gap)));
  for (const entry of entries) {
    const called = renamed.reduce(underName, entry);
    const identity = identityOf(called.thing, called.gap);
    const isFree = identity === identityOf(entry.thing, entry.gap) || !taken.has(identity);
    if (called === entry || !isFree) continue;
    writeEvent(database, { ...called, version: entry.version + 1 }, { by: 'gongkai', what: 'renamed', recorded });
  }
}

/** A line about the place, or about several of which it is one. */
function underName(entry: Entry, { channel, before, after }: Renaming): Entry {
  const isIt = (one: { readonly channel?: unknown; readonly site?: string | undefined }): boolean =>
    one.channel === channel && one.site === before;
  if (!isIt(entry.thing) && !entry.places.some(isIt)) return entry;
  const { place } = entry.described;
  return {
    ...entry,
    verdict: renamedId(entry.verdict, [{ channel, before, after }]),
    thing: isIt(entry.thing) ? { ...entry.thing, site: after } : entry.thing,
    places: entry.places.map((one) => (isIt(one) ? { ...one, site: after } : one)),
    described: {
      ...entry.described,
      place: text(
        place.zh.replaceAll(before, () => after),
        place.en.replaceAll(before, () => after),
      ),
    },
  };
}
