import type { Dispatcher } from 'undici';
import { resolveLocation } from './address.ts';
import type { Fault } from './capture.ts';
import type { Clock } from './clock.ts';
import type { GuardedConnector } from './connect.ts';
import type { Cookies } from './cookies.ts';
import { decodeBody } from './decode-body.ts';
import { exchange, type Exchange, type Headers } from './exchange.ts';
import type { Guard } from './guard.ts';
import { jittered } from './jitter.ts';
import { lenientExchange } from './lenient.ts';
import type { LiveLimits } from './limits.ts';
import type { Politeness } from './politeness.ts';
import type { Diagnose } from './tls-diagnosis.ts';
import { retryAfter } from './retry-after.ts';
import { statusFault } from './status-fault.ts';

/** What came back from an address, after redirects, retries and decoding. Either a fault or a body. */
export interface Reply {
  /** The address asked for. */
  readonly url: string;
  /** Where the reply came from in the end. */
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly fault?: Fault;
  readonly marks: readonly string[];
  /** Epoch milliseconds at which the last request was sent. */
  readonly at: number;
}

/** What a fetcher works with; one set for one source. */
export interface FetcherParts {
  readonly agent: Dispatcher;
  readonly connect: GuardedConnector;
  readonly guard: Guard;
  readonly cookies: Cookies;
  readonly diagnose: Diagnose;
  readonly politeness: Politeness;
  readonly clock: Clock;
  readonly limits: LiveLimits;
  readonly userAgent: string;
  readonly signal?: AbortSignal;
  readonly onRetry?: (url: string, fault: Fault, waitMs: number) => void;
}

export interface FetchOptions {
  /** Asked before every hop but the first: undeclared hosts, robots. */
  readonly admit?: (url: URL) => Promise<Fault | undefined> | Fault | undefined;
  /** Conditional request headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fetch = (url: string, options?: FetchOptions) => Promise<Reply>;

/** Builds the one function through which everything is fetched: guarded, paced, redirected by hand, retried, decoded. */
export const createFetch =
  (parts: FetcherParts): Fetch =>
  async (url, options = {}) => {
    const started = parts.clock.elapsed();
    const hops = new Set<string>();
    let at = new URL(url);
    let first = true;
    const marks = new Set<string>();
    for (;;) {
      const refusal = parts.guard.inspect(at) ?? (first ? undefined : await options.admit?.(at));
      if (refusal) return unanswered(parts, url, at, refusal, marks);
      const visit = `${at.href}\n${parts.cookies.header(at)}`;
      if (hops.has(visit) || hops.size > parts.limits.redirects) {
        return unanswered(parts, url, at, { reason: 'redirect-loop', detail: `${hops.size} hops` }, marks);
      }
      hops.add(visit);
      const sent = await persist(parts, at, first ? (options.headers ?? {}) : {}, started);
      noteMarks(marks, at, sent.exchange);
      parts.cookies.store(at, sent.exchange.headers['set-cookie'] ?? []);
      const target = redirectOf(sent.exchange, at);
      if (target === undefined) return finished(parts, url, at, sent, marks);
      if ('reason' in target) return unanswered(parts, url, at, target, marks);
      if (at.protocol === 'https:' && target.protocol === 'http:') marks.add('downgraded');
      at = target;
      first = false;
    }
  };

interface Sent {
  readonly exchange: Exchange;
  readonly at: number;
}

const unanswered = (parts: FetcherParts, url: string, at: URL, fault: Fault, marks: ReadonlySet<string>): Reply => ({
  url,
  finalUrl: at.href,
  status: 0,
  headers: {},
  body: new Uint8Array(),
  fault,
  marks: [...marks],
  at: parts.clock.now(),
});

function noteMarks(marks: Set<string>, at: URL, reply: Exchange): void {
  if (at.protocol === 'http:') marks.add('plain-http');
  if (reply.lenient) marks.add('lenient-http');
}

async function finished(
  parts: FetcherParts,
  url: string,
  at: URL,
  { exchange: reply, at: time }: Sent,
  marks: ReadonlySet<string>,
): Promise<Reply> {
  const decoded = reply.fault ?? (await decodeBody(reply.raw, reply.headers['content-encoding'] ?? [], parts.limits));
  const body = decoded instanceof Uint8Array ? decoded : new Uint8Array();
  const fault = decoded instanceof Uint8Array ? statusFault(reply.status, reply.headers) : decoded;
  const base = {
    url,
    finalUrl: at.href,
    status: reply.status,
    headers: reply.headers,
    body,
    marks: [...marks],
    at: time,
  };
  return fault ? { ...base, fault } : base;
}

/** Asks one address until it answers, its faults are of a kind that does not pass, or patience ends. */
async function persist(
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
    ...extra,
    ...(cookie === '' ? {} : { cookie }),
  };
  const strict = await exchange(parts.agent, url, headers, parts.limits, parts.signal);
  return strict.unparsed ? lenientExchange(parts.connect, url, headers, parts.limits, parts.signal) : strict;
}

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

/** Faults that may pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
  'dns',
  'connect',
  'timeout',
  'truncated',
  'rate-limited',
  'server-error',
]);

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Where a reply sends us; a fault when it says so in no usable way; `undefined` when it is no redirect. */
function redirectOf(reply: Exchange, from: URL): URL | Fault | undefined {
  if (reply.fault || !REDIRECTS.has(reply.status)) return undefined;
  const locations = new Set((reply.headers.location ?? []).map((value) => value.trim()));
  const [location] = locations;
  if (locations.size !== 1 || location === undefined || location === '') {
    return { reason: 'protocol', detail: `${locations.size} Location values` };
  }
  return resolveLocation(location, from.href) ?? { reason: 'protocol', detail: 'Location' };
}
