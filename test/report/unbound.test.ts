import { expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { caseSchema } from '../../src/cases/case-file.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { starterOf } from '../../src/commands/init/starter.ts';
import { loadLaw } from '../support/law.ts';

async function audited(kind: string, catalogue: string) {
  const body = '<p>用户受电端电压合格率 2025年 全县 99.91%</p>';
  const page = { column: '供电质量情况', title: '供电质量情况', body, published: '2026-03-20' };
  const file = caseSchema.parse({
    title: '方案不约束的企业',
    as_of: '2026-11-20',
    company: { kind },
    channels: { portal: { captured: '2026-11-20', pages: { '/xxgk/gdzl/': page } } },
    expect: [{ verdict: '**', outcome: 'passed' }],
  });
  const { bundle, sitting } = openCase(file, await loadLaw(catalogue));
  return check(bundle, sitting);
}

it.each([
  ['branch', 'chongqing', false, 'failed'],
  ['incremental', 'chongqing', true, 'failed'],
  ['incremental', 'base', false, 'passed'],
  ['other', 'chongqing', true, 'failed'],
  ['other', 'base', false, 'passed'],
])('to %s companies by %s: told that it does not bind them %s; yearly figures %s', async (kind, by, told, yearly) => {
  const { notices, verdicts } = await audited(kind, by);
  expect(notices.some(({ zh }) => zh.includes('所选规则不约束本单位'))).toBe(told);
  const due = verdicts.filter(({ id }) => id.startsWith('4.2/portal/') && id.endsWith('/timeliness'));
  expect(due.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed').toBe(yearly);
});

it('a company outside State Grid owes its own commitments, neither the app nor 95598, and no texts of State Grid', async () => {
  const { verdicts } = await audited('other', 'base');
  const of = (start: string) =>
    new Set(verdicts.filter(({ id }) => id.startsWith(start)).map(({ outcome }) => outcome));
  expect(of('8.1/')).toEqual(new Set(['inapplicable']));
  expect(of('3.4/')).toEqual(new Set(['inapplicable']));
  expect(of('own-commitments.1/').has('inapplicable')).toBe(false);
  const elsewhere = verdicts.filter(({ channel }) => channel === 'app' || channel === 'web95598');
  expect(elsewhere.every(({ outcome }) => outcome === 'inapplicable')).toBe(true);
});

it.each([
  ['branch', 'chongqing'],
  ['incremental', 'base'],
  ['other', 'base'],
] as const)('a new workspace of a %s company has the rules of %s', (kind, catalogue) => {
  const file = starterOf({ name: '示例供电公司', kind, halls: [] }, 'zh').files.get('gongkai.yaml');
  expect(file).toContain(`\ncatalogue: ${catalogue}\n`);
});
