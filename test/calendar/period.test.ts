import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.ts';
import {
  nextPeriod,
  parsePeriod,
  periodEnd,
  periodOf,
  periodStart,
  periodUnit,
  periodsEnding,
  previousPeriod,
  quarterOf,
  shiftPeriod,
} from '../../src/calendar/period.ts';

describe('periods', () => {
  it.each([
    ['2026-11', 'month', '2026-11-01', '2026-11-30', '2026-12', '2026-10'],
    ['2026-12', 'month', '2026-12-01', '2026-12-31', '2027-01', '2026-11'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29', '2024-03', '2024-01'],
    ['2026Q3', 'quarter', '2026-07-01', '2026-09-30', '2026Q4', '2026Q2'],
    ['2026Q1', 'quarter', '2026-01-01', '2026-03-31', '2026Q2', '2025Q4'],
    ['2026', 'year', '2026-01-01', '2026-12-31', '2027', '2025'],
  ])('%s is a %s from %s to %s, then %s, before it %s', (period, unit, start, end, next, previous) => {
    expect(periodUnit(period)).toBe(unit);
    expect(periodStart(period)).toBe(start);
    expect(periodEnd(period)).toBe(end);
    expect(nextPeriod(period)).toBe(next);
    expect(previousPeriod(period)).toBe(previous);
  });

  it.each(['2026Q5', '2026-13', '2026-1', '26Q1', '2026q1', '2026-11-01', '', '0000'])('%j is no period', (wording) => {
    expect(parsePeriod(wording)).toBeNull();
    expect(() => periodStart(wording)).toThrow(RangeError);
  });

  it('follow one another without a hole', () => {
    const unit = fc.constantFrom('month', 'quarter', 'year');
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -300, max: 300 }), (of, days, steps) => {
        const day = addDays('1950-01-01', days);
        const period = periodOf(of, day);
        expect(periodStart(period) <= day && day <= periodEnd(period)).toBe(true);
        expect(addDays(periodEnd(period), 1)).toBe(periodStart(nextPeriod(period)));
        expect(shiftPeriod(shiftPeriod(period, steps), -steps)).toBe(period);
      }),
    );
  });

  it('lists the quarters that ended within a span', () => {
    expect(quarterOf('2026-11-20')).toBe('2026Q4');
    expect(periodsEnding('quarter', '2026-01-01', '2026-11-20')).toEqual(['2026Q1', '2026Q2', '2026Q3']);
    expect(periodsEnding('quarter', '2026-09-30', '2026-09-30')).toEqual(['2026Q3']);
    expect(periodsEnding('month', '2026-11-01', '2026-11-29')).toEqual([]);
  });
});
