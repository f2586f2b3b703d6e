import type { Cause } from './cause.ts';
import type { Judged } from './judged.ts';

/** What the run before was asked about, whatever came of it. */
export interface Asked {
  /** Whether it was asked about the same element at the same place, in whichever period and aspect. */
  readonly about: (one: Judged) => boolean;
  /** Why a gap is new of which that run had no verdict. */
  readonly whyNew: (one: Judged) => readonly Cause[];
}

/** A period or a quarter: `2026-12`, `2026Q3`, `2026`. */
const PERIOD = /^\d{4}(?:-\d{2}|Q[1-4])?$/;
const REGISTERED = /^(?:change|approval)-/;

export function askedIn(before: readonly Judged[]): Asked {
  const things = new Set(before.flatMap((one) => [thingOf(one), thingOf({ ...one, channel: undefined })]));
  const [any] = before;
  const about = (one: Judged): boolean => things.has(thingOf(one));
  return {
    about,
    whyNew: (one) => {
      if (!any) return [];
      if (!about(one)) return ['added', ...declaredOrRules(any, one)];
      const { instance = '' } = one;
      if (REGISTERED.test(instance)) return ['declared'];
      return [PERIOD.test(instance) ? 'day' : 'evidence'];
    },
  };
}

/** What is told between channels hangs on none of them. */
const thingOf = ({ item, element, channel, site }: Judged): string =>
  JSON.stringify(channel === undefined ? [item, element] : [item, element, channel, site]);

function declaredOrRules({ rests: was }: Judged, { rests: is }: Judged): readonly Cause[] {
  return [
    ...(was.declared !== is.declared ? (['declared'] as const) : []),
    ...(was.catalogue !== is.catalogue ? (['rules'] as const) : []),
  ];
}
