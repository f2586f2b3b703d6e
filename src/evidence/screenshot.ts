import type { Page } from 'playwright-core';
import type { ChannelId } from '../catalogue/rule.ts';
import type { Answers } from './browser-page.ts';
import { visitPage } from './browser-page.ts';
import { guardedNetwork, sealedAnswer, type SealedPage } from './browser-network.ts';
import type { SealedBrowser } from './browser.ts';
import type { Bundle } from './bundle.ts';
import type { Capture, Fault } from './capture.ts';
import type { CollectOptions } from './collect.ts';
import { openHostRules, type RulesOf } from './host-rules.ts';
import { isHtml } from './is-html.ts';
import { openSession, type Session } from './session.ts';

/** The window in which a page is pictured, and the longest picture, in CSS pixels; what people read on a telephone is shown as one shows it. */
const WIDTH = 1280;
const PHONE_WIDTH = 420;
const ON_TELEPHONES: ReadonlySet<ChannelId> = new Set(['app', 'mobile', 'wechat']);
const WINDOW_HEIGHT = 800;
const LONGEST = 8_000;
const DEADLINE_MS = 20_000;
/** Milliseconds that style sheets and pictures may take. */
const LOAD_MS = 8_000;

export interface ScreenshotOptions {
  readonly browser: SealedBrowser;
  /** How style sheets and pictures of live pages are fetched; left out, nothing is fetched: only what the bundle holds. */
  readonly live?: CollectOptions;
  readonly signal?: AbortSignal;
}

/** The picture of one captured page, or why there is none. */
export interface Screenshot {
  readonly capture: Capture;
  /** PNG. */
  readonly picture: Uint8Array | Fault;
}

/**
 * Pictures the captured pages of these ids, one after the other: the sealed bytes are shown, not what the site says now,
 * and their scripts do not run. Captures that are no pages are passed over.
 */
export async function* takeScreenshots(
  bundle: Bundle,
  ids: ReadonlySet<string>,
  options: ScreenshotOptions,
): AsyncGenerator<Screenshot> {
  const sites = new Map<string, Site>();
  const stored = storedAnswers(bundle);
  try {
    for (const capture of bundle.captures) {
      if (!ids.has(capture.id) || capture.sha256 === '') continue;
      if (options.signal?.aborted) return;
      const body = await bundle.body(capture);
      if (!isHtml({ headers: capture.headers, body })) continue;
      const { from, url } = capture;
      const sealed: SealedPage = { ...capture, url: pageAddress(from, url), body };
      const site =
        options.live && capture.obtained !== 'snapshot' ? siteOf(sites, sealed.url, options.live, capture) : undefined;
      const answers = site ? liveAnswers(site, sealed) : offlineAnswers(sealed, stored);
      const width = ON_TELEPHONES.has(capture.channel) ? PHONE_WIDTH : WIDTH;
      yield { capture, picture: await picture(options, { sealed, width }, answers) };
    }
  } finally {
    for (const { session } of sites.values()) await session.close();
  }
}

/** A page of a snapshot without an address is shown at one that nobody has. */
const pageAddress = (from: string | undefined, url: string): string =>
  [from, url].find((one) => one !== undefined && /^https?:/.test(one)) ?? 'http://snapshot.invalid/';

interface Site {
  readonly session: Session;
  readonly rulesOf: RulesOf;
}

/** The live site that a page is of, with its guard, its pace and its robots.txt; opened once. */
function siteOf(sites: Map<string, Site>, url: string, live: CollectOptions, { channel, site }: Capture): Site {
  const { origin } = new URL(url);
  const known = sites.get(origin);
  if (known) return known;
  const session = openSession(
    { url: `${origin}/`, hosts: [], landmarks: [] },
    { ...live, channel, site },
    () => undefined,
  );
  const opened = { session, rulesOf: openHostRules(session) };
  sites.set(origin, opened);
  return opened;
}

const liveAnswers = ({ session, rulesOf }: Site, sealed: SealedPage): Answers =>
  guardedNetwork(session, rulesOf, sealed, { pictures: true }).answers;

/** What the bundle holds of the pictures that a page shows; nothing else is there. */
function storedAnswers(bundle: Bundle): Answers {
  const byAddress = new Map<string, Capture>();
  for (const capture of bundle.captures)
    if (capture.sha256 !== '' && capture.obtained !== 'browser')
      for (const address of [capture.url, ...(capture.aliases ?? [])]) byAddress.set(address, capture);
  return async ({ url, kind }) => {
    const capture = kind === 'image' ? byAddress.get(url) : undefined;
    return capture && sealedAnswer({ ...capture, body: await bundle.body(capture) });
  };
}

const offlineAnswers =
  (sealed: SealedPage, stored: Answers): Answers =>
  (request) =>
    request.isPage ? Promise.resolve(request.url === sealed.url ? sealedAnswer(sealed) : undefined) : stored(request);

async function picture(
  { browser, signal }: ScreenshotOptions,
  { sealed, width }: { readonly sealed: SealedPage; readonly width: number },
  answers: Answers,
): Promise<Uint8Array | Fault> {
  const window = { viewport: { width, height: WINDOW_HEIGHT }, javaScriptEnabled: false };
  const visit = { answers, deadlineMs: DEADLINE_MS, window, ...(signal && { signal }) };
  return visitPage(browser, visit, async (page): Promise<Uint8Array | Fault> => {
    await page.goto(sealed.url, { waitUntil: 'commit' });
    // What is not there by then is left out of the picture.
    await page.waitForLoadState('load', { timeout: LOAD_MS }).catch(() => undefined);
    const height = await heightOf(page);
    const clip = { x: 0, y: 0, width, height: Math.min(LONGEST, Math.max(WINDOW_HEIGHT, height)) };
    const bytes = await page.screenshot({ fullPage: true, clip, animations: 'disabled', type: 'png' });
    // A page that has led elsewhere meanwhile is not the one that was captured.
    if (page.url() !== new URL(sealed.url).href) return { reason: 'protocol', detail: `led to ${page.url()}` };
    return new Uint8Array(bytes);
  });
}

const AGAIN = 5;
const PAUSE_MS = 200;

/** A page that refreshes itself, to where nothing answers, cannot be asked for a moment. */
async function heightOf(page: Page): Promise<number> {
  for (let again = 0; again < AGAIN; again += 1) {
    const height = await page.evaluate<number>(HEIGHT).catch(() => undefined);
    if (height !== undefined) return height;
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate<number>(HEIGHT);
}
const HEIGHT = 'document.documentElement.scrollHeight';
