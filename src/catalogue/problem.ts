import { text, type Text } from '../language/text.ts';

/** Something wrong in a file that a person wrote: where, what, and what to do about it. */
export interface Problem {
  /** As the user knows it, with forward slashes: `rules/chongqing/items/03.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** In a workbook: `变更登记!C5`. */
  readonly cell?: string;
  readonly message: Text;
  readonly hint?: Text;
}

/** A place in a file; line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** In a workbook: `变更登记!C5`. */
  readonly cell?: string;
}

export const problem = ({ file, line, column, cell }: Place, message: Text, hint?: Text): Problem => ({
  file,
  line,
  column,
  ...(cell !== undefined && { cell }),
  message,
  ...(hint !== undefined && { hint }),
});

/** `rules/x.yaml:5:11`; in a workbook `records/变更登记.xlsx 变更登记!C5`. */
export const spellPlace = ({ file, line, column, cell }: Place): string =>
  cell === undefined ? `${file}:${line}:${column}` : `${file} ${cell}`;

/** By file, line and column; the same complaint at the same place once. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = (a: Problem, b: Problem) =>
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
  const seen = new Set<string>();
  return [...problems].sort(byPlace).filter((one) => {
    const key = `${spellPlace(one)} ${one.message.zh}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** One line for a person: `rules/x.yaml:5:11 日历上没有 2022-02-30 这一天（…）`. */
export function spellProblem(one: Problem): Text {
  const [zh, en] = one.hint ? [`（${one.hint.zh}）`, ` (${one.hint.en})`] : ['', ''];
  return text(`${spellPlace(one)} ${one.message.zh}${zh}`, `${spellPlace(one)} ${one.message.en}${en}`);
}
