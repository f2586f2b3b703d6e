import { sha256 } from './sha256.ts';
import { captureId } from './bundle.ts';
import type { Capture, Fault } from './capture.ts';
import { isoTime } from './clock.ts';
import type { Admit, Reply } from './fetch.ts';
import { isHtml } from './is-html.ts';
import { pageLinks, type PageLinks } from './links.ts';
import { LOOK } from './looks.ts';
import { perViewParameters } from './per-view-signs.ts';
import { sealedHeaders } from './sealed-headers.ts';
import type { Session } from './session.ts';
import type { Developed } from './show.ts';
import { shinglesOf, similarity } from './soft-404.ts';

/** What a second look at a page, with other words about who asks, has shown (faults N36). */
export type SecondLook =
  /** `perView`: the parameters of its links by which alone they differ from view to view. */
  | { readonly kind: 'same'; readonly perView: readonly string[] }
  /** It could not be had, or the page changes by itself. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'differs'; readonly fault: Fault; readonly other: Reply };

/** Where most citizens come from: hijacked sites answer visitors of search engines in their own way. */
const SECOND_LOOK_REFERER = 'https://www.baidu.com/';

/** Two answers that share less than this of their text are two pages. */
const ALIKE = 0.5;

/**
 * Looks at a page again as a citizen's browser would, with cookies of its own. A page that differs is asked for twice
 * more, by the citizen and by us: only where each is answered as before does the difference lie in who asks, and not in a
 * page that changes by itself or in servers that take turns.
 */
export async function secondLook(session: Session, reply: Reply, page: PageLinks, admit: Admit): Promise<SecondLook> {
  const asCitizen = (): Promise<Reply> =>
    session.secondFetch(reply.url, { admit, headers: { referer: SECOND_LOOK_REFERER } });
  const first = { reply, page: () => page };
  const other = unread(await asCitizen());
  if (!isAnswer(other.reply)) return { kind: 'unknown' };
  if (areAlike(first, other)) {
    const differs = isPage(other.reply) && !isSame(reply, other.reply);
    return { kind: 'same', perView: differs ? await perViewParameters(session, reply, other.reply, admit) : [] };
  }
  const otherAgain = unread(await asCitizen());
  const firstAgain = unread(await session.fetch(reply.url, { admit }));
  const isSteady = areAlike(other, otherAgain) && isPage(firstAgain.reply) && areAlike(first, firstAgain);
  return isSteady ? { kind: 'differs', fault: cloaking(page, other.reply), other: other.reply } : { kind: 'unknown' };
}

/** An answer, and what is found on it when it is read. */
interface Answer {
  readonly reply: Reply;
  readonly page: () => PageLinks;
}

const unread = (reply: Reply): Answer => ({ reply, page: () => pageOf(reply) });

/** A page, or a lead to a foreign site; a wall, an error or silence says nothing of what a citizen is shown. */
const isAnswer = (reply: Reply): boolean => isPage(reply) || isLedAway(reply);
const isPage = (reply: Reply): boolean => !reply.fault && reply.status === 200 && isHtml(reply);
const isLedAway = ({ fault }: Reply): boolean => fault?.reason === 'redirect-out-of-scope';

function areAlike({ reply: left, page: leftPage }: Answer, { reply: right, page: rightPage }: Answer): boolean {
  if (isLedAway(left) || isLedAway(right)) return isLedAway(left) && isLedAway(right) && hostOf(left) === hostOf(right);
  if (!isPage(left) || !isPage(right)) return false;
  const one = leftPage();
  // Most pages are the same to the byte: then the other need not be read.
  const other = isSame(left, right) ? one : rightPage();
  const isAlike = one === other || similarity(shinglesOf(one), shinglesOf(other)) >= ALIKE;
  return isAlike && sharesTitle(one.title, other.title);
}

const isSame = (left: Reply, right: Reply): boolean =>
  left.headers['content-type']?.[0] === right.headers['content-type']?.[0] &&
  Buffer.compare(left.body, right.body) === 0;

/** Where a lead to a foreign site went; its path is often another each time. */
const hostOf = ({ finalUrl }: Reply): string => new URL(finalUrl).host;

const pageOf = ({ body, finalUrl, headers }: Reply): PageLinks =>
  pageLinks(body, finalUrl, headers['content-type']?.[0] ?? '');

/** A hijacked page often keeps its body and changes its title, which is what search engines show. */
const sharesTitle = (left: string, right: string): boolean =>
  left === '' || right === '' || similarity(pairsOf(left), pairsOf(right)) >= ALIKE;

/** Neighbouring characters, without digits, which count or tell the time. */
function pairsOf(title: string): ReadonlySet<string> {
  const words = `^${title.replace(/[\d\s]+/g, '')}`;
  return new Set(Array.from({ length: words.length - 1 }, (_, at) => words.slice(at, at + 2)));
}

function cloaking(first: PageLinks, other: Reply): Fault {
  const shown = isLedAway(other) ? `→ ${defanged(other.finalUrl)}` : `“${pageOf(other).title.slice(0, 80)}”`;
  return { reason: 'conflicting', detail: `gongkai “${first.title.slice(0, 80)}” ≠ browser ${shown}` };
}

/** An address that nobody follows by mistake. */
const defanged = (address: string): string => address.slice(0, 120).replace(/^http/, 'hxxp').replaceAll('.', '[.]');

/** What we and what a citizen's browser was answered, as captures whose addresses name the page (`urn:look:gongkai:https://…`). */
export const bothLooks = (page: Capture, first: Reply, other: Reply): Developed[] => [
  lookCapture(page, 'gongkai', first),
  lookCapture(page, 'browser', other),
];

function lookCapture({ channel, site, url: address, depth }: Capture, who: string, reply: Reply): Developed {
  const { status, finalUrl, fault } = reply;
  const place = { channel, site, url: `urn:look:${who}:${address}` };
  const body = fault ? undefined : reply.body;
  const capture: Capture = {
    ...{ ...place, id: captureId(place), depth, status, obtained: 'http', marks: [LOOK] },
    ...(finalUrl === address ? {} : { from: finalUrl }),
    capturedAt: isoTime(reply.at),
    headers: sealedHeaders(reply.headers),
    sha256: body ? sha256(body) : '',
    bytes: body?.length ?? 0,
    ...(fault && { fault }),
  };
  return { capture, ...(body && { body }) };
}
