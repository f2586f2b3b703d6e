import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Parser, type Handler } from 'htmlparser2';
import { resolveLink } from './address.ts';
import { pageEncoding } from './page/encoding.ts';
import { PageScan } from './page/scan.ts';
import type { OpenGlance } from './rendering.ts';
import { resolveLinks } from './resolve-links.ts';

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
  /** It surely has something to read before its scripts run; left out where a glance cannot tell. */
  readonly shows?: true;
  readonly title: string;
  readonly hasPasswordField: boolean;
  /** Characters of visible text, roughly; a challenge or a login page has few. */
  readonly textLength: number;
  /** The text itself, cut at 4,000 characters. */
  readonly text: string;
}

/** As people write it; most pages have none, and then only the tags that lead somewhere need be looked at. */
const CLICKS = ['onclick', 'onClick', 'ONCLICK', 'Onclick', 'OnClick', 'data-href', 'data-url', 'data-link'];

/** A page with more text than this is no mere signpost, and its scripts do not decide where it leads. */
const SIGNPOST_TEXT = 200;

/**
 * Reads the links of an HTML page (links, areas, frames, `rel=next`, meta refresh, buttons of forms that send nothing typed, clicks
 * whose script names a page, page numbers that a script writes, and the jump of a page that is only a jump).
 * A glance goes along where one is given and where the page's encoding is beyond doubt.
 */
export function pageLinks(body: Uint8Array, url: string, contentType: string, glance?: OpenGlance): PageLinks {
  const encoding = pageEncoding(body, contentType);
  const whole = body.length <= SLICE ? decodeAll(body, encoding) : undefined;
  const watching = whole !== undefined && isCertain(whole, encoding, body) ? glance?.(whole) : undefined;
  const clicks = whole === undefined || CLICKS.some((name) => whole.includes(name));
  const scan = scanned(whole === undefined ? decodedPieces(body, encoding) : [whole], new PageScan(clicks, watching));
  const base = resolveLink(scan.base, url, encoding) ?? url;
  const hrefs = scan.jump !== '' && scan.textLength < SIGNPOST_TEXT ? [...scan.hrefs, scan.jump] : scan.hrefs;
  const inner = scan.inner.slice(0, INNER).map((page) => scanned([page], new PageScan(true)));
  return {
    links: resolveLinks([...hrefs, ...inner.flatMap((one) => one.hrefs)], base, encoding),
    pictures: resolveLinks([...scan.pictures, ...inner.flatMap((one) => one.pictures)], base, encoding),
    ...(scan.overflow === undefined ? {} : { overflow: scan.overflow }),
    ...(watching?.shows && { shows: true }),
    title: scan.title.trim(),
    hasPasswordField: scan.hasPasswordField,
    textLength: scan.textLength,
    text: scan.text,
  };
}

/** Pages within a page that are looked into. */
const INNER = 20;

/** Bytes decoded at a time: a page of 50 MB never becomes one string. */
const SLICE = 512 * 1024;
/** Characters parsed between two looks at the limits. */
const PIECE = 64 * 1024;

function scanned(texts: Iterable<string>, scan: PageScan): PageScan {
  // It asks for each tag whether there is a handler of attributes, which spares collecting most of them.
  const parser = new Parser(scan as Partial<Handler>, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  });
  for (const text of texts) {
    for (let at = 0; at < text.length && !scan.overflow; at += PIECE) parser.write(text.slice(at, at + PIECE));
  }
  parser.end();
  return scan;
}

/** Node's own UTF-8 reader is several times faster than its TextDecoder. */
const decodeAll = (body: Uint8Array, encoding: string): string =>
  encoding === 'utf-8'
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
    : decoderOf(encoding).decode(body);

/** A decoder that is not fed in pieces starts anew each time. */
const decoders = new Map<string, TextDecoder>();

function decoderOf(encoding: string): TextDecoder {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, decoder);
  return decoder;
}

function* decodedPieces(body: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < body.length; at += SLICE) yield decoder.decode(body.subarray(at, at + SLICE), { stream: true });
  yield decoder.decode();
}

/** Whether everybody would read these characters: in an encoding of one byte a Chinese page has twice as many. */
const isCertain = (text: string, encoding: string, body: Uint8Array): boolean =>
  encoding === 'utf-8' ? isUtf8(body) : encoding === 'gb18030' && !text.includes('\ufffd');
