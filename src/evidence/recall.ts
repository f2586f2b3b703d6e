import { captureId, type Seen } from './bundle.ts';

/** What an interrupted run had committed, each sighting to be taken once, in the order in which they were made. */
export interface Recall {
  /** The next sighting of an address on a channel and site, if there is one. */
  readonly next: (id: string) => Seen | undefined;
  /** Says that it has been used. */
  readonly done: (id: string) => void;
  /** The sealed bytes; undefined where the capture has none, or where they can no longer be read. */
  readonly body: (seen: Seen) => Promise<Uint8Array | undefined>;
}

/** Opens what a journal remembers; `body` reads the bytes of a sighting from it. */
export function openRecall(sightings: readonly Seen[], body: Recall['body']): Recall {
  const waiting = new Map<string, Seen[]>();
  for (const seen of sightings) {
    const id = captureId({ ...seen.capture, url: seen.asked });
    waiting.set(id, [...(waiting.get(id) ?? []), seen]);
  }
  return { next: (id) => waiting.get(id)?.[0], done: (id) => void waiting.get(id)?.shift(), body };
}
