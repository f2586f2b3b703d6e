import { parseCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import { text, type Language, type Text } from '../language/text.ts';
import { STATES, type Entry, type Handling } from './entry.ts';
import { CHECKSUM, checksumOf, SHEET_COLUMNS, stateNamed, type SheetColumn } from './sheet.ts';
import { actionBetween, advance } from './transitions.ts';

/** One row of an edited table: what stands under each heading. */
export interface EditedRow {
  /** As in the table, from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<SheetColumn, string>;
}

/** What an edited row comes to. Nothing is taken from a row of which anything is in the way. */
export type Taken =
  | { readonly kind: 'same'; readonly ignored: readonly Text[] }
  | { readonly kind: 'changed'; readonly entry: Entry; readonly ignored: readonly Text[] }
  | { readonly kind: 'conflict'; readonly says: readonly Text[] }
  | { readonly kind: 'refused'; readonly says: readonly Text[] };

/**
 * Compares a row with the line as it was exported (`base`) and as it is now. A field that only one side changed is taken from
 * that side; one that both changed differently is a conflict, told with both wordings.
 */
export function takeBack(row: EditedRow, base: Entry, now: Entry, on: CivilDate, language: Language): Taken {
  const mine = SHEET_COLUMNS.filter((column) => isEdited(column, row, base, language));
  const checksum = valueOf(CHECKSUM, row);
  // One that a spreadsheet took for a number says nothing.
  const isUnharmed = SPOILT.test(checksum) || checksumOf((column) => valueOf(column, row)) === checksum;
  const ignored = isUnharmed ? [] : [IGNORED];
  const clashes = mine.filter((column) => clash(column, row, base, now, language));
  const news = mine.filter((column) => valueOf(column, row) !== shownIn(column, now, language));
  const wrong = news.flatMap((column) => wrongIn(column, valueOf(column, row)));
  if (clashes.length > 0)
    return { kind: 'conflict', says: [...clashes.map((column) => clashText(column, row, now, language)), ...wrong] };
  if (news.length === 0) return { kind: 'same', ignored };
  const applied = apply(news, row, now, on, ignored);
  // All that is wrong with a row is told at once: what is no day, and what stands in the way of the step.
  if (wrong.length > 0) return { kind: 'refused', says: [...wrong, ...('says' in applied ? applied.says : [])] };
  return applied;
}

/** What is wrong with the words of one cell, whatever the row comes to. */
function wrongIn(column: SheetColumn, value: string): readonly Text[] {
  if (column.type === 'date') return isDay(value) ? [] : [noDay(column, value)];
  return SPOILT.test(value) ? [spoiltText(column, value)] : [];
}

function apply(
  news: readonly SheetColumn[],
  row: EditedRow,
  now: Entry,
  on: CivilDate,
  ignored: readonly Text[],
): Taken {
  const given = Object.fromEntries(
    news.flatMap((column) =>
      column.edits === undefined || column.edits === 'state' ? [] : [[column.edits, valueOf(column, row)]],
    ),
  ) as Partial<Handling>;
  const progress = news.find(({ edits }) => edits === 'state');
  if (!progress) return { kind: 'changed', entry: { ...now, handling: { ...now.handling, ...given } }, ignored };
  const wanted = stateNamed(valueOf(progress, row));
  if (!wanted) return { kind: 'refused', says: [noState(valueOf(progress, row))] };
  const action = actionBetween(now.state, wanted);
  if (!action) return { kind: 'refused', says: [noStep(valueOf(progress, row), now)] };
  const taken = advance(now, action, given, on);
  return 'refused' in taken ? { kind: 'refused', says: taken.refused } : { kind: 'changed', entry: taken, ignored };
}

const valueOf = (column: SheetColumn, { cells }: EditedRow): string => (cells.get(column) ?? '').trim();

const shownIn = (column: SheetColumn, entry: Entry, language: Language): string =>
  String(column.cell(entry, language) ?? '').trim();

const folded = (words: string): string => words.replaceAll(/\s+/g, ' ');

/** A column that the table has lost was not edited. */
function isEdited(column: SheetColumn, row: EditedRow, base: Entry, language: Language): boolean {
  if (column.edits === undefined || !row.cells.has(column)) return false;
  const value = valueOf(column, row);
  if (column.edits === 'state') return stateNamed(value) !== base.state;
  return folded(value) !== folded(shownIn(column, base, language));
}

function clash(column: SheetColumn, row: EditedRow, base: Entry, now: Entry, language: Language): boolean {
  if (column.edits === 'state') return now.state !== base.state && stateNamed(valueOf(column, row)) !== now.state;
  const current = folded(shownIn(column, now, language));
  return current !== folded(shownIn(column, base, language)) && current !== folded(valueOf(column, row));
}

const clashText = (column: SheetColumn, row: EditedRow, now: Entry, language: Language): Text => {
  const [mine, other] = [valueOf(column, row), shownIn(column, now, language)];
  return text(
    `「${column.header.zh}」表中为「${mine}」，台账此后已改为「${other}」`,
    `“${column.header.en}” is “${mine}” in the table, but the ledger has meanwhile been changed to “${other}”`,
  );
};

const IGNORED = text(
  '由核查填写的栏目（供电单位至发布责任单位、销号日期等）有改动，改动未采用',
  'columns that the audit writes (Unit to Publisher, Closed on …) were edited; those edits were not taken',
);

/** Nothing was mended, nor will be, before this day: 12.3 for 3 December is the 11th of January 1900 to a spreadsheet. */
const FIRST_DAY = '2000-01-01';

const isDay = (value: string): boolean => value === '' || (parseCivilDate(value) !== null && value >= FIRST_DAY);

/** What is no day would fall due on none, and no extension could be told to be later. */
const noDay = ({ header }: SheetColumn, value: string): Text =>
  text(
    `「${header.zh}」中的「${value}」不是日期，应写作 2026-11-20`,
    `“${header.en}” holds “${value}”, which is no date; write it like 2026-11-20`,
  );

/** What a spreadsheet makes of a long number, of words that begin like a formula, and of a column that is too narrow. */
const SPOILT = /^(?:\d(?:\.\d+)?E[+-]?\d+|#(?:NAME\?|VALUE!|REF!|N\/A|DIV\/0!|NUM!|NULL!)|#{3,})$/i;

const spoiltText = ({ header }: SheetColumn, value: string): Text =>
  text(
    `「${header.zh}」中的「${value}」是表格软件改成的，原来写的已看不出；把这一格设为文本格式后重新填写`,
    `“${header.en}” holds “${value}”, which the spreadsheet program made of what was written; format the cell as text and write it again`,
  );

/** What staff write once the mending is done; the ledger waits for the reviewer then. */
const DONE = /完成|完毕|已整改|已改|done|mended/i;

/** What may be written: an audit alone finds a gap again. */
const WRITABLE = Object.entries(STATES)
  .filter(([state]) => state !== 'relapsed')
  .map(([, name]) => name);

function noState(word: string): Text {
  const zh = DONE.test(word) ? `；整改完成的写「${STATES.review.zh}」` : '';
  const en = DONE.test(word) ? `; what is mended is “${STATES.review.en}”` : '';
  const [saidZh, saidEn] =
    word === ''
      ? ['整改进展是空的', 'the progress is empty']
      : [`整改进展没有「${word}」`, `there is no progress “${word}”`];
  return text(
    `${saidZh}，可以写：${WRITABLE.map((name) => name.zh).join('、')}${zh}`,
    `${saidEn}; possible: ${WRITABLE.map((name) => name.en).join(', ')}${en}`,
  );
}

const noStep = (wanted: string, { state }: Entry): Text =>
  text(
    `整改进展不能由「${STATES[state].zh}」改为「${wanted}」`,
    `the progress cannot go from “${STATES[state].en}” to “${wanted}”`,
  );
