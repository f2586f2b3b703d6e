import type { Change } from './change.ts';
import { HAPPENINGS, type Happening } from './entry-life.ts';
import type { Judged } from './judged.ts';
import type { Renaming } from './renamed.ts';

type Entries = Readonly<Record<Happening, readonly string[]>>;

/** What a run has to tell. */
export interface News {
  /** What differs from the last run of an earlier day. */
  readonly changes: readonly Change[];
  /** Of a run repeated on its day: what an earlier run of that day told or saw otherwise, and is no change since the day before. */
  readonly withinDay: readonly Change[];
  /** Earlier gaps that are judged no more since rules, places or registers changed: neither mended nor still there. */
  readonly dropped: readonly Judged[];
  /** Places that bear another name than before; what was known of them is known by the new one. */
  readonly renamed: readonly Renaming[];
  /** Numbers of the lines of the 台账. */
  readonly entries: Entries;
  /** So many verdicts could not be reached tonight for a passing reason, so that what was last read of them stands. */
  readonly unread: number;
}

/** What earlier runs of a day have told between them. */
export interface ToldOnDay {
  /** By verdict, how it stood when it was told, the latest first. */
  readonly changes: ReadonlyMap<string, readonly Judged[]>;
  readonly renamed: readonly Renaming[];
  /** What happened to lines of the 台账 over the day, with what happened to them just now. */
  readonly entriesWith: (now: Entries) => Entries;
}

/** `runs` are the news of each, oldest first; the last tells of places and lines what those before it told. */
export function toldOnDay(runs: readonly News[]): ToldOnDay {
  const told = new Map<string, Judged[]>();
  for (const { changes, withinDay } of runs)
    for (const { after } of [...changes, ...withinDay]) told.set(after.id, [after, ...(told.get(after.id) ?? [])]);
  const latest = runs.at(-1);
  return {
    changes: told,
    renamed: latest?.renamed ?? [],
    entriesWith: (now) => (latest ? happenedSince(latest.entries, now) : now),
  };
}

/** A line found today is one found today whatever came of it; of all else the last counts, as gone and then there again. */
function happenedSince(before: Entries, now: Entries): Entries {
  const touched = new Set(HAPPENINGS.flatMap((happening) => now[happening]));
  const over = HAPPENINGS.map((happening): [Happening, string[]] => {
    const still = before[happening].filter((number) => happening === 'found' || !touched.has(number));
    return [happening, [...still, ...now[happening]]];
  });
  return Object.fromEntries(over) as Record<Happening, string[]>;
}
