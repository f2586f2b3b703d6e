import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { Instrument, Validity } from './rule.ts';

/** Days before its last day from which an instrument is said to be about to lapse. */
export const LAPSE_WARNING_DAYS = 90;

/** Whether the day lies within the validity; the last day is included, an open end is for ever. */
export const inForce = (validity: Validity, asOf: CivilDate): boolean =>
  validity.from <= asOf && (validity.until === undefined || asOf <= validity.until);

export type InstrumentStatus =
  | { readonly status: 'in-force' }
  | { readonly status: 'not-yet'; readonly from: CivilDate }
  /** `days` to its last day: 0 on that day itself. */
  | { readonly status: 'lapsing'; readonly until: CivilDate; readonly days: number }
  | { readonly status: 'lapsed'; readonly until: CivilDate }
  /** Lapsed, and a successor is known; undefined where the catalogue names one that it does not hold. */
  | { readonly status: 'superseded'; readonly until: CivilDate; readonly by: Instrument | undefined };

/** What an instrument is worth on a day. A successor counts only from the day on which the old one ends. */
export function instrumentStatus(
  instrument: Instrument,
  asOf: CivilDate,
  { instruments }: { readonly instruments: ReadonlyMap<string, Instrument> },
): InstrumentStatus {
  const { from, until } = instrument.in_force;
  if (asOf < from) return { status: 'not-yet', from };
  const successor = instrument.superseded_by === undefined ? undefined : instruments.get(instrument.superseded_by);
  const end = until ?? (successor && successor.in_force.from <= asOf ? successor.in_force.from : undefined);
  if (end === undefined) return { status: 'in-force' };
  if (asOf > end || until === undefined)
    return instrument.superseded_by === undefined
      ? { status: 'lapsed', until: end }
      : { status: 'superseded', until: end, by: successor };
  const days = daysBetween(asOf, end);
  return days <= LAPSE_WARNING_DAYS ? { status: 'lapsing', until: end, days } : { status: 'in-force' };
}
