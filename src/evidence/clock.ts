import { setTimeout as pause } from 'node:timers/promises';

/** The only clock of a live capture, so that a test can hold it still. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z: what a capture is dated with. */
  readonly now: () => number;
  /** Monotonic milliseconds: what limits are measured with, since the wall clock may jump. */
  readonly elapsed: () => number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};

/** ISO 8601 in UTC with milliseconds. */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString();
