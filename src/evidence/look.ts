import { canonicalUrl } from './address.ts';
import { admitting, ask, type IsComing } from './ask.ts';
import { captureId, type Content } from './bundle.ts';
import { sha256 } from './sha256.ts';
import type { Capture, Fault } from './capture.ts';
import { isoTime } from './clock.ts';
import type { Reply } from './fetch.ts';
import type { Target } from './frontier.ts';
import type { HostRules, RulesOf } from './host-rules.ts';
import { isHtml } from './is-html.ts';
import { NO_PAGE, rememberPage, type KnownPage } from './known-page.ts';
import { NO_LEADS, pageLinks, type Leads, type PageLinks } from './links.ts';
import { CLOAKED, SEEN_TWICE } from './looks.ts';
import { perViewMark } from './per-view.ts';
import { challenge, errorAsData, looksCut, loginWall } from './page/signs.ts';
import { NEEDS_JS, type OpenGlance } from './rendering.ts';
import type { Session } from './session.ts';
import { developed, leadingOn, show, shownReply, type Developed, type Shown } from './show.ts';
import { bothLooks, secondLook } from './second-look.ts';
import { sealedHeaders } from './sealed-headers.ts';
import { soft404Signs } from './soft-404.ts';

/** One look at one address. */
export interface Sighting {
  readonly target: Target;
  readonly capture: Capture;
  readonly body?: Content;
  readonly leads: Leads;
  /** Why this page forbids "not there" for the whole scope. */
  readonly cut?: Fault;
  /** The host says that it is not there: to be looked at again before that is believed. */
  readonly gone: boolean;
  /** What the browser made of the page; the capture then is of the page as it came. */
  readonly developed?: (page: Capture) => readonly Developed[];
  /** It only leads to a page that is looked at for its own sake. */
  readonly led?: true;
  /** Made before the run was interrupted, and only remembered now. */
  readonly recalled?: boolean;
}

/** The fault, and the mark, of a page that ends before its end. */
export const CUT_SHORT = {
  reason: 'truncated',
  detail: 'no </html> before the connection closed',
} as const satisfies Fault;

/** What a look works out before it becomes a capture. */
interface Judgement {
  readonly fault?: Fault;
  readonly leads?: Leads;
  /** What was found on it, where it is a sound page. */
  readonly page?: PageLinks;
  readonly marks?: readonly string[];
  readonly cut?: Fault;
  readonly gone?: boolean;
}

/** Fetches and judges one address. Never rejects: what goes wrong with a page is that page's fault. */
export async function lookAt(
  session: Session,
  rulesOf: RulesOf,
  target: Target,
  isComing: IsComing = () => false,
): Promise<Sighting> {
  try {
    return await look(session, rulesOf, target, isComing);
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'error';
    return sighting(session, target, blank(session, target), { fault: { reason: 'internal-error', detail } });
  }
}

async function look(session: Session, rulesOf: RulesOf, target: Target, isComing: IsComing): Promise<Sighting> {
  const url = new URL(target.url);
  const rules = await rulesOf(url);
  const refusal = rules.refusal(url);
  if (refusal) return sighting(session, target, blank(session, target), { fault: refusal });
  const { held, known } = await ask(session, rulesOf, target, rules, isComing);
  if (held.led) return { ...sighting(session, target, held, {}), led: true };
  const ignored = rules.isClosed(url) ? ['robots-ignored'] : [];
  if (known) return sighting(session, target, held, { leads: known.leads, marks: ['not-modified', ...ignored] }, known);
  const isStart = target.role === 'start';
  const glance = session.options.rendering?.glance;
  const own = await judge(held, rules, isStart, glance);
  const twice = target.twice && own.page && (await secondLook(session, held, own.page, admitting(session, rulesOf)));
  const marks = [
    ...(own.marks ?? []),
    ...(held.unmodified ? ['not-modified'] : []),
    ...ignored,
    ...(twice?.kind === 'same' ? [SEEN_TWICE, ...twice.perView.map(perViewMark)] : []),
  ];
  if (twice?.kind === 'differs') return cloaked(session, target, held, { fault: twice.fault, marks }, twice.other);
  const seen = isWalled(own)
    ? undefined
    : await show(session, rulesOf, held, { isStart, shows: own.page?.shows ?? false });
  const made = seen?.view ? await judge(shownReply(held, seen.view), rules, isStart) : undefined;
  const shown = seen && leadingOn(seen, own.leads, made?.leads, session.inScope);
  const judged =
    made && shown?.need ? (shown.need === 'part' ? alongside(own, made) : throughBrowser(made, shown)) : own;
  const mark = shown?.need ? [NEEDS_JS] : [];
  const sight = sighting(session, target, held, { ...judged, marks: [...marks, ...mark] });
  if (own.page && !shown?.need) {
    // What a glance could not tell is told now.
    const page = shown ? { ...own.page, shows: true as const } : own.page;
    await rememberPage(session.options.memory, rules, sight.capture, page);
  }
  if (!own.page && !own.fault && !own.gone) await rememberPage(session.options.memory, rules, sight.capture, NO_PAGE);
  const at = session.clock.now();
  return shown?.view ? { ...sight, developed: (page) => developed(page, shown, at, made?.fault) } : sight;
}

/** A page that shows itself to us as it does not to others proves nothing; what either was answered is kept. */
function cloaked(session: Session, target: Target, first: Reply, judged: Judgement, other: Reply): Sighting {
  const sight = sighting(session, target, first, { ...judged, marks: [...(judged.marks ?? []), CLOAKED] });
  return { ...sight, developed: (page) => bothLooks(page, first, other) };
}

/** What is said of a page that only scripts fill: its bytes are kept, and the browser's page tells where it leads. */
function throughBrowser({ leads, cut, fault }: Judgement, shown: Shown | undefined): Judgement {
  const more = shown?.view && 'more' in shown.view ? shown.view.more : undefined;
  const why = cut ?? fault ?? more;
  return { ...(leads && { leads }), ...(why && { cut: why }) };
}

/** What is said of a page that scripts fill in part: what was said of its source, and where it leads besides. */
const alongside = (own: Judgement, { leads }: Judgement): Judgement =>
  own.fault || !leads ? own : { ...own, leads: bothLeads(own.leads ?? NO_LEADS, leads) };

const bothLeads = (one: Leads, other: Leads): Leads => ({
  links: [...new Set([...one.links, ...other.links])],
  pictures: [...new Set([...one.pictures, ...other.pictures])],
});

/** A wall is not climbed by running its scripts; whether a page is a shell for everything, only they can tell. */
const isWalled = ({ fault }: Judgement): boolean => fault !== undefined && fault.reason !== 'soft-404';

const blank = (session: Session, target: Target): Reply => ({
  url: target.url,
  finalUrl: target.url,
  status: 0,
  headers: {},
  body: new Uint8Array(),
  marks: [],
  at: session.clock.now(),
});

async function judge(reply: Reply, rules: HostRules, isStart: boolean, glance?: OpenGlance): Promise<Judgement> {
  if (reply.status === 304) return { fault: { reason: 'protocol', detail: 'HTTP 304 unasked' } };
  const html = reply.body.length > 0 && isHtml(reply);
  if (!html) {
    const fault = reply.fault ?? errorAsData(reply);
    return fault ? { fault } : { gone: isGone(reply) };
  }
  const page = pageLinks(reply.body, reply.finalUrl, reply.headers['content-type']?.[0] ?? '', glance);
  const sight = { ...reply, page };
  const wall = challenge(sight) ?? reply.fault ?? (isGone(reply) ? undefined : loginWall(sight));
  if (wall) return { fault: wall };
  if (isGone(reply)) return { gone: true };
  if (page.overflow !== undefined) return { fault: { reason: 'too-complex', detail: page.overflow } };
  const signs = soft404Signs(page, reply.url, reply.finalUrl, await rules.missing());
  // A host that shows one page under every address shows its home page too: only its words can tell then.
  if (signs >= (isStart ? 3 : 2)) return { fault: { reason: 'soft-404', detail: reply.finalUrl }, gone: signs === 3 };
  if (looksCut(reply))
    return {
      leads: page,
      page,
      marks: [CUT_SHORT.reason],
      cut: CUT_SHORT,
    };
  return { leads: page, page };
}

const isGone = (reply: Reply): boolean => reply.status === 404 || reply.status === 410;

function sighting(session: Session, target: Target, reply: Reply, judged: Judgement, known?: KnownPage): Sighting {
  const { channel, site } = session.options;
  const finalUrl = canonicalUrl(reply.finalUrl) ?? reply.finalUrl;
  const hasBody = !judged.fault && reply.status > 0 && !reply.led;
  const content = known?.content ?? { sha256: hasBody ? sha256(reply.body) : '', bytes: reply.body.length };
  const marks = [
    ...(target.found ? [target.found] : []),
    ...reply.marks,
    ...(judged.marks ?? []),
    ...(finalUrl === target.url ? [] : ['redirected']),
  ];
  const capture: Capture = {
    id: captureId({ channel, site, url: target.url }),
    channel,
    site,
    url: target.url,
    ...(finalUrl === target.url ? {} : { from: finalUrl }),
    capturedAt: isoTime(reply.at),
    obtained: 'http',
    status: reply.status,
    headers: sealedHeaders(reply.headers),
    sha256: content.sha256,
    bytes: hasBody ? content.bytes : 0,
    ...(hasBody && reply.unmodified && { unmodified: reply.unmodified }),
    ...(judged.fault ? { fault: judged.fault } : {}),
    marks: [...new Set(marks)].sort(),
    depth: target.depth,
  };
  const cut = judged.cut ?? judged.fault;
  return {
    target,
    capture,
    ...(hasBody ? { body: known?.content ?? reply.body } : {}),
    leads: judged.leads ?? NO_LEADS,
    ...(cut ? { cut } : {}),
    gone: judged.gone ?? false,
  };
}
