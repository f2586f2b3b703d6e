import { ConverterBuilder } from 'opencc-js/core';
import * as preset from 'opencc-js/preset/t2cn';

/**
 * How one code point of a page is written for matching. Folding knows no neighbours, so that the fold of a term occurs in
 * the fold of every text that contains the term.
 */

const toSimplified = ConverterBuilder(preset)({ from: 't', to: 'cn' });

/** Keys are the ways in which pages write the sign; values are how rules and patterns write it. */
const SIGNS: readonly (readonly [written: string, folded: string])[] = [
  ['“”„‟〝〞〟「」『』', '"'],
  ['‘’‚‛′', "'"],
  ['‐‑‒–—―−─━⸺⸻', '-'],
  // Brackets around a year (〔2021〕56号) are one family, apart from parentheses.
  ['〔【〖❲', '['],
  ['〕】〗❳', ']'],
  ['〈', '《'],
  ['〉', '》'],
  ['∶', ':'],
  ['〜∼', '~'],
  ['•‧∙⋅・', '·'],
  ['⁄∕', '/'],
  // 二○二五年 written with a circle (or a capital letter look-alike) for 〇.
  ['○◯', '〇'],
  // A wrong glyph that PDF-pasted government pages carry for 出 (domain 2).
  ['岀', '出'],
  // The conversion to simplified characters stops halfway, at 苧.
  ['薴', '苎'],
  // Radicals that PDF text layers put for whole characters and that NFKC leaves alone.
  ['⺠', '民'],
  ['⻅', '见'],
  ['⻉', '贝'],
  ['⻋', '车'],
  ['⻑⻓', '长'],
  ['⻔', '门'],
  ['⻘', '青'],
  ['⻙', '韦'],
  ['⻚', '页'],
  ['⻛', '风'],
  ['⻜', '飞'],
  ['⻝', '食'],
  ['⻢', '马'],
  ['⻣', '骨'],
  ['⻥', '鱼'],
  ['⻦', '鸟'],
  ['⻨', '麦'],
  ['⻩', '黄'],
  ['⻬', '齐'],
  ['⻮', '齿'],
  ['⻰', '龙'],
];

const SIGN = new Map(SIGNS.flatMap(([written, folded]) => [...written].map((sign) => [sign, folded] as const)));

/** Zero-width signs, bidi and other controls, variation selectors, non-characters: invisible, so never matched. */
export const UNSEEN = String.raw`\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff`;
const INVISIBLE = new RegExp(`^[${UNSEEN}]$`);
const SPACE = /^[\s\u0085\u2800\u3164]$/;
/** Rows of numbers in a circle, white or black, single or double: the first sign, its number, the last number. */
const ENCIRCLED: readonly (readonly [first: string, number: number, last: number])[] = [
  ['①', 1, 20],
  ['㉑', 21, 35],
  ['㊱', 36, 50],
  ['⓪', 0, 0],
  ['⓿', 0, 0],
  ['⓫', 11, 20],
  ['⓵', 1, 10],
  ['❶', 1, 10],
  ['➀', 1, 10],
  ['➊', 1, 10],
];
/** In parentheses, because a bare digit would run into the number that follows. NFKC knows only some of them. */
const NUMBER = new Map(
  ENCIRCLED.flatMap(([first, number, last]) =>
    Array.from(
      { length: last - number + 1 },
      (_, at) => [String.fromCharCode(first.charCodeAt(0) + at), `(${number + at})`] as const,
    ),
  ),
);
const HAN = /^\p{Script=Han}$/u;

function foldAfresh(point: string): string {
  if (INVISIBLE.test(point)) return '';
  if (SPACE.test(point)) return ' ';
  const sign = SIGN.get(point) ?? NUMBER.get(point);
  if (sign !== undefined) return sign;
  const compatible = point.normalize('NFKC');
  if (compatible === point) return HAN.test(point) ? toSimplified(point) : point;
  return [...compatible]
    .map((one) => SIGN.get(one) ?? (HAN.test(one) ? toSimplified(one) : one))
    .join('')
    .replace(/\s+/g, ' ');
}

const folds = new Map<string, string>();

/** The folded form of one code point: '' when it is invisible, ' ' for any space, several characters for … or ㎡. */
export function foldPoint(point: string): string {
  const known = folds.get(point);
  if (known !== undefined) return known;
  const folded = foldAfresh(point);
  folds.set(point, folded);
  return folded;
}

/** In `foldUnit`: not one unit for one unit, so `foldPoint` has to be asked. */
export const UNEVEN = 0;
const units = new Uint16Array(0x10000);
const asked = new Uint8Array(0x10000);

/** The folded form of a UTF-16 unit where it is one unit as well, else `UNEVEN`: the common case without strings. */
export function foldUnit(unit: number): number {
  if (asked[unit] === 0) {
    asked[unit] = 1;
    const surrogate = unit >= 0xd800 && unit <= 0xdfff;
    const folded = surrogate ? '' : foldPoint(String.fromCharCode(unit));
    units[unit] = folded.length === 1 ? folded.charCodeAt(0) : UNEVEN;
  }
  return units[unit] ?? UNEVEN;
}

/**
 * Ideographs, kana (not their loose voice marks) and the signs set between them: a space beside one is typesetting, not a word
 * boundary.
 */
export const isWide = (unit: number): boolean =>
  (unit >= 0x2e80 && unit <= 0x9fff && unit !== 0x3099 && unit !== 0x309a) ||
  (unit >= 0xf900 && unit <= 0xfaff) ||
  (unit >= 0xd840 && unit <= 0xd888);
