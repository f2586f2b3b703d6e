import { describe, expect, it } from 'vitest';
import { openingHours } from '../../../src/checks/places/opening-hours.ts';
import { normalise } from '../../../src/documents/normal-text.ts';
import { look } from '../../support/corpus.ts';

const read = (words: string): string[] => openingHours(normalise(words).norm).map(({ value }) => value);

describe('opening hours', () => {
  it.each([
    '08:30—17:30',
    '8:30至17:30',
    '8:30-17:30',
    '上午8时30分至下午5时30分',
    '8点半到17点半',
    '８：３０～１７：３０',
  ])('are the same however they are printed: %s', (words) => expect(read(words)).toEqual(['0830-1730']));

  it.each(['8:30-12:00，14:00-17:30', '上午8:30-12:00 下午2:00-5:30', '8:30-12:00、2:00-5:30'])(
    'have two halves: %s',
    (words) => expect(read(words)).toEqual(['0830-1200+1400-1730']),
  );

  it('differ by season and by day', () => {
    expect(read('夏季8:00-18:00，冬季8:30-17:30')).toEqual(['0800-1800', '0830-1730']);
    expect(read('周一至周五8:30-17:30；周六、周日9:00-16:00')).toEqual(['0830-1730', '0900-1600']);
    expect(read('5月1日至9月30日8:00-18:00，其他月份8:30-17:30')).toContain('0800-1800');
  });

  it('of machines are none of the counter’s', () => {
    expect(read('8:30-17:30，自助服务区24小时')).toEqual(['0830-1730']);
    expect(read('自助缴费6:00-22:00')).toEqual([]);
    expect(read('24小时')).toEqual([]);
  });

  it('are no dates, and no telephones', () => {
    expect(read('2026.10.01-2026.10.08')).toEqual([]);
    expect(read('0999-61230030')).toEqual([]);
  });
});

it('in running text are told in full', async () => {
  const page = '<h1>营业场所</h1><p>中心营业厅：松林路8号，营业时间：8:30-12:00，14:00-17:30</p>';
  const [found] = await look('1.3', { '/xxgk/': page });
  expect(found?.facts?.map(({ value }) => value)).toContain('0830-1200+1400-1730');
});

it('halls are known by their own names, whatever unit is named before them', async () => {
  const page =
    '<h1>营业场所</h1><table><tr><th>营业厅名称</th><th>地址</th></tr><tr><td>国网溪东县供电公司解放路营业厅</td><td>解放路8号</td></tr></table>';
  const company = { id: 'x', name: '国网溪东供电公司', aliases: [], kind: 'county' as const };
  const [found] = await look('1.3', { '/xxgk/': page }, { company });
  expect(found?.facts?.map(({ key }) => key)).toEqual(['halls:解放路营业厅:address']);
});
