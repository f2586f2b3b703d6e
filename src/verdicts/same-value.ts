import { chineseNumber, NUMERAL } from '../documents/numerals.ts';
import { amountsIn } from '../documents/prices.ts';

/** So many characters of an address tell it, whatever province or city stands before them. */
const TELLING = 6;

/** An address down to its house number, and what stands behind; 附1号 is another house. */
const HOUSE = /^(?<house>\p{Script=Han}.*?\d号)(?<within>(?!附|之|\d).+)$/u;

/**
 * 示范省滨海新区海港路8号 is 滨海新区海港路8号, and the same house as 海港路8号电力大厦1楼; a number never loses its first
 * digits.
 */
export function isSame(one: string, other: string): boolean {
  return isSameWording(one, other) || isSameAmount(one, other) || isSameWording(inDigits(one), inDigits(other));
}

function isSameWording(one: string, other: string): boolean {
  const [first, second] = [HOUSE.exec(one)?.groups, HOUSE.exec(other)?.groups];
  // Two floors of one house are two addresses.
  if (first?.house && !second) return endsAlike(first.house, other);
  if (second?.house && !first) return endsAlike(one, second.house);
  return endsAlike(one, other);
}

function endsAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= TELLING && /^\p{Script=Han}/u.test(short) && long.endsWith(short);
}

/** 3.25亿千瓦时 is 32500万千瓦时, and 0.4321元/千瓦时 is 432.1元/兆瓦时 (C40). */
function isSameAmount(one: string, other: string): boolean {
  const [first, second] = [wholeAmount(one), wholeAmount(other)];
  return first !== undefined && first === second;
}

function wholeAmount(value: string): string | undefined {
  const [amount] = amountsIn(inDigits(value));
  if (amount?.shown.length !== inDigits(value).length || amount.to !== undefined) return undefined;
  return `${amount.value}${amount.unit}`;
}

/** 三个工作日, 松林路一号: a count and the number of a house, whichever way they are written. */
const COUNT = new RegExp(`[${NUMERAL}]{1,4}(?=个?工作日|小时|天|号|楼|层|室|栋|幢)`, 'gu');

const inDigits = (value: string): string =>
  value.replace(COUNT, (words) => String(chineseNumber(words) ?? words)).replaceAll('个工作日', '工作日');
