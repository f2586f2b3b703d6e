import type { Judged } from './judged.ts';

/** A registered change or approval: its date is part of the id of what it is judged by. */
const REGISTERED = /^(change|approval)-\d{4}-\d{2}-\d{2}$/;

/**
 * What goes on under another id because somebody put its date right in a register: by the later id, the earlier verdict.
 * A pair is told only where one of a thing went and one came, the registers differ, and the later does not say that the
 * earlier is still registered: then it is a second change, and a matter of its own.
 */
export function redated(before: readonly Judged[], after: readonly Judged[]): ReadonlyMap<string, Judged> {
  const [was, is] = [byThing(before, idsOf(after)), byThing(after, idsOf(before))];
  const pairs = new Map<string, Judged>();
  for (const [thing, came] of is) {
    const [[later, ...others], [earlier, ...more]] = [came, was.get(thing) ?? []];
    if (!later || !earlier || others.length > 0 || more.length > 0) continue;
    if (isSame(earlier, later)) pairs.set(later.id, earlier);
  }
  return pairs;
}

const idsOf = (judged: readonly Judged[]): ReadonlySet<string> => new Set(judged.map(({ id }) => id));

const isSame = (earlier: Judged, { replaces = [], rests }: Judged): boolean =>
  earlier.rests.declared !== rests.declared && !replaces.includes(earlier.instance ?? '');

/** What one of the runs judged by a register and the other did not, by the thing that it is about. */
function byThing(judged: readonly Judged[], elsewhere: ReadonlySet<string>): ReadonlyMap<string, Judged[]> {
  const things = new Map<string, Judged[]>();
  for (const one of judged) {
    const [, register] = REGISTERED.exec(one.instance ?? '') ?? [];
    if (register === undefined || elsewhere.has(one.id)) continue;
    const { item, element, channel, site, aspect } = one;
    const thing = JSON.stringify([register, item, element, channel, site, aspect]);
    things.set(thing, [...(things.get(thing) ?? []), one]);
  }
  return things;
}
