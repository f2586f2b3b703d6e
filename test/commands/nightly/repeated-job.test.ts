import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareWorkspace } from '../../support/bare-workspace.ts';
import { gongkai } from '../../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await bareWorkspace();
});
afterAll(() => rm(home, { recursive: true, force: true }));

const ADDRESS = '<p>企业性质：国有企业</p><p>办公地址：示范省山城市江北区松林路18号</p>';

/** One run of a nightly job; `visits` is a counter on the page, which makes every run another one. */
async function run(day: string, visits: number, body: string, ...more: string[]) {
  const page = `<title>国网山城供电公司</title><h1>供电企业基本情况</h1><p>国网山城供电公司</p>${body}<p>访问量：${visits}</p>`;
  await writeFile(path.join(home, 'evidence/portal/index.html'), `<meta charset="utf-8">${page}`);
  const args = ['audit', home, '--as-of', day, '--format', 'json', '--since-last', '--screenshots', ...more];
  return gongkai(args, { env: { GONGKAI_TEST_NOW: `${day}T02:00:00Z` } });
}

it('repeated on its day a red job is red again and says the same; mended the same day it is green and says so', async () => {
  await run('2026-02-12', 1, ADDRESS);
  const red = await run('2026-02-13', 2, '');
  expect(red.code).toBe(1);
  expect(red.stdout).toContain('国网山城供电公司 2026-02-13 与 2026-02-12 相比：新增 ');
  expect(red.stdout).toContain('[新增] 1.2 办公地址');

  const again = await run('2026-02-13', 3, '');
  expect(again.code).toBe(1);
  expect(again.stdout).toBe(red.stdout);

  const mended = await run('2026-02-13', 4, ADDRESS);
  expect(mended.code).toBe(0);
  expect(mended.stdout).toContain('与 2026-02-12 相比：新增 0，恶化 0，改善 0，恢复 0');
  expect(mended.stdout).toMatch(/与当天早些时候的核查相比：新增 0，恶化 0，改善 0，恢复 [1-9]/);
  expect(mended.stdout).toMatch(/\[恢复\] 1\.2 办公地址.*应公开未公开 → 合规/);

  const news = JSON.parse((await run('2026-02-13', 5, ADDRESS, '--json')).stdout) as object;
  expect(news).toMatchObject({ since: { asOf: '2026-02-12' }, changes: [] });
  const english = await run('2026-02-13', 6, '', '--lang', 'en');
  expect(english.code).toBe(1);
  expect(english.stdout).toContain('2026-02-13 compared with 2026-02-12: new ');
  expect((await run('2026-02-14', 7, '')).stdout).toContain('与 2026-02-13 相比：新增 0');
});

it('a history that was cut off to nothing is told, for its ledger is gone', async () => {
  await writeFile(path.join(home, '.gongkai/history.db'), '');
  const { stderr } = await run('2026-02-15', 8, '');
  expect(stderr).toMatch(/历史库 .*history\.db 是空文件（0 字节），历史和台账从头开始/);
  expect((await run('2026-02-16', 9, '')).stderr).not.toContain('空文件');
});
