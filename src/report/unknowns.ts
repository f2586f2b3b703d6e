import { REASON_GROUPS, REASONS, type Reason, type ReasonGroup } from '../evidence/reason.ts';
import { byCode } from '../evidence/bundle.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import type { Report } from './report.ts';

/** What could not be told for one reason; the reason's advice says what to do. */
export interface UnknownReason {
  readonly reason: Reason;
  readonly verdicts: readonly Verdict[];
  /** One for each element at each place: content and timeliness that wait for the same thing are one line. */
  readonly places: readonly UnknownPlace[];
}

export interface UnknownPlace {
  readonly verdict: Verdict;
  /** The elements that wait at this place for the same sentence. */
  readonly elements: readonly Verdict[];
}

export interface UnknownGroup {
  readonly group: ReasonGroup;
  readonly count: number;
  readonly reasons: readonly UnknownReason[];
}

/** By group and reason: what failed to be captured first, what only lacks a register entry last. */
export function unknownsByGroup({ verdicts }: Report): UnknownGroup[] {
  const unknown = verdicts.filter(({ outcome, reason }) => outcome === 'cantTell' && reason !== undefined);
  return (Object.keys(REASON_GROUPS) as ReasonGroup[]).flatMap((group) => {
    const own = unknown.filter(({ reason }) => reason !== undefined && REASONS[reason].group === group);
    const codes = [...new Set(own.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))].sort(byCode);
    const reasons = codes.map((reason) => {
      const waiting = own.filter((one) => one.reason === reason).sort((a, b) => urgency(b) - urgency(a));
      return { reason, verdicts: waiting, places: placesOf(waiting) };
    });
    return own.length === 0 ? [] : [{ group, count: own.length, reasons }];
  });
}

/** What may already be overdue is looked at first. */
const urgency = ({ flag }: Verdict): number => (flag === 'would-be-overdue' ? 2 : flag === 'deadline-near' ? 1 : 0);

function placesOf(verdicts: readonly Verdict[]): UnknownPlace[] {
  const places = new Map<string, Verdict[]>();
  for (const one of verdicts) {
    const key = JSON.stringify([one.item, one.channel, one.site, one.instance, one.says.map(({ zh }) => zh)]);
    const known = places.get(key) ?? [];
    const again = known.some(({ element, variant }) => element === one.element && variant === one.variant);
    places.set(key, again ? known : [...known, one]);
  }
  return [...places.values()].flatMap((elements) => (elements[0] ? [{ verdict: elements[0], elements }] : []));
}
