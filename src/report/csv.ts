import { stringify } from 'csv-stringify/sync';
import { PROBLEM_COLUMNS, problemsOf } from './problem-rows.ts';
import type { TextReporter } from './report.ts';
import { voiceOf } from './voice.ts';
import type { CellContent } from './workbook.ts';
import { cellText } from './workbook/text.ts';

/** 问题台账 for programs without Excel's format: with a byte order mark, and no cell that a spreadsheet would run. */
export const csv: TextReporter = {
  extension: 'csv',
  render: (report, { language }) => {
    const voice = voiceOf(report, language);
    const head = PROBLEM_COLUMNS.map(({ name }) => voice.say(name));
    const rows = problemsOf(voice).map((problem) => PROBLEM_COLUMNS.map(({ of }) => plain(of?.(problem))));
    // The library quotes only what holds a whole `\r\n`; Excel ends a row at a bare `\n` too.
    return stringify([head, ...rows], {
      ...{ bom: true, escape_formulas: true, record_delimiter: 'windows', quoted_match: '\n' },
    });
  },
};

const plain = (content: CellContent): string | number => {
  const value = typeof content === 'object' ? content.value : content;
  return typeof value === 'number' ? value : cellText(value ?? '');
};
