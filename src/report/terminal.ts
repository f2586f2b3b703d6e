import type { TextReporter } from './report.ts';
import { gaps } from './terminal/gaps.ts';
import { head } from './terminal/head.ts';
import { papers } from './terminal/papers.ts';
import { matrix } from './terminal/matrix.ts';
import { lines, sheetOf, type Sheet } from './terminal/sheet.ts';
import { unknowns } from './terminal/unknowns.ts';

/** What a person reads first: coverage, the matrix, gaps by department, then what could not be told and what to do. */
export const terminal: TextReporter = {
  extension: 'txt',
  render: (report, options) => {
    const sheet = sheetOf(report, options);
    const parts = [head(sheet), matrix(sheet), gaps(sheet), unknowns(sheet), papers(sheet), readings(sheet)];
    return `${parts
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'))
      .join('\n\n')}\n`;
  },
};

/** Never silent about an assumption: every ambiguous wording that a verdict rests on, with the reading applied. */
function readings(sheet: Sheet): string[] {
  const { voice, paint } = sheet;
  const { t, say, report } = voice;
  if (report.readings.length === 0) return [];
  return [
    ...lines(sheet, '', t('本次核查采用的口径：', 'Readings applied where the wording is ambiguous:'), paint.dim),
    ...report.readings.flatMap(({ id, chosen }) => lines(sheet, `  ${id.padEnd(4)}`, say(chosen), paint.dim)),
  ];
}
