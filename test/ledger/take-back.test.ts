import { describe, expect, it } from 'vitest';
import { openEntry } from '../../src/ledger/entry-life.ts';
import { ALL_COLUMNS, type SheetColumn } from '../../src/ledger/sheet.ts';
import { takeBack, type Taken } from '../../src/ledger/take-back.ts';
import { VERDICTS } from '../report/sample.ts';
import { plainly } from '../support/sample-run.ts';

const ON = '2026-12-01';
const GAP = VERDICTS.filter(({ id }) => id === '1.2/portal/change-2026-09-24/timeliness');
const opened = openEntry('shili-2026-0001', GAP, {
  ...{ company: 'shili', unit: '示例', asOf: '2026-11-20', verdicts: GAP, describe: plainly },
});
if (!opened) throw new Error('the sample has lost its gap');
const entry = opened;

/** The row of the table as it was exported, with what somebody wrote into it, by heading. */
function edited(written: Readonly<Record<string, string>>): Taken {
  const cells = new Map<SheetColumn, string>(
    ALL_COLUMNS.map((column) => [column, written[column.header.zh] ?? String(column.cell(entry, 'zh') ?? '')]),
  );
  return takeBack({ line: 4, cells }, entry, entry, ON, 'zh');
}
const why = (taken: Taken): string => ('says' in taken ? taken.says.map(({ zh }) => zh).join('；') : taken.kind);

describe('a row that a clerk has filled in', () => {
  it('is taken with its day and its progress', () => {
    const taken = edited({ 责任人: '甲', 整改进展: '整改中', 整改时限: '2026-11-30' });
    expect(taken).toMatchObject({ kind: 'changed', entry: { state: 'doing', handling: { until: '2026-11-30' } } });
  });

  it.each(['11月30日', '2026年11月30日前', '立行立改', '月底'])(
    'does not give %s for a day: it would fall due on none, and nothing would remind of it',
    (until) => {
      expect(why(edited({ 责任人: '甲', 整改进展: '整改中', 整改时限: until }))).toBe(
        `「整改时限」中的「${until}」不是日期，应写作 2026-11-20`,
      );
    },
  );

  it('does not take for a day of 1900 what a spreadsheet makes of 12.3', () => {
    expect(why(edited({ 责任人: '甲', 整改进展: '整改中', 整改时限: '1900-01-11' }))).toBe(
      '「整改时限」中的「1900-01-11」不是日期，应写作 2026-11-20',
    );
  });

  it.each(['完成', '已完成', '已整改', '整改完毕'])('%s is told what to write instead', (word) => {
    expect(why(edited({ 整改进展: word }))).toBe(
      `整改进展没有「${word}」，可以写：待整改、整改中、待复核、已销号、退回、延期、不予认定；整改完成的写「待复核」`,
    );
  });

  it('is told all that is wrong with it at once: what is no day, and a step that there is not or that is not yet possible', () => {
    expect(why(edited({ 整改进展: '办结', 整改时限: '月底', 完成时间: '下周' }))).toBe(
      [
        '「整改时限」中的「月底」不是日期，应写作 2026-11-20',
        '「完成时间」中的「下周」不是日期，应写作 2026-11-20',
        '整改进展没有「办结」，可以写：待整改、整改中、待复核、已销号、退回、延期、不予认定',
      ].join('；'),
    );
    expect(why(edited({ 整改进展: '待复核', 完成时间: '下周' }))).toBe(
      '「完成时间」中的「下周」不是日期，应写作 2026-11-20；填写责任人；每个受影响渠道都要有整改佐证，还缺：企业门户网站',
    );
  });

  it.each([
    ['待定', '整改进展没有「待定」，可以写：'],
    ['', '整改进展是空的，可以写：'],
    ['已销号', '整改进展不能由「待整改」改为「已销号」'],
  ])('with the progress “%s” is told what is in the way', (word, said) => {
    expect(why(edited({ 整改进展: word }))).toContain(said);
  });
});
