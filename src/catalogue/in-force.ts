import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { Basis, Instrument, Validity } from './rule.ts';

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

interface Instruments {
  readonly instruments: ReadonlyMap<string, Instrument>;
}

/**
 * The version of an instrument that was in force on a day: itself, or on an earlier day the one that it has since replaced;
 * undefined where the day is before the first of them. What replaces it later is never put in its place: rules are written
 * for the version that they name, and a lapsed one is told loudly instead.
 */
export function versionOn(id: string, asOf: CivilDate, { instruments }: Instruments): Instrument | undefined {
  const named = instruments.get(id);
  if (!named || asOf >= named.in_force.from) return named;
  const seen = new Set([id]);
  let here: Instrument | undefined = named;
  while (here && asOf < here.in_force.from) {
    const newer: string = here.id;
    here = [...instruments.values()].find((one) => one.superseded_by === newer && !seen.has(one.id));
    if (here) seen.add(here.id);
  }
  // Between two versions that the catalogue holds there may be one that it does not.
  return here && inForce(here.in_force, asOf) ? here : undefined;
}

/**
 * How pages show the version of a day: under the same title, told by the words that the later version dropped. A marker
 * of the version to come cannot stand on a page of that day.
 */
export function editionOn(id: string, asOf: CivilDate, catalogue: Instruments): Instrument | undefined {
  const newest = catalogue.instruments.get(id);
  const then = versionOn(id, asOf, catalogue);
  if (!newest || !then || then === newest) return then;
  const markers = { current: newest.markers?.outdated ?? [], outdated: then.markers?.outdated ?? [] };
  return { ...newest, ...(then.number !== undefined && { number: then.number }), in_force: then.in_force, markers };
}

/** The bases that were in force on a day, each in its version of that day, whose clauses may be numbered otherwise. */
export function basisOn(basis: readonly Basis[], asOf: CivilDate, catalogue: Instruments): Basis[] {
  const then = basis.flatMap((one): Basis[] => {
    if (!catalogue.instruments.has(one.instrument)) return [one];
    const version = versionOn(one.instrument, asOf, catalogue);
    if (!version) return [];
    return [version.id === one.instrument ? one : { instrument: version.id }];
  });
  return then.filter(
    ({ instrument, clause }, at) =>
      then.findIndex((other) => other.instrument === instrument && other.clause === clause) === at,
  );
}
