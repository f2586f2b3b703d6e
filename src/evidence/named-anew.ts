import type { Sighting } from './look.ts';
import { perViewNames, type PerView } from './per-view.ts';

/** Learns what a sighting shows of its site's addresses, and puts it under that of its page, whatever view of it was answered. */
export function namedAnew(seen: Sighting, perView: PerView): Sighting {
  perView.learn(perViewNames(seen.capture.marks));
  const { from: asCame, ...capture } = seen.capture;
  const from = asCame === undefined ? undefined : perView.strip(asCame);
  if (from === undefined || from === asCame) return seen;
  if (from !== capture.url) return { ...seen, capture: { ...capture, from } };
  return { ...seen, capture: { ...capture, marks: capture.marks.filter((mark) => mark !== 'redirected') } };
}
