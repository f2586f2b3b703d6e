import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareWorkspace } from '../../support/bare-workspace.ts';
import { gongkai } from '../../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await bareWorkspace();
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('a 整改时限 that staff set stands in the forecast of the next audit, as words and as JSON', async () => {
  const audit = (...more: string[]) =>
    gongkai(['audit', home, '--as-of', '2026-02-13', '--format', 'json', '--fail-on', 'never', ...more], {
      env: { GONGKAI_TEST_NOW: '2026-02-13T02:00:00Z' },
    });
  await audit();
  const listed = await gongkai(['ledger', 'list', home, '--json']);
  const [entry] = JSON.parse(listed.stdout) as { number: string }[];
  if (!entry) throw new Error(`the audit found no gap: ${listed.stderr}`);
  const start = ['ledger', 'advance', entry.number, 'start', '-w', home, '--by', '甲', '--until', '2026-02-20'];
  expect((await gongkai(start)).code).toBe(0);

  const words = await audit('--forecast', '2');
  expect(words.stdout).toContain('2026-02-24 及以前到期：');
  expect(words.stdout).toMatch(new RegExp(`^ {2}2026-02-20 .*整改时限：.*（${entry.number}，整改中）$`, 'm'));
  expect(words.stdout).not.toContain('甲');

  const news = JSON.parse((await audit('--since-last', '--json', '--forecast', '2')).stdout) as { due: object[] };
  expect(news.due).toContainEqual(
    expect.objectContaining({ kind: 'rectification', due: '2026-02-20', number: entry.number }),
  );
  const none = JSON.parse((await audit('--since-last', '--json', '--forecast', '1')).stdout) as { due: object[] };
  expect(none.due).not.toContainEqual(expect.objectContaining({ number: entry.number }));
});

it('a gap that was closed and that the next night finds all the same is told as come back and is red, though no page changed', async () => {
  const night = (day: string, ...more: string[]) =>
    gongkai(['audit', home, '--as-of', day, '--format', 'json', '--since-last', ...more]);
  await night('2026-02-14');
  const listed = await gongkai(['ledger', 'list', home, '--json']);
  const [entry] = JSON.parse(listed.stdout) as { number: string }[];
  const step = (...words: readonly string[]) =>
    gongkai(['ledger', 'advance', entry?.number ?? '', ...words, '-w', home]);
  expect((await step('submit', '--by', '甲', '--proof', 'https://www.example.com/')).code).toBe(0);
  expect((await step('close', '--by', '乙')).code).toBe(0);
  const { code, stdout } = await night('2026-02-15');
  expect([code, stdout]).toEqual([1, expect.stringContaining('新增 0')]);
  expect(stdout).toContain(`反弹（已销号，核查仍发现）：${entry?.number ?? ''}`);
  expect((await night('2026-02-15')).code, 'a job that is repeated on its day').toBe(1);
  expect((await night('2026-02-15', '--fail-on', 'never')).code).toBe(0);
  expect((await night('2026-02-16')).code, 'told once').toBe(0);
});
