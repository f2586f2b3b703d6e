import { describe, expect, it } from 'vitest';
import type { UpdateRule } from '../../src/catalogue/rule.ts';
import type { Finding } from '../../src/checks/search/finding.ts';
import { judged, missing, QUOTE, seen, short, SOME_PAGE, UNREAD_PAGE, type Stand } from './bench.ts';

const address = (value: string, more: Partial<Finding> = {}): Finding =>
  seen({ facts: [{ key: 'office-address', value, shown: `办公地址：${value}` }], ...more });
const says = (channel: Stand['channel'] & string, value: string, more: Partial<Stand> = {}): Stand => ({
  channel,
  findings: [address(value)],
  ...more,
});
const compared = async (...stands: readonly Stand[]): Promise<string> =>
  short(await judged({ element: '1.2', stands }), 'consistency');

describe('channels must agree (N09)', () => {
  it('on one value, however many they are', async () => {
    expect(await compared(says('portal', '城南路88号'), says('app', '城南路88号'), says('hall', '城南路88号'))).toBe(
      'passed',
    );
  });

  it.each([
    ['山城市江北区松林路1号', '山城市江北区松林路一号', 'passed'],
    ['3个工作日', '三个工作日', 'passed'],
    ['3个工作日', '五个工作日', 'failed inconsistent'],
    ['0.4321元/千瓦时', '432.1元/兆瓦时', 'passed'],
    ['0.4321元/千瓦时', '0.4312元/千瓦时', 'failed inconsistent'],
    ['3.25亿千瓦时', '32500万千瓦时', 'passed'],
    ['3.25亿千瓦时', '3.25万千瓦时', 'failed inconsistent'],
    ['松林一路1号', '松林二路1号', 'failed inconsistent'],
  ])('however it is written: %s and %s', async (one, other, outcome) => {
    expect(await compared(says('portal', one), says('app', other))).toBe(outcome);
  });

  it('or they disagree', async () => {
    expect(await compared(says('portal', '城南路88号'), says('app', '城北路1号'))).toBe('failed inconsistent');
  });

  it.each([
    ['低压', '0.5469元/千瓦时', 'passed'],
    ['1千伏以下', '0.5469元/千瓦时', 'passed'],
    ['不满1kV', '0.5496元/千瓦时', 'failed inconsistent'],
    ['低压', '0.5496元/千瓦时', 'failed inconsistent'],
    ['1-10千伏', '0.5369元/千瓦时', 'passed'],
  ])('on the price of 不满1千伏, which another calls %s', async (voltage, value, outcome) => {
    const price = (name: string, given: string): Finding =>
      seen({ facts: [{ key: `tariff:居民生活用电${name}`, value: given, shown: `${name} ${given}` }] });
    const stands: Stand[] = [
      { channel: 'portal', findings: [price('/不满1千伏', '0.5469元/千瓦时')] },
      { channel: 'app', findings: [price(voltage, value)] },
    ];
    expect(short(await judged({ element: '3.1', stands }), 'consistency')).toBe(outcome);
  });

  it('one alone cannot be compared', async () => {
    expect(await compared(says('portal', '城南路88号'), { channel: 'app', findings: [missing] })).toBe(
      'cantTell insufficient-evidence',
    );
  });

  it('agreement needs every channel to have been read', async () => {
    expect(await compared(says('portal', '城南路88号'), says('app', '城南路88号', { pages: UNREAD_PAGE }))).toBe(
      'cantTell timeout',
    );
    const dark: Stand = { channel: 'hall', pages: { 'index.html': { fault: 'needs-js' } }, findings: [missing] };
    expect(await compared(says('portal', '城南路88号'), says('app', '城南路88号'), dark)).toBe('cantTell needs-js');
  });

  it('disagreement needs only the two that disagree', async () => {
    const [portal, app] = [says('portal', '城南路88号'), says('app', '城北路1号')];
    expect(await compared(portal, app, says('hall', '城南路88号', { pages: UNREAD_PAGE }))).toBe('failed inconsistent');
    expect(await compared(portal, { ...app, pages: UNREAD_PAGE })).toBe('cantTell timeout');
  });

  it('a picture that nobody could read contradicts nobody, and proves no contradiction', async () => {
    const picture = { pages: { ...SOME_PAGE, 'a.png': { fault: 'no-text-layer' as const } } };
    expect(await compared(says('portal', '城南路88号'), says('app', '城南路88号', picture))).toBe('passed');
    expect(await compared(says('portal', '城南路88号'), says('app', '城北路1号', picture))).toBe(
      'cantTell no-text-layer',
    );
  });

  it('what was wrong on one channel is the cause, not a second gap (A14)', async () => {
    const wrong: Finding = { ...address('城北路1号'), holds: 'no', gap: 'wrong', proof: 'seen' };
    const verdicts = await judged({
      element: '1.2',
      stands: [says('portal', '城南路88号'), { channel: 'app', findings: [wrong] }],
    });
    expect(verdicts.get('consistency')).toMatchObject({ outcome: 'failed', causedBy: '1.2/app/content' });
  });
});

describe('the same change must reach the channels on the same day (N10, C57)', () => {
  const update: UpdateRule[] = [{ after: 'change', within: { amount: 10, unit: 'working day' } }];
  const on = (channel: Stand['channel'] & string, date: string, more: Stand['pages'] = {}): Stand => ({
    channel,
    pages: { 'a.html': `<h1>供电企业基本情况</h1><p>发布日期：${date}</p><p>办公地址：城南路88号</p>`, ...more },
    findings: [seen({ quotes: [QUOTE] })],
  });
  const synchronised = async (...stands: readonly Stand[]): Promise<string> =>
    short(
      await judged({ element: '1.2', update, changes: [{ after: '城南路88号' }], stands }),
      'change-2026-09-24/consistency',
    );

  it('the same day, or not', async () => {
    expect(await synchronised(on('portal', '2026-10-09'), on('app', '2026-10-09'))).toBe('passed');
    expect(await synchronised(on('portal', '2026-10-09'), on('app', '2026-10-10'))).toBe('failed unsynchronised');
  });

  it('an unread page may show an earlier day', async () => {
    expect(await synchronised(on('portal', '2026-10-09'), on('app', '2026-10-09', UNREAD_PAGE))).toBe(
      'cantTell timeout',
    );
    expect(await synchronised(on('portal', '2026-10-09'), on('app', '2026-10-10', UNREAD_PAGE))).toBe(
      'cantTell timeout',
    );
  });

  it('two that were read and differ differ, whatever the third would show', async () => {
    expect(
      await synchronised(on('portal', '2026-10-09'), on('app', '2026-10-10'), on('hall', '2026-10-09', UNREAD_PAGE)),
    ).toBe('failed unsynchronised');
  });
});
