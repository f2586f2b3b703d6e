import type { Document } from './document.ts';
import { norm } from './normal-text.ts';
import { once } from './once.ts';

/** Most bits of a page's signature; a page of ten thousand characters sets about a fifth of them. */
const BITS = 1 << 14;
/** Fewer pairs have smaller signatures: from 64 bits up, in steps of two, at most one bit in eight is set. */
const LEAST_BYTES = 8;
const CROWDED = 1 / 8;

const slot = (first: number, second: number): number => ((first * 31) ^ (second * 7919)) & (BITS - 1);

/**
 * A letter or digit of the basic plane as a signature knows it, in lower case; 0 for what does not count, because terms are
 * also sought in texts that were joined or cleaned of it: spaces, punctuation, marks.
 */
const plain = Uint16Array.from({ length: 1 << 16 }, (_, unit) => {
  const sign = String.fromCharCode(unit);
  return /[\p{L}\p{N}\p{Cs}]/u.test(sign) ? sign.toLowerCase().charCodeAt(0) : 0;
});

/** Tells of every two neighbouring letters of a text, from letter `last` on, and returns the last one; 0 is none. */
function pairs(words: string, last: number, tell: (slot: number) => void): number {
  let before = last;
  for (let at = 0; at < words.length; at += 1) {
    const unit = plain[words.charCodeAt(at)] ?? 0;
    if (unit === 0) continue;
    if (before !== 0) tell(slot(before, unit));
    before = unit;
  }
  return before;
}

/**
 * Which pairs of neighbouring letters a page has anywhere: in its text, labels, rows, links, pictures and title. Eight bits a
 * character: a small array for each page would lie between what comes and goes, outside V8's heap, and keep it from closing up.
 */
const signature = once((document: Document): string => {
  const bits = new Uint8Array(BITS / 8);
  const tell = (bit: number): void => {
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  };
  const add = (...words: readonly string[]): void => void words.reduce((last, one) => pairs(one, last, tell), 0);
  add(norm(document.title));
  for (const words of document.breadcrumb) add(norm(words));
  for (const { text } of document.blocks) add(text.norm);
  for (const { label, value } of document.fields) add(label.norm, value.norm);
  for (const { text } of document.links) add(text.norm);
  for (const { alt } of document.images) add(norm(alt));
  for (const { caption, rows } of document.tables) {
    add(norm(caption));
    for (const row of rows) add(...row.map((cell) => cell.norm));
  }
  return String.fromCharCode(...folded(bits));
});

/** How many bits of a byte are set. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** The halves of a signature laid one upon the other, as long as that leaves room: a slot keeps its lower bits. */
function folded(bits: Uint8Array): Uint8Array {
  const half = bits.length / 2;
  const lower = bits.slice(0, half);
  let set = 0;
  for (let at = 0; at < half; at += 1) {
    const byte = (bits[at] ?? 0) | (bits[at + half] ?? 0);
    lower[at] = byte;
    set += ONES[byte] ?? 0;
  }
  if (set > half * 8 * CROWDED) return bits;
  return half > LEAST_BYTES ? folded(lower) : lower;
}

/** The signature, to be worked out where there is time for it and handed on. */
export const lettersOf = signature;

const slotsOf = new WeakMap<readonly string[], readonly (readonly number[])[]>();

function slots(terms: readonly string[]): readonly (readonly number[])[] {
  const known = slotsOf.get(terms);
  if (known) return known;
  const made = terms.map((term) => {
    const found: number[] = [];
    pairs(norm(term), 0, (bit) => found.push(bit));
    return found;
  });
  slotsOf.set(terms, made);
  return made;
}

/**
 * Whether one of the terms may stand somewhere on the page. `false` is certain: no text, row, label, link or picture of it
 * has the term, in one piece or with spaces and punctuation inside. `true` costs no more than a closer look.
 */
export function mayName(document: Document, terms: readonly string[]): boolean {
  const bits = signature(document);
  const within = bits.length - 1;
  return slots(terms).some((term) =>
    term.every((bit) => (bits.charCodeAt((bit >> 3) & within) & (1 << (bit & 7))) !== 0),
  );
}
