import { isUtf8 } from 'node:buffer';
import type { Fault } from '../evidence/capture.ts';
import { charsetOf, encodingOf } from './charset-label.ts';
import { prescan } from './charset-prescan.ts';

/** Bytes read as text, and how. */
export interface Decoded {
  readonly text: string;
  /** The label that the server or the page stated, as an encoding name; '' when neither stated any that means something. */
  readonly declared: string;
  /** The encoding that was used (WHATWG name in lower case). */
  readonly used: string;
  /** Characters that could not be read (U+FFFD). */
  readonly replaced: number;
}

/** How far into a page its own declaration is looked for: hand-made pages put long comments first. */
const HEAD_BYTES = 8192;
/** More unreadable characters than this and the text is not what the author wrote. */
const MAX_REPLACED = 0.01;

/**
 * Decodes a page: byte-order mark, then strict UTF-8 over the whole body, then the first `Content-Type`, the page's own
 * `<meta>`, strict GB18030 against Big5, and GB18030 last. A declaration under which the bytes make no sense is not
 * believed (C27). Returns a `charset` fault where no reading makes sense.
 */
export function decode(body: Uint8Array, contentType: readonly string[] = []): Decoded | Fault {
  const marked = markOf(body);
  const declared = declaredBy(body, contentType);
  if (marked) return judged(marked, body, declared[0]);
  if (declared.includes('unreadable')) return { reason: 'charset', detail: 'declared: hz or iso-2022-cn' };
  const utf8 = strictUtf8(body);
  if (utf8 !== undefined && utf8.length < body.length)
    return { text: utf8, declared: declared[0] ?? '', used: 'utf-8', replaced: 0 };
  return best(
    declared.filter((encoding) => isPlausible(encoding, body)),
    body,
    declared[0],
  );
}

const isFault = (result: Decoded | Fault): result is Fault => 'reason' in result;

/** The first reading that makes sense, by a guess where no stated one does; else the fault of the first. */
function best(stated: readonly string[], body: Uint8Array, declared: string | undefined): Decoded | Fault {
  let first: Fault | undefined;
  for (const encoding of new Set(stated)) {
    const decoded = judged(encoding, body, declared);
    if (!isFault(decoded)) return decoded;
    first ??= decoded;
  }
  const guessed = guess(body);
  if (first && stated.includes(guessed)) return first;
  const decoded = judged(guessed, body, declared);
  return isFault(decoded) ? (first ?? decoded) : decoded;
}

function judged(encoding: string, body: Uint8Array, declared = ''): Decoded | Fault {
  const text = new TextDecoder(encoding).decode(body);
  const replaced = count(text) + (encoding === 'big5' ? dropped(body) : 0);
  if (replaced > text.length * MAX_REPLACED)
    return { reason: 'charset', detail: `${encoding}: ${replaced} of ${text.length} characters` };
  return { text, declared, used: encoding, replaced };
}

/** The encoding that a byte-order mark stands for, if there is one. */
export function markOf(body: Uint8Array): string | undefined {
  const [a, b, c] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

/** What server and page state, in the order in which they are believed. Labels that mean nothing are passed over. */
function declaredBy(body: Uint8Array, [header]: readonly string[]): string[] {
  const label = header === undefined ? undefined : charsetOf(header);
  const stated = [label === undefined ? undefined : encodingOf(label), prescan(body.subarray(0, HEAD_BYTES))];
  return stated.filter((encoding) => encoding !== undefined);
}

/** Node 20's Big5 decoder passes over the byte FF, which is legal nowhere in Big5, without a word. */
const dropped = (body: Uint8Array): number => body.reduce((sum, byte) => sum + (byte === 0xff ? 1 : 0), 0);

/** Node's own reader of UTF-8 is several times faster than its TextDecoder. */
function strictUtf8(body: Uint8Array): string | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

function strict(encoding: string, body: Uint8Array): string | undefined {
  if (encoding === 'big5' && body.includes(0xff)) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Servers say ISO-8859-1 by default; every byte is valid there, so Chinese text has to be recognised as such. */
function isPlausible(encoding: string, body: Uint8Array): boolean {
  if (!/^(?:windows-125|iso-8859-|macintosh|ibm866|koi8)/.test(encoding)) return true;
  const { high, hanzi } = pairs(body);
  return hanzi < 8 || hanzi * 2 < high * 0.9;
}

/** Bytes above ASCII, and pairs of them that are characters of GB2312's ideographs. */
function pairs(body: Uint8Array): { high: number; hanzi: number } {
  let [high, hanzi] = [0, 0];
  for (let at = 0; at < body.length; at += 1) {
    const [lead, trail] = [body[at] ?? 0, body[at + 1] ?? 0];
    if (lead <= 0x7f) continue;
    high += 1;
    if (lead < 0xa1 || trail < 0xa1) continue;
    high += 1;
    at += 1;
    if (lead >= 0xb0 && lead <= 0xf7) hanzi += 1;
    else high -= 2;
  }
  return { high, hanzi };
}

/** The commonest characters, in both scripts; text in the wrong encoding has hardly any of them. */
const COMMON =
  /[的一是不了在有人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過民前面公司电電网網信息]/g;

/** Han characters of three bytes of UTF-8: text in another encoding makes hardly any. */
const HAN = /[\u3001-\u9fff]/g;
/** So many of them for each unreadable one, and it is UTF-8 into which something else was pasted. */
const MOSTLY = 3;

/** For bytes that nobody explains: damaged UTF-8, else GB18030, unless only Big5 fits or fits better. */
function guess(body: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8').decode(body);
  const broken = count(utf8);
  if (broken <= 1 + utf8.length / 1000 && utf8.length < body.length) return 'utf-8';
  if (broken * MOSTLY < (utf8.match(HAN)?.length ?? 0)) return 'utf-8';
  const [gb, big5] = [strict('gb18030', body), strict('big5', body)];
  if (big5 === undefined) return 'gb18030';
  if (gb === undefined) return 'big5';
  return commonness(big5) > commonness(gb) ? 'big5' : 'gb18030';
}

const commonness = (text: string): number => text.slice(0, 200_000).match(COMMON)?.length ?? 0;

function count(text: string): number {
  let found = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) found += 1;
  return found;
}
