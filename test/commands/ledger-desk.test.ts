import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, gongkai, type Ended } from '../support/gongkai.ts';
import { editTable } from '../support/ledger-round-trip.ts';

let home = '';
let unit = '';
const sheet = (): string => path.join(unit, '问题台账.xlsx');

/** A hall that shows nothing of what it must: every duty is a gap. */
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-desk-'));
  unit = path.join(home, '单位');
  const made = ['init', unit, '--yes', '--name', '国网示例供电公司', '--kind', '县公司', '--halls', '城关营业厅'];
  expect((await gongkai(made)).code, 'a kind as people call it').toBe(0);
  await writeFile(
    path.join(unit, 'evidence/hall/城关营业厅/a.html'),
    '<meta charset="utf-8"><h1>国网示例供电公司城关营业厅</h1><p>办公地址：示例市示例路1号</p>',
  );
  const file = path.join(unit, 'gongkai.yaml');
  const yaml = await readFile(file, 'utf8');
  await writeFile(
    file,
    yaml.replace(/snapshot: ("evidence\/hall\/城关营业厅")/, 'snapshot: $1, captured: 2026-11-18, complete: true'),
  );
  expect((await gongkai(['audit', unit, '--as-of', DAY, '-f', 'json'])).code).toBe(1);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const ledger = (...words: readonly string[]): Promise<Ended> => gongkai(['ledger', ...words]);

describe('the table that staff fill in', () => {
  it('is not written over before it was taken back', async () => {
    expect((await ledger('export', unit)).code).toBe(0);
    expect((await ledger('export', unit)).code, 'nothing was filled in').toBe(0);
    const filled = editTable(await readFile(sheet()), [[0, '责任人', '经办人甲']]);
    await writeFile(sheet(), filled);
    const refused = await ledger('export', unit);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('中有 1 行填写还没有收回台账，没有覆盖；请先 gongkai ledger import');
    expect((await readFile(sheet())).equals(filled)).toBe(true);
    expect((await ledger('import', sheet(), '-w', unit, '--by', '经办人')).stdout).toContain('采用 1 行');
    expect((await ledger('export', unit)).code).toBe(0);
  });

  it('nor is another file of that name', async () => {
    const other = path.join(home, '说明.xlsx');
    await writeFile(other, 'words');
    expect((await ledger('export', unit, '-o', other)).stderr).toContain('不是可以读回的问题台账，没有覆盖');
    expect(await readFile(other, 'utf8')).toBe('words');
  });
});

describe('a step of the ledger', () => {
  it('may be named as people say it', async () => {
    const step = ['-w', unit, '--by', '经办人', '--measures', '补充公示', '--until', '2026-12-31'];
    const { stdout, stderr } = await ledger('advance', '2', '整改', ...step);
    expect(stderr).toBe('');
    expect(stdout).toContain('整改中');
  });

  it('that there is not is told with those there are', async () => {
    const { code, stderr } = await ledger('advance', '2', '处理', '-w', unit, '--by', '经办人');
    expect(code).toBe(2);
    expect(stderr).toBe('不能写「处理」，可以写：start、submit、close、return、extend、dismiss、restore\n');
  });

  it('of a number that was mistyped is asked back once', async () => {
    const [known = ''] = /^\S+-\d{4}-\d{4}/.exec((await ledger('list', unit)).stdout) ?? [];
    const { stderr } = await ledger('show', known.replace(/-\d{4}-/, '-'), '-w', unit);
    expect(stderr).toMatch(new RegExp(`，是否想写「${known}」？\n$`));
  });
});

it('a nightly job is not written for a folder without a workspace', async () => {
  const folder = path.join(home, 'slip');
  await mkdir(folder);
  const { code, stderr } = await gongkai(['init', folder, '--nightly', 'windows']);
  expect(code).toBe(2);
  expect(stderr).toContain('中没有 gongkai.yaml');
  expect((await gongkai(['init', unit, '--nightly', 'windows'])).code).toBe(0);
});
