import type { CivilDate } from '../calendar/civil-date.ts';
import type { ChannelId } from '../catalogue/rule.ts';
import { isGap } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { identityOf, UNTOUCHED, type AffectedPlace, type Entry } from './entry.ts';

/** What an audit did to a line of the 台账. */
export type Happening = 'found' | 'relapsed' | 'gone' | 'again';

export interface Visit {
  readonly entry: Entry;
  readonly happened?: Happening;
}

/** The gaps of one run by identity: the periods and events of one thing are one line, told by the worst placed first. */
export function gapsByIdentity(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const gaps = new Map<string, Verdict[]>();
  for (const verdict of verdicts.filter(isGap)) {
    const identity = identityOf(verdict);
    gaps.set(identity, [...(gaps.get(identity) ?? []), verdict]);
  }
  return gaps;
}

/** A new line for a gap seen for the first time. */
export function openEntry(
  { number, company, unit }: Pick<Entry, 'number' | 'company' | 'unit'>,
  gaps: readonly Verdict[],
  on: CivilDate,
): Entry | undefined {
  const [verdict] = gaps;
  if (verdict?.gap === undefined) return undefined;
  return {
    ...{ number, company, unit },
    item: verdict.item,
    element: verdict.variant === undefined ? verdict.element : `${verdict.element}-${verdict.variant}`,
    ...{ places: placesOf(gaps), aspect: verdict.aspect, gap: verdict.gap, state: 'todo' },
    ...{ found: on, lastFound: on, gone: '', foundSinceSubmitted: false, relapses: 0, extensions: 0, closed: '' },
    ...{ handling: UNTOUCHED, verdict, version: 1 },
  };
}

/** The line as this run found it: found again, come back after it was closed, gone, or not to be told. */
export function visit(entry: Entry, gaps: readonly Verdict[], verdicts: readonly Verdict[], on: CivilDate): Visit {
  const [verdict] = gaps;
  if (verdict) return foundAgain(entry, verdict, placesOf(gaps), on);
  if (entry.gone !== '' || !isGone(entry, verdicts)) return { entry };
  return { entry: { ...entry, gone: on }, happened: 'gone' };
}

function foundAgain(entry: Entry, verdict: Verdict, places: readonly AffectedPlace[], on: CivilDate): Visit {
  const found: Entry = { ...entry, verdict, places, lastFound: on, gone: '', foundSinceSubmitted: true };
  if (entry.state === 'closed') {
    const relapsed: Entry = { ...found, state: 'relapsed', relapses: entry.relapses + 1, closed: '' };
    return { entry: relapsed, happened: 'relapsed' };
  }
  return entry.gone === '' ? { entry: found } : { entry: found, happened: 'again' };
}

/** Gone is said only when the same thing was judged and none of it is open; what could not be read says nothing. */
function isGone(entry: Entry, verdicts: readonly Verdict[]): boolean {
  const same = verdicts.filter((verdict) => isSameThing(entry, verdict));
  return same.length > 0 && same.every(({ outcome, gap }) => isTold(outcome) && gap !== entry.gap);
}

const isTold = (outcome: Verdict['outcome']): boolean => outcome !== 'cantTell' && outcome !== 'untested';

function isSameThing(entry: Entry, verdict: Verdict): boolean {
  const [own, other] = [entry.verdict, verdict];
  return (
    own.item === other.item &&
    own.element === other.element &&
    own.variant === other.variant &&
    own.channel === other.channel &&
    own.site === other.site &&
    own.aspect === other.aspect
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
