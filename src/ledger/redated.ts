import type { Judged } from './judged.ts';

/** A registered change or approval: its date is part of the id of what it is judged by. */
const REGISTERED = /^(change|approval)-\d{4}-\d{2}-\d{2}$/;

/**
 * What goes on under another id because somebody put its date right in a register, or entered it late, or took it out: by the
 * later id, the earlier verdict. A pair is told only where one of a thing went and one came, the registers differ, and the
 * later does not say that the earlier is still registered: then it is a second change, and a matter of its own.
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

function isSame(earlier: Judged, later: Judged): boolean {
  if (earlier.rests.declared === later.rests.declared || later.replaces?.includes(earlier.instance ?? '')) return false;
  const [was, is] = [registerOf(earlier), registerOf(later)];
  // What was in order is no news when it is entered or taken out.
  return was === is || (was === NONE && later.outcome === 'failed') || (is === NONE && earlier.outcome === 'failed');
}

const NONE = 'none';

/** By which register it was judged; `none` where nothing was entered, undefined where no register was asked. */
function registerOf({ instance, reason }: Judged): string | undefined {
  if (instance === undefined) return reason === 'no-change-record' ? NONE : undefined;
  return REGISTERED.exec(instance)?.[1];
}

/** What one of the runs judged by a register, or could not for want of an entry, and the other did not; by the thing that it is about. */
function byThing(judged: readonly Judged[], elsewhere: ReadonlySet<string>): ReadonlyMap<string, Judged[]> {
  const things = new Map<string, Judged[]>();
  for (const one of judged) {
    if (registerOf(one) === undefined || elsewhere.has(one.id)) continue;
    const { item, element, channel, site, aspect } = one;
    const thing = JSON.stringify([item, element, channel, site, aspect]);
    things.set(thing, [...(things.get(thing) ?? []), one]);
  }
  return things;
}
