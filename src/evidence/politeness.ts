import type { Clock } from './clock.ts';

/** Spaces the requests to each host. */
export interface Politeness {
  /** Resolves when the next request to this host may start. */
  readonly turn: (host: string, signal?: AbortSignal) => Promise<void>;
  /** A host that asks for longer pauses (robots.txt, Crawl-delay) gets them; not on one's own machine (rate 0). */
  readonly slowDown: (host: string, everyMs: number) => void;
  /** A host that asks to be left alone (Retry-After) is, by every request. */
  readonly hold: (host: string, ms: number) => void;
}

/** `rate` is in requests a second and host; 0 means no pause (for one's own machine). */
export function createPoliteness(rate: number, clock: Clock): Politeness {
  const next = new Map<string, number>();
  const pauses = new Map<string, number>();
  const usual = rate > 0 ? 1_000 / rate : 0;
  return {
    turn: async (host, signal) => {
      const now = clock.elapsed();
      const slot = Math.max(now, next.get(host) ?? now);
      next.set(host, slot + (pauses.get(host) ?? usual));
      if (slot > now) await clock.sleep(slot - now, signal);
    },
    slowDown: (host, everyMs) => {
      if (usual > 0) pauses.set(host, Math.max(usual, everyMs));
    },
    hold: (host, ms) => void next.set(host, Math.max(next.get(host) ?? 0, clock.elapsed() + ms)),
  };
}
