/** The lines that notices set wide or spell. 1 2 3 4 5 is more often the foot of a list than the line of that number. */
const LINES: readonly string[] = ['95598', '12398'];
const BLANK = String.raw`[ \u00a0\u2002-\u200a\u3000]{1,2}`;
const SIGN = '[-－‐–—·•・]';
/** What parts the digits of a quantity as well: 95,598 of a spreadsheet, 9.5.5.9.8. */
const MARK = '[,，.．]';
/** What makes a digit a key of a telephone: 9️⃣. */
const KEY = String.raw`\ufe0f?\u20e3`;

/** The first of each row of signs for 1 to 9: in figures; in circles white and black, in brackets, with a full stop. */
const FIGURES: readonly string[] = ['1', '１'];
const MARKS: readonly string[] = ['①', '❶', '➀', '➊', '⑴', '⒈', '⓵'];
const SPELLED = '一二三四五六七八九';

const rowsFrom = (firsts: readonly string[]): readonly string[] =>
  firsts.map((first) => Array.from(SPELLED, (_, at) => String.fromCharCode(first.charCodeAt(0) + at)).join(''));
const IN_FIGURES = rowsFrom(FIGURES);
const IN_SIGNS = [...rowsFrom(MARKS), SPELLED];

/** Every sign that stands for a digit from 1 to 9. */
const DIGIT_OF: ReadonlyMap<string, string> = new Map(
  [...IN_FIGURES, ...IN_SIGNS].flatMap((row) => Array.from(row, (sign, at) => [sign, `${at + 1}`] as const)),
);

/** A digit in the signs of these rows. */
const signIn = (rows: readonly string[], digit: string): string =>
  `[${rows.map((row) => row.charAt(Number(digit) - 1)).join('')}](?:${KEY})?`;

/** A line in the signs of these rows, its digits parted in one way throughout, where they are parted. */
const lineIn = (rows: readonly string[], partings: readonly string[]): string =>
  partings
    .flatMap((parting) =>
      LINES.map((line) => {
        const [first = '', ...others] = Array.from(line, (digit) => signIn(rows, digit));
        // In plain digits it is what it is, and frequent.
        return `${first}(?!${line.slice(1)})${others.map((other) => `(?:${parting})?${other}`).join('')}`;
      }),
    )
    .join('|');
/** 9 5 5 9 8, 9-5-5-9-8, 95-598, ９５５９８, 95,598. */
const WIDE = new RegExp(lineIn(IN_FIGURES, [BLANK, SIGN, MARK]), 'g');
/** 九五五九八, ⑨⑤⑤⑨⑧. In a pattern of its own: one for both takes three times as long over text that holds neither. */
const IN_WORDS = new RegExp(lineIn(IN_SIGNS, [BLANK, SIGN]), 'g');
/** Every digit apart, which no quantity is. */
const APART = new RegExp(`^.(?:${KEY})?(?:(?:${BLANK}|${SIGN}).(?:${KEY})?){4}$`);
/** No digit apart: a number as it stands, or one that is spelled. */
const JOINED = new RegExp(`^(?:.(?:${KEY})?){5}$`);

const DIGIT = String.raw`[\d０-９]`;
const LINKED = String.raw`[ \u00a0\u3000.．－-]{0,2}`;
/** More digits on either side make it part of something longer: 1 2 3 9 8 7. */
const GOES_ON_BEFORE = new RegExp(`${DIGIT}${LINKED}$`);
const GOES_ON_BEHIND = new RegExp(`^${LINKED}${DIGIT}`);
const NUMERAL = '[〇○零一二三四五六七八九十百千万亿两廿①-⑳]';
const SPELLED_BEFORE = new RegExp(`(?:${NUMERAL}|第)$`);
const SPELLED_BEHIND = new RegExp(`^${NUMERAL}`);
const IS_CALLED = /(?:热线|电话|专线|号码|客服|拨打|致电|拨)[^\d０-９]{0,10}$/u;
const IS_MARKED = new RegExp(MARK);
/** A label right before it: 热线处理时长12.398分钟 is a quantity. */
const IS_LABELLED = /(?:热线|电话|专线|号码|拨打|致电|拨)(?:\([^()]{1,8}\)|（[^（）]{1,8}）)?\s?[:：]?\s?["“「]?$/u;
const CALLS =
  /^\s?(?:供电|电力|客户|客服|服务|国网|南网|能源|监管|投诉|举报|报修|抢修|24小时){0,4}(?:热线|专线|服务电话|客服)/u;
const IS_COUNTED = /^\s?(?:件|户|条|次|个|人|元|万|亿|千|米|台|宗|起|项|%|家|通|单|笔|场|份|座|套|组|分|秒|小时|天)/u;

/**
 * The text with service lines that are set wide or spelled written in plain digits, of the same length: what stands between the
 * digits becomes an invisible sign. The same string where there is none.
 */
export const linesInDigits = (raw: string): string => drawn(drawn(raw, WIDE, isLine), IN_WORDS, isSpelledLine);

const drawn = (raw: string, form: RegExp, isMeant: typeof isLine): string =>
  raw.search(form) < 0
    ? raw
    : raw.replace(form, (printed, index: number) => (isMeant(raw, printed, index) ? inDigits(printed) : printed));

/** Signs of a text and of the digits they stand for have one unit each. */
const inDigits = (printed: string): string =>
  Array.from({ length: printed.length }, (_, at) => DIGIT_OF.get(printed.charAt(at)) ?? '\u200b').join('');

function isLine(raw: string, printed: string, index: number): boolean {
  const before = raw.slice(Math.max(0, index - 20), index);
  const behind = raw.slice(index + printed.length, index + printed.length + 24);
  if (GOES_ON_BEFORE.test(before) || GOES_ON_BEHIND.test(behind)) return false;
  if (IS_MARKED.test(printed)) return IS_LABELLED.test(before) && !IS_COUNTED.test(behind);
  if (APART.test(printed)) return true;
  // 955 98, 95-598: two numbers in a row of figures look the same, so that the words beside it have to call it a line.
  return !IS_COUNTED.test(behind) && (JOINED.test(printed) || IS_CALLED.test(before) || CALLS.test(behind));
}

const isSpelledLine = (raw: string, printed: string, index: number): boolean =>
  !SPELLED_BEFORE.test(raw.slice(0, index)) &&
  !SPELLED_BEHIND.test(raw.slice(index + printed.length)) &&
  isLine(raw, printed, index);
