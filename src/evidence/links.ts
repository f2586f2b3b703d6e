import { Parser } from 'htmlparser2';
import { resolveLink } from './address.ts';
import { pageEncoding } from './page-encoding.ts';

/** Where a page leads; canonical addresses in the order in which they stand on the page, each once. */
export interface Leads {
  readonly links: readonly string[];
  /** Pictures that the page shows; a notice is often one. */
  readonly pictures: readonly string[];
}

export const NO_LEADS: Leads = { links: [], pictures: [] };

/** Where a page leads, and the little that its kind is told by. */
export interface PageLinks extends Leads {
  /** Why the page was not read to its end, if so: nested or linked beyond all measure. */
  readonly overflow?: string;
  readonly title: string;
  readonly hasPasswordField: boolean;
  /** Characters of visible text, roughly; a challenge or a login page has few. */
  readonly textLength: number;
  /** The text itself, cut at 4,000 characters. */
  readonly text: string;
}

const LINK_ATTRIBUTE: Readonly<Record<string, string>> = {
  a: 'href',
  area: 'href',
  iframe: 'src',
  frame: 'src',
  embed: 'src',
  object: 'data',
};
const UNSEEN = new Set(['script', 'style', 'noscript', 'template']);
const REFRESH = /^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']+)/i;
const SCRIPT_JUMP = /(?:^|[\s;{.])location(?:\.href)?\s*=\s*["']([^"'\\]+)["']/;
/** A page with more text than this is no mere signpost, and its scripts do not decide where it leads. */
const SIGNPOST_TEXT = 200;
const TEXT_KEPT = 4_000;
const TITLE_KEPT = 300;

/** Reads the links of an HTML page (links, areas, frames, `rel=next`, meta refresh, and the jump of a page that is only a jump). */
export function pageLinks(body: Uint8Array, url: string, contentType: string): PageLinks {
  const encoding = pageEncoding(body, contentType);
  const scan = new LinkScan();
  const parser = new Parser(scan, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true });
  for (const text of decoded(body, encoding)) {
    for (let at = 0; at < text.length && !scan.overflow; at += PIECE) parser.write(text.slice(at, at + PIECE));
  }
  parser.end();
  const base = resolveLink(scan.base, url, encoding) ?? url;
  const hrefs = scan.jump !== '' && scan.textLength < SIGNPOST_TEXT ? [...scan.hrefs, scan.jump] : scan.hrefs;
  const resolved = (references: readonly string[]): string[] => [
    ...new Set(references.map((href) => resolveLink(href, base, encoding)).filter((link) => link !== null)),
  ];
  return {
    links: resolved(hrefs),
    pictures: resolved(scan.pictures),
    ...(scan.overflow === undefined ? {} : { overflow: scan.overflow }),
    title: scan.title.trim(),
    hasPasswordField: scan.hasPasswordField,
    textLength: scan.textLength,
    text: scan.text,
  };
}

/** Bytes decoded at a time: a page of 50 MB never becomes one string. */
const SLICE = 512 * 1024;
/** Characters parsed between two looks at the limits. */
const PIECE = 64 * 1024;

/** The page's text in pieces. Node's own UTF-8 reader is several times faster than its TextDecoder. */
function* decoded(body: Uint8Array, encoding: string): Generator<string> {
  if (encoding === 'utf-8' && body.length <= SLICE) {
    yield Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
    return;
  }
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < body.length; at += SLICE) yield decoder.decode(body.subarray(at, at + SLICE), { stream: true });
  yield decoder.decode();
}

/** Browsers stop nesting at 512; unmatched end tags cost a search through all that is open. */
const DEPTH = 1_000;
const LINKS = 50_000;
const LONGEST_HREF = 2_000;

class LinkScan {
  readonly hrefs: string[] = [];
  readonly pictures: string[] = [];
  overflow: string | undefined;
  #depth = 0;
  base = '';
  title = '';
  jump = '';
  text = '';
  textLength = 0;
  hasPasswordField = false;
  #unseen = 0;
  #inTitle = false;

  onopentag(name: string, attributes: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > DEPTH) this.overflow ??= `${DEPTH} nested elements`;
    const attribute = LINK_ATTRIBUTE[name];
    if (attribute !== undefined) this.#add(attributes[attribute]);
    else if (name === 'img') this.#add(attributes.src, this.pictures);
    else if (name === 'link' && /(?:^|\s)next(?:\s|$)/i.test(attributes.rel ?? '')) this.#add(attributes.href);
    else if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh')
      this.#add(REFRESH.exec(attributes.content ?? '')?.[1]);
    else if (name === 'base' && this.base === '') this.base = attributes.href ?? '';
    else if (name === 'input' && attributes.type?.toLowerCase() === 'password') this.hasPasswordField = true;
    else if (name === 'title') this.#inTitle = true;
    if (UNSEEN.has(name)) this.#unseen += 1;
  }

  onclosetag(name: string): void {
    this.#depth -= 1;
    if (name === 'title') this.#inTitle = false;
    if (UNSEEN.has(name)) this.#unseen = Math.max(0, this.#unseen - 1);
  }

  ontext(data: string): void {
    if (this.#inTitle) this.title += data.slice(0, TITLE_KEPT - this.title.length);
    else if (this.#unseen > 0) this.jump ||= SCRIPT_JUMP.exec(data.slice(0, 2_000))?.[1] ?? '';
    else this.#count(data);
  }

  #count(data: string): void {
    const words = data.trim();
    this.textLength += words.length;
    if (this.text.length < TEXT_KEPT) this.text += words.slice(0, TEXT_KEPT - this.text.length);
  }

  #add(href: string | undefined, to = this.hrefs): void {
    if (href === undefined || href.length > LONGEST_HREF) return;
    if (to.length < LINKS) to.push(href);
    else this.overflow ??= `${LINKS} links`;
  }
}
