import { beforeAll, describe, expect, it } from 'vitest';
import { deadlineCommand } from '../../src/commands/deadline.ts';
import type { WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { rulesCalendar } from './rules-calendar.ts';

let calendar: WorkCalendar;
beforeAll(async () => {
  calendar = await rulesCalendar();
});

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
    expect(deadlineCommand('2026-09-29', phrase, calendar).lines.at(-1)?.en).toBe('due: 2026-10-06 (Tue)');
  });

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
  });
});
