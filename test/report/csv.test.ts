import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { csv } from '../../src/report/csv.ts';
import type { Report } from '../../src/report/report.ts';
import { filledWith } from './filled.ts';
import { SAMPLE } from './sample.ts';

const told = (report: Report, language: 'zh' | 'en' = 'zh'): string =>
  csv.render(report, { language, colour: false, width: 100 });
/** As Excel does, which ends a row at every line break that is not in quotation marks. */
const rowsOf = (words: string): string[][] => parse(words, { bom: true, record_delimiter: ['\r\n', '\n'] });

it('opens in Excel as Chinese: a byte order mark, Windows line ends, one row a gap', () => {
  const words = told(SAMPLE);
  expect(words.startsWith('\ufeff序号,供电单位,信息类别')).toBe(true);
  expect(words).toMatch(/\r\n$/);
  expect(rowsOf(words)).toHaveLength(1 + SAMPLE.gaps);
});

it('keeps a gap in one row whose proof stands on several lines', () => {
  const rows = rowsOf(told(SAMPLE));
  expect(rows.some((row) => row.some((cell) => cell.includes('\n')))).toBe(true);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows[0]?.length]));
});

it('tells the overdue address with its due date and lateness', () => {
  const [head = [], first = []] = rowsOf(told(SAMPLE));
  const at = (name: string): string | undefined => first[head.indexOf(name)];
  expect([at('应完成日期'), at('逾期天数（工作日）'), at('责任部门'), at('结论编号')]).toEqual([
    '2026-10-15',
    '3',
    '办公室',
    '1.2/portal/change-2026-09-24/timeliness',
  ]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1'])('%j from a page is not run', (words) => {
  for (const row of rowsOf(told(filledWith(words)))) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
});

it('has English headings', () => {
  expect(rowsOf(told(SAMPLE, 'en'))[0]?.slice(0, 5)).toEqual(['No.', 'Unit', 'Item', 'Element', 'Channel']);
});
