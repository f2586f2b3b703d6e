import type { CivilDate } from '../calendar/civil-date.ts';
import { REASONS, type Reason } from '../evidence/reason.ts';
import { changeOf, type Change } from './change.ts';
import type { Judged } from './judged.ts';

/**
 * Troubles of the network and of busy servers that are usually gone by the next night. `robots` is among them: a portal that is
 * down for maintenance answers 503 for its robots.txt, too, and none of its pages may be asked for then.
 */
const TRANSIENT: ReadonlySet<Reason> = new Set([
  ...(['dns', 'connect', 'tls', 'timeout', 'truncated', 'protocol', 'rate-limited', 'server-error'] as const),
  ...(['waf-challenge', 'interrupted', 'scope-cut', 'internal-error', 'robots'] as const),
]);

/** What is remembered of one verdict from night to night. */
export interface Remembered {
  /** The last verdict that rests on evidence read; an unread night never overwrites it. */
  readonly told: Judged;
  /** On so many nights running it could not be read. */
  readonly nights: number;
  /** The last day so counted; a second run on a day is not a second night. */
  readonly on: CivilDate;
  /** Whether that has been announced. */
  readonly lost: boolean;
}

/** The night's verdict taken in: what is remembered now, and what there is to announce. */
export interface Night {
  readonly remembered: Remembered;
  readonly change?: Change;
}

/** Takes in one verdict of tonight; `patience` nights of trouble pass without a word (P11), and the last reading stays (P12). */
export function takeIn(
  before: Remembered | undefined,
  tonight: Judged,
  unread: ReadonlySet<string>,
  patience: number,
): Night {
  if (isUnread(tonight, unread)) return unreadNight(before, tonight, patience);
  if (before && isUnlooked(before.told, tonight)) return unlookedNight(before, tonight);
  const known = before && (before.lost ? forgotten(before.told) : before.told);
  const change = changeOf(known, tonight);
  return { remembered: { told: tonight, nights: 0, on: tonight.rests.day, lost: false }, ...(change && { change }) };
}

function unreadNight(before: Remembered | undefined, tonight: Judged, patience: number): Night {
  const on = tonight.rests.day;
  if (!before) return { remembered: { told: tonight, nights: 1, on, lost: true } };
  // A day that was read is no unread night, whatever a second run of it met with.
  if (before.told.rests.day === on) return { remembered: before };
  const nights = before.nights > 0 && before.on === on ? before.nights : before.nights + 1;
  const lost = before.lost || nights >= patience;
  const change = lost && !before.lost && before.told.outcome !== 'failed' ? changeOf(before.told, tonight) : undefined;
  return { remembered: { told: before.told, nights, on, lost }, ...(change && { change }) };
}

/**
 * A gap of which nothing was looked at tonight: its page could not be had, its evidence has grown too old, or there is none at its
 * place any more.
 */
const isUnlooked = (told: Judged, tonight: Judged): boolean =>
  told.outcome === 'failed' &&
  tonight.outcome === 'cantTell' &&
  (tonight.reason === 'stale' ||
    isUnhad(tonight) ||
    (tonight.channel !== undefined && tonight.rests.evidence === '' && told.rests.evidence !== ''));

const isUnhad = ({ reason }: Judged): boolean => reason !== undefined && REASONS[reason].group === 'capture';

/** Told once, that it can no longer be told; and no news again when new evidence shows it as it was. */
function unlookedNight(before: Remembered, tonight: Judged): Night {
  const change = before.lost ? undefined : changeOf(before.told, tonight);
  return { remembered: { ...before, on: tonight.rests.day, lost: true }, ...(change && { change }) };
}

/** What was announced as unreadable is compared as unreadable, but a gap once proved stays one until it is seen mended. */
const forgotten = (told: Judged): Judged =>
  told.outcome === 'failed'
    ? told
    : { ...told, outcome: 'cantTell', reason: 'timeout', words: '', rests: { ...told.rests, evidence: '' } };

/** Elements and places that could not be read tonight for a passing reason; what is compared with them cannot be told either. */
export function unreadTonight(judged: readonly Judged[]): ReadonlySet<string> {
  return new Set(
    judged.filter((one) => one.reason !== undefined && TRANSIENT.has(one.reason)).map(({ element }) => element),
  );
}

/** Whether tonight says nothing of it for a reason that is usually gone by the next night. */
export function isUnread({ outcome, reason, element, channel }: Judged, unread: ReadonlySet<string>): boolean {
  if (outcome !== 'cantTell' || reason === undefined) return false;
  if (TRANSIENT.has(reason)) return true;
  return channel === undefined && REASONS[reason].group === 'evidence' && unread.has(element);
}
