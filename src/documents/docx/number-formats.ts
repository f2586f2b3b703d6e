import { inChinese, inChineseDigits } from '../numerals.ts';

/** 壹贰叁: what stands in amounts and in the formats that banks use. */
const LEGAL = new Map(
  [...'〇一二三四五六七八九十百千'].map((char, at) => [char, [...'零壹贰叁肆伍陆柒捌玖拾佰仟'][at] ?? '']),
);
const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];
const ROMAN: readonly (readonly [value: number, letters: string])[] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
  ] as const),
  ...([
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

/** One of a row of signs; beyond its end plain digits, as Word does. */
const signOf =
  (signs: readonly string[]) =>
  (value: number): string =>
    signs[value - 1] ?? String(value);

/** Twenty signs that stand one behind the other in Unicode: ①②③. */
const row = (first: string): string[] =>
  Array.from({ length: 20 }, (_, at) => String.fromCodePoint((first.codePointAt(0) ?? 0) + at));

/** a … z, aa, bb. */
const letters = (value: number): string =>
  value < 1 ? '' : String.fromCodePoint(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));

function roman(value: number): string {
  let [words, rest] = ['', value];
  for (const [worth, sign] of ROMAN) for (; rest >= worth; rest -= worth) words += sign;
  return words;
}

/** 壹拾: the ten keeps its one. */
const legal = (value: number): string =>
  [...inChinese(value).replace(/^十/, '一十')].map((char) => LEGAL.get(char) ?? char).join('');

const wide = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** The number formats of Word (ECMA-376, 17.18.59) that Chinese documents use. */
const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: wide,
  decimalFullWidth2: wide,
  decimalEnclosedCircle: signOf(row('①')),
  decimalEnclosedCircleChinese: signOf(row('①')),
  decimalEnclosedParen: signOf(row('⑴')),
  decimalEnclosedFullstop: signOf(row('⒈')),
  chineseCounting: inChinese,
  chineseCountingThousand: inChinese,
  japaneseCounting: inChinese,
  taiwaneseCounting: inChinese,
  taiwaneseCountingThousand: inChinese,
  ideographDigital: inChineseDigits,
  japaneseDigitalTenThousand: inChineseDigits,
  taiwaneseDigital: inChineseDigits,
  chineseLegalSimplified: legal,
  ideographTraditional: signOf(STEMS),
  ideographZodiac: signOf(BRANCHES),
  lowerLetter: letters,
  upperLetter: (value) => letters(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
  none: () => '',
};

/** A number as Word prints it in a format; undefined for a format that is not known here, and for bullets. */
export const printedNumber = (format: string, value: number): string | undefined => FORMATS[format]?.(value);
