import { byCode, captureId } from './bundle.ts';
import type { Capture } from './capture.ts';

/** Where redirects landed: which addresses lead to each page of a crawl. */
export class Landings {
  readonly #pages = new Map<string, { readonly depth: number; readonly aliases: Set<string> }>();

  /**
   * A page that was reached by a redirect is kept once, under the address where it lives, with all that lead to it: its
   * links are relative to that address. The start page keeps the address that was declared, an unread page the one that
   * was asked for.
   */
  settle(capture: Capture): Capture {
    const { from, ...rest } = capture;
    if (from === undefined || capture.fault || capture.status >= 300) return this.#withAliases(capture);
    if (capture.depth === 0) return this.#withAliases(capture, from);
    const marks = capture.marks.filter((mark) => mark !== 'redirected');
    return this.#withAliases({ ...rest, id: captureId({ ...rest, url: from }), url: from, marks }, capture.url);
  }

  #withAliases(capture: Capture, alias?: string): Capture {
    const page = this.#pages.get(capture.url) ?? { depth: capture.depth, aliases: new Set<string>() };
    this.#pages.set(capture.url, page);
    if (alias !== undefined) page.aliases.add(alias);
    const depth = Math.min(page.depth, capture.depth);
    return page.aliases.size === 0 ? capture : { ...capture, aliases: [...page.aliases].sort(byCode), depth };
  }
}
