import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { reportOn, SAMPLE, VERDICTS } from '../report/sample.ts';
import { gongkai } from '../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-diff-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function saved(name: string, report: Report): Promise<string> {
  const file = path.join(home, name);
  await writeFile(file, JSON.stringify(report));
  return file;
}

const PAGE = SAMPLE.evidence[0]?.id;
/** The portal's first page with other bytes: what the company published changed. */
const NEW_PAGE = {
  evidence: SAMPLE.evidence.map((one) => (one.id === PAGE ? { ...one, sha256: 'cd'.repeat(32) } : one)),
};
const ADDRESS = '1.2/portal/content';
const LATE = '1.2/portal/change-2026-09-24/timeliness';
const withChange = (id: string, change: (one: Verdict) => Verdict): Verdict[] =>
  VERDICTS.map((one) => (one.id === id ? change(one) : one));
const addressGone = withChange(ADDRESS, (one) => ({ ...one, outcome: 'failed', gap: 'missing', quotes: [] }));

describe('gongkai diff', () => {
  it('of a report and itself has nothing to tell and exits with 0', async () => {
    const file = await saved('same.json', SAMPLE);
    const ended = await gongkai(['diff', file, file]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout.trim().split('\n')).toEqual([expect.stringMatching(/新增 0，恶化 0，改善 0，恢复 0$/)]);
  });

  it('names an address that left the portal as new, caused by the page, and exits with 1', async () => {
    const [older, newer] = [await saved('old.json', SAMPLE), await saved('new.json', reportOn(addressGone, NEW_PAGE))];
    const ended = await gongkai(['diff', older, newer]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/新增 1，恶化 0，改善 0，恢复 0/);
    expect(ended.stdout).toMatch(
      /\[新增\] 1\.2 办公地址 · 企业门户网站：合规 → 应公开未公开（原因：页面内容或佐证变化）/,
    );
  });

  it('names a gap whose waiver ran out as new, and that it was waived before', async () => {
    const waiver = { reason: '营业厅搬迁', approver: '示例分管领导', from: '2026-11-01', until: '2026-11-22' };
    const waived = addressGone.map((one) => (one.id === ADDRESS ? { ...one, waiver } : one));
    const [older, newer] = [
      await saved('waived.json', reportOn(waived)),
      await saved('counted.json', reportOn(addressGone, { ...NEW_PAGE, asOf: '2026-11-23' })),
    ];
    const ended = await gongkai(['diff', older, newer]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(
      /\[新增\] 1\.2 办公地址 · 企业门户网站：应公开未公开（豁免期内） → 应公开未公开（原因：期限到期）/,
    );
    expect((await gongkai(['diff', older, newer, '--lang', 'en'])).stdout).toMatch(
      /not disclosed \(waived\) → not disclosed \(cause: a due date passed\)/,
    );
  });

  it('names the grades of a gap that is graded otherwise, and the gap that only followed from another', async () => {
    const graded = withChange(ADDRESS, (one) => ({ ...one, outcome: 'failed', gap: 'missing', severity: 'critical' }));
    const following = withChange(ADDRESS, (one) => ({ ...one, outcome: 'failed', gap: 'missing', causedBy: LATE }));
    const [older, newer, caused] = [
      await saved('major.json', reportOn(addressGone)),
      await saved('critical.json', reportOn(graded, NEW_PAGE)),
      await saved('caused.json', reportOn(following)),
    ];
    const ended = await gongkai(['diff', older, newer]);
    expect(ended.stdout).toMatch(/\[恶化\] 1\.2 办公地址 .*：应公开未公开（较重） → 应公开未公开（严重）（原因/);
    expect((await gongkai(['diff', caused, newer])).stdout).toMatch(
      /\[新增\] 1\.2 办公地址 .*：应公开未公开（由另一问题引起，不单独计）.* → 应公开未公开/,
    );
  });

  it('tells the way back as recovered and exits with 0', async () => {
    const [older, newer] = [
      await saved('gap.json', reportOn(addressGone)),
      await saved('mended.json', reportOn(VERDICTS, NEW_PAGE)),
    ];
    const ended = await gongkai(['diff', older, newer, '--lang', 'en']);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/new 0, worse 0, better 0, recovered 1/);
    expect(ended.stdout).toMatch(/not disclosed → in order \(cause: the evidence\)/);
  });

  it.each([
    ['rules', 'rule', { rule: 'fedcba9876543210' }, {}],
    ['engine', 'engine', {}, { tool: { name: 'gongkai', version: '0.2.0' } }],
    ['declared', 'declared', {}, { declared: { digest: 'ef'.repeat(32) } }],
  ] as const)('blames %s, and not the company, where only that differs', async (cause, name, one, whole) => {
    const older = await saved(`${name}-old.json`, SAMPLE);
    const judged = withChange(ADDRESS, (was) => ({ ...was, outcome: 'failed', gap: 'wrong', ...one }));
    const newer = await saved(`${name}-new.json`, reportOn(judged, whole));
    const ended = await gongkai(['diff', older, newer, '--json']);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      schema: 'gongkai-diff/1',
      changes: [{ kind: 'new', verdict: ADDRESS, causes: [cause], before: { outcome: 'passed' } }],
    });
  });

  it('does not take a gap that is no longer judged for a recovered one', async () => {
    const older = await saved('judged.json', SAMPLE);
    const newer = await saved('dropped.json', reportOn(VERDICTS.filter(({ id }) => id !== LATE)));
    const ended = await gongkai(['diff', older, newer]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/恢复 0/);
    expect(ended.stdout).toMatch(/不再核查.*不算恢复：1/);
    expect(ended.stdout).toContain(LATE);
  });

  it.each([
    ['of two units', { company: { ...SAMPLE.company, id: 'other', name: '国网他县供电公司' } }, '不是同一单位'],
    ['in the wrong order', { asOf: '2026-01-05' }, '把较早的报告写在前面'],
  ] as const)('refuses reports %s in one sentence', async (name, change, says) => {
    const older = await saved(`${name}-1.json`, SAMPLE);
    const newer = await saved(`${name}-2.json`, reportOn(VERDICTS, change));
    const ended = await gongkai(['diff', older, newer]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(says);
  });

  it('says which file is no report', async () => {
    const file = await saved('sound.json', SAMPLE);
    const ended = await gongkai(['diff', file, path.join(home, 'none.json')]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('none.json');
  });
});
