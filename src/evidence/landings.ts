import { byCode, captureId } from './bundle.ts';
import type { Capture } from './capture.ts';

/**
 * The record of an address that only leads to a page which has a record of its own (`from`): while a run lasts it stands beside
 * that page, in the bundle it is one of the page's `aliases`.
 */
export const isLed = ({ obtained, status, from, sha256, fault }: Capture): boolean =>
  obtained === 'http' && status >= 300 && status < 400 && from !== undefined && sha256 === '' && fault === undefined;

/** Where redirects landed: which addresses lead to each page of a crawl. */
export class Landings {
  readonly #homes = new Map<string, string>();
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

  /** Remembers under which address what was asked for was read. */
  read(asked: string, home: string): void {
    this.#homes.set(asked, home).set(home, home);
  }

  /** The address under which an address was read; undefined where it was not. */
  homeOf(url: string): string | undefined {
    return this.#homes.get(url);
  }

  #withAliases(capture: Capture, alias?: string): Capture {
    const page = this.#pages.get(capture.url) ?? { depth: capture.depth, aliases: new Set<string>() };
    this.#pages.set(capture.url, page);
    if (alias !== undefined) page.aliases.add(alias);
    const depth = Math.min(page.depth, capture.depth);
    return page.aliases.size === 0 ? capture : { ...capture, aliases: [...page.aliases].sort(byCode), depth };
  }
}
