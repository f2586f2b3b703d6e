import { memorySink } from '../../src/evidence/bundle/memory.ts';
import type { Bundle } from '../../src/evidence/bundle.ts';
import type { Capture, Scope } from '../../src/evidence/capture.ts';
import { crawl } from '../../src/evidence/crawl.ts';
import type { LiveLimits } from '../../src/evidence/limits.ts';
import type { CrawlEvent, CrawlOptions, LiveSource } from '../../src/evidence/session.ts';
import { stillClock, type StillClock } from './still-clock.ts';

/** Sizes small enough for a test; times long enough for a busy machine. */
const SMALL: Partial<LiveLimits> = {
  retries: 1,
  rawBytes: 300_000,
  decodedBytes: 600_000,
  ratioFrom: 100_000,
};

/** For servers that never answer or never end: a second or three, and no second try. */
export const IMPATIENT: Partial<LiveLimits> = { firstByteMs: 1_200, idleMs: 1_200, requestMs: 2_400, retries: 0 };

export interface LiveRun {
  readonly scope: Scope;
  readonly bundle: Bundle;
  readonly events: readonly CrawlEvent[];
  readonly clock: StillClock;
  /** The capture of an address, or of the page that it redirects to; throws when there is none. */
  readonly at: (url: string) => Capture;
}

/** Crawls with a still clock and small limits, loopback allowed, and keeps everything in memory. */
export async function liveRun(
  url: string,
  options: Partial<CrawlOptions> = {},
  source: Partial<LiveSource> = {},
): Promise<LiveRun> {
  const clock = stillClock();
  const sink = memorySink();
  const events: CrawlEvent[] = [];
  const scope = await crawl(
    { url, hosts: [], landmarks: [], ...source },
    {
      channel: 'portal',
      site: '',
      rate: 0,
      allowPrivate: ['127.0.0.1/32'],
      clock,
      ...options,
      limits: { ...SMALL, ...options.limits },
    },
    sink,
    (event) => events.push(event),
  );
  const bundle = sink.bundle([scope]);
  const at = (address: string): Capture => {
    const found = bundle.captures.find(({ url, aliases = [] }) => url === address || aliases.includes(address));
    if (!found) throw new Error(`no capture of ${address} among ${bundle.captures.map((one) => one.url).join(' ')}`);
    return found;
  };
  return { scope, bundle, events, clock, at };
}
