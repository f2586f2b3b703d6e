import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, gongkai, type Ended } from '../support/gongkai.ts';
import { encodeGb18030 } from '../support/gb18030.ts';
import { editTable, textOf } from '../support/ledger-round-trip.ts';

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

  it('with cells merged over several rows says the same of each of them', async () => {
    const merged = path.join(home, '合并.xlsx');
    expect((await ledger('export', unit, '-o', merged)).code).toBe(0);
    const edits = [
      [2, '责任人', '经办人乙'],
      [2, '整改时限', '2026/3/20'],
    ] as const;
    const filled = editTable(await readFile(merged), edits, [
      ['责任人', 2, 4],
      ['整改时限', 2, 3],
    ]);
    await writeFile(merged, filled);
    expect((await ledger('import', merged, '-w', unit, '--by', '经办人')).stdout).toContain('采用 3 行');
    const lines = JSON.parse((await ledger('list', unit, '--json')).stdout) as { handling: Record<string, string> }[];
    expect(lines.slice(1, 6).map(({ handling }) => [handling.rectifier, handling.until])).toEqual([
      ['', ''],
      ['经办人乙', '2026-03-20'],
      ['经办人乙', '2026-03-20'],
      ['经办人乙', ''],
      ['', ''],
    ]);
  });

  it('with a heading edited says which column was not taken back, and is not written over', async () => {
    const edited = path.join(home, '改表头.xlsx');
    expect((await ledger('export', unit, '-o', edited)).code).toBe(0);
    const edits = [
      [-1, '整改措施', '具体措施'],
      [5, '整改措施', '补公示'],
    ] as const;
    await writeFile(edited, editTable(await readFile(edited), edits));
    const { stderr } = await ledger('import', edited, '-w', unit, '--by', '经办人');
    expect(stderr).toContain('「具体措施」不是台账的栏目，未收回');
    expect(stderr).toContain('表中没有「整改措施」，台账中原有的不变；表头改过的，请改回后再收回');
    const refused = await ledger('export', unit, '-o', edited);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('的「具体措施」不是台账的栏目，其中的填写收不回台账，没有覆盖');
  });

  it('with a heading given twice is not taken back: nobody can tell which column is meant', async () => {
    const twice = path.join(home, '两列备注.xlsx');
    expect((await ledger('export', unit, '-o', twice)).code).toBe(0);
    const edits = [
      [5, '备注', '已联系物业'],
      [-1, '核查情况', '备注'],
    ] as const;
    await writeFile(twice, editTable(await readFile(twice), edits));
    const refused = await ledger('import', twice, '-w', unit, '--by', '经办人');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /两列备注\.xlsx:2:\d+ 有两列的表头都是「备注」，分不清收回哪一列（自加的一列改用别的表头）/,
    );
  });

  it('with a second sheet of the same kind says that only the first was read, and is not written over', async () => {
    const copied = path.join(home, '两张表.xlsx');
    expect((await ledger('export', unit, '-o', copied)).code).toBe(0);
    const book = XLSX.read(await readFile(copied));
    const [first = ''] = book.SheetNames;
    XLSX.utils.book_append_sheet(book, book.Sheets[first] ?? {}, '营销部');
    await writeFile(copied, XLSX.write(book, { type: 'buffer' }) as Buffer);
    const taken = await ledger('import', copied, '-w', unit, '--by', '经办人');
    expect(taken.stderr).toContain('只收回第一张台账表；工作表「营销部」没有读取');
    const refused = await ledger('export', unit, '-o', copied);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('另有工作表「营销部」也是台账的表');
  });

  it('nor is another file of that name', async () => {
    const other = path.join(home, '说明.xlsx');
    await writeFile(other, 'words');
    expect((await ledger('export', unit, '-o', other)).stderr).toContain('不是可以读回的问题台账，没有覆盖');
    expect(await readFile(other, 'utf8')).toBe('words');
  });
});

describe('the table saved as text by a spreadsheet program', () => {
  const unicode = (words: string): Buffer => Buffer.from(`\ufeff${words}`, 'utf16le');

  /** The sheet as it stands, filled in and saved as text, and taken back. */
  async function savedAs(name: string, delimiter: string, encode: (words: string) => Uint8Array, day: string) {
    expect((await ledger('export', unit, '-o', path.join(home, `${name}.xlsx`))).code).toBe(0);
    const file = path.join(home, `${name}.csv`);
    const bytes = await readFile(path.join(home, `${name}.xlsx`));
    const edits = [
      [0, '整改时限', day],
      [0, '整改措施', '补公示，换牌; 回访'],
    ] as const;
    await writeFile(file, encode(textOf(bytes, edits, delimiter)));
    return ledger('import', file, '-w', unit, '--by', '经办人');
  }

  it.each([
    ['CSV（逗号分隔），中文 Windows 上为 GBK', ',', encodeGb18030, '2026/3/5', '2026-03-05'],
    ['CSV UTF-8，带 BOM', ',', (words: string) => Buffer.from(`\ufeff${words}`), '2026-3-6', '2026-03-06'],
    ['UTF-8，不带 BOM', ',', (words: string) => Buffer.from(words), '2026年3月7日', '2026-03-07'],
    ['分号分隔', ';', encodeGb18030, '2026/3/8', '2026-03-08'],
    ['Unicode 文本', '\t', unicode, '2026/3/9 0:00', '2026-03-09'],
  ])('is taken back: %s', async (name, delimiter, encode, typed, day) => {
    const { stdout, stderr } = await savedAs(name, delimiter, encode, typed);
    expect([stdout, stderr]).toEqual([expect.stringContaining('采用 1 行'), '']);
    expect((await ledger('show', '1', '-w', unit)).stdout).toContain(`整改时限：${day}`);
  });

  it.each([
    ['整改佐证', '2.36E+10'],
    ['备注', '#NAME?'],
  ])('a row with what the program made of a cell is left: %s %s', async (heading, value) => {
    expect((await ledger('export', unit, '-o', path.join(home, 'e.xlsx'))).code).toBe(0);
    const file = path.join(home, 'e.csv');
    await writeFile(file, textOf(await readFile(path.join(home, 'e.xlsx')), [[0, heading, value]], ','));
    const { code, stdout, stderr } = await ledger('import', file, '-w', unit, '--by', '经办人');
    expect([code, stdout]).toEqual([2, expect.stringContaining('采用 0 行')]);
    expect(stderr).toMatch(/^第 3 行 .*：「/);
    expect(stderr).toContain(`「${heading}」中的「${value}」是表格软件改成的`);
  });

  it('the table of a report, which has no numbers, is told from it', async () => {
    const report = path.join(unit, 'out', DAY, 'report.json');
    expect((await gongkai(['report', report, '-f', 'csv', '-o', home])).code).toBe(0);
    const { code, stderr } = await ledger('import', path.join(home, 'report.csv'), '-w', unit, '--by', '经办人');
    expect([code, stderr]).toEqual([2, expect.stringContaining('没有「台账编号」一列')]);
  });

  it('is not what an export writes', async () => {
    const { code, stderr } = await ledger('export', unit, '-o', path.join(home, '台账.csv'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('文件名请以 .xlsx 结尾')]);
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

it('what was to be mended by a day that has passed is told as such, until it is handed in', async () => {
  const now = { env: { GONGKAI_TEST_NOW: '2026-11-20T02:00:00Z' } };
  const start = (number: string, until: string) =>
    ledger('advance', number, 'start', '-w', unit, '--by', '经办人', '--rectifier', '经办人丙', '--until', until);
  expect((await start('10', '2026-11-19')).code).toBe(0);
  expect((await start('11', '2026-11-20')).code, 'its last day').toBe(0);
  const late = async () => (await gongkai(['ledger', 'list', unit, '--late'], now)).stdout;
  expect(await late()).toMatch(/-0010 {2}整改中 .*，整改时限 2026-11-19 已过$/m);
  expect(await late()).not.toContain('-0011');
  expect(await late()).toMatch(/；逾期未整改 \d+ 个（--late 列出）/);
  await ledger('advance', '10', 'submit', '-w', unit, '--by', '经办人', '--proof', '城关营业厅：照片1');
  expect(await late()).not.toContain('-0010');
});

it('a nightly job is not written for a folder without a workspace', async () => {
  const folder = path.join(home, 'slip');
  await mkdir(folder);
  const { code, stderr } = await gongkai(['init', folder, '--nightly', 'windows']);
  expect(code).toBe(2);
  expect(stderr).toContain('中没有 gongkai.yaml');
  expect((await gongkai(['init', unit, '--nightly', 'windows'])).code).toBe(0);
});
