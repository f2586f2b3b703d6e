const DIGITS: ReadonlyMap<string, number> = new Map(
  ['〇○◯零OoΟ0', '一壹1', '二贰两2', '三叁3', '四肆4', '五伍5', '六陆6', '七柒7', '八捌8', '九玖9'].flatMap(
    (forms, value) => [...forms].map((form): [string, number] => [form, value]),
  ),
);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);
const MYRIADS: ReadonlyMap<string, number> = new Map([
  ['万', 1e4],
  ['亿', 1e8],
]);

/** Characters of a Chinese numeral, for character classes. 〇 is often typed as ○, a Latin O or 0. */
export const NUMERAL = '〇○◯零OΟ一二三四五六七八九十百两';
/** The same without the units: 二〇二六. */
export const NUMERAL_DIGIT = '〇○◯零OΟ一二三四五六七八九';

/**
 * Reads a whole number written in Chinese or ASCII digits: 二十一 and 21 → 21, 二〇二六 → 2026, 廿三 → 23, 一百零五 → 105,
 * 两万三千 → 23000. Null for anything else, so that a slip (二十一一) is never half read.
 */
export function chineseNumber(wording: string): number | null {
  const text = wording.replace(/廿/g, '二十').replace(/卅/g, '三十');
  if (text === '') return null;
  if ([...text].every((char) => DIGITS.has(char))) return positional(text);
  return withMyriads(text);
}

/** 二〇二六: each digit stands for itself. Numbers that arithmetic would round are refused. */
function positional(text: string): number | null {
  if (text.length > 12) return null;
  return [...text].reduce((value, char) => value * 10 + (DIGITS.get(char) ?? 0), 0);
}

function withMyriads(text: string): number | null {
  let total = 0;
  let rest = text;
  let below = Infinity;
  for (const [char, unit] of [...MYRIADS].reverse()) {
    const at = rest.indexOf(char);
    if (at < 0) continue;
    const head = sectionValue(rest.slice(0, at));
    if (head === null || head === 0 || unit >= below) return null;
    total += head * unit;
    below = unit;
    rest = rest.slice(at + 1);
  }
  if (rest === '') return total;
  const tail = sectionValue(rest.replace(/^[零〇]/, '') || rest);
  return tail === null ? null : total + tail;
}

/** Below ten thousand: 二十一, 一百零五, 三千二百. Units must fall from left to right. */
function sectionValue(text: string): number | null {
  if ([...text].every((char) => DIGITS.has(char))) return text === '' ? null : positional(text);
  let total = 0;
  let below = 10_000;
  let digit: number | null = null;
  let zero = false;
  for (const char of text) {
    const unit = UNITS.get(char);
    if (unit === undefined) {
      const value = DIGITS.get(char);
      if (value === undefined || (digit !== null && digit !== 0)) return null;
      digit = value;
      zero ||= value === 0;
      continue;
    }
    // 十五 says 15 without its 一; 百五 says nothing.
    if (unit >= below || digit === 0 || (digit === null && !(unit === 10 && total === 0))) return null;
    total += (digit ?? 1) * unit;
    below = unit;
    digit = null;
  }
  if (digit === null) return total;
  // 一百五 is 150 to some and 105 to others: only 一百零五 is read.
  return below === 10 || zero ? total + digit : null;
}

const FIGURES = [...'〇一二三四五六七八九'];

/** 2026 → 二〇二六. */
export const inChineseDigits = (value: number): string =>
  [...String(value)].map((digit) => FIGURES[Number(digit)] ?? '').join('');

/** 1 → 一, 12 → 十二, 20 → 二十, 105 → 一百零五; digit by digit from ten thousand on, which nothing is counted to. */
export function inChinese(value: number): string {
  if (value < 1 || value > 9999) return inChineseDigits(value);
  const digits = [...String(value)].map(Number);
  const words = digits.map((digit, at) =>
    digit === 0 ? '零' : `${FIGURES[digit]}${'千百十'.charAt(at + 4 - digits.length)}`,
  );
  return words.join('').replace(/零+/g, '零').replace(/零$/, '').replace(/^一十/, '十');
}
