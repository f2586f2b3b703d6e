import type { DataValidation, WriteSheet } from 'hucre/xlsx';
import type { Column, Sheet } from '../workbook.ts';
import { cellText, escapedText } from './text.ts';

export const CHOICES_SHEET = '_choices';
/** A list written into its rule may be no longer; longer ones are kept on a sheet of their own. */
const INLINE_LIMIT = 255;
const MESSAGE_LIMIT = 200;
/** Rows that staff may add below are held to the same values. */
const ROWS_BELOW = 200;

/** Where the drop-down values stand that do not fit into a rule: the formula of each list, and the sheet that holds them. */
export interface ChoiceLists {
  readonly formulas: ReadonlyMap<string, string>;
  readonly sheets: readonly WriteSheet[];
}

const keyOf = (choices: readonly string[]): string => JSON.stringify(choices);

/** A comma or a quote would be read as the end of a value. */
const fitsInline = (choices: readonly string[]): boolean =>
  choices.join(',').length <= INLINE_LIMIT && !choices.some((one) => /[",]|^\s|\s$/.test(one));

export function choiceLists(sheets: readonly Sheet[], name: string): ChoiceLists {
  const columns = sheets.flatMap((sheet) => sheet.columns);
  const wide = columns.flatMap(({ choices = [] }) => (choices.length > 0 && !fitsInline(choices) ? [choices] : []));
  const lists = [...new Map(wide.map((choices) => [keyOf(choices), choices])).values()];
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, down) =>
    lists.map((choices) => escapedText(cellText(choices[down] ?? ''))),
  );
  const range = (at: number, length: number): string => `'${name}'!$${letters(at)}$1:$${letters(at)}$${length}`;
  return {
    formulas: new Map(lists.map((choices, at) => [keyOf(choices), range(at, choices.length)])),
    sheets: lists.length > 0 ? [{ name, rows, veryHidden: true }] : [],
  };
}

/** The drop-down of one column over its rows; nothing for a column that takes any value. */
export function choiceRule(
  { choices = [], editable }: Column,
  place: { readonly letters: string; readonly first: number; readonly rows: number },
  { formulas }: ChoiceLists,
): DataValidation[] {
  if (choices.length === 0) return [];
  const formula = formulas.get(keyOf(choices));
  const last = place.first + Math.max(place.rows, 1) - 1 + (editable ? ROWS_BELOW : 0);
  return [
    {
      type: 'list',
      ...(formula === undefined ? { values: [...choices] } : { formula1: formula }),
      range: `${place.letters}${place.first}:${place.letters}${last}`,
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: 'gongkai',
      errorMessage: choices.join(' / ').slice(0, MESSAGE_LIMIT),
    },
  ];
}

/** 0 → A, 25 → Z, 26 → AA. */
export const letters = (at: number): string =>
  (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
