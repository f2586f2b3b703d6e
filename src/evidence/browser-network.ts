import type { Answers, PageAnswer, PageRequest } from './browser-page.ts';
import type { Fault } from './capture.ts';
import { decodeBody } from './decode-body.ts';
import type { Headers } from './exchange.ts';
import type { RulesOf } from './host-rules.ts';
import { createPoliteness, type Politeness } from './politeness.ts';
import { redirectOf } from './redirect.ts';
import type { Session } from './session.ts';

/** What one page may ask for while it is rendered. */
export const PAGE_LIMITS = { requests: 300, bytes: 50 * 1024 * 1024, navigations: 3, sentBytes: 64 * 1024 } as const;

/** A page loads its parts in one go: at most so many requests a second and host, where the user sets no other pace. */
const PARTS_RATE = 10;

/** The document as it was captured. */
export interface SealedPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** The answers for one page, and what it lacks of what it asked for. */
export interface PageNetwork {
  readonly answers: Answers;
  /** The first part that would have made the text and could not be had. */
  readonly lacking: () => Fault | undefined;
}

/** Parts that make a page's text; what they lack, the text may lack. */
const TELLING: ReadonlySet<string> = new Set(['document', 'script', 'xhr', 'fetch']);
const LOOKS: ReadonlySet<string> = new Set(['stylesheet']);
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST']);

export interface NetworkOptions {
  /** Pictures are fetched where their size matters. */
  readonly pictures: boolean;
}

/**
 * The network of a page that is rendered: its document is the captured one, and whatever else it asks for is fetched as
 * the crawl fetches, to guarded addresses only (faults 5.4), within limits of its own. Frames are pages of their own.
 */
export function guardedNetwork(
  session: Session,
  rulesOf: RulesOf,
  sealed: SealedPage,
  { pictures }: NetworkOptions,
): PageNetwork {
  const rate = session.options.rate ?? 1;
  const politeness = createPoliteness(rate === 0 ? 0 : Math.max(rate, PARTS_RATE), session.clock);
  let lacking: Fault | undefined;
  let [requests, bytes, navigations] = [0, 0, 0];
  const fetchPart = async (request: PageRequest): Promise<PageAnswer | Fault> => {
    requests += 1;
    if (requests > PAGE_LIMITS.requests) return cut(`requests ${PAGE_LIMITS.requests}`);
    const answer = await followed(session, rulesOf, politeness, request);
    bytes += 'reason' in answer ? 0 : answer.body.length;
    return bytes > PAGE_LIMITS.bytes ? cut(`bytes ${PAGE_LIMITS.bytes}`) : answer;
  };
  const answers: Answers = async (request) => {
    if (request.isPage) {
      navigations += 1;
      if (navigations > PAGE_LIMITS.navigations) return undefined;
      if (request.url === sealed.url && request.method === 'GET') return sealedAnswer(sealed);
      if (session.admit(new URL(request.url))) return undefined;
    } else if (!isWanted(request, pictures)) return undefined;
    const answer = await fetchPart(request);
    const fault = 'reason' in answer ? answer : failed(answer, request.url);
    if (fault && TELLING.has(request.kind)) lacking ??= fault;
    return 'reason' in answer ? undefined : answer;
  };
  return { answers, lacking: () => lacking };
}

const cut = (limit: string): Fault => ({ reason: 'scope-cut', detail: `rendering: ${limit}` });

const failed = ({ status }: PageAnswer, url: string): Fault | undefined =>
  status >= 400 ? { reason: 'server-error', detail: `HTTP ${status}: ${url}` } : undefined;

const isWanted = ({ kind }: PageRequest, pictures: boolean): boolean =>
  kind !== 'document' && (TELLING.has(kind) || LOOKS.has(kind) || (pictures && kind === 'image'));

/** A captured document as the browser is to see it; it is stored decoded. */
export const sealedAnswer = ({ status, headers, body }: SealedPage): PageAnswer => ({
  status: status === 0 ? 200 : status,
  headers: ownHeaders(headers),
  body,
});

async function followed(
  session: Session,
  rulesOf: RulesOf,
  politeness: Politeness,
  request: PageRequest,
): Promise<PageAnswer | Fault> {
  let at = new URL(request.url);
  for (let hop = 0; hop <= session.limits.redirects; hop += 1) {
    const refusal = session.guard.inspect(at) ?? (await robotsRefusal(session, rulesOf, at));
    if (refusal) return refusal;
    if (!METHODS.has(request.method)) return { reason: 'protocol', detail: `method ${request.method}` };
    await politeness.turn(at.host, session.signal);
    const isSame = hop === 0;
    const sends = isSame && request.method === 'POST';
    if (sends && (request.body?.length ?? 0) > PAGE_LIMITS.sentBytes) return cut(`sent ${PAGE_LIMITS.sentBytes}`);
    const reply = await session.exchange(
      at,
      sentHeaders(request, isSame),
      sends ? (request.body ?? new Uint8Array()) : undefined,
    );
    if (reply.fault) return reply.fault;
    const next = redirectOf(reply, at);
    if (next === undefined) {
      const body = await decodeBody(reply.raw, reply.headers['content-encoding'] ?? [], session.limits);
      return body instanceof Uint8Array ? { status: reply.status, headers: ownHeaders(reply.headers), body } : body;
    }
    if (!(next instanceof URL)) return next;
    at = next;
  }
  return { reason: 'redirect-loop', detail: at.href };
}

/** On the site's own hosts robots.txt holds for what its scripts fetch as well. */
async function robotsRefusal(session: Session, rulesOf: RulesOf, at: URL): Promise<Fault | undefined> {
  return session.inScope(at) ? (await rulesOf(at)).refusal(at) : undefined;
}

/** A connection's own headers, cookies and the browser's account of itself are not the page's to send. */
const NOT_SENT =
  /^(?:host|connection|content-length|transfer-encoding|upgrade.*|te|trailer|expect|keep-alive|proxy-.*|sec-.*|cookie|user-agent|accept-encoding|:.*)$/;

function sentHeaders({ headers, cookie }: PageRequest, isSame: boolean): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => !NOT_SENT.test(name) && (isSame || name.startsWith('accept')),
  );
  return {
    ...Object.fromEntries(kept),
    'accept-encoding': 'gzip, deflate, br',
    ...(isSame && cookie !== '' ? { cookie } : {}),
  };
}

/** The body is decoded already; a header sent twice is joined by a line end, which is how the browser is told of both. */
const WIRE = /^(?:x-wire-.*|content-encoding|transfer-encoding|content-length|connection|keep-alive)$/;

const ownHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !WIRE.test(name))
      .map(([name, values]) => [name, values.join(name === 'set-cookie' ? '\n' : ', ')]),
  );
