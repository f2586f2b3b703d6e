import { describe, expect, it } from 'vitest';
import { inForce, instrumentStatus } from '../../src/catalogue/in-force.ts';
import { instrumentSchema, type Instrument } from '../../src/catalogue/rule.ts';

const instrument = (id: string, in_force: object, superseded_by?: string): Instrument =>
  instrumentSchema.parse({
    id,
    title: { zh: id, en: id },
    issuer: '国家能源局',
    in_force,
    ...(superseded_by ? { superseded_by } : {}),
  });

const old = instrument('2014', { from: '2014-03-10', until: '2021-11-22' }, '2021');
const current = instrument('2021', { from: '2021-11-23', until: '2026-11-23' });
const open = instrument('rules-1996', { from: '1996-10-08' }, 'rules-2024');
const successor = instrument('rules-2024', { from: '2024-06-01' });
const catalogue = { instruments: new Map([old, current, open, successor].map((one) => [one.id, one])) };

describe('inForce', () => {
  it('includes the first and the last day', () => {
    const validity = { from: '2021-11-23', until: '2026-11-23' };
    expect(['2021-11-22', '2021-11-23', '2026-11-23', '2026-11-24'].map((day) => inForce(validity, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(inForce({ from: '2021-11-23' }, '2999-01-01')).toBe(true);
  });
});

describe('instrumentStatus', () => {
  it.each([
    [current, '2021-11-22', { status: 'not-yet', from: '2021-11-23' }],
    [current, '2024-05-01', { status: 'in-force' }],
    [current, '2026-11-20', { status: 'lapsing', until: '2026-11-23', days: 3 }],
    [current, '2026-11-23', { status: 'lapsing', until: '2026-11-23', days: 0 }],
    [current, '2026-11-24', { status: 'lapsed', until: '2026-11-23' }],
    [old, '2026-11-20', { status: 'superseded', until: '2021-11-22', by: current }],
    [open, '2024-05-31', { status: 'in-force' }],
    [open, '2024-06-01', { status: 'superseded', until: '2024-06-01', by: successor }],
  ])('$id on %s', (one, asOf, expected) => {
    expect(instrumentStatus(one, asOf, catalogue)).toEqual(expected);
  });

  it('says superseded even when the successor is not in the catalogue', () => {
    expect(instrumentStatus(old, '2026-11-20', { instruments: new Map() })).toEqual({
      status: 'superseded',
      until: '2021-11-22',
      by: undefined,
    });
  });
});
