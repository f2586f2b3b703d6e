import type { Page } from 'playwright-core';
import type { SealedBrowser } from './browser.ts';
import type { PageNetwork, SealedPage } from './browser-network.ts';
import { visitPage } from './browser-page.ts';
import type { Fault } from './capture.ts';
import { CONTROL } from './form-references.ts';
import { MEASURE, prominenceSchema, type Prominence } from './prominence.ts';
import type { RenderLimits } from './rendering.ts';

/** A page as its scripts have made it. */
export interface View {
  readonly html: string;
  /** Where its scripts have led to. */
  readonly url: string;
  readonly prominence?: Prominence;
  /** Why what the page does not show may yet be behind it: it was still loading, or opens more on a click. */
  readonly more?: Fault;
}

export interface RenderTask {
  readonly sealed: SealedPage;
  readonly network: PageNetwork;
  /** Whether to measure where things stand. */
  readonly measured: boolean;
  readonly userAgent: string;
  readonly limits: RenderLimits;
  readonly signal: AbortSignal;
}

/** Lets the scripts of a captured page run and takes what they have made of it, or says why that cannot be had. */
export async function renderPage(browser: SealedBrowser, task: RenderTask): Promise<View | Fault> {
  const { network, limits, userAgent, signal } = task;
  let last = performance.now();
  let open = 0;
  const answers: typeof network.answers = async (request) => {
    open += 1;
    try {
      return await network.answers(request);
    } finally {
      open -= 1;
      last = performance.now();
    }
  };
  const isQuiet = (): boolean => open === 0 && performance.now() - last >= limits.quietMs;
  return visitPage(browser, { answers, deadlineMs: limits.pageMs, window: { userAgent }, signal }, (page) =>
    look(page, task, isQuiet),
  );
}

/** What the page counts of itself. */
interface Counts {
  readonly ready: boolean;
  readonly nodes: number;
}
const COUNT = `({ ready: document.readyState !== 'loading', nodes: document.getElementsByTagName('*').length })`;
const PAUSE_MS = 100;
const BETWEEN_PAGES: Counts = { ready: false, nodes: 0 };

/** A page that just then gives way to another cannot be asked. */
const steady = <T>(asked: Promise<T>, otherwise: T): Promise<T> => asked.catch(() => otherwise);

/**
 * The page as it stands, without the scripts that have run and the words for browsers that have none; and the letters
 * that can be seen of it.
 */
const SERIALISE = `(() => {
  const page = document.documentElement.cloneNode(true);
  for (const element of page.querySelectorAll('script, noscript')) element.remove();
  const letters = (document.body?.innerText ?? '').replace(/\\s+/g, '').length;
  return { html: '<!doctype html>' + page.outerHTML, letters };
})()`;
interface Serialised {
  readonly html: string;
  readonly letters: number;
}
/** Fewer letters are no page, whatever scripts have run. */
const LEAST_LETTERS = 20;

async function serialised(page: Page): Promise<Serialised> {
  for (let again = 0; again < AGAIN; again += 1) {
    const made = await steady<Serialised | undefined>(page.evaluate<Serialised>(SERIALISE), undefined);
    if (made) return made;
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate<Serialised>(SERIALISE);
}
const AGAIN = 10;

async function look(
  page: Page,
  { sealed, network, measured, limits }: RenderTask,
  isQuiet: () => boolean,
): Promise<View | Fault> {
  // Not until it is loaded: a page that sends itself elsewhere while it loads never is.
  await page.goto(sealed.url, { waitUntil: 'commit', timeout: limits.pageMs });
  const started = performance.now();
  let isAtRest = false;
  while (!isAtRest && performance.now() - started < limits.settleMs) {
    await page.waitForTimeout(PAUSE_MS);
    const { ready, nodes } = await steady(page.evaluate<Counts>(COUNT), BETWEEN_PAGES);
    if (nodes > limits.nodes) return { reason: 'too-complex', detail: `elements: ${nodes}` };
    isAtRest = ready && isQuiet();
  }
  const { html, letters } = await serialised(page);
  if (html.length > limits.characters) return { reason: 'too-complex', detail: `characters: ${html.length}` };
  if (letters < LEAST_LETTERS) return needsJs('nothing to read after its scripts have run');
  const prominence = measured ? prominenceSchema.safeParse(await page.evaluate(MEASURE)).data : undefined;
  const more =
    network.lacking() ?? (isAtRest ? await behind(page) : needsJs(`still loading after ${limits.settleMs} ms`));
  return { html, url: page.url(), ...(prominence && { prominence }), ...(more && { more }) };
}

const needsJs = (detail: string): Fault => ({ reason: 'needs-js', detail });

/**
 * Words that open something on a click though they are no link, and links that only scripts can follow (`#/xxgk`):
 * what is behind them was not seen.
 */
const BEHIND = `(() => {
  const control = ${CONTROL.toString()};
  const routes = document.querySelectorAll('a[href^="#/"], a[href^="#!"]').length;
  const words = (element) => (element.innerText || '').trim();
  // A button that sends what was typed, or works on its own page, opens nothing; where a form is got from is known.
  const opens = (button) => words(button).length > 1 && !control.test(words(button)) && !button.disabled
    && !['data-target', 'data-bs-target', 'aria-controls', 'data-toggle', 'data-bs-toggle', 'data-dismiss'].some((name) => button.hasAttribute(name))
    && !(button.form && button.type === 'submit' && button.form.method === 'get')
    && !(button.form && button.form.querySelector('input:not([type=hidden]), select, textarea'));
  const clicks = [...document.body.querySelectorAll('*')].slice(0, 20000).filter((element) => {
    if (element.closest('a[href], input, label, select, textarea, summary')) return false;
    const button = element.closest('button');
    if (button) return button === element && opens(button) && element.checkVisibility();
    const style = getComputedStyle(element);
    if (style.cursor !== 'pointer' && !element.hasAttribute('onclick')) return false;
    if (element.parentElement && getComputedStyle(element.parentElement).cursor === 'pointer') return false;
    return words(element).length > 1 && element.checkVisibility();
  }).length;
  return { routes, clicks };
})()`;

async function behind(page: Page): Promise<Fault | undefined> {
  const { routes, clicks } = await page.evaluate<{ routes: number; clicks: number }>(BEHIND);
  if (routes + clicks === 0) return undefined;
  return needsJs(`${routes} links and ${clicks} places that only a click opens`);
}
