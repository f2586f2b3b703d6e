import type { Clock } from '../../src/evidence/clock.ts';

/** A clock that stands still until somebody sleeps, and then jumps: no test waits for a pause. */
export interface StillClock extends Clock {
  /** Milliseconds slept so far. */
  readonly slept: () => number;
  readonly sleeps: readonly number[];
}

/** 2026-11-20T02:00:00Z, ten in the morning in Shanghai. */
const START = Date.UTC(2026, 10, 20, 2);

/** It begins at `start`, epoch milliseconds. */
export function stillClock(start = START): StillClock {
  const sleeps: number[] = [];
  const slept = (): number => sleeps.reduce((sum, ms) => sum + ms, 0);
  return {
    now: () => start + slept(),
    elapsed: slept,
    sleep: (ms) => {
      sleeps.push(ms);
      return Promise.resolve();
    },
    slept,
    sleeps,
  };
}
