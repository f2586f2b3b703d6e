import { sha256 } from './sha256.ts';
import { guardedNetwork, type SealedPage } from './browser-network.ts';
import { captureId } from './bundle.ts';
import type { Capture, Fault } from './capture.ts';
import { isoTime } from './clock.ts';
import type { Headers } from './exchange.ts';
import type { Reply } from './fetch.ts';
import type { RulesOf } from './host-rules.ts';
import { isHtml } from './is-html.ts';
import { NO_LEADS, type Leads } from './links.ts';
import { renderPage, type View } from './render.ts';
import { LAYOUT, PARTLY, RENDERED, RENDER_LIMITS, type Need } from './rendering.ts';
import { USER_AGENT, type Session } from './session.ts';

/** What the browser added to one look at a page. */
export interface Shown {
  /** What of the page is nothing without it. */
  readonly need: Need | undefined;
  readonly view?: View | Fault;
}

/** Shows a page that needs it, and a start page in any case: where its signs stand has to be measured. One that surely `shows` something needs no browser for its words. */
export async function show(
  session: Session,
  rulesOf: RulesOf,
  reply: Reply,
  { isStart, shows }: { readonly isStart: boolean; readonly shows: boolean },
): Promise<Shown | undefined> {
  const { rendering, userAgent = USER_AGENT } = session.options;
  if (!rendering || reply.fault || reply.status !== 200 || !isHtml(reply)) return undefined;
  const need = shows ? undefined : rendering.needs(reply);
  const { browser } = rendering;
  if (!browser || !(need || isStart)) return { need };
  const sealed: SealedPage = { ...reply, url: reply.finalUrl };
  const network = guardedNetwork(session, rulesOf, sealed, { pictures: isStart });
  const limits = { ...RENDER_LIMITS, ...rendering.limits };
  return {
    need,
    view: await renderPage(browser, { sealed, network, measured: isStart, userAgent, limits, signal: session.signal }),
  };
}

/**
 * A start page that is read as it came and was shown only to be measured: where its scripts have added links to the site, they
 * are part of it. Places that only a click opens are not held against it, as they are not where scripts add nothing.
 */
export function leadingOn(
  shown: Shown,
  own: Leads = NO_LEADS,
  made: Leads = NO_LEADS,
  inScope: (url: URL) => boolean,
): Shown {
  const { need, view } = shown;
  if (need || !view || 'reason' in view) return shown;
  const known = new Set(own.links);
  if (made.links.every((link) => known.has(link) || !inScope(new URL(link)))) return shown;
  const { more: _, ...whole } = view;
  return { need: 'part', view: whole };
}

/** A page as its scripts have made it, in the place of the reply that it was made from. */
export function shownReply({ url, at, status, marks, ...reply }: Reply, view: View | Fault): Reply {
  const headers: Headers = { 'content-type': ['text/html; charset=utf-8'] };
  const made = { url, at, status, marks, headers };
  return 'reason' in view
    ? { ...made, finalUrl: reply.finalUrl, body: new Uint8Array(), fault: view }
    : { ...made, finalUrl: view.url, body: Buffer.from(view.html) };
}

/** A capture that the browser made, with its bytes. */
export interface Developed {
  readonly capture: Capture;
  readonly body?: Uint8Array;
}

/**
 * What the browser made of a captured page, as captures of their own beside it: the page as its scripts made it, and the
 * measurement of where things stand on it, whose address names the page (`urn:layout:https://…`).
 */
export function developed(page: Capture, { need, view }: Shown, at: number, fault?: Fault): Developed[] {
  if (!view) return [];
  const made: Developed[] = [];
  // What the source shows of a page is not given up for what the browser could not.
  const isKept = need === 'part' && ('reason' in view || fault !== undefined);
  if (need && !isKept) made.push(renderedCapture(page, view, at, fault));
  if (!('reason' in view) && view.prominence) {
    const body = Buffer.from(`${JSON.stringify(view.prominence)}\n`);
    made.push({ capture: layoutCapture(page, body, at), body });
  }
  return made;
}

function renderedCapture(page: Capture, view: View | Fault, at: number, judged?: Fault): Developed {
  const { id, channel, site, url, aliases, from, status, depth } = page;
  const html = 'reason' in view || judged ? undefined : Buffer.from(view.html);
  const fault = 'reason' in view ? view : judged;
  const moved = 'reason' in view || view.url === (from ?? url) ? from : view.url;
  const marks = 'more' in view ? [PARTLY, RENDERED].sort() : [RENDERED];
  const capture: Capture = {
    ...{ id, channel, site, url, obtained: 'browser', status, depth, marks },
    ...(aliases && { aliases }),
    ...(moved !== undefined && moved !== url && { from: moved }),
    capturedAt: afterwards(page, at),
    headers: { 'content-type': ['text/html; charset=utf-8'] },
    sha256: html ? sha256(html) : '',
    bytes: html?.length ?? 0,
    ...(fault && { fault }),
  };
  return { capture: { ...capture, id: captureId(capture) }, ...(html && { body: html }) };
}

function layoutCapture(page: Capture, body: Uint8Array, at: number): Capture {
  const { channel, site } = page;
  const url = `urn:layout:${page.url}`;
  const place = { channel, site, url, obtained: 'browser' } as const;
  return {
    ...place,
    id: captureId(place),
    capturedAt: afterwards(page, at),
    status: 200,
    headers: { 'content-type': ['application/json'] },
    sha256: sha256(body),
    bytes: body.length,
    marks: [LAYOUT],
    depth: page.depth,
  };
}

/** Later than the page that it was made from, also on a clock that stands: of two states the newer is the page's. */
const afterwards = (page: Capture, at: number): string => isoTime(Math.max(at, Date.parse(page.capturedAt) + 1));
