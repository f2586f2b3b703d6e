import { needsRendering, renderingGlance } from '../documents/needs-rendering.ts';
import { findBrowser, sealedBrowser, type SealedBrowser } from '../evidence/browser.ts';
import type { Rendering } from '../evidence/rendering.ts';
import { text } from '../language/text.ts';
import { Stop } from './desk.ts';
import type { AuditOptions } from './options.ts';

type BrowserOptions = Pick<AuditOptions, 'browser' | 'render' | 'screenshots'>;

/** Refuses a browser that is named and not there, before anything is captured. */
export function checkBrowserOptions({ browser }: BrowserOptions): void {
  if (browser === undefined || browser === 'none' || findBrowser({ path: browser, environment: {} })) return;
  throw new Stop(
    'usage',
    text(
      `找不到浏览器「${browser}」，请用 --browser 指定 Edge、Chrome 或 Chromium 程序文件的路径。`,
      `there is no browser "${browser}"; give --browser the path of the program file of Edge, Chrome or Chromium.`,
    ),
  );
}

/** The browser of a run, started when it is first needed; undefined when there is none or none is wanted. */
export function openBrowser({ browser, render }: BrowserOptions): SealedBrowser | undefined {
  if (render === 'never') return undefined;
  const executable = findBrowser({ path: browser, environment: process.env });
  return executable === undefined ? undefined : sealedBrowser(executable);
}

/** How a live capture sees pages that need scripts; they are marked also where no browser shows them. */
export const renderingBy = (browser: SealedBrowser | undefined): Rendering => ({
  needs: needsRendering,
  glance: renderingGlance,
  ...(browser && { browser }),
});
