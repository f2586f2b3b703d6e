import { describe, expect, it } from 'vitest';
import { observedChange, SIGHTED, type Sighting } from '../../src/verdicts/history.ts';

const OLD = '办公地址=松林路18号';
const NEW = '办公地址=滨江路6号';
const seen = (day: string, outcome: Sighting['outcome'], words: string, last = day): Sighting => ({
  ...{ first: day, last, outcome, words },
});

describe('when earlier audits saw the content change', () => {
  it('the old address until the 10th, the new one from the 12th', () => {
    const nights = [seen('2026-11-01', 'passed', OLD, '2026-11-10'), seen('2026-11-12', 'passed', NEW, '2026-11-20')];
    expect(observedChange(nights, NEW, '2026-11-21')).toEqual({ after: '2026-11-10', by: '2026-11-12' });
  });

  it('first seen tonight', () => {
    expect(observedChange([seen('2026-11-01', 'passed', OLD, '2026-11-20')], NEW, '2026-11-21')).toEqual({
      ...{ after: '2026-11-20', by: '2026-11-21' },
    });
  });

  it('nothing changed: between two nights with the same halls, one hall’s page could not be read', () => {
    const halls = '营业场所=城关营业厅\n营业场所=河口营业厅';
    const nights = [
      seen('2026-11-01', 'passed', halls, '2026-11-10'),
      seen('2026-11-11', 'cantTell', '营业场所=城关营业厅'),
      seen('2026-11-12', 'passed', halls, '2026-11-20'),
    ];
    expect(observedChange(nights, halls, '2026-11-21')).toBeUndefined();
  });

  it('a night that could not tell lies between the old and the new: it bounds nothing', () => {
    const nights = [
      seen('2026-11-01', 'passed', OLD, '2026-11-09'),
      seen('2026-11-10', 'cantTell', '办公地址：滨江路□号'),
      seen('2026-11-11', 'passed', NEW, '2026-11-20'),
    ];
    expect(observedChange(nights, NEW, '2026-11-21')).toEqual({ after: '2026-11-09', by: '2026-11-11' });
  });

  it('the old address is back, as after a restored backup: that is no new publication', () => {
    const nights = [
      seen('2026-11-01', 'passed', OLD, '2026-11-04'),
      seen('2026-11-05', 'passed', NEW, '2026-11-09'),
      seen('2026-11-10', 'passed', OLD, '2026-11-20'),
    ];
    expect(observedChange(nights, OLD, '2026-11-21')).toBeUndefined();
  });

  it('nothing changed on a page with so many halls that the history keeps only the first of them', () => {
    const halls = Array.from({ length: 200 }, (_, at) => `营业场所=第${at + 1}营业厅（城关镇人民路${at + 1}号）`).join(
      '\n',
    );
    const nights = [seen('2026-11-01', 'passed', halls.slice(0, SIGHTED), '2026-11-20')];
    expect(observedChange(nights, halls, '2026-11-21')).toBeUndefined();
  });
});
