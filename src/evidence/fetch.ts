import type { Fault, Unmodified } from './capture.ts';
import { decodeBody } from './decode-body.ts';
import type { Headers } from './exchange.ts';
import { persist, type FetcherParts, type Sent } from './persist.ts';
import { redirectOf } from './redirect.ts';
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
  /** The server said that nothing had changed; status, headers and body are those of the page as it was. */
  readonly unmodified?: Unmodified;
  /** It is a redirect to `finalUrl`, which was not asked because it is fetched for its own sake. */
  readonly led?: true;
}

/** Why a hop is not followed, if so. */
export type Admit = (url: URL) => Promise<Fault | undefined> | Fault | undefined;

export interface FetchOptions {
  /** Asked before every hop but the first: undeclared hosts, robots. */
  readonly admit?: Admit;
  /** Says of where a redirect leads that it is fetched for its own sake, so that it need not be fetched here. */
  readonly isComing?: (url: URL) => Promise<boolean>;
  /** Conditional request headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fetch = (url: string, options?: FetchOptions) => Promise<Reply>;

/** One fetch under way, from hop to hop. */
interface Journey {
  readonly url: string;
  readonly started: number;
  /** Address and cookies of each hop: a cookie wall leads to itself once, a loop comes back with nothing new. */
  readonly visited: Set<string>;
  readonly marks: Set<string>;
}

/** Builds the one function through which everything is fetched: guarded, paced, redirected by hand, retried, decoded. */
export const createFetch =
  (parts: FetcherParts): Fetch =>
  async (url, options = {}) => {
    const journey = { url, started: parts.clock.elapsed(), visited: new Set<string>(), marks: new Set<string>() };
    let at = new URL(url);
    for (;;) {
      const next = await hop(parts, journey, at, options);
      if (!(next instanceof URL)) return next;
      at = next;
    }
  };

/** Where the hop leads on to, or what it ended in. */
async function hop(
  parts: FetcherParts,
  journey: Journey,
  at: URL,
  { admit, isComing, headers }: FetchOptions,
): Promise<URL | Reply> {
  const { visited, marks } = journey;
  const isFirst = visited.size === 0;
  const refusal = parts.guard.inspect(at) ?? (isFirst ? undefined : await admit?.(at));
  if (refusal) return unanswered(parts, journey, at, refusal);
  const visit = `${at.href}\n${parts.cookies.header(at)}`;
  if (visited.has(visit) || visited.size > parts.limits.redirects) {
    return unanswered(parts, journey, at, { reason: 'redirect-loop', detail: `${visited.size} hops` });
  }
  visited.add(visit);
  const sent = await persist(parts, at, isFirst ? (headers ?? {}) : {}, journey.started);
  if (at.protocol === 'http:') marks.add('plain-http');
  if (sent.exchange.lenient) marks.add('lenient-http');
  if (parts.proxied) marks.add('via-proxy');
  parts.cookies.store(at, sent.exchange.headers['set-cookie'] ?? []);
  const target = redirectOf(sent.exchange, at);
  if (target === undefined) return finished(parts, journey, at, sent);
  if (!(target instanceof URL)) return unanswered(parts, journey, at, target);
  if (at.protocol === 'https:' && target.protocol === 'http:') marks.add('downgraded');
  if (await isComing?.(target)) return led(journey, target, sent);
  return target;
}

const unanswered = (parts: FetcherParts, { url, marks }: Journey, at: URL, fault: Fault): Reply => ({
  url,
  finalUrl: at.href,
  status: 0,
  headers: {},
  body: new Uint8Array(),
  fault,
  marks: [...marks],
  at: parts.clock.now(),
});

const led = ({ url, marks }: Journey, to: URL, { exchange: { status, headers }, at }: Sent): Reply => ({
  ...{ url, finalUrl: to.href, status, headers, body: new Uint8Array(), marks: [...marks], at, led: true },
});

async function finished(parts: FetcherParts, { url, marks }: Journey, at: URL, sent: Sent): Promise<Reply> {
  const { status, headers, raw, fault: broken } = sent.exchange;
  const decoded = broken ?? (await decodeBody(raw, headers['content-encoding'] ?? [], parts.limits));
  const body = decoded instanceof Uint8Array ? decoded : new Uint8Array();
  const fault = decoded instanceof Uint8Array ? statusFault(status, headers) : decoded;
  const reply = { url, finalUrl: at.href, status, headers, body, marks: [...marks], at: sent.at };
  return fault ? { ...reply, fault } : reply;
}
