import { foldPoint, foldUnit, isWide, UNEVEN, UNSEEN } from './normal-text/fold.ts';
import { linesInDigits } from './normal-text/numbers.ts';
import { pinyinIn, together, type Gap } from './normal-text/pinyin.ts';
import { remembered } from './remembered.ts';

/**
 * Text in two forms: as it stands on the page, and normalised for matching (NFKC, simplified, zero-width removed, spaces
 * beside Chinese characters dropped, brackets, dashes and quotes unified, pinyin in brackets left out, service numbers set
 * wide or spelled written in digits). A quote is always the page's own text: where normal character i stands in `raw` is worked out when
 * it is asked for.
 */
export interface NormalText {
  readonly raw: string;
  readonly norm: string;
  /** What was left out of `norm` besides: a watermark, a page number. */
  readonly noise?: readonly Gap[];
}

const SPACE = 0x20;
/** Letters that combine with the one before: pinyin written with loose tone marks, Hangul jamo, both also of half width. */
const COMBINING = /[\u0300-\u036f\u0483-\u0487\u1100-\u11ff\u3099\u309a\u20d0-\u20dc\uff9e-\uffdc]/;
/** A sign with all that combines with it, whatever invisible stands between. */
const CLUSTER = new RegExp(String.raw`[^][\p{M}\u1160-\u11ff\uff9e-\uffdc${UNSEEN}]+|[^]`, 'gu');
/** Where the folded text is laid down; grows, and is used again for every text. */
let units = new Uint16Array(1 << 14);
let bytes = Buffer.from(units.buffer);
let origins = new Uint32Array(1 << 14);

/**
 * Normalises a run of text. Pure; `norm` has no leading or trailing space, no line break and no double space. 。 and 、
 * stay, because as `.` and `,` they would fuse the numbers on their two sides. What lies in `noise` (a watermark, a page
 * number) is left out of `norm` and stays in `raw`.
 */
export function normalise(raw: string, noise: readonly Gap[] = []): NormalText {
  if (noise.length > 0) return { raw, norm: stringOf(layDown(raw, noise)), noise };
  const gaps = pinyinIn(raw);
  const plain = linesInDigits(raw);
  if (gaps.length === 0 && plain === raw && isNormal(raw)) return { raw, norm: raw };
  const norm = stringOf(lay(plain, gaps));
  // One string of the two where they say the same.
  return { raw, norm: norm === raw ? raw : norm };
}

/** Lays the normal form down in `units` and `origins`, and returns its length. */
function layDown(raw: string, noise: readonly Gap[]): number {
  const readings = pinyinIn(raw);
  return lay(linesInDigits(raw), noise.length === 0 ? readings : together([...noise, ...readings]));
}

function lay(raw: string, gaps: readonly Gap[]): number {
  const length = COMBINING.test(raw) ? layClusters(raw, gaps) : layUnits(raw, gaps);
  return length > 0 && units[length - 1] === SPACE ? length - 1 : length;
}

function isNormal(raw: string): boolean {
  let before = SPACE;
  for (let at = 0; at < raw.length; at += 1) {
    const unit = raw.charCodeAt(at);
    if (foldUnit(unit) !== unit) return false;
    if (unit === SPACE && (before === SPACE || isWide(before) || isWide(raw.charCodeAt(at + 1)))) return false;
    before = unit;
  }
  return raw === '' || (before !== SPACE && !COMBINING.test(raw));
}

function layUnits(raw: string, gaps: readonly Gap[]): number {
  let [length, gap] = [0, 0];
  for (let at = 0; at < raw.length; at += 1) {
    if (at === gaps[gap]?.[0]) {
      at = (gaps[gap]?.[1] ?? at) - 1;
      gap += 1;
      continue;
    }
    const folded = foldUnit(raw.charCodeAt(at));
    if (folded !== UNEVEN) {
      length = layUnit(folded, at, length);
      continue;
    }
    const point = String.fromCodePoint(raw.codePointAt(at) ?? 0);
    length = layAll(foldPoint(point), at, length);
    at += point.length - 1;
  }
  return length;
}

/** The slow road for text with combining marks, which have to be composed with their base letter first. */
function layClusters(raw: string, gaps: readonly Gap[]): number {
  let [length, gap] = [0, 0];
  for (const { 0: cluster, index } of raw.matchAll(CLUSTER)) {
    while (index >= (gaps[gap]?.[1] ?? Infinity)) gap += 1;
    if (index >= (gaps[gap]?.[0] ?? Infinity)) continue;
    const seen = Array.from(cluster).filter((point) => foldPoint(point) !== '');
    for (const point of seen.join('').normalize('NFKC')) length = layAll(foldPoint(point), index, length);
  }
  return length;
}

function layAll(folded: string, origin: number, length: number): number {
  let laid = length;
  for (let at = 0; at < folded.length; at += 1) laid = layUnit(folded.charCodeAt(at), origin, laid);
  return laid;
}

/** Lays one unit; a space is held back at the start, after a space and beside a wide character. */
function layUnit(unit: number, origin: number, length: number): number {
  if (length + 1 >= units.length) grow();
  const before = length > 0 ? (units[length - 1] ?? SPACE) : SPACE;
  if (unit === SPACE && (before === SPACE || isWide(before))) return length;
  const at = before === SPACE && length > 0 && isWide(unit) ? length - 1 : length;
  units[at] = unit;
  origins[at] = origin;
  return at + 1;
}

function grow(): void {
  const [moreUnits, moreOrigins] = [new Uint16Array(units.length * 2), new Uint32Array(units.length * 2)];
  moreUnits.set(units);
  moreOrigins.set(origins);
  [units, origins] = [moreUnits, moreOrigins];
  bytes = Buffer.from(units.buffer);
}

const stringOf = (length: number): string => bytes.toString('utf16le', 0, length * 2);

/** The normal form of a catalogue term. Kept, because the same few thousand terms are asked for on every page. */
export const norm = remembered(20_000, (term): string => normalise(term).norm);

/**
 * The offset in `text.norm` at which `term` first stands from `from` on, or -1. Latin letters match in either case
 * (网上国网APP, kwh); an empty term stands nowhere.
 */
export function find(text: NormalText, term: string, from = 0): number {
  const sought = norm(term);
  if (sought === '') return -1;
  if (!/[a-z]/i.test(sought)) return text.norm.indexOf(sought, from);
  return lower(text.norm).indexOf(lower(sought), from);
}

/** Only A–Z: lowering other scripts may change a text's length and so every offset. */
const lower = (wording: string): string => wording.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The raw offset at which normal character `at` begins; the raw length when `at` is past the end. */
export const rawOffset = (text: NormalText, at: number): number =>
  originOf(text)?.[at] ?? (text.norm === text.raw ? at : text.raw.length);

/** The page's own words for `norm.slice(start, end)`: verbatim, with whatever spaces and marks stand inside. */
export function quote(text: NormalText, start: number, end: number): string {
  const { raw, norm } = text;
  const [from, to] = [Math.max(0, start), Math.min(end, norm.length)];
  if (from >= to) return '';
  const origin = originOf(text);
  if (!origin) return raw.slice(from, to);
  const last = origin[to - 1] ?? 0;
  return raw.slice(origin[from] ?? 0, last + clusterLength(raw, last));
}

let latest: { readonly text: NormalText; readonly origin: Uint32Array } | undefined;

/** The raw offset of each normal character; undefined where they stand at the same places. Many quotes of one text follow each other. */
function originOf(text: NormalText): Uint32Array | undefined {
  const { raw, norm, noise = [] } = text;
  if (raw === norm) return undefined;
  if (latest?.text !== text) latest = { text, origin: origins.slice(0, layDown(raw, noise)) };
  return latest.origin;
}

function clusterLength(raw: string, at: number): number {
  const point = String.fromCodePoint(raw.codePointAt(at) ?? 0);
  const marks = /^[\p{M}\u1160-\u11ff]*/u.exec(raw.slice(at + point.length, at + point.length + 16));
  return point.length + (marks?.[0].length ?? 0);
}
