import { describe, expect, it } from 'vitest';
import { basisOn, editionOn, inForce, instrumentStatus, versionOn } from '../../src/catalogue/in-force.ts';
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

describe('the version of a day', () => {
  it.each([
    ['2021', '2026-11-20', '2021'],
    ['2021', '2021-11-23', '2021'],
    ['2021', '2021-11-22', '2014'],
    ['2021', '2014-03-09', undefined],
    // Lapsed without a successor: told loudly, and still the text that the rule was written for.
    ['2021', '2027-01-01', '2021'],
    ['rules-2024', '2024-05-31', 'rules-1996'],
  ])('of %s on %s is %s', (id, asOf, expected) => {
    expect(versionOn(id, asOf, catalogue)?.id).toBe(expected);
  });

  it('is unknown in a gap between two versions', () => {
    const gap = instrument('2005', { from: '2005-04-08', until: '2011-10-12' }, '2023');
    const later = instrument('2023', { from: '2023-12-08' });
    const known = { instruments: new Map([gap, later].map((one) => [one.id, one])) };
    expect(versionOn('2023', '2011-10-12', known)?.id).toBe('2005');
    expect(versionOn('2023', '2022-07-01', known)).toBeUndefined();
  });

  it('leaves a basis out that was not yet in force, and names the one that was', () => {
    const basis = [{ instrument: '2021', clause: '第八条' }, { instrument: 'rules-2024' }];
    expect(basisOn(basis, '2026-11-20', catalogue)).toEqual(basis);
    expect(basisOn(basis, '2020-01-01', catalogue)).toEqual([{ instrument: '2014' }, { instrument: 'rules-1996' }]);
    expect(basisOn(basis, '2000-01-01', catalogue)).toEqual([{ instrument: 'rules-1996' }]);
  });

  it('is told on pages by the words that the later version dropped', () => {
    const marked = (one: Instrument, current: string[], outdated: string[]): Instrument => ({
      ...one,
      markers: { current, outdated },
    });
    const instruments = new Map([
      ['rules-1996', open],
      ['rules-2024', marked(successor, ['第一百一十条'], ['供电工程贴费'])],
    ]);
    expect(editionOn('rules-2024', '2024-05-31', { instruments })).toMatchObject({
      in_force: { from: '1996-10-08' },
      markers: { current: ['供电工程贴费'], outdated: [] },
    });
    expect(editionOn('rules-2024', '2024-06-01', { instruments })?.markers?.outdated).toEqual(['供电工程贴费']);
  });
});
