import { describe, expect, it } from 'vitest';
import type { UpdateRule } from '../../src/catalogue/rule.ts';
import type { Finding } from '../../src/checks/search/finding.ts';
import {
  judged,
  missing,
  posted,
  QUOTE,
  seen,
  short,
  SOME_PAGE,
  UNREAD_PAGE,
  type Session,
  type Stand,
} from './bench.ts';

const TEN_DAYS: UpdateRule = { after: 'change', within: { amount: 10, unit: 'working day' }, reading: 'A3' };
const page = (words: string, date = ''): Stand['pages'] & object => ({
  ...SOME_PAGE,
  'xxgk/address.html': `<h1>供电企业基本情况</h1>${date === '' ? '' : `<p>发布日期：${date}</p>`}<p>办公地址：${words}</p>`,
});
const NEW = '城南路88号';
const OLD = '城北路1号';

describe('a registered change starts a clock of ten working days (A3, A10)', () => {
  /** 1.2 办公地址 changed on Thursday 24 September 2026; over 中秋 and 国庆 that makes 15 October. */
  const change = async (stand: Stand, asOf: string, more: Partial<Session> = {}): Promise<string> => {
    const session = {
      element: '1.2',
      asOf,
      update: [TEN_DAYS],
      changes: [{ before: OLD, after: NEW }],
      stands: [stand],
      ...more,
    };
    return short(await judged(session), 'portal/change-2026-09-24/timeliness');
  };

  it.each([
    ['in time on the last day', NEW, '2026-10-15', '2026-11-20', 'passed'],
    ['a day late', NEW, '2026-10-16', '2026-11-20', 'failed overdue'],
    [
      'posted in time with the new words perhaps, and updated late: not for us to tell',
      ...[NEW, '2026-10-09 更新时间：2026-10-20', '2026-11-20', 'cantTell needs-person would-be-overdue'],
    ],
    ['posted late and updated later', NEW, '2026-10-16 更新时间：2026-10-20', '2026-11-20', 'failed overdue'],
    [
      'posted long before the change, updated late',
      NEW,
      '2024-03-01 更新时间：2026-10-20',
      '2026-11-20',
      'failed overdue',
    ],
    ['posted long before the change, updated in time', NEW, '2024-03-01 更新时间：2026-10-14', '2026-11-20', 'passed'],
    ['with no date stated', NEW, '', '2026-11-20', 'cantTell date would-be-overdue'],
    [
      'dated before the change: an older edition’s date',
      NEW,
      '2026-01-05',
      '2026-11-20',
      'cantTell date would-be-overdue',
    ],
    ['not yet, two weeks ahead', OLD, '', '2026-10-01', 'pending'],
    ['not yet, in the last week: 临期', OLD, '', '2026-10-08', 'pending due-soon'],
    ['not by the day after', OLD, '', '2026-10-16', 'failed overdue'],
  ])('%s', async (_, words, date, asOf, expected) => {
    const stand = { pages: page(words, date), findings: [seen()], capturedAt: `${asOf}T02:00:00Z` };
    expect(await change(stand, asOf)).toBe(expected);
  });

  it.each([
    ['five days before it ran out', '2026-10-10', 'cantTell stale would-be-overdue'],
    ['on its last day, which was not over', '2026-10-15', 'cantTell stale would-be-overdue'],
    ['the day after', '2026-10-16', 'failed overdue'],
  ])('the old words, last seen %s', async (_, seenOn, expected) => {
    const stand = { pages: page(OLD), findings: [seen()], capturedAt: `${seenOn}T02:00:00Z` };
    expect(await change(stand, '2026-10-30')).toBe(expected);
  });

  it('counts the days late and shows the arithmetic', async () => {
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      changes: [{ after: NEW }],
      stands: [{ pages: page(NEW, '2026-10-19'), findings: [seen()] }],
    });
    const verdict = verdicts.get('portal/change-2026-09-24/timeliness');
    expect([verdict?.daysLate, verdict?.deadline?.due, verdict?.published?.date]).toEqual([
      2,
      '2026-10-15',
      '2026-10-19',
    ]);
    expect(verdict?.deadline?.madeUp).toEqual(['2026-10-10']);
  });

  it.each([
    ['last looked at a month before the audit', '2026-10-20', '2026-11-20', 3, '2026-10-20'],
    ['looked at on the day of audit', '2026-10-20', '2026-10-20', 3, undefined],
    ['looked at after the day of audit', '2026-11-03', '2026-10-20', 3, undefined],
  ])(
    '%s, days late are counted up to the day on which it was seen to be lacking',
    async (_, seenOn, asOf, late, on) => {
      const verdicts = await judged({
        element: '1.2',
        asOf,
        update: [TEN_DAYS],
        changes: [{ before: OLD, after: NEW }],
        stands: [{ pages: page(OLD), findings: [seen()], capturedAt: `${seenOn}T02:00:00Z` }],
      });
      const verdict = verdicts.get('portal/change-2026-09-24/timeliness');
      expect([verdict?.gap, verdict?.daysLate, verdict?.undoneOn]).toEqual(['overdue', late, on]);
    },
  );

  it('seen by us in time needs no date of its own', async () => {
    const stand = { pages: page(NEW), findings: [seen()], capturedAt: '2026-10-14T02:00:00Z' };
    expect(await change(stand, '2026-10-20')).toBe('passed');
  });

  it('an unread page may show it, or show it earlier: never late, never pending', async () => {
    const unread = { ...page(NEW, '2026-10-19'), ...UNREAD_PAGE };
    expect(await change({ pages: unread, findings: [seen()] }, '2026-11-20')).toBe('cantTell timeout would-be-overdue');
    const old = { pages: { ...page(OLD), ...UNREAD_PAGE }, findings: [seen()] };
    expect(await change(old, '2026-11-20')).toBe('cantTell timeout would-be-overdue');
    expect(await change({ ...old, capturedAt: '2026-10-08T02:00:00Z' }, '2026-10-08')).toBe(
      'cantTell timeout deadline-near',
    );
    const intime = { pages: { ...page(NEW, '2026-10-09'), ...UNREAD_PAGE }, findings: [seen()] };
    expect(await change(intime, '2026-11-20')).toBe('passed');
  });

  it('nothing registered: age alone does not show lateness', async () => {
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      stands: [{ pages: page(OLD, '2019-01-01'), findings: [seen()] }],
    });
    expect(short(verdicts, 'portal/timeliness')).toBe('cantTell no-change-record');
  });

  it('a change of the same subject replaces an earlier one', async () => {
    const changes = [
      { on: '2026-09-01', after: '某路2号' },
      { on: '2026-09-24', after: NEW },
    ];
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      changes,
      stands: [{ pages: page(NEW, '2026-10-09'), findings: [seen()] }],
    });
    expect([...verdicts.keys()].filter((id) => id.includes('change-'))).toEqual([
      'portal/change-2026-09-24/timeliness',
    ]);
  });

  it('a year without its holiday notice is not guessed', async () => {
    const verdicts = await judged({
      ...{
        element: '1.2',
        asOf: '2027-01-20',
        update: [TEN_DAYS],
        changes: [{ on: '2026-12-28', after: NEW }],
        calendarUntil: '2026',
      },
      stands: [{ pages: page(OLD), findings: [seen()], capturedAt: '2027-01-19T02:00:00Z' }],
    });
    expect(short(verdicts, 'portal/change-2026-12-28/timeliness')).toBe('cantTell no-calendar');
  });

  it('nothing of the channel was read: every clock keeps its verdict, and says why', async () => {
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      changes: [{ after: NEW }],
      stands: [{ pages: { 'index.html': { fault: 'tls' } }, findings: [missing] }],
    });
    expect(short(verdicts, 'portal/change-2026-09-24/timeliness')).toBe('cantTell tls would-be-overdue');
  });
});

describe('an approval starts a clock of three working days', () => {
  /** Approved on Wednesday 16 September 2026; Sunday the 20th is worked. */
  const approval = async (stand: Stand, asOf = '2026-09-25'): Promise<string> => {
    const update: UpdateRule[] = [{ after: 'approval', within: { amount: 3, unit: 'working day' } }];
    const at = { capturedAt: `${asOf}T02:00:00Z`, ...stand };
    return short(
      await judged({ element: '6.1', asOf, update, approvals: [{ on: '2026-09-16' }], stands: [at] }),
      'portal/approval-2026-09-16/timeliness',
    );
  };

  it('is told as what it is, and not as a change', async () => {
    const update: UpdateRule[] = [{ after: 'approval', within: { amount: 3, unit: 'working day' } }];
    const stands = [{ findings: [seen(posted('2026-09-21'))] }];
    const verdicts = await judged({ element: '6.1', update, approvals: [{ on: '2026-09-16' }], stands });
    expect(verdicts.get('portal/approval-2026-09-16/timeliness')?.says[0]?.zh).toMatch(/^2026-09-16 获得批复（/);
  });

  it('by the date of what is shown', async () => {
    expect(await approval({ findings: [seen(posted('2026-09-20'))] })).toBe('passed');
    expect(await approval({ findings: [seen(posted('2026-09-21'))] })).toBe('failed overdue');
    expect(await approval({ pages: UNREAD_PAGE, findings: [seen(posted('2026-09-21'))] })).toBe(
      'cantTell timeout would-be-overdue',
    );
  });

  it('missing altogether: late, for the reason that it is missing', async () => {
    expect(await approval({ findings: [missing] })).toBe('failed overdue');
    expect(await approval({ findings: [missing] }, '2026-09-18')).toBe('pending due-soon');
  });

  it('not registered: to be confirmed', async () => {
    const update: UpdateRule[] = [{ after: 'approval', within: { amount: 3, unit: 'working day' } }];
    const verdicts = await judged({ element: '6.1', update, stands: [{ findings: [seen()] }] });
    expect(short(verdicts, 'portal/timeliness')).toBe('cantTell no-change-record');
  });
});

describe('every quarter, within a quarter (A4)', () => {
  const QUARTERLY: UpdateRule = { every: 'quarter', within: { amount: 1, unit: 'quarter' }, reading: 'A4' };
  const figure = (period: string, date?: string): Finding => seen({ period, ...(date && posted(date)) });
  const quarters = (
    findings: readonly Finding[],
    more: Partial<Stand> = {},
    rule: UpdateRule = QUARTERLY,
  ): ReturnType<typeof judged> => judged({ element: '4.2', update: [rule], stands: [{ findings, ...more }] });

  it('the latest one due and the next to come have a verdict each', async () => {
    const verdicts = await quarters([figure('2026Q2', '2026-07-14')]);
    expect(short(verdicts, 'portal/2026Q2/timeliness')).toBe('passed');
    expect(short(verdicts, 'portal/2026Q3/timeliness')).toBe('pending');
    expect(verdicts.get('portal/2026Q3/timeliness')?.deadline?.due).toBe('2026-12-31');
  });

  it('a later quarter shown settles the earlier', async () => {
    const verdicts = await quarters([figure('2026Q3', '2026-10-13')]);
    expect(short(verdicts, 'portal/2026Q2/timeliness')).toBe('passed');
    expect(short(verdicts, 'portal/2026Q3/timeliness')).toBe('passed');
  });

  it('an older edition keeps the date that proves it late, for a year', async () => {
    const verdicts = await quarters([
      figure('2026Q2', '2026-07-14'),
      figure('2026Q1', '2026-07-03'),
      figure('2025Q1', '2025-07-20'),
    ]);
    expect(short(verdicts, 'portal/2026Q1/timeliness')).toBe('failed overdue');
    expect(verdicts.has('portal/2025Q1/timeliness')).toBe(false);
  });

  it('only old figures: the quarter that was due is overdue', async () => {
    expect(short(await quarters([figure('2026Q1', '2026-04-15')]), 'portal/2026Q2/timeliness')).toBe('failed overdue');
  });

  it('an unread page may hold the newer figures', async () => {
    const verdicts = await quarters([figure('2026Q1', '2026-04-15')], { pages: UNREAD_PAGE });
    expect(short(verdicts, 'portal/2026Q2/timeliness')).toBe('cantTell timeout would-be-overdue');
    expect(short(verdicts, 'portal/2026Q3/timeliness')).toBe('cantTell timeout');
  });

  it('nothing read: both quarters keep their verdicts', async () => {
    const verdicts = await quarters([missing], { pages: { 'index.html': { fault: 'waf-challenge' } } });
    expect(short(verdicts, 'portal/2026Q2/timeliness')).toBe('cantTell waf-challenge would-be-overdue');
    expect(short(verdicts, 'portal/2026Q3/timeliness')).toBe('cantTell waf-challenge');
  });

  it('a figure that waits for somebody else’s publication is for a person when absent (A8)', async () => {
    const verdicts = await quarters([figure('2026Q1', '2026-04-15')], {}, { ...QUARTERLY, if_absent: 'review' });
    expect(short(verdicts, 'portal/2026Q2/timeliness')).toBe('cantTell needs-person would-be-overdue');
  });

  it('what is missing altogether is counted once, as missing (A14)', async () => {
    const verdicts = await quarters([missing]);
    expect(verdicts.get('portal/2026Q2/timeliness')).toMatchObject({
      outcome: 'failed',
      gap: 'overdue',
      causedBy: '4.2/portal/content',
    });
  });
});

describe('next month’s price, three days before the month ends (A2)', () => {
  const MONTHLY: UpdateRule = { every: 'month', covers: 'next', month_end_minus: 3, lenient: 2, reading: 'A2' };
  const december = async (asOf: string, findings: readonly Finding[], seenOn = asOf): Promise<string> => {
    const stands = [{ findings, channel: 'app' as const, capturedAt: `${seenOn}T02:00:00Z` }];
    return short(await judged({ element: '3.5', asOf, update: [MONTHLY], stands }), 'app/2026-12/timeliness');
  };
  const price = (date: string): Finding => seen({ period: '2026-12', ...posted(date) });
  const updated = (date: string, first: string): Finding =>
    seen({ period: '2026-12', stated: { date, quote: `更新时间：${date}`, first } });

  it.each([
    ['posted on the 27th', '2026-11-29', [price('2026-11-27')], 'passed'],
    ['posted on the 28th: between the two readings', '2026-11-29', [price('2026-11-28')], 'cantTell needs-person'],
    [
      'posted on the 27th, touched again in December',
      ...(['2026-12-05', [updated('2026-12-03', '2026-11-27')], 'cantTell needs-person would-be-overdue'] as const),
    ],
    [
      'a standing page of 2024, touched in December',
      ...(['2026-12-05', [updated('2026-12-03', '2024-01-01')], 'failed overdue'] as const),
    ],
    ['posted on the 29th', '2026-11-29', [price('2026-11-29')], 'failed overdue'],
    ['not there on the 20th', '2026-11-20', [seen({ period: '2026-11', ...posted('2026-10-27') })], 'pending due-soon'],
    [
      'not there on the 28th: borderline',
      '2026-11-28',
      [seen({ period: '2026-11', ...posted('2026-10-27') })],
      'cantTell needs-person deadline-near',
    ],
    ['not there on the 29th', '2026-11-29', [seen({ period: '2026-11', ...posted('2026-10-27') })], 'failed overdue'],
  ])('%s', async (_, asOf, findings, expected) => {
    expect(await december(asOf, findings)).toBe(expected);
  });

  it('screens of the 18th show nothing of December, and nothing of what came by the 27th either', async () => {
    const november = [seen({ period: '2026-11', ...posted('2026-10-27') })];
    expect(await december('2026-12-01', november, '2026-11-18')).toBe('cantTell stale would-be-overdue');
    expect(await december('2026-12-01', november, '2026-11-28')).toBe('cantTell stale would-be-overdue');
    expect(await december('2026-12-01', november, '2026-11-29')).toBe('failed overdue');
  });
});

describe('a notice before the outage (A5)', () => {
  const notice = (quote?: string, startTime?: string): Finding =>
    seen({
      ...(quote !== undefined && { stated: { date: quote.slice(0, 10), quote } }),
      event: { key: 'td-1', name: '城南线检修', start: '2026-11-21', ...(startTime !== undefined && { startTime }) },
    });
  const lead = async (amount: number, unit: 'day' | 'hour', finding: Finding): Promise<string> =>
    short(
      await judged({
        element: '5.1-planned',
        update: [{ before: 'event', at_least: { amount, unit } }],
        stands: [{ findings: [seen(), finding] }],
      }),
      '5/portal/td-1/timeliness',
    );

  it('seven days by difference of dates', async () => {
    expect(await lead(7, 'day', notice('2026-11-14'))).toBe('passed');
    expect(await lead(7, 'day', notice('2026-11-15'))).toBe('failed overdue');
  });

  it('twenty-four hours by the clock, where the clock is known', async () => {
    expect(await lead(24, 'hour', notice('2026-11-20 08:00', '08:00'))).toBe('passed');
    expect(await lead(24, 'hour', notice('2026-11-20 08:01', '08:00'))).toBe('failed overdue');
    expect(await lead(24, 'hour', notice('2026-11-20', '08:00'))).toBe('cantTell needs-person');
    expect(await lead(24, 'hour', notice('2026-11-21', '08:00'))).toBe('failed overdue');
  });

  it.each([
    ['2026-11-20 08:01', '2026-11-20 08:01 发布，2026-11-21 08:00 停电，提前 23 小时 59 分'],
    ['2026-11-20 08:00', '2026-11-20 08:00 发布，2026-11-21 08:00 停电，提前 24 小时'],
    ['2026-11-21 09:30', '2026-11-21 09:30 发布，2026-11-21 08:00 停电，停电开始 1 小时 30 分后才发布'],
    ['2026-11-19', '2026-11-19 发布，2026-11-21 停电，提前 2 天'],
    ['2026-11-20', '没有写明钟点，不能确定是否满规定的小时数'],
  ])('says how many hours it gave: posted %s', async (posted, says) => {
    const verdicts = await judged({
      element: '5.1-planned',
      update: [{ before: 'event', at_least: { amount: 24, unit: 'hour' } }],
      stands: [{ findings: [seen(), notice(posted, '08:00')] }],
    });
    expect(verdicts.get('5/portal/td-1/timeliness')?.says.map(({ zh }) => zh)).toContain(says);
  });

  it('no date of posting: cannot be told', async () => {
    expect(await lead(7, 'day', notice())).toBe('cantTell date');
  });

  it('“promptly” has no number: a person judges', async () => {
    const verdicts = await judged({
      element: '5.1-planned',
      update: [{ after: 'event', promptly: 'true' }],
      stands: [{ findings: [seen(), notice('2026-11-21')] }],
    });
    expect(short(verdicts, 'portal/timeliness')).toBe('cantTell needs-person');
  });
});

describe('one root cause (A14)', () => {
  it('the old address after its due date is wrong content; its lateness is not counted again', async () => {
    const changes = [{ before: OLD, after: NEW }];
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      changes,
      stands: [{ pages: page(OLD), findings: [seen()] }],
    });
    expect(verdicts.get('portal/content')).toMatchObject({
      outcome: 'failed',
      gap: 'wrong',
      quotes: [{ words: `办公地址：${OLD}` }],
    });
    expect(verdicts.get('portal/change-2026-09-24/timeliness')).toMatchObject({
      outcome: 'failed',
      causedBy: '1.2/portal/content',
    });
  });

  it('before its due date the old address is only pending', async () => {
    const stand = {
      pages: page(OLD),
      findings: [seen({ quotes: [{ ...QUOTE, capturedAt: '2026-10-08T02:00:00Z' }] })],
      capturedAt: '2026-10-08T02:00:00Z',
    };
    const verdicts = await judged({
      element: '1.2',
      asOf: '2026-10-08',
      update: [TEN_DAYS],
      changes: [{ before: OLD, after: NEW }],
      stands: [stand],
    });
    expect(verdicts.get('portal/content')?.outcome).toBe('pending');
  });

  it('while a page is unread the old address is not called wrong, nor right', async () => {
    const stand = { pages: { ...page(OLD), ...UNREAD_PAGE }, findings: [seen()] };
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      changes: [{ before: OLD, after: NEW }],
      stands: [stand],
    });
    expect(short(verdicts, 'portal/content')).toBe('cantTell timeout');
  });

  it('a channel that is lacking is not judged for its dates (A15)', async () => {
    const why = { zh: '没有该渠道', en: 'no such channel' };
    const verdicts = await judged({
      element: '1.2',
      update: [TEN_DAYS],
      changes: [{ after: NEW }],
      stands: [{ applies: { kind: 'no-channel', why } }],
    });
    expect(short(verdicts, 'portal/content')).toBe('failed channel');
    expect(verdicts.get('portal/timeliness')).toMatchObject({ outcome: 'untested', causedBy: '1.2/portal/content' });
  });
});

describe('a monthly duty of five working days', () => {
  it.each([
    // What is due in December is judged, though nobody knows January's holidays yet.
    ['2026-11-20', { '2026-10': 'failed overdue', '2026-11': 'pending' }],
    ['2026-12-20', { '2026-11': 'failed overdue', '2026-12': 'cantTell no-calendar' }],
    ['2027-02-10', { '2026-11': 'failed overdue', '2026-12': 'cantTell no-calendar' }],
  ])('holidays not announced yet hold up only what they touch, as of %s', async (asOf, told) => {
    const verdicts = await judged({
      ...{ element: '1.2', asOf, calendarUntil: '2026' },
      update: [{ every: 'month', within: { amount: 5, unit: 'working day' } }],
      stands: [{ pages: page(OLD), findings: [missing], capturedAt: `${asOf}T02:00:00Z` }],
    });
    const clocks = [...verdicts.keys()].filter((id) => id.endsWith('/timeliness'));
    expect(Object.fromEntries(clocks.map((id) => [id.split('/')[1], short(verdicts, id)]))).toEqual(told);
  });

  it('is for a person to judge where the thing is there and no page says of which month it is', async () => {
    const verdicts = await judged({
      ...{ element: '1.2', asOf: '2026-11-20' },
      update: [{ every: 'month', within: { amount: 5, unit: 'working day' } }],
      stands: [{ pages: page(OLD), findings: [seen()] }],
    });
    expect(short(verdicts, 'portal/2026-10/timeliness')).toBe('cantTell needs-person would-be-overdue');
  });
});
