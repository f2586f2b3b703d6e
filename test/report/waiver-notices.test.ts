import { expect, it } from 'vitest';
import { waiverNotices } from '../../src/report/waiver-notices.ts';
import type { WaiverUse } from '../../src/verdicts/waive.ts';

const sites = [{ name: '中心营业厅', sources: [] }];
const workspace = { channels: { hall: { sites }, portal: { sources: [] } } };

const use = (status: WaiverUse['status'], site?: string): WaiverUse => ({
  waiver: {
    ...{
      element: '1.2',
      channel: 'hall',
      reason: '搬迁',
      approver: '分管领导',
      from: '2026-11-01',
      until: '2026-12-31',
    },
    ...(site !== undefined && { site }),
    at: 'waivers.yaml:2',
  },
  status,
  verdicts: [],
});
const said = (one: WaiverUse, asOf = '2026-11-20'): string[] =>
  waiverNotices([one], workspace, asOf).map(({ zh }) => zh);

it('a waiver that names a hall by its former name, or by a slip, is told: it lets nothing stand', () => {
  expect(said(use('idle', '中心供电营业厅'))).toEqual([
    '豁免不起作用：1.2（waivers.yaml:2）所写的「中心供电营业厅」不在 gongkai.yaml 中，请核对名称。',
  ]);
});

it.each([
  ['of a hall that there is, in which nothing is wrong today', use('idle', '中心营业厅'), '2026-11-20'],
  ['of all halls', use('idle'), '2026-11-20'],
  ['of a hall that was closed, once it has run out', use('idle', '城南营业厅'), '2027-01-01'],
])('nothing is said %s', (_, one, asOf) => {
  expect(said(one, asOf)).toEqual([]);
});
