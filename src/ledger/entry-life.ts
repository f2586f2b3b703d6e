import type { ChannelId } from '../catalogue/rule.ts';
import { isGap } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { identityOf, thingOf, UNTOUCHED, type AffectedPlace, type Dropping, type Entry } from './entry.ts';
import type { RunRecord } from './judged.ts';

/** What an audit did to a line of the 台账. */
export const HAPPENINGS = ['found', 'relapsed', 'gone', 'again', 'dropped', 'resumed', 'doubted'] as const;
export type Happening = (typeof HAPPENINGS)[number];

export const nothingHappened = (): Record<Happening, string[]> => ({
  ...{ found: [], relapsed: [], gone: [], again: [], dropped: [], resumed: [], doubted: [] },
});

export interface Visit {
  readonly entry: Entry;
  readonly happened?: Happening;
}

/** The gaps of one run by identity: the periods and events of one thing are one line, told by the worst placed first. */
export function gapsByIdentity(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const gaps = new Map<string, Verdict[]>();
  for (const verdict of verdicts.filter(isGap)) {
    const identity = identityOf(thingOf(verdict), verdict.gap);
    gaps.set(identity, [...(gaps.get(identity) ?? []), verdict]);
  }
  return gaps;
}

/** What this run says of a line: its gaps, all its verdicts, its day, and how a gap is told. */
export type Finding = Pick<RunRecord, 'company' | 'unit' | 'asOf' | 'verdicts' | 'describe'>;

/** A new line for a gap seen for the first time. */
export function openEntry(number: string, gaps: readonly Verdict[], run: Finding): Entry | undefined {
  const [verdict] = gaps;
  if (verdict?.gap === undefined) return undefined;
  const { company, unit, asOf } = run;
  return {
    ...{ number, company, unit, thing: thingOf(verdict), gap: verdict.gap, state: 'todo' },
    ...lastFound(verdict, gaps, run),
    ...{ found: asOf, relapses: 0, extensions: 0, closed: '', handling: UNTOUCHED, version: 1 },
    foundSinceSubmitted: false,
  };
}

/** The part of a line that every run that finds it writes anew. */
const lastFound = (verdict: Verdict, gaps: readonly Verdict[], { asOf, describe }: Finding) => ({
  ...{ verdict: verdict.id, severity: verdict.severity, places: placesOf(gaps), described: describe(verdict) },
  ...{ verdicts: gaps.map(({ id }) => id), lastFound: asOf, gone: '', foundSinceSubmitted: true },
});

/**
 * That something came late stays true after it is there: no more of it can be mended, and an audit that finds just that finds
 * nothing that people have not dealt with. Another period or change that is late is another matter.
 */
const isDealtWith = ({ verdict, verdicts = [verdict] }: Entry, { id, gap, published }: Verdict): boolean =>
  gap === 'overdue' && published !== undefined && verdicts.includes(id);

/** The line as this run found it: found again, come back after it was closed, gone, asked about no more, or not to be told. */
export function visit(entry: Entry, gaps: readonly Verdict[], run: Finding): Visit {
  const why = droppingOf(entry, run.verdicts);
  if (why !== undefined)
    return entry.dropped ? { entry } : { entry: { ...entry, dropped: { since: run.asOf, why } }, happened: 'dropped' };
  if (!entry.dropped) return visitAsked(entry, gaps, run);
  const { dropped, ...asked } = entry;
  const visited = visitAsked(asked, gaps, run);
  return { happened: dropped && 'resumed', ...visited };
}

/** Why a run says nothing of a line; undefined where it was asked about the thing, whatever came of it. */
function droppingOf({ thing }: Entry, verdicts: readonly Verdict[]): Dropping | undefined {
  // What is told between channels is there only on days with something to compare, and hangs on none of them.
  const there = verdicts.filter(
    ({ channel, site }) => thing.channel === undefined || (channel === thing.channel && site === thing.site),
  );
  if (there.length === 0) return 'place';
  const isAsked = there.some(
    ({ item, element, variant }) => item === thing.item && element === thing.element && variant === thing.variant,
  );
  return isAsked ? undefined : 'rule';
}

function visitAsked(entry: Entry, gaps: readonly Verdict[], run: Finding): Visit {
  const [verdict] = gaps;
  if (verdict) return foundAgain(entry, stillFound(entry, verdict, gaps, run), gaps);
  if (entry.gone !== '' || !isGone(entry, run.verdicts)) return { entry };
  return { entry: { ...entry, gone: run.asOf }, happened: 'gone' };
}

function stillFound(entry: Entry, verdict: Verdict, gaps: readonly Verdict[], run: Finding): Entry {
  const isOpen = gaps.some((gap) => !isDealtWith(entry, gap));
  return {
    ...entry,
    ...lastFound(verdict, gaps, run),
    foundSinceSubmitted: isOpen || entry.foundSinceSubmitted,
  };
}

function foundAgain(entry: Entry, found: Entry, gaps: readonly Verdict[]): Visit {
  if (entry.state === 'closed' && gaps.every((gap) => isDealtWith(entry, gap))) return { entry };
  if (entry.state === 'closed')
    return {
      entry: { ...found, state: 'relapsed', relapses: entry.relapses + 1, closed: '' },
      happened: 'relapsed',
    };
  if (entry.gone === '') return { entry: found };
  // Who did not uphold it decided on what stood there then; whether that holds for what stands there now is theirs to say.
  return { entry: found, happened: entry.state === 'dismissed' ? 'doubted' : 'again' };
}

/** Gone is said only when the same thing was judged and none of it is open; what could not be read says nothing. */
function isGone(entry: Entry, verdicts: readonly Verdict[]): boolean {
  const same = verdicts.filter((verdict) => isSameThing(entry, verdict));
  return same.length > 0 && same.every(({ outcome, gap }) => isTold(outcome) && gap !== entry.gap);
}

const isTold = (outcome: Verdict['outcome']): boolean => outcome !== 'cantTell' && outcome !== 'untested';

function isSameThing({ thing }: Entry, other: Verdict): boolean {
  return (
    thing.item === other.item &&
    thing.element === other.element &&
    thing.variant === other.variant &&
    thing.channel === other.channel &&
    thing.site === other.site &&
    thing.aspect === other.aspect
  );
}

/** The channels on which the gap shows; for one between channels, those that were compared. */
function placesOf(gaps: readonly Verdict[]): AffectedPlace[] {
  const places = new Map<string, AffectedPlace>();
  for (const { channel, site = '', quotes } of gaps)
    for (const place of channel === undefined
      ? quotes.map(({ capture }) => placeOfCapture(capture))
      : [{ channel, site }])
      places.set(`${place.channel}@${place.site}`, place);
  return [...places.values()];
}

/** `hall@中心营业厅:snapshot:…`: a capture's id begins with its place. */
function placeOfCapture(capture: string): AffectedPlace {
  const place = capture.slice(0, capture.indexOf(':'));
  const at = place.indexOf('@');
  return at < 0
    ? { channel: place as ChannelId, site: '' }
    : { channel: place.slice(0, at) as ChannelId, site: place.slice(at + 1) };
}
