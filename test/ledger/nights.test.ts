import { describe, expect, it } from 'vitest';
import { changeOf } from '../../src/ledger/change.ts';
import type { Judged } from '../../src/ledger/judged.ts';
import { takeIn, unreadTonight, type Remembered } from '../../src/ledger/nights.ts';

const RESTS = {
  day: '2026-11-20',
  engine: '1',
  rules: '1',
  catalogue: '1',
  calendar: '1',
  declared: '1',
  evidence: '1',
};
const judged = (more: Partial<Judged> = {}, rests: Partial<Judged['rests']> = {}): Judged => ({
  ...{ id: '1.2/portal/content', item: '1', element: '1.2', channel: 'portal', aspect: 'content', outcome: 'passed' },
  ...{ severity: 'major', caused: false, waived: false, words: '松林路18号' },
  ...more,
  rests: { ...RESTS, ...rests },
});
const gap = (kind: Judged['gap'], more: Partial<Judged> = {}): Partial<Judged> => ({
  outcome: 'failed',
  ...(kind && { gap: kind }),
  words: '',
  ...more,
});
const unread: Partial<Judged> = { outcome: 'cantTell', reason: 'timeout', words: '' };

describe('what changed, and why', () => {
  it.each([
    ['in order, then missing', {}, gap('missing'), 'new'],
    ['missing, then in order', gap('missing'), {}, 'recovered'],
    ['incomplete, then missing', gap('incomplete'), gap('missing'), 'worse'],
    ['missing, then incomplete', gap('missing'), gap('incomplete'), 'better'],
    ['late by one day, then by two', gap('overdue'), gap('overdue'), undefined],
    ['wrong, then missing', gap('wrong'), gap('missing'), 'new'],
    ['in order, then not to be told', {}, { outcome: 'cantTell', reason: 'no-text-layer' }, 'worse'],
    ['missing, then not to be told', gap('missing'), { outcome: 'cantTell', reason: 'no-text-layer' }, 'unproved'],
    ['not due, then in order', { outcome: 'pending' }, {}, undefined],
    [
      'lacking past its day, then there and late: its content told of that',
      gap('overdue', { caused: true }),
      gap('overdue', { published: '2026-11-18' }),
      undefined,
    ],
    [
      'lacking past its day, and still lacking when its content is no gap any more',
      gap('overdue', { caused: true }),
      gap('overdue'),
      'new',
    ],
    ['not due, then there and late', { outcome: 'pending' }, gap('overdue', { published: '2026-11-18' }), 'new'],
    ['a gap that follows from another', {}, gap('missing', { caused: true }), undefined],
    ['a new gap that is waived', {}, gap('missing', { waived: true }), undefined],
    ['a gap that is let stand from now on', gap('missing'), gap('missing', { waived: true }), undefined],
    ['a gap whose waiver is over', gap('missing', { waived: true }), gap('missing'), 'new'],
    ['a waived gap that grew while it was waived', gap('incomplete', { waived: true }), gap('missing'), 'new'],
    ['a waived gap that is mended', gap('missing', { waived: true }), {}, 'recovered'],
  ] as const)('%s', (_, before, after, kind) => {
    expect(changeOf(judged(before), judged(after))?.kind).toBe(kind);
  });

  it.each([
    ['the page', {}, gap('missing'), { evidence: '2' }, ['evidence']],
    [
      'the rules, though a counter on some page ran on',
      gap('incomplete'),
      gap('incomplete', { severity: 'critical' }),
      { rules: '2', evidence: '2' },
      ['rules'],
    ],
    [
      'a due date that passed',
      { outcome: 'pending', words: '' },
      gap('overdue'),
      { day: '2026-11-21', evidence: '2' },
      ['day'],
    ],
    ['the register', { words: '' }, gap('wrong'), { declared: '2' }, ['declared']],
    ['the engine', {}, gap('missing', { words: '松林路18号' }), { engine: '2' }, ['engine']],
    [
      'another item of the catalogue, switched off: a page that was taken for its own is anybody’s now',
      gap('missing', { words: '松林路18号' }),
      { outcome: 'cantTell', reason: 'auth-wall' },
      { day: '2026-11-21', catalogue: '2' },
      ['rules'],
    ],
    [
      'a due date on the night of another item’s rules',
      { outcome: 'pending', words: '' },
      gap('overdue'),
      { day: '2026-11-21', catalogue: '2' },
      ['rules', 'day'],
    ],
    [
      'a waiver that ran out, though a counter on some page ran on',
      gap('missing', { waived: true }),
      gap('missing'),
      { day: '2026-11-21', evidence: '2' },
      ['day'],
    ],
    [
      'a waiver that was taken out of the list',
      gap('missing', { waived: true }),
      gap('missing'),
      { day: '2026-11-21', evidence: '2', declared: '2' },
      ['declared'],
    ],
    [
      'the calendar',
      { outcome: 'cantTell', reason: 'no-calendar', words: '' },
      {},
      { calendar: '2', evidence: '2' },
      ['calendar'],
    ],
  ] as const)('because of %s', (_, before, after, rests, causes) => {
    expect(changeOf(judged(before), judged(after, rests))?.causes).toEqual(causes);
  });
});

it('of a history written before the whole catalogue was noted, nothing is said of it', () => {
  const { catalogue: _, ...noted } = RESTS;
  const before = { ...judged({ outcome: 'pending', words: '' }), rests: noted };
  expect(changeOf(before, judged(gap('overdue'), { day: '2026-11-21' }))?.causes).toEqual(['day']);
});

describe('a flaky portal', () => {
  const night = (day: string, more: Partial<Judged>, before?: Remembered) => {
    const tonight = judged(more, { day, evidence: day });
    return takeIn(before, tonight, unreadTonight([tonight]), 3);
  };
  const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'];

  it('is told on the third night, once, and when it is back', () => {
    let { remembered } = night('2026-11-20', {});
    const told = days.slice(0, 4).map((day) => {
      const next = night(day, unread, remembered);
      remembered = next.remembered;
      return next.change?.kind;
    });
    expect(told).toEqual([undefined, undefined, 'worse', undefined]);
    expect(night('2026-11-25', {}, remembered).change?.kind).toBe('better');
  });

  it('is back with the very pages that were there before: because they can be read again', () => {
    const same = (day: string, more: Partial<Judged>, before?: Remembered) => {
      const tonight = judged(more, { day, evidence: more.reason ? 'nothing' : 'pages' });
      return takeIn(before, tonight, unreadTonight([tonight]), 3);
    };
    let { remembered } = same('2026-11-20', {});
    for (const day of days.slice(0, 3)) remembered = same(day, unread, remembered).remembered;
    expect(same('2026-11-24', {}, remembered).change).toMatchObject({ kind: 'better', causes: ['evidence'] });
  });

  it.each(['timeout', 'server-error', 'robots'] as const)(
    'two nights away with %s and back is not a word',
    (reason) => {
      for (const seen of [{}, gap('missing')]) {
        let { remembered } = night('2026-11-20', seen);
        for (const day of days.slice(0, 2)) {
          const away = night(day, { ...unread, reason }, remembered);
          expect(away.change).toBeUndefined();
          remembered = away.remembered;
        }
        expect(night('2026-11-23', seen, remembered).change).toBeUndefined();
      }
    },
  );

  it('two audits in one night are one night', () => {
    let { remembered } = night('2026-11-20', {});
    for (const day of ['2026-11-21', '2026-11-21', '2026-11-21'])
      remembered = night(day, unread, remembered).remembered;
    expect(remembered).toMatchObject({ nights: 1, lost: false });
  });

  it('never hides what it comes back with', () => {
    let { remembered } = night('2026-11-20', {});
    remembered = night('2026-11-21', unread, remembered).remembered;
    expect(night('2026-11-22', gap('missing'), remembered).change?.kind).toBe('new');
  });

  it('a gap once proved is no news again after unread nights', () => {
    let { remembered } = night('2026-11-20', gap('missing'));
    for (const day of days) remembered = night(day, unread, remembered).remembered;
    expect(night('2026-11-26', gap('missing'), remembered).change).toBeUndefined();
  });
});

describe('a gap of which nothing was looked at for a time', () => {
  const night = (day: string, more: Partial<Judged>, before?: Remembered, evidence = 'photographs') => {
    const tonight = judged({ channel: 'hall', site: '中心营业厅', ...more }, { day, evidence });
    return takeIn(before, tonight, unreadTonight([tonight]), 3);
  };
  const old: Partial<Judged> = { outcome: 'cantTell', reason: 'stale', words: '' };
  const none: Partial<Judged> = { outcome: 'cantTell', reason: 'insufficient-evidence', words: '' };

  it.each([
    ['since its photographs grew too old', old, 'photographs'],
    ['since the folder was empty', none, ''],
    ['since its page is filled in by scripts', { ...old, reason: 'needs-js' } as const, 'a frame'],
    ['since its page asks for a password', { ...old, reason: 'auth-wall' } as const, 'a wall'],
  ])('%s: told once, and no new gap when it is seen again', (_, unseen, evidence) => {
    const found = night('2026-11-20', gap('missing'));
    const first = night('2026-11-21', unseen, found.remembered, evidence);
    expect(first.change?.kind).toBe('unproved');
    const second = night('2026-11-22', unseen, first.remembered, evidence);
    expect(second.change).toBeUndefined();
    expect(night('2026-11-23', gap('missing'), second.remembered).change).toBeUndefined();
    expect(night('2026-11-23', {}, second.remembered).change?.kind).toBe('recovered');
    expect(night('2026-11-23', gap('wrong'), second.remembered).change?.kind).toBe('new');
  });

  it('is another matter where something was looked at, and might show it mended', () => {
    const found = night('2026-11-20', gap('missing'));
    const blurred = night('2026-11-21', { outcome: 'cantTell', reason: 'low-confidence' }, found.remembered);
    expect(night('2026-11-22', gap('missing'), blurred.remembered).change?.kind).toBe('new');
  });
});
