import type { SealedBrowser } from './browser.ts';
import type { Reply } from './fetch.ts';

/** What of a page only its scripts make: all that there is to read, or its own content inside menus and a title. */
export type Need = 'whole' | 'part';

/** How pages are seen whose text only scripts make. */
export interface Rendering {
  /** What of a page cannot be read until its scripts have run; the readers of pages know. */
  readonly needs: (page: Pick<Reply, 'finalUrl' | 'headers' | 'body'>) => Need | undefined;
  /** The same question to a page whose tags go by anyway: most are answered after some lines, and `needs` is not asked. */
  readonly glance?: OpenGlance;
  /** Left out where there is no browser: such pages are then only marked. */
  readonly browser?: SealedBrowser;
  readonly limits?: Partial<RenderLimits>;
}

/** Watches the tags and the words of a page go by. */
export interface Glance {
  readonly onopentag: (tag: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onclosetag: (tag: string) => void;
  readonly ontext: (words: string) => void;
  /** Whether the page surely has something to read before its scripts run; `false` is no answer. */
  readonly shows: boolean;
}

/** Begins to watch a page, given whole; undefined where nothing will be told. */
export type OpenGlance = (html: string) => Glance | undefined;

/** Milliseconds and counts for one page in the browser. */
export interface RenderLimits {
  /** From opening the page to its text. */
  readonly pageMs: number;
  /** The longest wait for a page to come to rest. */
  readonly settleMs: number;
  /** A page is at rest when it has asked for nothing for so long. */
  readonly quietMs: number;
  /** Elements; a page with more is not read. */
  readonly nodes: number;
  /** Characters of the rendered page. */
  readonly characters: number;
}

export const RENDER_LIMITS: RenderLimits = {
  pageMs: 20_000,
  settleMs: 5_000,
  quietMs: 500,
  nodes: 500_000,
  characters: 10 * 1024 * 1024,
};

/** The mark of a captured page that cannot be read, or not whole, until its scripts have run. */
export const NEEDS_JS = 'needs-js';
/** The mark of a page as its scripts have made it. */
export const RENDERED = 'rendered';
/** The mark of the measurement of where things stand on a page. */
export const LAYOUT = 'layout';
/** The mark of a page that had not come to rest, or that shows more only after a click. */
export const PARTLY = 'rendered-partly';
