import { captureId, type Seen } from './bundle.ts';
import type { Capture } from './capture.ts';

/** What an interrupted run had committed, each sighting to be taken once, in the order in which they were made. */
export interface Recall {
  /** The next sighting of an address on a channel and site, if there is one. */
  readonly next: (id: string) => Seen | undefined;
  /** Says that it has been used. */
  readonly done: (id: string) => void;
  /** The sealed bytes; undefined where the capture has none, or where they can no longer be read. */
  readonly body: (seen: Seen) => Promise<Uint8Array | undefined>;
  /** What the browser made of it, with its bytes where it has any; undefined where the journal does not hold it whole. */
  readonly shown: (seen: Seen) => Promise<ShownThen | undefined>;
}

/** A page as a browser showed it to the interrupted run. */
export interface ShownThen {
  readonly capture: Capture;
  readonly body?: Uint8Array;
}

/** Opens what a journal remembers; `stored` reads from it. */
export function openRecall(sightings: readonly Seen[], stored: Pick<Recall, 'body' | 'shown'>): Recall {
  const waiting = new Map<string, Seen[]>();
  for (const seen of sightings) {
    const id = captureId({ ...seen.capture, url: seen.asked });
    waiting.set(id, [...(waiting.get(id) ?? []), seen]);
  }
  return { next: (id) => waiting.get(id)?.[0], done: (id) => void waiting.get(id)?.shift(), ...stored };
}
