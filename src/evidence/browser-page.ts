import type { BrowserContextOptions, Page, Request, Route } from 'playwright-core';
import type { SealedBrowser } from './browser.ts';
import type { Fault } from './capture.ts';

/** What a page in the browser asks for. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  /** Lower-case names, without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** `document`, `script`, `xhr`, `fetch`, `stylesheet`, `image` … */
  readonly kind: string;
  /** Whether the answer would become the page itself, and not a part of it. */
  readonly isPage: boolean;
  /** The page's cookies for the address, as a header value. */
  readonly cookie: string;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Answers in the network's place; undefined refuses. The browser itself reaches nobody. */
export type Answers = (request: PageRequest) => Promise<PageAnswer | undefined>;

export interface PageVisit {
  readonly answers: Answers;
  /** Milliseconds from opening to result. */
  readonly deadlineMs: number;
  readonly window?: BrowserContextOptions;
  readonly signal?: AbortSignal;
}

/** Milliseconds that a window may take to close before its browser is ended. */
const CLOSE_MS = 3_000;

/**
 * Opens a page of which every request is answered by us, lets `work` look at it, and closes it whatever it does: dialogs
 * are dismissed, other windows closed, downloads refused. Never rejects: what goes wrong is the fault.
 */
export async function visitPage<T>(
  browser: SealedBrowser,
  { answers, deadlineMs, window = {}, signal }: PageVisit,
  work: (page: Page) => Promise<T>,
): Promise<T | Fault> {
  const context = await browser.open(window);
  if ('reason' in context) return context;
  const ending = deadline(deadlineMs, signal);
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    context.on('page', (other) => void (other === page ? undefined : other.close().catch(() => undefined)));
    await context.routeWebSocket(/.*/, (socket) => void socket.close().catch(() => undefined));
    await context.route(/.*/, (route) => answer(route, page, answers));
    const crash = new Promise<Fault>((resolve) => {
      page.on('crash', () => resolve({ reason: 'too-complex', detail: 'the page crashed the browser' }));
    });
    return await Promise.race([work(page), crash, ending.fault]);
  } catch (error) {
    return { reason: 'protocol', detail: `browser: ${error instanceof Error ? error.name : 'error'}` };
  } finally {
    ending.cancel();
    const closing = deadline(CLOSE_MS);
    const stuck = await Promise.race([context.close().catch(() => undefined), closing.fault]);
    closing.cancel();
    if (stuck) await browser.discard();
  }
}

function deadline(ms: number, signal?: AbortSignal): { readonly fault: Promise<Fault>; readonly cancel: () => void } {
  let cancel = (): void => undefined;
  const fault = new Promise<Fault>((resolve) => {
    const timer = setTimeout(() => resolve({ reason: 'timeout', detail: `rendering over ${ms} ms` }), ms);
    const abort = (): void => resolve({ reason: 'interrupted', detail: 'interrupted' });
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    cancel = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  return { fault, cancel: () => cancel() };
}

async function answer(route: Route, page: Page, answers: Answers): Promise<void> {
  try {
    const asked = await requestOf(route.request(), page);
    const given = asked && (await answers(asked));
    if (given) return await route.fulfill({ ...given, body: Buffer.from(given.body) });
    // A navigation that is answered with "no content" leaves the page as it is; one that fails replaces it.
    if (route.request().isNavigationRequest()) return await route.fulfill({ status: 204 });
    await route.abort('blockedbyclient');
  } catch {
    // The page was closed meanwhile.
    await route.abort().catch(() => undefined);
  }
}

/** Undefined for what does not come from our page: other windows, workers' own scripts. */
async function requestOf(request: Request, page: Page): Promise<PageRequest | undefined> {
  const frame = request.frame();
  if (frame.page() !== page) return undefined;
  const url = request.url();
  const cookies = /^https?:/.test(url) ? await page.context().cookies(url) : [];
  return {
    url,
    method: request.method(),
    headers: request.headers(),
    body: request.postDataBuffer() ?? undefined,
    kind: request.resourceType(),
    isPage: request.isNavigationRequest() && frame === page.mainFrame(),
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  };
}
