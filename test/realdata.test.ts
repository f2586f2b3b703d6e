import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/report/report.ts';
import type { Source, Workspace } from '../src/workspace/workspace.ts';
import { auditWorkspace } from './support/audit-in-memory.ts';

/** Real pages that nobody on this project wrote; they stand beside the checkout and are never part of it. */
const HTML = path.resolve(import.meta.dirname, '../../shared/realdata/html');

const workspace = (name: string, source: Partial<Source> & { snapshot: string }): Workspace => ({
  folder: HTML,
  company: { id: 'real', name, aliases: [], kind: 'county' },
  catalogue: 'chongqing',
  channels: { portal: { sources: [{ hosts: [], complete: false, landmarks: [], ...source }] } },
  capabilities: [],
  records: {},
  history: 'none',
  waivers: [],
  changes: [],
  approvals: [],
  reviews: [],
});

const noticesOf = ({ verdicts }: Report) =>
  verdicts.filter(({ item, aspect, notice }) => item === '5' && aspect === 'timeliness' && notice !== undefined);

describe.skipIf(!existsSync(HTML))('stored pages of real sites', () => {
  describe('a county government portal that carries the outage notices of its supply company', () => {
    const county = workspace('国网柘城县供电公司', {
      snapshot: 'zhecheng_gov_mirror',
      base: 'http://www.zhecheng.gov.cn/',
      operator: '柘城县人民政府',
      captured: '2018-07-27',
    });
    const audited = auditWorkspace(county, '2018-07-27');

    it('finds each notice once, though it is listed and stored under two ids', async () => {
      const notices = noticesOf(await audited);
      expect(new Set(notices.map(({ instance }) => instance)).size).toBe(notices.length);
      const [detail, ...twins] = notices.filter(({ instance }) => instance?.startsWith('2018-06-28'));
      expect(twins).toEqual([]);
      // Posted 2018-06-26 for 2018-06-28.
      expect(detail).toMatchObject({ outcome: 'failed', gap: 'overdue', notice: { days: 2, short: 5 } });
    });

    it('gives each notice its lead time and flags those under seven days', async () => {
      for (const { notice, outcome } of noticesOf(await audited))
        expect(outcome).toBe((notice?.days ?? 0) >= 7 ? 'passed' : 'failed');
    });

    it('takes nothing from the county as the company’s own disclosure', async () => {
      const { verdicts } = await audited;
      const told = verdicts.filter(
        ({ outcome, aspect, item }) =>
          (outcome === 'passed' || outcome === 'failed') && aspect === 'content' && item !== '5',
      );
      expect(told.map(({ id, quotes }) => [id, quotes[0]?.words])).toEqual([]);
    });
  });

  it('reads an application shell as not told, never as disclosed or missing', async () => {
    const shell = workspace('国网示范供电公司', {
      snapshot: 'spa_shell_hainan_dlgd_202608.html',
      captured: '2026-08-20',
      base: 'http://shell.example/',
    });
    const { verdicts, coverage } = await auditWorkspace(shell, '2026-08-31');
    const portal = verdicts.filter(
      ({ channel, aspect, outcome }) => channel === 'portal' && aspect === 'content' && outcome !== 'inapplicable',
    );
    expect(portal.length).toBeGreaterThan(40);
    expect([...new Set(portal.map(({ outcome, reason }) => `${outcome} ${reason ?? ''}`))]).toEqual([
      'cantTell needs-js',
    ]);
    expect(coverage.unread.map(({ reason }) => reason)).toEqual(['needs-js']);
  });

  it.each(['cptz_clone_of_cwl', 'zjgztb_clone'])('flags the clone %s and lets it prove nothing', async (snapshot) => {
    const clone = workspace('国网示范供电公司', {
      snapshot,
      captured: '2021-03-01',
      base: 'http://clone.example/',
      complete: true,
    });
    const { alerts, verdicts } = await auditWorkspace(clone, '2021-03-02');
    expect(alerts.length).toBeGreaterThan(0);
    const told = verdicts.filter(
      ({ channel, outcome }) => channel === 'portal' && (outcome === 'passed' || outcome === 'failed'),
    );
    expect(told.map(({ id, outcome, quotes }) => [id, outcome, quotes[0]?.words])).toEqual([]);
  });
});
