import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, daysBetween, weekday } from '../../src/calendar/civil-date.ts';
import type { Deadline, NoCalendar } from '../../src/calendar/deadline.ts';
import {
  CLOCKS,
  afterDays,
  afterPeriod,
  afterWorkingDays,
  beforeEvent,
  beforeMonthEnd,
  leadDays,
  leadHours,
  workingDaysLate,
} from '../../src/calendar/deadlines.ts';
import { isNoCalendar, isWorkday, type WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { DEADLINE_TABLE } from './deadline-table.ts';
import { rulesCalendar } from './rules-calendar.ts';

let calendar: WorkCalendar;
beforeAll(async () => {
  calendar = await rulesCalendar();
});

const due = (deadline: Deadline | NoCalendar): string =>
  isNoCalendar(deadline) ? `no-calendar ${deadline.year}` : deadline.due;

function mustDue(deadline: Deadline | NoCalendar): Deadline {
  if (isNoCalendar(deadline)) throw new Error(`no calendar for ${deadline.year}`);
  return deadline;
}

function mondayToFriday(start: string, days: number): string {
  let date = start;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (weekday(date) < 6) left -= 1;
  }
  return date;
}

describe('afterWorkingDays', () => {
  it.each(DEADLINE_TABLE)('$start + $days working days is $due', ({ start, days, due: expected, naive }) => {
    expect(due(afterWorkingDays(start, days, calendar))).toBe(expected);
    expect(mondayToFriday(start, days), 'the row must tell holiday arithmetic from the naive one').toBe(naive);
  });

  it('names the days passed over and the make-up days counted', () => {
    const deadline = mustDue(afterWorkingDays('2026-09-24', 10, calendar, CLOCKS.change));
    expect(deadline.rule.zh).toBe('自发生变化之日起10个工作日内');
    expect(deadline.skipped.map(({ date, why }) => `${date} ${why.zh}`)).toEqual([
      '2026-09-25 中秋节',
      '2026-09-26 中秋节',
      '2026-09-27 中秋节',
      '2026-10-01 国庆节',
      '2026-10-02 国庆节',
      '2026-10-03 国庆节',
      '2026-10-04 国庆节',
      '2026-10-05 国庆节',
      '2026-10-06 国庆节',
      '2026-10-07 国庆节',
      '2026-10-11 周末',
    ]);
    expect(deadline.madeUp).toEqual(['2026-10-10']);
    expect(deadline.lenientDue).toBe('2026-10-15');
  });

  it('counts a Sunday on which people work (C43)', () => {
    const deadline = mustDue(afterWorkingDays('2026-09-16', 3, calendar, CLOCKS.approval));
    expect(deadline.madeUp).toEqual(['2026-09-20']);
    expect(deadline.skipped.map(({ date }) => date)).toEqual(['2026-09-19']);
  });

  it('adds up: n working days, ending on one, none of the skipped is worked', () => {
    const start = fc.integer({ min: 0, max: 8 * 365 }).map((days) => addDays('2018-01-01', days));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const deadline = mustDue(afterWorkingDays(from, n, calendar));
        expect(isWorkday(deadline.due, calendar)).toBe(true);
        expect(daysBetween(from, deadline.due)).toBe(n + deadline.skipped.length);
        expect(deadline.skipped.some(({ date }) => isWorkday(date, calendar) === true)).toBe(false);
        expect(deadline.madeUp.every((date) => weekday(date) > 5)).toBe(true);
        const longer = mustDue(afterWorkingDays(from, n + 1, calendar));
        expect(longer.due > deadline.due).toBe(true);
        expect(mustDue(afterWorkingDays(addDays(from, 1), n, calendar)).due >= deadline.due).toBe(true);
      }),
    );
  });

  it('warns of a December that the next notice may still change, and of no other', () => {
    expect(mustDue(afterWorkingDays('2026-12-14', 10, calendar)).due).toBe('2026-12-28');
    expect(mustDue(afterWorkingDays('2026-12-14', 10, calendar)).caution?.zh).toContain('2027');
    expect(mustDue(afterWorkingDays('2025-12-14', 10, calendar)).caution).toBeUndefined();
    expect(mustDue(afterWorkingDays('2026-12-01', 5, calendar)).caution).toBeUndefined();
  });
});

describe('calendar days do not move for holidays', () => {
  it('afterDays', () => expect(afterDays('2026-09-29', 7).due).toBe('2026-10-06'));

  it.each([
    ['2026-12', '2026-11-27', '2026-11-28', 'C29, C30'],
    ['2026-10', '2026-09-27', '2026-09-28', 'C35: inside the Mid-Autumn holiday'],
    ['2026-03', '2026-02-25', '2026-02-26', 'a short month'],
    ['2024-03', '2024-02-26', '2024-02-27', 'a leap month'],
    ['2027-01', '2026-12-28', '2026-12-29', 'needs no calendar of 2027'],
    ['2026-11', '2026-10-28', '2026-10-29', 'a month of 31 days'],
  ])('月末3日前 for %s: strict %s, lenient %s (%s)', (period, strict, lenient) => {
    const deadline = beforeMonthEnd(period, 3, 2);
    expect([deadline.due, deadline.lenientDue]).toEqual([strict, lenient]);
  });

  it('has one reading where no lenient one is given', () => {
    expect(beforeMonthEnd('2026-12', 3).lenientDue).toBe('2026-11-27');
  });

  it('提前7天: 2026-11-15 for 2026-11-21 is 6 days (C60)', () => {
    expect(leadDays('2026-11-15', '2026-11-21')).toBe(6);
    expect(leadDays('2026-11-14', '2026-11-21')).toBe(7);
    expect(leadDays('2026-11-22', '2026-11-21')).toBe(-1);
    expect(beforeEvent('2026-11-21', 7).due).toBe('2026-11-14');
  });

  it('提前24小时 by the clock, and a range where a time is unknown', () => {
    const event = { date: '2026-11-21', time: '09:00' };
    expect(leadHours({ date: '2026-11-20', time: '09:00' }, event)).toEqual({ least: 24, most: 24 });
    expect(leadHours({ date: '2026-11-20', time: '09:30' }, event)).toEqual({ least: 23.5, most: 23.5 });
    const unknown = leadHours({ date: '2026-11-20' }, event);
    expect(unknown.least).toBeLessThan(24);
    expect(unknown.most).toBe(33);
    expect(leadHours({ date: '2026-11-19' }, event).least).toBeGreaterThanOrEqual(24);
  });
});

describe('afterPeriod (A4)', () => {
  it.each([
    ['2026Q3', 1, 'quarter', '2026-12-31'],
    ['2026Q4', 1, 'quarter', '2027-03-31'],
    ['2026Q3', 30, 'day', '2026-10-30'],
    ['2026Q3', 720, 'hour', '2026-10-30'],
    ['2026-01', 1, 'month', '2026-02-28'],
    ['2025', 1, 'year', '2026-12-31'],
    // 8, 9, 10 (made up), 12–16, 19, 20 October.
    ['2026Q3', 10, 'working day', '2026-10-20'],
    ['2026Q4', 10, 'working day', 'no-calendar 2027'],
  ] as const)('%s + %s %s is due %s', (period, amount, unit, expected) => {
    expect(due(afterPeriod(period, amount, unit, calendar))).toBe(expected);
  });
});

describe('workingDaysLate', () => {
  it.each([
    ['2026-09-20', '2026-09-21', 1, 'C43'],
    ['2026-10-15', '2026-10-14', 0, 'C41: in time'],
    ['2026-10-15', '2026-10-15', 0, 'on the day'],
    ['2026-11-20', '2026-11-21', 1, 'late by a Saturday only is late all the same'],
    ['2026-11-20', '2026-11-27', 5, 'a week'],
    ['2026-09-30', '2026-10-08', 1, 'across the National Day'],
  ])('due %s, done %s: %s (%s)', (dueDay, done, late) => {
    expect(workingDaysLate(dueDay, done, calendar)).toBe(late);
  });

  it('needs the calendar of every day it counts', () => {
    expect(workingDaysLate('2026-12-30', '2027-01-08', calendar)).toEqual({ kind: 'no-calendar', year: 2027 });
  });
});
