import { isHtml } from './is-html.ts';
import { pageLinks } from './links.ts';
import { ALLOW_ALL, ALLOW_NONE, parseRobots, type Robots } from './robots.ts';
import { ROBOTS_AGENT, type Session } from './session.ts';
import { isTelling, missingAddresses, shinglesOf, type MissingPage } from './soft-404.ts';
import type { Fault } from './capture.ts';
import type { Reply } from './fetch.ts';

/** What has to be known of a host before its pages are read. */
export interface HostRules {
  /** Why an address of this host is not fetched, if so. */
  readonly refusal: (url: URL) => Fault | undefined;
  /** Whether robots.txt closes the address, whatever we do about it. */
  readonly isClosed: (url: URL) => boolean;
  readonly sitemaps: readonly string[];
  /** The host's answers to addresses that cannot exist, where these are not an honest 404; asked for when first needed. */
  readonly missing: () => Promise<readonly MissingPage[]>;
}

export type RulesOf = (url: URL) => Promise<HostRules>;

/** Faults of the host and not of its robots.txt: the pages behind it end with the same one. */
const OF_THE_HOST: ReadonlySet<string> = new Set([
  'dns',
  'connect',
  'tls',
  'tls-legacy',
  'tls-incomplete-chain',
  'tls-gm',
  'blocked-address',
  'interrupted',
]);
/** A robots.txt that is walled off or led away is one that is not there. */
const AS_ABSENT: ReadonlySet<string> = new Set([
  'auth-wall',
  'waf-challenge',
  'redirect-out-of-scope',
  'redirect-loop',
]);
/** Longer pauses than this are not taken from a robots.txt. */
const LONGEST_DELAY_MS = 10_000;

/** The rules of each host (scheme, name and port), asked for once. */
export function openHostRules(session: Session): RulesOf {
  const known = new Map<string, Promise<HostRules>>();
  return (url) => {
    const rules = known.get(url.origin) ?? rulesOf(session, url.origin);
    known.set(url.origin, rules);
    return rules;
  };
}

async function rulesOf(session: Session, origin: string): Promise<HostRules> {
  const reply = await session.fetch(`${origin}/robots.txt`, { admit: session.admit });
  const robots = robotsOf(reply, session.limits.robotsBytes);
  const hostFault = reply.fault && OF_THE_HOST.has(reply.fault.reason) ? reply.fault : undefined;
  const ignored = session.options.robots === 'ignore';
  if (robots.crawlDelay !== undefined) {
    session.politeness.slowDown(new URL(origin).host, Math.min(LONGEST_DELAY_MS, robots.crawlDelay * 1_000));
  }
  const isClosed = (url: URL): boolean => url.pathname !== '/robots.txt' && !robots.allows(url.pathname + url.search);
  const closed = whyClosed(reply, `${origin}/robots.txt`);
  let missing: Promise<readonly MissingPage[]> | undefined;
  return {
    refusal: (url) => hostFault ?? (isClosed(url) && !ignored ? closed : undefined),
    isClosed,
    sitemaps: robots.sitemaps,
    missing: () => (missing ??= missingPages(session, origin, (url) => isClosed(url) && !ignored)),
  };
}

/** A host that cannot be asked for its rules is told by what ails it, as its pages would be: it forbade nothing. */
const whyClosed = ({ fault, status }: Reply, address: string): Fault =>
  fault
    ? { reason: fault.reason, detail: `${address} ${fault.detail}` }
    : { reason: 'robots', detail: `${address}${status > 0 ? ` HTTP ${status}` : ''}` };

/** RFC 9309, 2.3.1: 4xx is no rules, 5xx and silence close the host; an HTML page is no robots.txt. */
function robotsOf(reply: Reply, limit: number): Robots {
  if (reply.fault) return AS_ABSENT.has(reply.fault.reason) || isClientError(reply.status) ? ALLOW_ALL : ALLOW_NONE;
  if (isClientError(reply.status) || isHtml(reply) || /^\s*</.test(textOf(reply.body, 16))) return ALLOW_ALL;
  return parseRobots(textOf(reply.body, limit), ROBOTS_AGENT);
}

const isClientError = (status: number): boolean => status >= 400 && status < 500 && status !== 429;
const textOf = (body: Uint8Array, limit: number): string => new TextDecoder().decode(body.subarray(0, limit));

async function missingPages(
  session: Session,
  origin: string,
  isClosed: (url: URL) => boolean,
): Promise<readonly MissingPage[]> {
  const found: MissingPage[] = [];
  for (const address of missingAddresses(origin)) {
    if (isClosed(new URL(address))) continue;
    const reply = await session.fetch(address, { admit: session.admit });
    if (reply.fault || reply.status !== 200 || !isHtml(reply)) continue;
    const page = pageLinks(reply.body, reply.finalUrl, reply.headers['content-type']?.[0] ?? '');
    if (isTelling(page)) found.push({ finalUrl: reply.finalUrl, shingles: shinglesOf(page) });
  }
  return found;
}
