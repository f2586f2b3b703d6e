import type { Gap } from './normal-text-pinyin.ts';

/** The lines that notices set wide. 1 2 3 4 5 is more often the foot of a list than the line of that number. */
const LINES: readonly string[] = ['95598', '12398'];
const BLANK = String.raw`[ \u00a0\u2002-\u200a\u3000]{1,2}`;
const DASH = '[-－‐–]';

/** A digit of either width. */
const either = (digit: string): string => `[${digit}${String.fromCharCode(digit.charCodeAt(0) + 0xfee0)}]`;
const digitsOf = (line: string): readonly string[] => [...line].map(either);

/** 9 5 5 9 8 or 9-5-5-9-8: every digit apart, which no quantity is. */
const APART = LINES.flatMap((line) => [digitsOf(line).join(BLANK), digitsOf(line).join(DASH)]);
/** 955 98, 95-598: two numbers in a row of figures look the same, so that the words before it have to call it a line. */
const IN_TWO = LINES.flatMap((line) =>
  [2, 3].flatMap((at) =>
    [BLANK, DASH].map((sign) => `${digitsOf(line).slice(0, at).join('')}${sign}${digitsOf(line).slice(at).join('')}`),
  ),
);
const SET_WIDE = new RegExp(`(?<apart>${APART.join('|')})|(?:${IN_TWO.join('|')})`, 'g');

const DIGIT = String.raw`[\d０-９]`;
const LINKED = String.raw`[ \u00a0\u3000.．－-]{0,2}`;
/** More digits on either side make it part of something longer: 1 2 3 9 8 7. */
const GOES_ON_BEFORE = new RegExp(`${DIGIT}${LINKED}$`);
const GOES_ON_BEHIND = new RegExp(`^${LINKED}${DIGIT}`);
const IS_CALLED = /(?:热线|电话|专线|号码|客服|拨打|致电|拨)[^\d０-９]{0,10}$/u;
const IS_COUNTED = /^\s?(?:件|户|条|次|个|人|元|万|亿|千|米|台|宗|起|项|%|家)/u;
const DIGITS_ONLY = /[\d０-９]/u;
const NONE: readonly Gap[] = [];

/** Where a service line is set wide, the blanks and dashes between its digits: they are no part of the number. */
export function blanksInNumbers(raw: string): readonly Gap[] {
  if (raw.search(SET_WIDE) < 0) return NONE;
  return Array.from(raw.matchAll(SET_WIDE))
    .filter((match) => isLine(raw, match))
    .flatMap(({ 0: printed, index }) =>
      Array.from(printed).flatMap((char, at): Gap[] => (DIGITS_ONLY.test(char) ? [] : [[index + at, index + at + 1]])),
    );
}

function isLine(raw: string, { 0: printed, index, groups }: RegExpExecArray): boolean {
  const before = raw.slice(Math.max(0, index - 20), index);
  const behind = raw.slice(index + printed.length, index + printed.length + 4);
  if (GOES_ON_BEFORE.test(before) || GOES_ON_BEHIND.test(behind)) return false;
  return groups?.apart !== undefined || (IS_CALLED.test(before) && !IS_COUNTED.test(behind));
}
