import { beforeAll, describe, expect, it } from 'vitest';
import { deadlineCommand } from '../../src/commands/deadline.ts';
import type { WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { rulesCalendar } from './rules-calendar.ts';

let calendar: WorkCalendar;
beforeAll(async () => {
  calendar = await rulesCalendar();
});

/** The line that names the due day. */
const due = (day: string, phrase: string): string | undefined =>
  deadlineCommand(day, phrase, calendar).lines.find(({ zh }) => zh.startsWith('应完成日期'))?.zh;

describe('deadlineCommand', () => {
  it('spells the arithmetic out in Chinese and in English', () => {
    const { kind, lines } = deadlineCommand('2026-09-24', '10个工作日', calendar);
    expect(kind).toBe('answered');
    expect(lines.map(({ zh }) => zh)).toEqual([
      '起算日（不计入）：2026-09-24（周四）',
      '规则：自起算日起10个工作日内',
      '跳过 11 天：2026-09-25 至 2026-09-27 中秋节；2026-10-01 至 2026-10-07 国庆节；2026-10-11 周末',
      '计入调休上班日：2026-10-10（周六）',
      '应完成日期：2026-10-15（周四）',
    ]);
    expect(lines.at(-1)?.en).toBe('due: 2026-10-15 (Thu)');
  });

  it.each(['10 working days', '10个工作日', '１０个工作日', '10 workdays', '10WD', '10 工作日'])(
    'reads %s',
    (phrase) => {
      expect(deadlineCommand('2026-09-24', phrase, calendar).lines.at(-1)?.zh).toBe('应完成日期：2026-10-15（周四）');
    },
  );

  it.each(['7 days', '7日', '7天', '7个自然日'])('reads %s as calendar days', (phrase) => {
    expect(due('2026-09-29', phrase)).toBe('应完成日期：2026-10-06（周二）');
  });

  it.each([
    '2026-9-24',
    '2026/9/24',
    '2026.09.24',
    '20260924',
    '2026年9月24日',
    '２０２６年９月２４日',
    '二〇二六年九月二十四日',
  ])('takes the day %s', (day) => {
    expect(due(day, '十个工作日内')).toBe('应完成日期：2026-10-15（周四）');
  });

  it.each(['9月24日', '9-24', '民国115年9月24日', '2026-09-24 08:00', '24/9/2026', '20260230', '今天'])(
    'does not guess what day %s is',
    (day) => {
      expect(deadlineCommand(day, '10个工作日', calendar).kind).toBe('usage');
    },
  );

  it.each([
    ['2025-11-30', '3个月内', '2026-02-28（周六）'], // the last day of a shorter month; a Saturday that is worked
    ['2023-11-30', '三个月', '2024-02-29（周四）'],
    ['2024-02-29', '1年', '2025-02-28（周五）'],
    ['2026-03-16', '半年', '2026-09-16（周三）'],
    ['2026-03-16', '一个季度', '2026-06-16（周二）'],
    ['2026-09-16', '两周', '2026-09-30（周三）'],
    ['2026-11-21', '提前7天', '2026-11-14（周六）'],
    ['2026-02-09', '十个工作日', '2026-02-28（周六）'],
    ['2025-01-22', '3工作日以内', '2025-01-26（周日）'],
  ])('%s and %s make %s', (day, phrase, expected) => {
    expect(due(day, phrase)).toBe(`应完成日期：${expected}`);
  });

  it('says of calendar days that end on a day off what the Civil Code would make of them', () => {
    const last = (day: string, phrase: string): string | undefined =>
      deadlineCommand(day, phrase, calendar).lines.at(-1)?.zh;
    expect(last('2026-09-24', '7日')).toMatch(
      /^注意：应完成日期是休息日（国庆节）.*第二百零三条的，顺延至 2026-10-08（周四）$/,
    );
    expect(last('2026-12-30', '3日')).toContain('看不出应完成日期是不是休息日');
    expect(last('2026-11-21', '提前7天')).toMatch(/^应完成日期/);
  });

  it.each(['24小时', '每月5日前', '次月10个工作日内', '10个工作日后', '提前3个工作日', '10', '1000年', '十十日'])(
    'does not count %s as something else',
    (phrase) => {
      const { kind, lines } = deadlineCommand('2026-09-24', phrase, calendar);
      expect([kind, lines[0]?.zh.includes('不能计算')]).toEqual(['usage', true]);
    },
  );

  it('refuses words it cannot read with a sentence and the usage', () => {
    for (const [start, phrase] of [
      ['2026-02-30', '3 days'],
      ['2026-09-24', 'soon'],
      ['2026-09-24', '0 days'],
    ] as const) {
      const { kind, lines } = deadlineCommand(start, phrase, calendar);
      expect(kind).toBe('usage');
      expect(lines).toHaveLength(2);
    }
  });

  it('does not guess 2027', () => {
    const { kind, lines } = deadlineCommand('2026-12-24', '10 working days', calendar);
    expect(kind).toBe('no-calendar');
    expect(lines[0]?.zh).toContain('缺 2027 年节假日安排');
    // A year long announced needs no waiting for its notice.
    expect(deadlineCommand('2017-12-20', '10个工作日', calendar).lines[0]?.zh).toBe(
      '节假日安排只载入了 2018 至 2026 年，2017 年的工作日不能计算',
    );
  });
});
