import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareWorkspace } from '../../support/bare-workspace.ts';
import { gongkai } from '../../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await bareWorkspace();
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('a night before the last one recorded, as after a clock that ran ahead, does not pass for a night without news', async () => {
  const night = (day: string, ...more: string[]) =>
    gongkai(['audit', home, '--as-of', day, '--format', 'json', '--since-last', ...more], {
      env: { GONGKAI_TEST_NOW: `${day}T02:00:00Z` },
    });
  // A machine whose clock was a month ahead recorded a night in March.
  await night('2026-03-16');
  const night16 = await night('2026-02-16');
  expect(night16.stdout).toMatch(
    /^国网山城供电公司 2026-02-16 早于已记入的 2026-03-16，不作比较：有问题 [1-9]\d* 项$/m,
  );
  expect(night16.stdout).not.toContain('相比');
  expect(night16.code).toBe(1);

  const news = JSON.parse((await night('2026-02-16', '--json')).stdout) as object;
  expect(news).toMatchObject({ run: 'aside', since: null, changes: [] });
  const english = await night('2026-02-16', '--lang', 'en');
  expect(english.stdout).toMatch(
    /2026-02-16 is earlier than 2026-03-16, which is recorded, and compared with nothing: [1-9]\d* gaps/,
  );
});

it('a history that was deleted, or put back from an old copy, is told where reports of later days are still there', async () => {
  const other = await bareWorkspace();
  const history = path.join(other, '.gongkai/history.db');
  const night = (day: string, ...more: string[]) =>
    gongkai(['audit', other, '--as-of', day, '--format', 'json', '--since-last', ...more], {
      env: { GONGKAI_TEST_NOW: `${day}T02:00:00Z` },
    });
  try {
    expect((await night('2026-02-14')).stderr).not.toContain('out 中有');
    await copyFile(history, path.join(other, 'copy.db'));
    expect((await night('2026-02-15')).stderr).not.toContain('out 中有');
    await copyFile(path.join(other, 'copy.db'), history);
    const old = await night('2026-02-16');
    expect(old.stderr).toContain('out 中有 2026-02-15 的核查报告，历史库里最近的核查却是 2026-02-14');
    expect((await night('2026-02-17')).stderr).not.toContain('out 中有');
    await rm(history);
    const english = await night('2026-02-18', '--lang', 'en');
    expect(english.stderr).toContain('out holds a report of 2026-02-17, and the history holds no earlier audit');
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});
