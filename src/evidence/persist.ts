import type { Dispatcher } from 'undici';
import type { Fault } from './capture.ts';
import type { Clock } from './clock.ts';
import type { GuardedConnector } from './connect.ts';
import type { Cookies } from './cookies.ts';
import { exchange, type Exchange } from './exchange.ts';
import type { Guard } from './guard.ts';
import { jittered } from './jitter.ts';
import { lenientExchange } from './lenient.ts';
import type { LiveLimits } from './limits.ts';
import type { Politeness } from './politeness.ts';
import type { Reason } from './reason.ts';
import { retryAfter } from './retry-after.ts';
import { statusFault } from './status-fault.ts';
import type { Diagnose } from './tls-diagnosis.ts';

/** What a fetcher works with; one set for one source. */
export interface FetcherParts {
  readonly agent: Dispatcher;
  readonly connect: GuardedConnector;
  readonly guard: Guard;
  readonly cookies: Cookies;
  readonly diagnose: Diagnose;
  /** Whether requests go through a proxy, which alone then knows the addresses. */
  readonly proxied: boolean;
  readonly politeness: Politeness;
  readonly clock: Clock;
  readonly limits: LiveLimits;
  readonly userAgent: string;
  readonly signal?: AbortSignal;
  readonly onRetry?: (url: string, fault: Fault, waitMs: number) => void;
}

/** Faults that may pass by themselves. */
const PASSING: ReadonlySet<Reason> = new Set([
  'dns',
  'connect',
  'timeout',
  'truncated',
  'rate-limited',
  'server-error',
]);

/** The last of the tries, and when it was sent (epoch milliseconds). */
export interface Sent {
  readonly exchange: Exchange;
  readonly at: number;
}

/** Asks one address until it answers, its faults are of a kind that does not pass, or patience ends. */
export async function persist(
  parts: FetcherParts,
  url: URL,
  extra: Readonly<Record<string, string>>,
  started: number,
): Promise<Sent> {
  const { limits, clock } = parts;
  for (let attempt = 0; ; attempt += 1) {
    await parts.politeness.turn(url.host, parts.signal);
    const at = clock.now();
    const reply = await once(parts, url, extra);
    const fault = reply.fault ?? statusFault(reply.status, reply.headers);
    const wait = fault && waitFor(parts, url, reply, fault, attempt);
    const left = limits.pageMs - (clock.elapsed() - started);
    if (!fault || wait === undefined || wait > left || parts.signal?.aborted)
      return { exchange: await diagnosed(parts, url, reply), at };
    parts.onRetry?.(url.href, fault, wait);
    if (fault.reason === 'rate-limited') parts.politeness.hold(url.host, wait);
    await clock.sleep(wait, parts.signal);
  }
}

const diagnosed = async (parts: FetcherParts, url: URL, reply: Exchange): Promise<Exchange> =>
  reply.fault && reply.status === 0
    ? { ...reply, fault: await parts.diagnose(url, reply.fault, reply.code ?? '') }
    : reply;

async function once(parts: FetcherParts, url: URL, extra: Readonly<Record<string, string>>): Promise<Exchange> {
  const cookie = parts.cookies.header(url);
  const headers: Record<string, string> = {
    'user-agent': parts.userAgent,
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
    ...(cookie === '' ? extra : { ...unconditional(extra), cookie }),
  };
  const strict = await exchange(parts.agent, url, headers, parts.limits, parts.signal);
  return strict.unparsed && !parts.proxied
    ? lenientExchange(parts.connect, url, headers, parts.limits, parts.signal)
    : strict;
}

/** What a visitor with cookies is shown may have been another page for the one who asked before. */
const unconditional = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^if-(?:none-match|modified-since)$/.test(name)));

/** Milliseconds until the next try, or `undefined` when trying again cannot help. */
function waitFor(parts: FetcherParts, url: URL, reply: Exchange, fault: Fault, attempt: number): number | undefined {
  const { limits, clock } = parts;
  const allowed = fault.reason === 'truncated' ? 1 : limits.retries;
  if (attempt >= allowed || !PASSING.has(fault.reason)) return undefined;
  const asked = retryAfter(reply.headers['retry-after']?.[0], reply.headers.date?.[0], clock.now());
  if (asked !== undefined && (reply.status === 429 || reply.status === 503))
    return asked > limits.retryAfterMs ? undefined : asked;
  const usual = limits.backoffMs[Math.min(attempt, limits.backoffMs.length - 1)] ?? 0;
  return jittered(usual, url.href, attempt);
}
