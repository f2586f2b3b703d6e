import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gongkai, type Ended } from '../support/gongkai.ts';

let home = '';
let made: Ended;
const here = (...args: string[]): Promise<Ended> => gongkai(args, { cwd: home });

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-rules-'));
  await here('init', '.', '--yes', '--name', '国网山城供电公司');
  made = await here('rules', 'new', '13', '--name', '电动汽车充电设施报装');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a rule of the company’s own', () => {
  it('is written with its cases, and says what to do with it', async () => {
    expect(made.code, made.stderr).toBe(0);
    expect((await readdir(path.join(home, 'rules/own'))).sort()).toEqual([
      'catalogue.yaml',
      'instruments.yaml',
      'items',
    ]);
    expect(made.stdout).toContain('gongkai rules test 13 --catalogue own --cases cases');
  });

  it('is valid as it is, and its cases are green', async () => {
    const linted = await here('rules', 'lint', '--catalogue', 'own');
    expect(linted.code, linted.stderr).toBe(0);
    const tested = await here('rules', 'test', '13', '--catalogue', 'own', '--cases', 'cases');
    expect(tested.stdout).toContain('4 passed, 0 failed');
    expect(tested.code, tested.stderr).toBe(0);
  });

  it('is audited once the workspace names the supplement, beside all rules below it', async () => {
    const file = path.join(home, 'gongkai.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('catalogue: chongqing', 'catalogue: own'));
    const { code, stderr } = await here(
      'audit',
      '.',
      '--as-of',
      '2026-11-20',
      '--fail-on',
      'never',
      '-f',
      'json',
      '-o',
      'audited',
    );
    expect(code, stderr).toBe(0);
    const report = JSON.parse(await readFile(path.join(home, 'audited/report.json'), 'utf8')) as {
      catalogue: { id: string };
      items: { id: string }[];
    };
    expect(report.catalogue.id).toBe('own');
    const items = report.items.map(({ id }) => id);
    expect(items).toEqual(expect.arrayContaining(['1', '12', '13']));
  });

  it('takes no id that there is, and none that could not be one', async () => {
    const [there, odd] = await Promise.all([here('rules', 'new', '12'), here('rules', 'new', '十三')]);
    expect([there.code, odd.code]).toEqual([2, 2]);
    expect(there.stderr).toContain('已经有「12」');
    expect(odd.stderr).toContain('编号「十三」不能用');
  });

  it.each([
    ['a mistyped parameter', ['terms:', 'term:'], '20:15 不认识的键「term」（是否想写「terms」？）'],
    ['a parameter left out', [/terms: .*/, '# 删去了'], '21:9 缺少「terms」'],
    ['words left blank', [/terms: .*/, 'terms: [""]'], '20:17 「terms」不能为空'],
    ['no words', [/terms: .*/, 'terms: []'], '20:16 「terms」不能为空'],
    ['a text for a list', [/terms: .*/, 'terms: 办理地点'], '20:16 「terms」应为列表'],
    ['a broken pattern', [/with: .*/, 'pattern: "(电话"'], '21:18 「pattern」表达式写法有误：(电话'],
    ['a clock of no days', ['within: 10 ', 'within: 0 '], '14:30 「within」应大于 0'],
    ['no channel', [/channels: .*/, 'channels: []'], '8:11 「channels」不能为空'],
  ] as const)('says in Chinese, and where, what is wrong with %s', async (_, [from, to], says) => {
    const file = path.join(home, 'rules/own/items/13.yaml');
    const right = await readFile(file, 'utf8');
    await writeFile(file, right.replace(from, to));
    const { code, stderr } = await here('rules', 'lint', '--catalogue', 'own');
    await writeFile(file, right);
    expect([code, stderr.trim().split('\n')]).toEqual([
      3,
      [expect.stringContaining(`rules/own/items/13.yaml:${says}`)],
    ]);
  });

  it('says which item below it rewrites', async () => {
    const file = path.join(home, 'rules/own/items/12b.yaml');
    await writeFile(file, "id: '12'\nseverity: minor\nsummary: { zh: 服务渠道, en: Channels }\n");
    const { code, stdout } = await here('rules', 'lint', '--catalogue', 'own');
    await rm(file);
    expect(code).toBe(0);
    expect(stdout).toContain('其中改写了上级规则库的同号事项：12');
  });

  it('takes tables as Markdown has them, and names a case file as it was typed', async () => {
    await mkdir(path.join(home, 'tables'));
    const cases = `rule: '13.1'
duty: { channels: [portal], owners: [营销部], severity: minor, basis: [own-plan] }
cases:
  - case: 表里写明了
    shows: |
      # 电动汽车充电设施报装
      | 业务 | 内容 |
      |:---|---|
      | 电动汽车充电设施报装 | 办理地点：供电营业厅 |
    expect: passed
  - case: 分隔行不是内容
    shows: |
      # 电动汽车充电设施报装
      | 业务 | 办理电话 |
      | --- | --- |
    expect: passed
`;
    await writeFile(path.join(home, 'tables/13.yaml'), cases);
    const { stdout, stderr } = await here('rules', 'test', '13', '--catalogue', 'own', '--cases', 'tables');
    const said = (stdout + stderr).split('\n').filter((line) => line.includes('13.yaml'));
    expect(said).toEqual([expect.stringMatching(/^✘ tables\/13\.yaml:11:5 分隔行不是内容：/)]);
    expect(said.join()).not.toContain('---');
  });

  it('says that a folder of cases is not there', async () => {
    const { code, stderr } = await here('rules', 'test', '13', '--catalogue', 'own', '--cases', 'case');
    expect([code, stderr.trim()]).toEqual([2, '找不到用例文件夹：case']);
  });

  it('is told by file, line and column when it is wrong', async () => {
    const file = path.join(home, 'rules/own/items/13.yaml');
    const right = await readFile(file, 'utf8');
    await writeFile(file, right.replace('severity: minor', 'severity: 一般'));
    const { code, stderr } = await here('rules', 'lint', '--catalogue', 'own');
    await writeFile(file, right);
    expect(code).toBe(3);
    expect(stderr).toMatch(/rules\/own\/items\/13\.yaml:\d+:\d+/);
  });
});
