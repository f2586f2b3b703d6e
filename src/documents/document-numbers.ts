import { chineseNumber, NUMERAL } from './numerals.ts';

/** A document number (发文字号) or a decree (令), in its normal form. */
export interface DocumentNumber {
  /** 国能发监管规〔2021〕56号, 国家发展改革委令2024年第14号, 国务院令第666号. */
  readonly number: string;
  /** As it stands in the normalised text. */
  readonly shown: string;
  readonly start: number;
  readonly end: number;
}

/** Every bracket that pages put around the year, mixed pairs included: 〔2022], 「2022], _2012_, (2021). */
const OPEN = String.raw`[〔\[【［「『"'(（{_《〈<]`;
const CLOSE = String.raw`[〕\]】］」』"')）}_》〉>]`;
const NUMBER = new RegExp(
  String.raw`(?<agency>[\p{Script=Han}]{2,16})\s?${OPEN}\s?(?<year>(?:19|20)\d{2})\s?年?\s?${CLOSE}\s?(?:第\s?)?(?<serial>\d{1,5})\s?号`,
  'gu',
);
const DECREE = new RegExp(
  String.raw`(?<agency>[\p{Script=Han}、]{2,24}令)\s?(?:(?<year>(?:19|20)\d{2})\s?年\s?)?第?\s?(?<serial>\d{1,4}|[${NUMERAL}]{1,6})\s?号`,
  'gu',
);
/** Words of the sentence in front of a number. None of them occurs in an agency's abbreviation. */
const LEAD =
  /^.*(?:根据|按照|依据|依照|遵照|执行|落实|参照|参见|印发|转发|以及|通知|文件|规定|意见|办法|文号|字号|编号|关于|公布|发布|修订|号|见|和|与|及|或|的|由|以|等|为|按|据)/u;

/** Every document number in normalised text, whatever its brackets. */
export function documentNumbersIn(text: string): readonly DocumentNumber[] {
  const numbers = Array.from(text.matchAll(NUMBER), (match) =>
    built(match, ({ agency, year, serial }) => `${agency}〔${year}〕${Number(serial)}号`),
  );
  const decrees = Array.from(text.matchAll(DECREE), (match) =>
    built(match, ({ agency, year, serial }) => {
      const number = chineseNumber(serial);
      return number === null ? null : `${agency}${year === '' ? '' : `${year}年`}第${number}号`;
    }),
  );
  return [...numbers, ...decrees].flatMap((one) => one ?? []).sort((one, other) => one.start - other.start);
}

interface Parts {
  readonly agency: string;
  readonly year: string;
  readonly serial: string;
}

function built(match: RegExpExecArray, write: (parts: Parts) => string | null): DocumentNumber | null {
  const { agency: run = '', year = '', serial = '' } = match.groups ?? {};
  const agency = run.replace(LEAD, '');
  if (agency.length < 2) return null;
  const number = write({ agency, year, serial });
  const lead = run.length - agency.length;
  if (number === null) return null;
  return { number, shown: match[0].slice(lead), start: match.index + lead, end: match.index + match[0].length };
}

/** The normal form of one number written alone, or null when it is none. */
export const normalNumber = (wording: string): string | null => documentNumbersIn(wording)[0]?.number ?? null;

/** How a printed number relates to the known ones: the same, or so near that it must be a slip of the pen. */
export interface NumberMatch {
  readonly known: string;
  readonly exact: boolean;
}

/**
 * The known number that is meant. A slip is forgiven in the agency's abbreviation only (国能发监规管 for 国能发监管规, C77):
 * another year or serial is another document. Null when none is near.
 */
export function matchNumber(number: string, known: readonly string[]): NumberMatch | null {
  if (known.includes(number)) return { known: number, exact: true };
  const printed = split(number);
  const near = printed && known.find((candidate) => isSlip(printed, split(candidate)));
  return near ? { known: near, exact: false } : null;
}

const split = (number: string): Parts | null => {
  const { agency, year, serial } = /^(?<agency>.+?)〔(?<year>\d{4})〕(?<serial>\d+)号$/u.exec(number)?.groups ?? {};
  return agency && year && serial ? { agency, year, serial } : null;
};

function isSlip(printed: Parts, known: Parts | null): boolean {
  if (known?.year !== printed.year || known.serial !== printed.serial) return false;
  // Two other characters (国能发安全规), or one of a short abbreviation, make another agency.
  const room = known.agency.length >= 3 ? 1 : 0;
  return known.agency.endsWith(printed.agency) || distance(printed.agency, known.agency) <= room;
}

/** Edits (insert, delete, replace, swap of neighbours) from one string to the other. */
function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) row.push(cell(a, b, i, j, rows, row));
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

function cell(a: string[], b: string[], i: number, j: number, rows: number[][], row: number[]): number {
  const at = (r: number, c: number): number => rows[r]?.[c] ?? Infinity;
  const same = a[i - 1] === b[j - 1] ? 0 : 1;
  const plain = Math.min(at(i - 1, j) + 1, (row[j - 1] ?? Infinity) + 1, at(i - 1, j - 1) + same);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(plain, at(i - 2, j - 2) + 1) : plain;
}
