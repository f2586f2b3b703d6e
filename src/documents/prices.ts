import { chineseNumber } from './numerals.ts';

/** A quantity with its unit, as a text prints it. */
export interface Amount {
  /** Plain decimal without thousands separators or idle zeros, in the base unit: 0.6, 123000000. Compare as text. */
  readonly value: string;
  /** The upper end of a range: 96%-98%. */
  readonly to?: string;
  /** Base unit: 元/千瓦时, 元/千伏安·月, 千瓦时, 千瓦, 千伏安, 元, %, 分钟, 小时, 次 … with 万, 亿, 分 and k taken out. */
  readonly unit: string;
  readonly shown: string;
  readonly start: number;
  readonly end: number;
}

interface Measure {
  readonly unit: string;
  /** The printed unit is worth ten to this power of the base unit. */
  readonly power: number;
}

const ENERGY: readonly (readonly [RegExp, number])[] = [
  [/^(?:kwh|kw\.h|kw·h|千瓦时|千瓦·时|千瓦小时|度)$/iu, 0],
  [/^(?:mwh|mw·h|兆瓦时|兆瓦·时)$/iu, 3],
  [/^(?:gwh|吉瓦时)$/iu, 6],
];
const POWER: readonly (readonly [RegExp, number])[] = [
  [/^(?:kw|千瓦)$/iu, 0],
  [/^(?:mw|兆瓦)$/iu, 3],
  [/^(?:gw|吉瓦)$/iu, 6],
];
const APPARENT: readonly (readonly [RegExp, number])[] = [
  [/^(?:kva|千伏安)$/iu, 0],
  [/^(?:mva|兆伏安)$/iu, 3],
];
const MONEY: readonly (readonly [RegExp, number])[] = [
  [/^元$/u, 0],
  [/^角$/u, -1],
  [/^分(?:钱)?$/u, -2],
];
const BASES: readonly (readonly [string, readonly (readonly [RegExp, number])[]])[] = [
  ['千瓦时', ENERGY],
  ['千瓦', POWER],
  ['千伏安', APPARENT],
];

const WORD = String.raw`(?:kwh|kw·h|kw\.h|mwh|mw·h|gwh|千瓦·?时|千瓦小时|兆瓦·?时|吉瓦时|度|kva|mva|千伏安|兆伏安|kw|mw|gw|千瓦|兆瓦|吉瓦)`;
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const UNIT = [
  String.raw`(?<money>万?元|角|分(?:钱)?)\s?(?:\/|每|\()\s?(?<per>${WORD})\)?(?:\s?[·\/•.]?\s?(?<month>月))?`,
  String.raw`(?<scale>万|亿|百万|千万)?\s?(?<plain>${WORD}|元)(?![\p{Script=Han}]?\/)`,
  String.raw`(?<rate>%|‰)`,
  String.raw`(?<other>分钟\/户|小时\/户|次\/户|小时·户|工作日|个工作日|分钟|小时|天|个月)`,
].join('|');
const AMOUNT = new RegExp(
  String.raw`(?<![\d.A-Za-z])(?<number>${NUMBER})\s?(?:%?\s?(?:[-~]|至|到)\s?(?<upper>${NUMBER})\s?)?(?:${UNIT})`,
  'giu',
);
const CHINESE_PERCENT =
  /百分之(?<whole>[〇零一二三四五六七八九十百]{1,5})(?:点(?<part>[〇零一二三四五六七八九]{1,6}))?/gu;

/**
 * Every amount with a unit in normalised text, in one form: 0.60 元/kWh and 0.6元/千瓦时 are equal (C40), 60分/千瓦时 is
 * 0.6 元/千瓦时, 1.2亿千瓦时 is 120000000 千瓦时, 百分之九十九点九 is 99.9 %.
 */
export function amountsIn(text: string): readonly Amount[] {
  const found = Array.from(text.matchAll(AMOUNT)).flatMap((match) => readAmount(match));
  const percents = Array.from(text.matchAll(CHINESE_PERCENT)).flatMap((match) => readPercent(match));
  return [...found, ...percents].sort((one, other) => one.start - other.start);
}

function readAmount({ 0: shown, index, groups = {} }: RegExpExecArray): Amount[] {
  const measure = measureOf(groups);
  const { number = '', upper } = groups;
  if (!measure) return [];
  const value = shift(number, measure.power);
  const to = upper === undefined ? undefined : shift(upper, measure.power);
  return [
    { value, ...(to !== undefined && { to }), unit: measure.unit, shown, start: index, end: index + shown.length },
  ];
}

function measureOf(groups: Record<string, string | undefined>): Measure | null {
  const { money, per, month, scale = '', plain, rate, other } = groups;
  if (money !== undefined && per !== undefined) return priceMeasure(money, per, month !== undefined);
  if (plain === '元') return { unit: '元', power: SCALES[scale] ?? 0 };
  if (plain !== undefined) {
    const base = baseOf(plain);
    return base && { unit: base.unit, power: base.power + (SCALES[scale] ?? 0) };
  }
  if (rate !== undefined) return { unit: '%', power: rate === '‰' ? -1 : 0 };
  return other === undefined ? null : { unit: other.replace('个工作日', '工作日'), power: 0 };
}

const SCALES: Readonly<Record<string, number>> = { '': 0, 万: 4, 百万: 6, 千万: 7, 亿: 8 };

function priceMeasure(money: string, per: string, month: boolean): Measure | null {
  const base = baseOf(per);
  if (!base) return null;
  const coin = MONEY.find(([form]) => form.test(money.replace('万', '')))?.[1] ?? 0;
  const power = coin + (money.startsWith('万') ? 4 : 0) - base.power;
  return { unit: `元/${base.unit}${month ? '·月' : ''}`, power };
}

function baseOf(word: string): Measure | null {
  for (const [unit, forms] of BASES) {
    const form = forms.find(([pattern]) => pattern.test(word));
    if (form) return { unit, power: form[1] };
  }
  return null;
}

/** Moves the decimal point in the digits themselves, so that nothing is rounded. */
function shift(number: string, power: number): string {
  const [whole = '', fraction = ''] = number.replace(/,/g, '').split('.');
  const digits = whole + fraction;
  const point = whole.length + power;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  return plainDecimal(`${padded.slice(0, at)}.${padded.slice(at)}`);
}

/** 0.60 → 0.6, 1,200 → 1200, 007 → 7. */
export function plainDecimal(number: string): string {
  const [whole = '', fraction = ''] = number.replace(/,/g, '').split('.');
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  const tail = fraction.replace(/0+$/, '');
  return tail === '' ? head : `${head}.${tail}`;
}

const DIGITS = '零一二三四五六七八九';

function readPercent({ 0: shown, index, groups = {} }: RegExpExecArray): Amount[] {
  const whole = chineseNumber(groups.whole ?? '');
  if (whole === null) return [];
  const part = [...(groups.part ?? '')].map((digit) => Math.max(0, DIGITS.indexOf(digit))).join('');
  return [{ value: plainDecimal(`${whole}.${part}`), unit: '%', shown, start: index, end: index + shown.length }];
}

/** Compares two plain decimals exactly: negative, zero or positive. */
export function compareDecimals(one: string, other: string): number {
  const [a = '', b = ''] = one.split('.');
  const [c = '', d = ''] = other.split('.');
  if (a.length !== c.length) return a.length - c.length;
  const width = Math.max(b.length, d.length);
  const [left, right] = [a + b.padEnd(width, '0'), c + d.padEnd(width, '0')];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether the amount (both ends of a range) lies in [low, high], given as plain decimals of its unit. */
export const within = ({ value, to = value }: Amount, low: string, high: string): boolean =>
  compareDecimals(value, plainDecimal(low)) >= 0 && compareDecimals(to, plainDecimal(high)) <= 0;
