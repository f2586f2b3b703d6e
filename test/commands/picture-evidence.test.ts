import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { DAY, gongkai, ROOT } from '../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-pictures-'));
  await mkdir(path.join(home, 'evidence'));
  await copyFile(path.join(ROOT, 'fixtures/pictures/prices.png'), path.join(home, 'evidence/电价.png'));
  await writeFile(
    path.join(home, 'gongkai.yaml'),
    `company: { id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }
catalogue: chongqing
channels:
  app: { sources: [{ snapshot: evidence, captured: 2026-11-19, complete: true }] }
`,
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

const audit = (out: string, ...more: readonly string[]) =>
  gongkai(['audit', home, '--as-of', DAY, '--fail-on', 'never', '--no-history', '-o', path.join(home, out), ...more]);

describe('a screen of an App handed in as a picture', () => {
  it('lies beside the report as it was handed in, and the page shows it, with no browser on the machine', async () => {
    expect((await audit('first')).code).toBe(0);
    const report = JSON.parse(await readFile(path.join(home, 'first/report.json'), 'utf8')) as Report;
    const [line] = report.evidence;
    expect(line?.screenshot).toBe(`screenshots/${line?.sha256}.png`);
    const given = await readFile(path.join(home, 'evidence/电价.png'));
    expect(given.equals(await readFile(path.join(home, 'first', line?.screenshot ?? '')))).toBe(true);
    expect(await readFile(path.join(home, 'first/report.html'), 'utf8')).toContain(`href="${line?.screenshot}"`);
  }, 60_000);

  it('goes along where the report is written anew elsewhere', async () => {
    const again = ['report', path.join(home, 'first/report.json'), '-f', 'html', '-o', path.join(home, 'elsewhere')];
    expect((await gongkai(again)).code).toBe(0);
    const [name = ''] = await readdir(path.join(home, 'elsewhere/screenshots'));
    expect(await readFile(path.join(home, 'elsewhere/report.html'), 'utf8')).toContain(`href="screenshots/${name}"`);
    const given = await readFile(path.join(home, 'evidence/电价.png'));
    expect(given.equals(await readFile(path.join(home, 'elsewhere/screenshots', name)))).toBe(true);
  }, 60_000);

  it('is missed aloud where the report was moved without it', async () => {
    await mkdir(path.join(home, 'alone'));
    await copyFile(path.join(home, 'first/report.json'), path.join(home, 'alone/report.json'));
    const again = ['report', path.join(home, 'alone/report.json'), '-f', 'html', '-o', path.join(home, 'further')];
    const { code, stderr } = await gongkai(again);
    expect(code).toBe(0);
    expect(stderr).toContain('有 1 张截图不在');
    expect(await readdir(path.join(home, 'further'))).toEqual(['report.html']);
  }, 60_000);

  it('stays in the bundle alone where no pictures are wanted', async () => {
    expect((await audit('second', '--no-screenshots')).code).toBe(0);
    expect(await readdir(path.join(home, 'second'))).not.toContain('screenshots');
  }, 60_000);
});
