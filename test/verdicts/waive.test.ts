import { describe, expect, it } from 'vitest';
import { GAPS } from '../../src/checks/search/finding.ts';
import { isGap } from '../../src/verdicts/roll-up.ts';
import { waive } from '../../src/verdicts/waive.ts';
import { readWaivers, GAP_WORDS, type Waiver } from '../../src/workspace/waiver.ts';
import { VERDICTS } from '../report/sample.ts';

const DAY = '2026-11-20';
const waiver = (more: Partial<Waiver>): Waiver => ({
  element: '1.2',
  reason: '营业厅搬迁',
  approver: '示例分管领导',
  from: '2026-11-01',
  until: '2026-12-31',
  at: 'waivers.yaml:2',
  ...more,
});
const GAP = VERDICTS.filter(({ id }) => id === '1.2/portal/change-2026-09-24/timeliness');

const one = (more: Partial<Waiver>) => {
  const { verdicts, uses } = waive(GAP, [waiver(more)], DAY);
  return { counted: verdicts.filter(isGap).length, shown: verdicts[0]?.waiver, status: uses[0]?.status };
};

describe('a waiver lets a gap stand for a time', () => {
  it('marks the gap with reason, approver and dates, and the gap is not counted', () => {
    expect(one({})).toEqual({
      counted: 0,
      shown: { reason: '营业厅搬迁', approver: '示例分管领导', from: '2026-11-01', until: '2026-12-31' },
      status: 'in-force',
    });
  });

  it('that was renewed on a line of its own is not told as expired: its gaps do not count again', () => {
    const [old, renewed] = [waiver({ until: '2026-10-31' }), waiver({ from: '2026-11-01', at: 'waivers.yaml:3' })];
    const { verdicts, uses } = waive(GAP, [old, renewed], DAY);
    expect(verdicts.filter(isGap)).toEqual([]);
    expect(uses.map(({ status }) => status)).toEqual(['idle', 'in-force']);
    const late = waive(GAP, [old, waiver({ from: '2026-12-01' })], DAY);
    expect(late.uses.map(({ status }) => status)).toEqual(['expired', 'not-yet']);
  });

  it.each([
    ['holds on its last day', { until: DAY }, 0, 'in-force'],
    ['has expired on the day after', { until: '2026-11-19' }, 1, 'expired'],
    ['does not hold before its first day', { from: '2026-11-21' }, 1, 'not-yet'],
    ['of a whole item covers its elements', { element: '1' }, 0, 'in-force'],
    ['of another channel does not fit', { channel: 'app' as const }, 1, 'idle'],
    ['of another kind of gap does not fit', { gap: 'missing' as const }, 1, 'idle'],
    ['of another element does not fit', { element: '1.1' }, 1, 'idle'],
  ])('%s', (_, more, counted, status) => {
    expect(one(more)).toMatchObject({ counted, status });
  });

  it('changes nothing where nobody waives anything', () => {
    const { verdicts } = waive(VERDICTS, [], DAY);
    expect(verdicts).toBe(VERDICTS);
  });
});

it('a waiver can name every kind of gap that there is', () => {
  expect([...GAP_WORDS]).toEqual([...GAPS]);
});

describe('the waiver list', () => {
  const read = (yaml: string) => readWaivers(new TextEncoder().encode(yaml), 'waivers.yaml');
  const entry = "{ element: '5.3', reason: 改造, approver: 领导, from: 2026-11-01, until: 2026-12-01 }";

  it('is read with the line of each entry', () => {
    expect(read(`waivers:\n  - ${entry}\n`)).toMatchObject({ records: [{ element: '5.3', at: 'waivers.yaml:2' }] });
  });

  it.each([
    ['without an approver', entry.replace('approver: 领导, ', ''), '缺少「approver」'],
    ['without an end', entry.replace(', until: 2026-12-01', ''), '缺少「until」'],
    ['that ends before it begins', entry.replace('2026-12-01', '2026-10-01'), '截止日早于起始日'],
    ['with an unknown kind of gap', entry.replace('{', '{ gap: gone,'), 'gap'],
  ])('an entry %s is refused at its line', (_, yaml, says) => {
    const result = read(`waivers:\n  - ${yaml}\n`);
    expect('problems' in result && result.problems[0]).toMatchObject({ file: 'waivers.yaml', line: 2 });
    expect(JSON.stringify(result)).toContain(says);
  });
});
