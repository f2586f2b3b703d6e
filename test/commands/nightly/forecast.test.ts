import { beforeAll, describe, expect, it } from 'vitest';
import type { WorkCalendar } from '../../../src/calendar/work-calendar.ts';
import { dueAhead, dueJson } from '../../../src/commands/nightly/due.ts';
import { forecastLines } from '../../../src/commands/nightly/forecast.ts';
import { text } from '../../../src/language/text.ts';
import type { Entry, State } from '../../../src/ledger/entry.ts';
import { openEntry } from '../../../src/ledger/entry-life.ts';
import type { Report } from '../../../src/report/report.ts';
import { daysAhead } from '../../../src/verdicts/forecast.ts';
import type { Verdict } from '../../../src/verdicts/verdict.ts';
import { rulesCalendar } from '../../calendar/rules-calendar.ts';
import { reportOn, VERDICTS } from '../../report/sample.ts';
import { plainly } from '../../support/sample-run.ts';

let calendar: WorkCalendar;
beforeAll(async () => {
  calendar = await rulesCalendar();
});
const until = (asOf: string, days: number): string => daysAhead(asOf, days, calendar).until;

describe('the days ahead', () => {
  it.each([
    [
      'two working days before 春节 2026: the make-up Saturday, and the first day after nine',
      '2026-02-13',
      2,
      '2026-02-24',
    ],
    ['from within 春节', '2026-02-18', 1, '2026-02-24'],
    ['over the make-up Saturday after it', '2026-02-27', 1, '2026-02-28'],
    ['to a make-up Sunday before 国庆', '2026-09-18', 1, '2026-09-20'],
    ['over New Year to the make-up Sunday', '2025-12-31', 1, '2026-01-04'],
    ['none: the day itself', '2026-02-16', 0, '2026-02-16'],
  ])('%s', (_, asOf, days, last) => {
    expect(until(asOf, days)).toBe(last);
  });

  it('are weeks of five working days, and said to be, where the holidays of a year are not loaded', () => {
    expect(daysAhead('2026-12-30', 5, calendar)).toEqual({ from: '2026-12-30', until: '2027-01-06', uncounted: true });
    expect(daysAhead('2026-12-30', 10, calendar).until).toBe('2027-01-13');
  });
});

/** 13 February 2026, a Friday; 14 February is a working Saturday, 15 to 23 February are 春节. */
const DAY = '2026-02-13';
const [LATE] = VERDICTS;
const duty = (due: string, departments: readonly string[], more: Partial<Verdict> = {}): Verdict => {
  if (!LATE?.deadline) throw new Error('the sample has lost its deadline');
  const { item, element, channel = 'portal', aspect, severity, basis, readings, remedy } = LATE;
  const rest = { item, element, channel, aspect, severity, basis, readings, remedy };
  const deadline = { ...LATE.deadline, due, lenientDue: due };
  const owners = { content: departments, publisher: '营销部' };
  return {
    ...rest,
    ...{ says: [], remarks: [], quotes: [], facts: [] },
    id: `${due}/${departments.join()}`,
    outcome: 'pending',
    deadline,
    owners,
    ...more,
  };
};
const gapOf = (number: string, limit: string, state: State = 'doing'): Entry => {
  const run = { company: 'shili', unit: '示例', asOf: DAY, verdicts: VERDICTS, describe: plainly };
  const opened = LATE && openEntry(number, [LATE], run);
  if (!opened) throw new Error('the sample has lost its gap');
  const described = {
    ...opened.described,
    departments: text('办公室', 'Office'),
    element: text('办公地址', 'address'),
  };
  return { ...opened, verdict: 'gone', described, state, handling: { ...opened.handling, until: limit } };
};
const report = (verdicts: readonly Verdict[], more: Partial<Report> = {}): Report =>
  reportOn(verdicts, { asOf: DAY, waivers: [], ...more });
const ahead = (days = 2) => daysAhead(DAY, days, calendar);
const waiver = (last: string, status: Report['waivers'][number]['status'], verdicts: readonly string[]) => ({
  ...{ reason: '营业厅搬迁', approver: '示例分管领导', from: '2026-01-01', until: last, at: 'waivers.yaml:2' },
  ...{ status, verdicts },
});

describe('what falls due', () => {
  it('is sorted by day, then by department, whatever it is', () => {
    const verdicts = [duty('2026-02-24', ['营销部']), duty('2026-02-24', ['办公室']), duty('2026-02-14', ['设备部'])];
    const due = dueAhead(report(verdicts), [gapOf('shili-2026-0002', '2026-02-20')], ahead());
    expect(due.map(({ day, departments, kind }) => [day, departments.join(), kind])).toEqual([
      ['2026-02-14', '设备部', 'duty'],
      ['2026-02-20', '办公室', 'rectification'],
      ['2026-02-24', '办公室', 'duty'],
      ['2026-02-24', '营销部', 'duty'],
    ]);
  });

  it.each([
    ['within 春节 is ahead, since nobody works before its end', '2026-02-20', 'doing', 1],
    ['on the first working day after it', '2026-02-24', 'todo', 1],
    ['on the day of audit', DAY, 'returned', 1],
    ['a day later than asked for', '2026-02-25', 'doing', 0],
    ['that has passed', '2026-02-12', 'doing', 0],
    ['of what was handed in for review', '2026-02-20', 'review', 0],
    ['of what is closed', '2026-02-20', 'closed', 0],
    ['of what was not upheld', '2026-02-20', 'dismissed', 0],
    ['of an extension', '2026-02-20', 'extended', 1],
    ['that nobody set', '', 'doing', 0],
  ] as const)('a 整改时限 %s', (_, limit, state, count) => {
    expect(dueAhead(report([]), [gapOf('shili-2026-0001', limit, state)], ahead())).toHaveLength(count);
  });

  it.each([
    ['its last day is ahead', '2026-02-20', 'in-force', 1],
    ['it lasts longer', '2026-03-20', 'in-force', 0],
    ['it has ended', '2026-02-12', 'expired', 0],
    ['nothing is waived by it', '2026-02-20', 'idle', 0],
  ] as const)('a waiver where %s', (_, last, status, count) => {
    const verdict = duty('2026-06-01', ['设备部']);
    const due = dueAhead(report([verdict], { waivers: [waiver(last, status, [verdict.id])] }), [], ahead());
    expect(due).toHaveLength(count);
    if (count > 0) expect(due[0]).toMatchObject({ kind: 'waiver', day: last, departments: ['设备部'] });
  });

  it('an on-site checklist while it is in force, with the departments of what rests on it', () => {
    const verdict = duty('2026-06-01', ['营销部']);
    const sheet = { at: 'records/中心.xlsx', site: '中心营业厅', until: '2026-02-23', verdicts: [verdict.id] };
    const checklists = [
      { ...sheet, status: 'in-force' as const },
      { ...sheet, until: DAY, status: 'expired' as const },
    ];
    const due = dueAhead(report([verdict], { checklists }), [], ahead());
    expect(due.map(dueJson)).toEqual([
      {
        ...{ kind: 'checklist', due: '2026-02-23', departments: ['营销部'] },
        ...{ at: 'records/中心.xlsx', site: '中心营业厅', verdicts: [verdict.id] },
      },
    ]);
  });
});

describe('what is told', () => {
  const told = (language: 'zh' | 'en', short = false): string[] => {
    const pending = duty('2026-02-14', ['营销部'], { instance: '2026-02' });
    const sheet = { at: 'records/中心.xlsx', site: '中心营业厅', until: '2026-02-23', verdicts: [pending.id] };
    const whole = report([pending], {
      waivers: [waiver('2026-02-20', 'in-force', [pending.id])],
      checklists: [{ ...sheet, status: 'in-force' }],
    });
    const due = dueAhead(whole, [gapOf('shili-2026-0001', '2026-02-16')], ahead());
    return forecastLines(ahead(), due, whole, { language }, short);
  };

  it('that nothing falls due, to who asked, and no word where nobody did', () => {
    const none = (short: boolean) => forecastLines(ahead(), [], report([]), { language: 'zh' }, short);
    expect(none(false)).toEqual(['2026-02-24 及以前没有到期的事项']);
    expect(none(true)).toEqual([]);
  });

  it('what is due on a day that nobody can count before the holidays are announced', () => {
    const { deadline: _, ...open } = duty('2026-02-14', ['营销部'], { outcome: 'cantTell', reason: 'no-calendar' });
    const waiting = { ...open, instance: 'change-2026-12-24' };
    const late = daysAhead('2026-12-30', 5, calendar);
    const told = forecastLines(late, [], report([waiting], { asOf: '2026-12-30' }), { language: 'zh' }, true);
    expect(told).toEqual([
      '2027-01-06 及以前没有到期的事项（缺节假日安排，按每周 5 个工作日估算）',
      '另有 1 项的期限跨入没有节假日安排的年度，要等放假通知发布后才能计算：',
      expect.stringMatching(/^ {2}1\.2 .* 2026-12-24 变更 · 企业门户网站$/),
    ]);
  });

  it('one line each, in Chinese', () => {
    expect(told('zh')).toEqual([
      '2026-02-24 及以前到期：',
      expect.stringMatching(/^ {2}2026-02-14 {2}营销部 {2}1\.2 .* 2026-02 · 企业门户网站 · 时限内/),
      expect.stringMatching(
        /^ {2}2026-02-16 {2}办公室 {2}整改时限：办公地址 · .* · 更新不及时（shili-2026-0001，整改中）$/,
      ),
      '  2026-02-20  营销部  豁免到期，此后 1 项问题重新计入（waivers.yaml:2）',
      '  2026-02-23  营销部  现场核查表到期：中心营业厅 1 项须重新核查（records/中心.xlsx）',
    ]);
  });

  it('and in English', () => {
    const words = told('en')
      .join('\n')
      .replaceAll(/中心营业厅|records\/中心\.xlsx/g, '');
    expect(words).toContain('time limit of mending: address');
    expect(words).toContain('a waiver ends; after it 1 gaps count again');
    expect(words).not.toMatch(/整改|豁免|到期/);
  });

  it('the same duty in several places is one line, with the places', () => {
    const halls = ['中心', '南岸', '城关', '松林'].map((name) =>
      duty('2026-02-14', ['营销部'], { id: name, channel: 'hall', site: `${name}营业厅`, instance: '2026-03' }),
    );
    const lines = (verdicts: readonly Verdict[]) =>
      forecastLines(ahead(), dueAhead(report(verdicts), [], ahead()), report(verdicts), { language: 'zh' }, true);
    expect(lines(halls.slice(0, 2))).toEqual([
      '2026-02-24 及以前到期：',
      expect.stringMatching(/ 2026-03 · 供电营业厅（中心营业厅）、供电营业厅（南岸营业厅） · 时限内/),
    ]);
    expect(lines(halls)).toEqual([
      '2026-02-24 及以前到期：',
      expect.stringMatching(/、供电营业厅（城关营业厅）等 4 处 · 时限内/),
    ]);
  });

  it('a reminder names ten and counts the rest', () => {
    const verdicts = Array.from({ length: 13 }, (_, at) => duty('2026-02-14', [`第${at}部`]));
    const due = dueAhead(report(verdicts), [], ahead());
    const lines = forecastLines(ahead(), due, report(verdicts), { language: 'zh' }, true);
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe('  另有 3 项');
    expect(forecastLines(ahead(), [], report([]), { language: 'zh' }, true)).toEqual([]);
  });
});
