export type PhoneKind = 'service' | 'toll-free' | 'landline' | 'mobile';

/** A telephone number found in normalised text. */
export interface Phone {
  readonly kind: PhoneKind;
  /** Comparable form: 95598, 400-819-5598, 023-61239812, 13800000000; no spaces, no brackets. */
  readonly number: string;
  /** 转 8002. */
  readonly extension?: string;
  readonly start: number;
  readonly end: number;
}

/** Digits may be parted by one space or dash when a number is set wide; they never touch another digit. */
const spread = (digits: string): string => [...digits].join('[ -]?');
const DASH = String.raw`\s?[-—–―]{1,2}\s?`;
const AREA = String.raw`(?:\((?<bracketed>0\d{2,3})\)\s?|(?<area>0\d{2,3})(?:${DASH}|\s))`;
/** What makes five digits a quantity: 共受理12398件, 12398.5元. */
const NOT_A_QUANTITY = String.raw`(?!\d|[.,]\d|-\d|\s?(?:件|户|条|次|个|人|元|万|亿|千|米|台|宗|起|项|%|kW|kV|MW|GW|度|家))`;
const SERVICE = String.raw`95\d{3}|96\d{3}|12[23]\d{2}|${spread('95598')}|${spread('12398')}|${spread('12345')}`;

const PATTERN = new RegExp(
  [
    String.raw`(?<![\d.])(?<free>[48]00(?:${DASH}|\s)?\d{3,4}(?:${DASH}|\s)?\d{3,4})(?!\d)`,
    String.raw`(?<!\d|\d[ .-])(?<mobile>1[3-9]\d(?:[ -]?\d{4}){2})(?!\d)`,
    String.raw`(?<![\d.]|\d-)(?:\+?86${DASH})?(?:${AREA})(?<local>[2-8]\d{2,3}[ -]?\d{4}|[2-8]\d{3}[ -]\d{3})(?!\d)`,
    String.raw`(?<![\d.]|\d-)(?<joined>0(?:10|2\d)[2-8]\d{7}|0[3-9]\d{2}[2-8]\d{6,7})(?!\d)`,
    String.raw`(?<![\d.A-Za-z]|[\d+]-|\d,)(?:0\d{2,3}[ -])?(?<service>${SERVICE})${NOT_A_QUANTITY}`,
    String.raw`(?<![\d.]|\d-|[A-Za-z])(?<bare>[2-8]\d{2,3}[ -]?\d{4})(?!\d|[.,]\d|-\d)`,
  ].join('|'),
  'gu',
);
const EXTENSION = /\s?(?:转|分机号?|ext\.?|-)\s?(\d{1,5})(?!\d)/iuy;
const LABEL =
  /(?:电话|热线|传真|座机|固话|联系方式|联系人.{0,6}|咨询|报修|投诉|举报|值班|监督|号码|拨打|致电|Tel|TEL|tel|Fax)[^\d]{0,6}$/u;
const LIST = /^\s?[、,;/或及和]\s?$/u;

/**
 * Every telephone number in normalised text: service numbers (95598, 12398, 400-…), landlines with and without area code,
 * mobiles, spaced or hyphenated. Digits inside a longer number are none: neither 023-61239812 nor the id 20240712398
 * contains 12398 (C18). A landline without area code counts only behind a word such as 电话.
 */
export function phonesIn(text: string): readonly Phone[] {
  const found: Phone[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const phone = read(text, match, found.at(-1));
    if (phone) found.push(phone);
  }
  return found;
}

const digitsOf = (wording: string): string => wording.replace(/\D/g, '');

function read(text: string, match: RegExpExecArray, last: Phone | undefined): Phone | null {
  const { free, mobile, bracketed, area, local, joined, service, bare } = match.groups ?? {};
  const start = match.index;
  const end = start + match[0].length;
  if (service !== undefined) return { kind: 'service', number: digitsOf(service), start, end };
  if (free !== undefined) return tollFree(digitsOf(free), start, end);
  if (mobile !== undefined) return { kind: 'mobile', number: digitsOf(mobile), start, end };
  if (local !== undefined) return landline(text, `${bracketed ?? area}-${digitsOf(local)}`, start, end);
  if (joined !== undefined) {
    const code = /^0(?:10|2\d)/.test(joined) ? 3 : 4;
    return landline(text, `${joined.slice(0, code)}-${joined.slice(code)}`, start, end);
  }
  if (bare === undefined || !labelled(text, start, last)) return null;
  return landline(text, digitsOf(bare), start, end);
}

function tollFree(digits: string, start: number, end: number): Phone | null {
  if (digits.length !== 10) return null;
  const number = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
  return { kind: 'toll-free', number, start, end };
}

function landline(text: string, number: string, start: number, end: number): Phone {
  EXTENSION.lastIndex = end;
  const extension = EXTENSION.exec(text);
  if (!extension?.[1]) return { kind: 'landline', number, start, end };
  return { kind: 'landline', number, extension: extension[1], start, end: end + extension[0].length };
}

/** Behind 电话 and the like, or the next of a list of numbers: 62001111、62001112. */
function labelled(text: string, start: number, last: Phone | undefined): boolean {
  if (LABEL.test(text.slice(Math.max(0, start - 18), start))) return true;
  return last !== undefined && LIST.test(text.slice(last.end, start));
}

/** What OCR makes of digits. */
const MISREAD: ReadonlyMap<string, string> = new Map([
  ['+', '9'],
  ['g', '9'],
  ['q', '9'],
  ['l', '1'],
  ['I', '1'],
  ['|', '1'],
  ['Z', '2'],
  ['S', '5'],
  ['B', '8'],
]);
const MANGLED = /(?<![\dA-Za-z+|])[\d+gqlI|ZSB]{5}(?![\dA-Za-z+|])/gu;

/** A reading that a person should check: the digits as printed, and the number they may stand for. */
export interface SuggestedPhone {
  readonly printed: string;
  readonly number: string;
  readonly start: number;
  readonly end: number;
}

/** Numbers that OCR may have damaged: `+55+8` → 95598, `123+8` → 12398. Suggestions convict and acquit nobody (C21). */
export function suggestedPhones(
  text: string,
  known: readonly string[] = ['95598', '12398'],
): readonly SuggestedPhone[] {
  return Array.from(text.matchAll(MANGLED), ({ 0: printed, index }) => {
    const number = [...printed].map((char) => MISREAD.get(char) ?? char).join('');
    return { printed, number, start: index, end: index + printed.length };
  }).filter(({ printed, number }) => printed !== number && known.includes(number));
}
