import type { ChannelId } from '../catalogue/rule.ts';
import type { Reason } from './reason.ts';

/** How the bytes were obtained. */
export type Obtained = 'http' | 'browser' | 'snapshot';

/**
 * Sealed bytes with their provenance. A capture is written once and never changed; everything later reads it from the
 * bundle. A capture that failed has a `fault` and no body: it is the record that we tried.
 */
export interface Capture {
  /** Stable within the bundle: channel, site and address, e.g. `portal:https://…/xxgk/index.html`. */
  readonly id: string;
  readonly channel: ChannelId;
  /** The hall or other place, where a channel has several; '' otherwise. */
  readonly site: string;
  /** The address a citizen would use; for a snapshot without a declared base, `snapshot:<relative path>`. */
  readonly url: string;
  /** Other addresses of the same page: under its file name in a mirror, or as the saving tool noted it. */
  readonly aliases?: readonly string[];
  /** Where it really came from when that differs (path in the snapshot, final URL after redirects). */
  readonly from?: string;
  /** ISO 8601 in UTC; our clock for a live capture, the giver's statement for a snapshot. */
  readonly capturedAt: string;
  readonly obtained: Obtained;
  /** HTTP status; 0 for a snapshot file and for a fetch that never got one. */
  readonly status: number;
  /** Lower-case names; a header sent twice keeps both values in order. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 of the body, hex; '' when there is none. */
  readonly sha256: string;
  readonly bytes: number;
  readonly fault?: Fault;
  /** Marks put on by the capture: lenient-http, plain-http, truncated … */
  readonly marks: readonly string[];
  /** The server said at `capturedAt` that nothing had changed (HTTP 304) since these bytes came; absent for all other captures. */
  readonly unmodified?: Unmodified;
  /** Clicks from the source's start page; 0 for the start page and for snapshot files. */
  readonly depth: number;
}

/** An answer that a page is as it was. */
export interface Unmodified {
  /** When the bytes came whole, ISO 8601 in UTC. */
  readonly since: string;
  /** Of the answer itself, as it came. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

/** When the bytes of a capture came, ISO 8601 in UTC. */
export const receivedAt = ({ capturedAt, unmodified }: Capture): string => unmodified?.since ?? capturedAt;

/** Why there is nothing to read. `detail` is for people and logs, never parsed. */
export interface Fault {
  readonly reason: Reason;
  readonly detail: string;
}

/** Whether everything in a source's declared scope was captured; only a complete scope supports "not there". */
export interface Scope {
  readonly channel: ChannelId;
  readonly site: string;
  /** The first thing that made the scope incomplete, or undefined when it is complete. */
  readonly cut?: Fault;
  /** Whether a link that leads to nothing captured is proved dead (fetch log, complete mirror, live crawl) or merely not captured (A17). */
  readonly closed: boolean;
  /** Of snapshots that are each a part of a site: the folders that were saved, without scheme (`www.a.example/qingxi/`), sorted. What lies elsewhere on these hosts was not. */
  readonly saved?: readonly string[];
  /** Parameters of addresses that are new at each view and name no page (`sid`, `;sid`), sorted: addresses that differ in them alone are one. */
  readonly perView?: readonly string[];
  /** It is closed by a fetch log only: an address that the log does not name was never tried, so nothing proves it dead. */
  readonly logged?: true;
  readonly pages: number;
}
