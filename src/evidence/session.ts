import { setMaxListeners } from 'node:events';
import type { ChannelId } from '../catalogue/rule.ts';
import type { Source } from '../workspace/workspace.ts';
import { declaredPorts, scopeOf } from './address.ts';
import type { Capture, Fault } from './capture.ts';
import { systemClock, type Clock } from './clock.ts';
import { guardedConnector } from './connect.ts';
import { openCookies } from './cookies.ts';
import { exchange, openAgent, type Exchange } from './exchange.ts';
import { createFetch, type Fetch } from './fetch.ts';
import { createGuard, systemResolver, type Guard, type Resolver } from './guard.ts';
import { LIVE_LIMITS, type LiveLimits } from './limits.ts';
import type { FetcherParts } from './persist.ts';
import { PerView } from './per-view.ts';
import { createPoliteness, type Politeness } from './politeness.ts';
import { openProxyAgent, proxyVariables } from './proxy.ts';
import type { PageMemory } from './page/memory.ts';
import type { Previous } from './previous.ts';
import type { Recall } from './recall.ts';
import type { Rendering } from './rendering.ts';
import { openDiagnosis } from './tls-diagnosis.ts';

/** A source that is crawled. */
export type LiveSource = Extract<Source, { url: string }>;

/** How a source is crawled; what is left out has the safe default. */
export interface CrawlOptions {
  readonly channel: ChannelId;
  readonly site: string;
  /** Requests a second and host, default 1; 0 is without pause, for one's own machine. */
  readonly rate?: number;
  /** What spaces the requests, where several crawls share it; each has its own otherwise. */
  readonly politeness?: Politeness;
  readonly limits?: Partial<LiveLimits>;
  /** Networks (CIDR) that may be contacted though they are not public. */
  readonly allowPrivate?: readonly string[];
  /** `ignore` is an operator's act: pages that robots.txt closes are fetched and marked `robots-ignored`. */
  readonly robots?: 'obey' | 'ignore';
  readonly userAgent?: string;
  readonly extraCa?: readonly string[];
  readonly tlsLegacy?: readonly string[];
  /** The environment's variables, to refuse a proxy behind which the address guard is blind. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly trustProxy?: boolean;
  /** The last capture of an address, by the id that it will have, to ask only whether it has changed. */
  readonly previous?: (id: string) => Previous | undefined;
  /** Where each page led in earlier runs, so that an unchanged one need not be read again. */
  readonly memory?: PageMemory;
  /** What an interrupted run saw: it is not asked for again. */
  readonly recall?: Recall;
  /** Pages of a source that are looked at again as a citizen's browser would, to find what is shown to some only; default 0. */
  readonly secondLooks?: number;
  /** How pages are seen that need scripts; without it they are read as they come. */
  readonly rendering?: Rendering;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly resolver?: Resolver;
}

/** What a crawl tells while it lasts. */
export type CrawlEvent =
  | {
      readonly kind: 'captured';
      readonly capture: Capture;
      /** Addresses of the source found so far, this one included; more may follow. */
      readonly known: number;
    }
  | { readonly kind: 'retry'; readonly url: string; readonly fault: Fault; readonly waitMs: number }
  | { readonly kind: 'waiting'; readonly url: string; readonly waitMs: number }
  | { readonly kind: 'cut'; readonly fault: Fault };
export type Notify = (event: CrawlEvent) => void;

/** The product token that robots.txt files are read for. */
export const ROBOTS_AGENT = 'gongkai';
/** What we say we are, to everybody the same. */
export const USER_AGENT = 'Mozilla/5.0 (compatible; gongkai/0.1; public disclosure audit)';

/** A citizen's browser, and openly us: sites that hide something tell visitors apart by words like these (faults N36). */
const SECOND_LOOK_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 gongkai/0.1 (second look; public disclosure audit)';

/** Everything that one crawl shares. */
export interface Session {
  readonly source: LiveSource;
  readonly options: CrawlOptions;
  readonly fetch: Fetch;
  /** The same in the words of a citizen's browser, with cookies of its own. */
  readonly secondFetch: Fetch;
  /** One request to a guarded address, raw and at once; with a body it is a POST. */
  readonly exchange: (url: URL, headers: Readonly<Record<string, string>>, body?: Uint8Array) => Promise<Exchange>;
  readonly guard: Guard;
  readonly inScope: (url: URL) => boolean;
  /** The fault of a hop that leads out of the scope. */
  readonly admit: (hop: URL) => Fault | undefined;
  /** Parameters of the site's addresses that are new at each view. */
  readonly perView: PerView;
  readonly limits: LiveLimits;
  readonly clock: Clock;
  readonly politeness: Politeness;
  /** Pages looked at at once. */
  readonly width: number;
  readonly notify: Notify;
  /** Aborts when the caller does, and when the session closes. */
  readonly signal: AbortSignal;
  readonly close: () => Promise<void>;
}

export function openSession(source: LiveSource, options: CrawlOptions, notify: Notify): Session {
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const clock = options.clock ?? systemClock;
  const guard = createGuard({
    resolver: options.resolver ?? systemResolver(limits.dnsMs),
    allowPrivate: options.allowPrivate ?? [],
    ports: declaredPorts(source.url, source.hosts),
  });
  const connect = guardedConnector(guard, limits.connectMs, {
    extraCa: options.extraCa ?? [],
    tlsLegacy: options.tlsLegacy ?? [],
  });
  const politeness = options.politeness ?? createPoliteness(options.rate ?? 1, clock);
  const width = options.rate === 0 ? 16 : 4;
  const environment = options.environment ?? {};
  const proxied = options.trustProxy === true && proxyVariables(environment).length > 0;
  const agent = proxied ? openProxyAgent(environment, limits) : openAgent(connect, limits, width);
  const closing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  // One listener for each request under way; Node suspects a leak from the eleventh on.
  setMaxListeners(8 * width, signal);
  const parts: FetcherParts = {
    agent,
    connect,
    guard,
    cookies: openCookies(),
    // Behind a proxy there is no second look: it would have to go round it.
    diagnose: proxied ? (_url, fault) => Promise.resolve(fault) : openDiagnosis(connect),
    proxied,
    politeness,
    clock,
    limits,
    userAgent: options.userAgent ?? USER_AGENT,
    signal,
    onRetry: (url, fault, waitMs) => notify({ kind: 'retry', url, fault, waitMs }),
  };
  const inScope = scopeOf(source.url, source.hosts);
  const close = async (): Promise<void> => {
    closing.abort();
    await agent.destroy();
  };
  return {
    source,
    options,
    fetch: createFetch(parts),
    secondFetch: createFetch({ ...parts, cookies: openCookies(), userAgent: SECOND_LOOK_AGENT }),
    guard,
    exchange: (url, headers, body) =>
      exchange(agent, url, { 'user-agent': options.userAgent ?? USER_AGENT, ...headers }, limits, signal, body),
    inScope,
    perView: new PerView(),
    admit: (hop) => (inScope(hop) ? undefined : { reason: 'redirect-out-of-scope', detail: hop.href }),
    limits,
    clock,
    politeness,
    width,
    notify,
    signal,
    close,
  };
}
