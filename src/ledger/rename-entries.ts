import type { CivilDate } from '../calendar/civil-date.ts';
import type { Database } from './database.ts';
import { entriesOf, writeEvent } from './entries.ts';
import { identityOf, UNTOUCHED, type Entry } from './entry.ts';
import { placeName } from './proof-of-places.ts';
import { renamedId, renamingOf, type Renaming } from './renamed.ts';

/** A line of the 台账, and as it is called now. */
interface Move {
  readonly entry: Entry;
  readonly called: Entry;
}

/**
 * Carries the lines of renamed places on under the new names. A line stays where another holds its new place: one that staff
 * wrote in, or that is older. A younger one in which nobody wrote is the same gap, found while nobody had said that the place
 * was renamed: the two change places, so that both keep their numbers and the older one goes on.
 */
export function renameEntries(
  database: Database,
  company: string,
  renamed: readonly Renaming[],
  { recorded, asOf }: { readonly recorded: string; readonly asOf: CivilDate },
): void {
  const entries = entriesOf(database, company);
  const moves = freeMoves(entries, renamed, asOf);
  // Two lines may change places, and none may stand in the place of another meanwhile.
  for (const { entry } of moves) database.run('UPDATE entries SET identity = number WHERE number = ?', [entry.number]);
  for (const { entry, called } of moves) {
    const what = called.dropped?.why === 'double' ? 'dropped' : 'renamed';
    writeEvent(database, { ...called, version: entry.version + 1 }, { by: 'gongkai', what, recorded });
  }
}

const identity = ({ thing, gap }: Entry): string => identityOf(thing, gap);

function freeMoves(entries: readonly Entry[], renamed: readonly Renaming[], asOf: CivilDate): readonly Move[] {
  let moves: readonly Move[] = entries
    .map((entry) => ({ entry, called: underNames(entry, renamed) }))
    .filter(({ entry, called }) => called !== entry);
  // A line that has to stay holds its place against others.
  for (;;) {
    const { free, doubles } = settle(entries, moves, asOf);
    if (free.length === moves.length) return [...free, ...doubles];
    moves = free;
  }
}

function settle(
  entries: readonly Entry[],
  moves: readonly Move[],
  asOf: CivilDate,
): { readonly free: readonly Move[]; readonly doubles: readonly Move[] } {
  const going = new Set(moves.map(({ entry }) => entry.number));
  const held = new Map(entries.filter(({ number }) => !going.has(number)).map((one) => [identity(one), one]));
  const doubles: Move[] = [];
  const free = moves.filter(({ entry, called }) => {
    const holder = held.get(identity(called));
    if (holder) {
      if (going.has(holder.number) || held.has(identity(entry)) || !isYoungerDouble(holder, entry)) return false;
      going.add(holder.number);
      held.set(identity(entry), holder);
      doubles.push({ entry: holder, called: inPlaceOf(entry, holder, asOf) });
    }
    held.set(identity(called), entry);
    return true;
  });
  return { free, doubles };
}

/** The line of the same gap that was opened later, and in which nobody has written. */
const isYoungerDouble = (holder: Entry, entry: Entry): boolean =>
  holder.found > entry.found &&
  holder.state === 'todo' &&
  holder.relapses === 0 &&
  (Object.keys(UNTOUCHED) as (keyof typeof UNTOUCHED)[]).every((field) => holder.handling[field] === UNTOUCHED[field]);

const inPlaceOf = ({ thing, places, verdict, verdicts, described }: Entry, holder: Entry, asOf: CivilDate): Entry => ({
  ...holder,
  dropped: { since: asOf, why: 'double' },
  ...{ thing, places, verdict, verdicts },
  described: { ...holder.described, place: described.place },
});

/** A line about a renamed place, or about several of which one was renamed; itself where none was. */
function underNames(entry: Entry, renamed: readonly Renaming[]): Entry {
  const { thing, places, described } = entry;
  const own = renamingOf(thing, renamed);
  if (!own && !places.some((place) => renamingOf(place, renamed))) return entry;
  const moved = places.map((place) => ({ ...place, site: renamingOf(place, renamed)?.after ?? place.site }));
  if (!own) return { ...entry, places: moved };
  const { channel, after } = own;
  const { site: _, ...anywhere } = thing;
  return {
    ...{ ...entry, places: moved, thing: after === '' ? anywhere : { ...thing, site: after } },
    verdict: renamedId(entry.verdict, [own]),
    verdicts: entry.verdicts?.map((id) => renamedId(id, [own])),
    described: { ...described, place: placeName({ channel, site: after }) },
  };
}
