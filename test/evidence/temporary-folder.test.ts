import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { inTemporary, makeTemporaryFolder, removeFolder } from '../../src/evidence/temporary-folder.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

const ours = `gongkai-browser-${hostname()
  .replace(/[^A-Za-z0-9]/g, '_')
  .slice(0, 40)}-`;
const of = (prefix: string): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));

/** The number of a process that has ended. */
const ended = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

it('what a killed run left is removed by the next, what a running one needs is not', () => {
  const left = path.join(tmpdir(), `${ours}${ended()}-Xx`);
  const used = path.join(tmpdir(), `${ours}${process.pid}-Yy`);
  for (const folder of [left, used]) {
    mkdirSync(path.join(folder, 'playwright_profile'), { recursive: true });
    writeFileSync(path.join(folder, 'playwright_profile', 'Cookies'), 'x');
  }
  const made = makeTemporaryFolder('browser') ?? '';
  expect([existsSync(left), existsSync(used), existsSync(made)]).toEqual([false, true, true]);
  for (const folder of [used, made]) removeFolder(folder);
});

it('the environment is as it was after each of several at once', async () => {
  const before = process.env.TMPDIR;
  const folders = [1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'gongkai-test-')));
  const seen = await Promise.all(folders.map((one) => inTemporary(one, () => Promise.resolve(tmpdir()))));
  await expect(inTemporary('/nowhere', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(seen).toEqual(folders);
  expect(process.env.TMPDIR).toBe(before);
  for (const folder of folders) rmSync(folder, { recursive: true });
});

it.skipIf(!browser)(
  `a browser keeps its profile in a folder of its process, and leaves none behind${why}`,
  async () => {
    await browser?.close();
    const before = of('playwright').length;
    const window = await browser?.open();
    const [own] = of(`${ours}${process.pid}-`);
    expect(readdirSync(path.join(tmpdir(), own ?? '')).some((name) => name.startsWith('playwright_'))).toBe(true);
    expect(of('playwright')).toHaveLength(before);
    expect(window).not.toHaveProperty('reason');
    await browser?.close();
    expect(of(`${ours}${process.pid}-`)).toEqual([]);
  },
);
