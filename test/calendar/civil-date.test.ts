import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  monthEnd,
  parseCivilDate,
  partsOf,
  todayInShanghai,
  weekday,
} from '../../src/calendar/civil-date.ts';

/** Days from 1970 as an oracle: the machine's own UTC arithmetic. */
const utc = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: -700_000, max: 2_900_000 });

describe('parseCivilDate', () => {
  it.each(['2026-11-20', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('reads %s', (wording) => {
    expect(parseCivilDate(wording)).toBe(wording);
  });

  it.each([
    ['2022-02-30', 'no such day'],
    ['2023-02-29', 'no leap year'],
    ['1900-02-29', 'a century is no leap year'],
    ['2022-13-01', 'no such month'],
    ['2022-00-10', 'month 0'],
    ['2022-04-31', 'April has 30 days'],
    ['0000-01-01', 'year 0'],
    ['２０２２-06-10', 'full-width digits, which Date reads as 2001'],
    ['2022.2.28', 'dots'],
    ['2022-2-28', 'one digit'],
    ['2022年2月28日', 'Chinese'],
    [' 2022-02-28', 'a space'],
    ['2022-02-28\n', 'a line break'],
    ['2022-02-28T00:00:00Z', 'an instant'],
    ['', 'nothing'],
  ])('refuses %j: %s', (wording) => {
    expect(parseCivilDate(wording)).toBeNull();
  });
});

describe('arithmetic', () => {
  it('agrees with UTC arithmetic on any day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, step) => {
        expect(addDays(utc(day), step)).toBe(utc(day + step));
        expect(daysBetween(utc(day), utc(day + step))).toBe(step);
        expect(weekday(utc(day)) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
      }),
    );
  });

  it('refuses what is no day, since that is a fault of the program', () => {
    expect(() => addDays('2022-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => partsOf('today')).toThrow(RangeError);
    expect(civilDate(2022.5, 1, 1)).toBeNull();
  });

  it('knows the ends of months', () => {
    expect(monthEnd('2026-02-03')).toBe('2026-02-28');
    expect(monthEnd('2024-02-03')).toBe('2024-02-29');
    expect(monthEnd('2026-11-30')).toBe('2026-11-30');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-15', 2)).toBe('2027-01-15');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
});

describe('todayInShanghai', () => {
  it.each([
    ['2026-11-21T19:10:00Z', '2026-11-22', 'C48'],
    ['2026-11-21T15:59:59.999Z', '2026-11-21', 'a millisecond before midnight in Beijing'],
    ['2026-11-21T16:00:00Z', '2026-11-22', 'midnight in Beijing'],
    ['2026-12-31T16:00:00Z', '2027-01-01', 'a new year'],
  ])('%s is %s (%s)', (instant, day) => {
    expect(todayInShanghai(new Date(instant))).toBe(day);
  });
});
