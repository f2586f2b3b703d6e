import { parseCivilDate } from '../../calendar/civil-date.ts';
import { SCREENSHOT_FILE } from '../report.ts';

/** Limits of the file format. */
export const CELL_LIMIT = 32_767;
const SHEET_NAME_LIMIT = 31;
const ADDRESS_LIMIT = 2_000;

// Characters that XML 1.0 forbids or that reorder what is read; line breaks and tabs stay.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu;

/** Words as a cell holds them: no control characters, no half of a surrogate pair, at most 32,767 characters, the cut shown by `…`. */
export function cellText(words: string): string {
  const clean = words
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(FORBIDDEN, '');
  return clean.length > CELL_LIMIT ? `${clean.slice(0, CELL_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…` : clean;
}

/** In the file `_x0041_` stands for `A`; words that merely look so are kept from being read so. */
export const escapedText = (words: string): string => words.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

/** Words that a spreadsheet would take for a formula or a number once somebody edits the cell. */
export const staysText = (words: string): boolean => /^\s*[=+\-@]/.test(words) || /^[\d.,%/: -]+$/.test(words);

/** Names of sheets: at most 31 characters, none of `[]:*?/\`, no quote at either end, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name, at) => {
    const clean = cellText(name)
      .replace(/[[\]:*?/\\\n\t]/g, '_')
      .replace(/^'+|'+$/g, '')
      .trim();
    const base = clean === '' ? `${at + 1}` : clean;
    const unique = withoutTwin(base, taken);
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function withoutTwin(base: string, taken: ReadonlySet<string>): string {
  for (let copy = 1; ; copy += 1) {
    const tail = copy === 1 ? '' : ` (${copy})`;
    const name = base.slice(0, SHEET_NAME_LIMIT - tail.length).replace(/[\ud800-\udbff]$/, '') + tail;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Midnight UTC of a civil day, as the format counts days; undefined for what is no day or lies before its calendar. */
export function spreadsheetDay(words: string): Date | undefined {
  return parseCivilDate(words) === null || words < '1900-03-01' ? undefined : new Date(`${words}T00:00:00Z`);
}

/** An address that a cell may lead to: http(s), or a picture beside the file. Anything else is shown as words only. */
export function linkTarget(address: string): string | undefined {
  if (SCREENSHOT_FILE.test(address)) return address;
  if (!/^https?:\/\//i.test(address) || address.length > ADDRESS_LIMIT || !URL.canParse(address)) return undefined;
  const { href } = new URL(address);
  return href.length > ADDRESS_LIMIT ? undefined : href;
}
