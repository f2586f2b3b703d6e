import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { Period } from '../calendar/period.ts';
import type { Fault } from '../evidence/capture.ts';
import { join, text, type Text } from '../language/text.ts';
import { notRead } from './absence.ts';
import { openingAcross, type Across } from './across.ts';
import { firstDayFor } from './content.ts';
import { placeTitle, type Court } from './court.ts';
import type { Verdict } from './verdict.ts';

/** The wording that grants no tolerance (发布时间同步). */
const READING = 'A23';

/**
 * The same change, and the last period that is due, reached the channels on the same day or on
 * different ones; the plan gives no tolerance (N10, C57, A23).
 */
export function judgeSynchronised(across: Across, court: Court): Verdict[] {
  const timings = across.stands.flatMap((stand) => stand.timings);
  const changes = new Set(timings.flatMap(({ instance = '' }) => (instance.startsWith('change-') ? [instance] : [])));
  // What is merely worth having owes no day.
  const period = across.obligation.element.soft ? undefined : lastDue(timings, court.asOf);
  return [...changes, ...(period === undefined ? [] : [period])].flatMap((one) => synchronised(across, one, court));
}

/** The newest period whose day has passed: until then a channel may still be about to follow. */
function lastDue(timings: readonly Verdict[], asOf: CivilDate): Period | undefined {
  const due = timings.flatMap(({ instance = '', deadline }) =>
    isPeriod(instance) && deadline && deadline.due < asOf ? [instance] : [],
  );
  return due.sort().at(-1);
}

/** Periods are spelled 2026-11, 2026Q3 or 2025; a change or an announced event is no period. */
const isPeriod = (instance: string): boolean => /^\d{4}(?:Q[1-4]|-\d{2})?$/.test(instance);

interface Concerned {
  readonly timing: Verdict;
  /** An unread page that may show it earlier. */
  readonly open: Fault | undefined;
}

/** That two channels differ needs only those two; that all agree needs everything that may show it. */
function synchronised(across: Across, instance: string, court: Court): Verdict[] {
  const since = instance.startsWith('change-') ? instance.slice('change-'.length) : firstDayFor(instance);
  const concerned = across.stands.flatMap(({ timings, open }): Concerned[] =>
    timings.filter((one) => one.instance === instance).map((timing) => ({ timing, open: open(since) })),
  );
  const dated = concerned.filter(({ timing }) => timing.published !== undefined);
  const unsettled = concerned.find(({ open }) => open !== undefined)?.open;
  // Two halls are one channel, and the plan speaks of channels.
  if (channelsOf(dated).size < 2 && !unsettled) return [];
  const opened = openingAcross(across, court, instance);
  const base = {
    ...opened,
    readings: [...opened.readings, READING],
    severity: 'minor' as const,
    quotes: dated.flatMap(({ timing }) => timing.quotes.slice(0, 1)),
    says: dated.length > 0 ? [join(dated.map(shownAt), '；', '; ')] : [],
  };
  const tolerance = court.catalogue.across?.tolerance_days ?? 0;
  if (apart(dated.filter(({ open }) => open === undefined)) > tolerance)
    return [{ ...base, outcome: 'failed', gap: 'unsynchronised', ...causeOf(dated) }];
  if (!unsettled) return [{ ...base, outcome: 'passed' }];
  return [{ ...base, outcome: 'cantTell', reason: unsettled.reason, says: [...base.says, notRead(unsettled)] }];
}

const channelsOf = (dated: readonly Concerned[]): ReadonlySet<string | undefined> =>
  new Set(dated.map(({ timing }) => timing.channel));

/** Days between the first and the last publication. */
function apart(dated: readonly Concerned[]): number {
  const days = dated.flatMap(({ timing }) => timing.published?.date ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  return channelsOf(dated).size < 2 || first === undefined || last === undefined ? 0 : daysBetween(first, last);
}

/** Where the channels that were in time agree, the one that was late is the root cause, and counted there (A14). */
function causeOf(dated: readonly Concerned[]): { causedBy?: string } {
  const late = dated.find(({ timing }) => timing.outcome === 'failed');
  const inTime = dated.filter(({ timing }) => timing.outcome !== 'failed');
  return late && inTime.length > 0 && apart(inTime) === 0 ? { causedBy: late.timing.causedBy ?? late.timing.id } : {};
}

function shownAt({ timing: { channel = 'portal', site = '', published } }: Concerned): Text {
  const place = placeTitle(channel, site);
  return text(`${place.zh}：${published?.date ?? ''}`, `${place.en}: ${published?.date ?? ''}`);
}
