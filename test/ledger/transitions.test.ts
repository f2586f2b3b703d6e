import { describe, expect, it } from 'vitest';
import { LEDGER_ACTIONS, LEDGER_STATES } from '../../src/commands/program/ledger.ts';
import { STATES, type Entry, type State } from '../../src/ledger/entry.ts';
import { openEntry, visit } from '../../src/ledger/entry-life.ts';
import { ACTIONS, advance, TRANSITIONS } from '../../src/ledger/transitions.ts';
import { VERDICTS } from '../report/sample.ts';
import { plainly } from '../support/sample-run.ts';

const ON = '2026-12-01';
const GAP = VERDICTS.filter(({ id }) => id === '1.2/portal/change-2026-09-24/timeliness');
const RUN = { company: 'shili', unit: '示例', asOf: '2026-11-20', verdicts: GAP, describe: plainly };

function entry(more: Partial<Entry> = {}): Entry {
  const opened = openEntry('shili-2026-0001', GAP, RUN);
  if (!opened) throw new Error('the sample has lost its gap');
  return { ...opened, ...more };
}
const handled = (one: Entry, more: Partial<Entry['handling']>): Entry => ({
  ...one,
  handling: { ...one.handling, ...more },
});
const says = (taken: ReturnType<typeof advance>): string =>
  'refused' in taken ? taken.refused.map(({ zh }) => zh).join('；') : taken.state;

describe('销号: every step on its conditions', () => {
  it('goes 待整改 → 整改中 → 待复核 → 已销号', () => {
    const doing = advance(entry(), 'start', { rectifier: '甲' }, ON) as Entry;
    const review = advance(doing, 'submit', { proof: '截图12' }, ON) as Entry;
    const closed = advance(review, 'close', { reviewer: '乙' }, '2026-12-03') as Entry;
    expect([doing.state, review.state, closed.state]).toEqual(['doing', 'review', 'closed']);
    expect(closed).toMatchObject({ closed: '2026-12-03', handling: { done: ON, conclusion: '通过', reviewer: '乙' } });
  });

  const inReview = handled(entry({ state: 'review' }), { rectifier: '甲', proof: '截图12' });

  it.each([
    ['the reviewer is who mended it', inReview, { reviewer: '甲' }, '复核人不能是责任人本人'],
    ['nobody reviews', inReview, {}, '填写复核人'],
    ['there is no proof (C95)', handled(inReview, { proof: '' }), { reviewer: '乙' }, '还缺：企业门户网站'],
    [
      'an audit found it again meanwhile',
      { ...inReview, foundSinceSubmitted: true },
      { reviewer: '乙' },
      '核查仍发现该问题',
    ],
    ['it was never handed in', entry(), { reviewer: '乙' }, '只有「待复核」可以'],
  ])('is not closed while %s', (_, one, given, why) => {
    const taken = advance(one, 'close', given, ON);
    expect('refused' in taken).toBe(true);
    expect(says(taken)).toContain(why);
  });

  it('C97 is closed only with proof for every affected channel', () => {
    const places = [
      { channel: 'portal', site: '' },
      { channel: 'hall', site: '中心营业厅' },
    ] as const;
    const one = handled(entry({ state: 'review', places }), { rectifier: '甲', proof: '门户：http://a.example/' });
    expect(says(advance(one, 'close', { reviewer: '乙' }, ON))).toContain('供电营业厅（中心营业厅）');
    const both = { reviewer: '乙', proof: '门户：http://a.example/；中心营业厅：照片3' };
    expect(says(advance(one, 'close', both, ON))).toBe('closed');
  });

  it('an audit that no longer finds it is proof for every channel', () => {
    const gone = handled({ ...inReview, gone: '2026-11-30' }, { proof: '' });
    expect(says(advance(gone, 'close', { reviewer: '乙' }, ON))).toBe('closed');
  });

  it('is extended only to a later day, with approver and reason', () => {
    const one = handled(entry(), { until: '2026-12-10' });
    expect(says(advance(one, 'extend', { approver: '丙', note: '等待上级', until: '2026-12-10' }, ON))).toContain(
      '晚于原时限',
    );
    expect(advance(one, 'extend', { approver: '丙', note: '等待上级', until: '2026-12-20' }, ON)).toMatchObject({
      state: 'extended',
      extensions: 1,
    });
  });

  it('knows no other step than those of its table', () => {
    for (const state of Object.keys(STATES) as State[])
      for (const action of ACTIONS) {
        const everything = {
          rectifier: '甲',
          reviewer: '乙',
          approver: '丙',
          until: '2099-01-01',
          note: '理由',
          proof: '截图',
        };
        const taken = advance(entry({ state }), action, everything, ON);
        const allowed = (TRANSITIONS[action].from as readonly State[]).includes(state);
        const stillFound = action === 'close' && 'refused' in taken;
        expect('refused' in taken, `${action} from ${state}`).toBe(
          !allowed || (stillFound && entry().foundSinceSubmitted),
        );
      }
  });

  it('help names the actions and states that there are', () => {
    expect([...LEDGER_ACTIONS]).toEqual(ACTIONS);
    expect([...LEDGER_STATES].sort()).toEqual(Object.keys(STATES).sort());
  });
});

describe('what an audit does to a line', () => {
  const [sample] = GAP;
  if (!sample) throw new Error('the sample has lost its gap');
  const { gap, ...rest } = sample;
  const passed = [{ ...rest, outcome: 'passed' as const }];
  const unknown = [{ ...rest, outcome: 'cantTell' as const, reason: 'timeout' as const }];

  it('is a gap to begin with', () => {
    expect(gap).toBe('overdue');
  });

  const { published: _, ...lacking } = sample;

  it('found again after it was closed, the same number comes back and counts', () => {
    const seen = visit(entry({ state: 'closed', closed: ON }), [lacking], RUN);
    expect(seen).toMatchObject({
      happened: 'relapsed',
      entry: { number: 'shili-2026-0001', state: 'relapsed', relapses: 1, closed: '' },
    });
  });

  it('that it came late stays true when it is there: handed in and closed, the same lateness is nothing that came back', () => {
    expect(sample.published).toBeDefined();
    const handedIn = advance(entry(), 'submit', { rectifier: '甲', proof: '截图12' }, ON) as Entry;
    const { entry: still } = visit(handedIn, GAP, RUN);
    const closed = advance(still, 'close', { reviewer: '乙' }, ON) as Entry;
    expect(closed.state).toBe('closed');
    expect(visit(closed, GAP, RUN)).toEqual({ entry: closed });
  });

  it('another change that comes late after that is', () => {
    const closed = entry({ state: 'closed', closed: ON });
    const other = { ...sample, id: '1.2/portal/change-2026-10-29/timeliness', instance: 'change-2026-10-29' };
    expect(visit(closed, [...GAP, other], RUN).happened).toBe('relapsed');
    expect(visit(entry({ state: 'review', foundSinceSubmitted: false }), [other], RUN).entry.foundSinceSubmitted).toBe(
      true,
    );
  });

  it('not upheld, it stays so however often it is found', () => {
    expect(visit(entry({ state: 'dismissed' }), GAP, RUN).entry.state).toBe('dismissed');
  });

  it('not upheld, gone for a time and found again, people are asked whether the decision holds for it', () => {
    const still = visit(entry({ state: 'dismissed' }), GAP, RUN);
    expect(still.happened).toBeUndefined();
    const { entry: gone } = visit(entry({ state: 'dismissed' }), [], { ...RUN, verdicts: passed });
    const back = visit(gone, GAP, RUN);
    expect(back).toMatchObject({ happened: 'doubted', entry: { state: 'dismissed', gone: '' } });
    expect(visit(back.entry, GAP, RUN).happened).toBeUndefined();
    expect(
      advance(back.entry, 'dismiss', { approver: '丙', note: '同前' }, ON),
      'who may say so once more',
    ).toMatchObject({
      state: 'dismissed',
    });
  });

  it('gone is said when it was judged and is in order', () => {
    expect(visit(entry(), [], { ...RUN, verdicts: passed })).toMatchObject({
      happened: 'gone',
      entry: { state: 'todo', gone: RUN.asOf },
    });
  });

  it('nothing is said of what could not be read', () => {
    const before = entry();
    expect(visit(before, [], { ...RUN, verdicts: unknown }).entry).toBe(before);
  });
});
