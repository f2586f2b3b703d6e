import { askedIn, type Asked } from './asked.ts';
import { changeOf, explained, type Change } from './change.ts';
import type { Database } from './database.ts';
import type { Judged, RunRecord } from './judged.ts';
import { isUnread, takeIn, unreadTonight, type Remembered } from './nights.ts';
import { redated } from './redated.ts';
import { endSpan, keepStandings, spanOf, standingsOf, type RunOn, type Standing } from './standings.ts';

export interface Tonight {
  readonly run: RunOn;
  /** The run recorded last. */
  readonly last: RunOn | undefined;
  readonly record: RunRecord;
  readonly judged: readonly Judged[];
  readonly patience: number;
  /** How the verdicts stood before the day; undefined where the last run was of an earlier day itself. */
  readonly base: ReadonlyMap<string, Standing> | undefined;
  /** By verdict, how earlier runs of the day told that it stands, the latest first. */
  readonly told: ReadonlyMap<string, readonly Judged[]>;
}

interface Differences {
  readonly changes: readonly Change[];
  readonly withinDay: readonly Change[];
  readonly dropped: readonly Judged[];
  readonly unread: number;
}

/** Brings what is known of every verdict up to tonight; a stretch goes on while the verdict comes out the same. */
export function remember(database: Database, tonight: Tonight): Differences {
  const { run, last, record, judged, patience, base, told } = tonight;
  const { company } = record;
  const before = standingsOf(database, company);
  const after = new Map<string, Standing>();
  const unread = unreadTonight(judged);
  const lately = earlierIn(before, judged, record);
  const then = base ? earlierIn(base, judged, record) : lately;
  const [changes, withinDay]: [Change[], Change[]] = [[], []];
  let standingIn = 0;
  for (const one of judged) {
    const { remembered, change: lateChange } = takeIn(lately.stood(one), one, unread, patience);
    after.set(one.id, { verdict: one.id, remembered, span: spanOf(before.get(one.id)?.span, one, run) });
    if (isUnread(one, unread) && remembered.told !== one) standingIn += 1;
    const change = base ? sinceTheDayBefore(then.stood(one), one, remembered, unread, patience) : lateChange;
    if (change) changes.push(explained(change, then.asked));
    else if (base) withinDay.push(...toldOtherwise(lateChange, told.get(one.id) ?? [], remembered.told));
  }
  for (const { verdict, remembered, span } of before.values()) {
    if (span && last && after.get(verdict)?.span !== span) endSpan(database, company, verdict, span, last);
    if (!after.has(verdict)) after.set(verdict, { verdict, remembered });
  }
  keepStandings(database, company, after.values());
  const known = new Set(then.dropped.map(({ id }) => id));
  const dropped = [...then.dropped, ...lately.dropped.filter(({ id }) => !known.has(id))];
  return { changes, withinDay, dropped, unread: standingIn };
}

/** An earlier run, as what tonight judged is compared with it. */
interface Earlier {
  readonly stood: (one: Judged) => Remembered | undefined;
  readonly asked: Asked;
  /** Its gaps that tonight does not judge, although they are not over. */
  readonly dropped: readonly Judged[];
}

function earlierIn(standings: ReadonlyMap<string, Standing>, judged: readonly Judged[], record: RunRecord): Earlier {
  // What went or came is told against that run; what stood longer ago comes back as itself.
  const live = [...standings.values()].flatMap(({ verdict, span, remembered }) =>
    span ? [{ ...remembered.told, id: verdict }] : [],
  );
  const moved = redated(live, judged);
  const asked = askedIn(live);
  const judgedNow = new Set([...judged, ...moved.values()].map(({ id }) => id));
  return {
    asked,
    // What was dropped was told, and so is its coming back.
    stood: (one) => (asked.about(one) ? standings.get(moved.get(one.id)?.id ?? one.id)?.remembered : undefined),
    dropped: live.filter((one) => !judgedNow.has(one.id) && isDropped(one, record)),
  };
}

/** What is new today. Where this run could not read what another of the day did, that one's reading stands. */
function sinceTheDayBefore(
  stood: Remembered | undefined,
  tonight: Judged,
  { told }: Remembered,
  unread: ReadonlySet<string>,
  patience: number,
): Change | undefined {
  const isSeenEarlier = isUnread(tonight, unread) && told !== tonight && told.rests.day === tonight.rests.day;
  const { change } = takeIn(stood, isSeenEarlier ? told : tonight, unread, patience);
  return change && isSeenEarlier ? { ...change, seenEarlier: true } : change;
}

/** How it stands now where that is not what the last run of the day saw, or what any of them told. */
function toldOtherwise(lateChange: Change | undefined, told: readonly Judged[], now: Judged): readonly Change[] {
  const change = lateChange ?? told.map((one) => changeOf(one, now)).find((one) => one !== undefined);
  return change ? [change] : [];
}

/** Periods and events that are over go by themselves; what rules, places and registers no longer ask for was taken away. */
const isDropped = ({ outcome, caused, waived, rests }: Judged, { declared, catalogue }: RunRecord): boolean =>
  outcome === 'failed' && !caused && !waived && (rests.declared !== declared || rests.catalogue !== catalogue);
