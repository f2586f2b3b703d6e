import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareWorkspace } from '../../support/bare-workspace.ts';
import { gongkai } from '../../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await bareWorkspace();
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** One night on which the hall is called so and shows what lies in the folder. */
async function night(day: string, hall: string, folder: string) {
  await mkdir(path.join(home, folder), { recursive: true });
  await writeFile(
    path.join(home, folder, '1.html'),
    `<meta charset="utf-8"><h1>供电企业基本情况</h1><p>国网山城供电公司 企业性质：国有企业 ${folder}</p>`,
  );
  const source = `sources: [{ snapshot: ${folder}/, captured: ${day}, complete: true }]`;
  await writeFile(
    path.join(home, 'gongkai.yaml'),
    [
      'company: { id: shancheng, name: 国网山城供电公司, kind: branch }',
      `channels: { hall: { sites: [{ ${hall}, ${source} }] } }`,
    ].join('\n'),
  );
  return gongkai(['audit', home, '--as-of', day, '--format', 'json', '--since-last'], {
    env: { GONGKAI_TEST_NOW: `${day}T02:00:00Z` },
  });
}

it('tells whom a hall went and another came how to say that they are one, and that they are once it is said', async () => {
  await night('2026-11-18', 'name: 南岸营业厅', 'south');
  const moved = await night('2026-11-19', 'name: 滨江营业厅', 'river');
  expect(moved.stdout).toContain(
    '「南岸营业厅」如果只是改了名称，在 gongkai.yaml 新名称下写 formerly: [南岸营业厅]，下次核查起原有问题和台账编号继续',
  );
  const said = await night('2026-11-20', 'name: 滨江营业厅, formerly: [南岸营业厅]', 'river');
  expect(said.stdout).toContain('新增 0，恶化 0，改善 0，恢复 0');
  expect(said.stdout).toContain(
    '名称已变更：南岸营业厅 → 滨江营业厅（gongkai.yaml 的 formerly），原有问题和台账编号继续',
  );
  const ledger = await gongkai(['ledger', 'list', home]);
  expect(ledger.stdout).toContain('shancheng-2026-0001  待整改  1.2 办公地址 · 供电营业厅（滨江营业厅）');
});
