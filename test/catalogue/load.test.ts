import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCalendar } from '../../src/catalogue/load-calendar.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { spellProblem } from '../../src/catalogue/problem.ts';
import type { Catalogue } from '../../src/catalogue/rule.ts';

const FILES: Record<string, string> = {
  'base/catalogue.yaml': 'id: base\nname: { zh: 基准, en: Base }\ndepartments:\n  - { name: 办公室, en: Office }\n',
  'base/instruments.yaml':
    "- id: measures\n  title: { zh: 办法, en: Measures }\n  issuer: 国家能源局\n  in_force: { from: '2021-11-23' }\n",
  'base/readings.yaml': '- id: A2\n  wording: { zh: 月末3日前, en: x }\n  chosen: { zh: 从严, en: strict }\n',
  'base/items/01.yaml': [
    "id: '1'",
    'name: { zh: 基本情况, en: Basics }',
    'summary: { zh: 概况, en: Summary }',
    'channels: [portal]',
    'basis: [{ instrument: measures }]',
    'departments: { content: [办公室] }',
    'elements:',
    "  - id: '1.1'",
    '    name: { zh: 企业性质, en: Nature }',
    '    check: { statement: {} }',
    '    remedy: { zh: 公布, en: State it }',
    '',
  ].join('\n'),
  'local/catalogue.yaml':
    'id: local\nname: { zh: 地方, en: Local }\nextends: base\ndepartments:\n  - { name: 办公室, en: Office }\n  - { name: 营销部, en: Marketing }\n',
  'local/items/01.yaml':
    "id: '1'\nchannels: [portal, app]\nelements:\n  - id: '1.1'\n    departments: { content: [营销部] }\n",
};

let rules = '';
beforeEach(async () => {
  rules = path.join(await mkdtemp(path.join(tmpdir(), 'gongkai-')), 'rules');
  for (const [name, content] of Object.entries(FILES)) await put(name, content);
});
afterEach(() => rm(path.dirname(rules), { recursive: true }));

async function put(name: string, content: string): Promise<void> {
  await mkdir(path.dirname(path.join(rules, name)), { recursive: true });
  await writeFile(path.join(rules, name), content);
}
const edit = (name: string, from: string, to: string) => put(name, (FILES[name] ?? '').replace(from, to));

async function loaded(id = 'local'): Promise<Catalogue> {
  const result = await loadCatalogue(rules, id);
  if ('problems' in result) throw new Error(result.problems.map((one) => spellProblem(one).zh).join('\n'));
  return result.catalogue;
}
async function problems(id = 'local'): Promise<readonly string[]> {
  const result = await loadCatalogue(rules, id);
  return 'problems' in result ? result.problems.map((one) => spellProblem(one).zh) : [];
}

describe('loadCatalogue', () => {
  it('lays the local layer over the base', async () => {
    const { id, items, instruments, readings, departments } = await loaded();
    expect([id, items.length, instruments.size, readings.size, departments.length]).toEqual(['local', 1, 1, 1, 2]);
    expect(items[0]?.channels).toEqual(['portal', 'app']);
    expect(items[0]?.name.zh).toBe('基本情况');
    expect(items[0]?.elements[0]).toMatchObject({
      id: '1.1',
      remedy: { zh: '公布' },
      departments: { content: ['营销部'] },
    });
  });

  it('leaves the base as it is for those who use it', async () => {
    expect((await loaded('base')).items[0]?.channels).toEqual(['portal']);
  });

  it('knows which file and line each value came from', async () => {
    const locate = await (await loaded()).places();
    expect(locate(['items', '1', 'channels'])).toBe('rules/local/items/01.yaml:2:11');
    expect(locate(['items', 0, 'name', 'zh'])).toBe('rules/base/items/01.yaml:2:13');
    expect(locate(['items', '1', 'elements', '1.1', 'remedy'])).toBe('rules/base/items/01.yaml:11:13');
    expect(locate(['instruments', 'measures', 'issuer'])).toBe('rules/base/instruments.yaml:3:11');
    expect(locate(['items', '1', 'severity'])).toBeUndefined();
  });

  it('has the digest of the exact bytes in path order', async () => {
    const hash = createHash('sha256');
    for (const name of Object.keys(FILES).sort()) hash.update(await readFile(path.join(rules, name)));
    const before = (await loaded()).digest;
    expect(before).toBe(hash.digest('hex'));
    await edit('base/readings.yaml', '从严', '从宽');
    expect((await loaded()).digest).not.toBe(before);
  });

  it('takes an element, an item or an instrument away by `off`', async () => {
    await put('local/items/01.yaml', "id: '1'\noff: true\n");
    const { items, off = [] } = await loaded();
    expect(items).toEqual([]);
    expect(
      off.map(({ id }) => id),
      'registers may go on speaking of it',
    ).toContain('1');
    expect(off.find(({ id }) => id === '1')?.names).not.toEqual([]);
  });
});

describe('a catalogue with a mistake', () => {
  it.each([
    [
      'an unknown instrument',
      'base/items/01.yaml',
      'instrument: measures',
      'instrument: measure',
      'rules/base/items/01.yaml:5:23 没有依据文件「measure」（是否想写「measures」？）',
    ],
    [
      'an unknown department',
      'local/items/01.yaml',
      '营销部',
      '营消部',
      'rules/local/items/01.yaml:5:30 没有部门「营消部」（是否想写「营销部」？）',
    ],
    [
      'an unknown successor',
      'base/instruments.yaml',
      '  issuer',
      '  superseded_by: nothing\n  issuer',
      'rules/base/instruments.yaml:3:18 没有依据文件「nothing」（可以写：measures）',
    ],
    [
      'a document that supersedes itself',
      'base/instruments.yaml',
      '  issuer',
      '  superseded_by: measures\n  issuer',
      'rules/base/instruments.yaml:3:18 「measures」不能被它自己替代',
    ],
    [
      'a clause given twice',
      'base/items/01.yaml',
      '{ instrument: measures',
      '{ instrument: measures }, { instrument: measures',
      'rules/base/items/01.yaml:5 同一依据的同一条款写了两次',
    ],
    [
      'a rule for no kind of company',
      'local/items/01.yaml',
      'elements:',
      'applies_to: []\nelements:',
      'rules/local/items/01.yaml:3:13 「applies_to」不能为空',
    ],
    [
      'an unknown reading',
      'local/items/01.yaml',
      'elements:',
      'readings: [A9]\nelements:',
      'rules/local/items/01.yaml:3:12 没有口径「A9」',
    ],
    [
      'a bad value in the overlay',
      'local/items/01.yaml',
      'portal, app',
      'portal, ap',
      'rules/local/items/01.yaml:2:20 「channels」的值不能这样写（是否想写「app」？）',
    ],
    [
      'a bad value in the base',
      'base/items/01.yaml',
      'summary:',
      'sumary:',
      'rules/base/items/01.yaml:3:1 不认识的键「sumary」（是否想写「summary」？）',
    ],
    [
      'an element id given twice',
      'local/items/01.yaml',
      'departments: { content: [营销部] }',
      "x: y\n  - id: '1.1'",
      'rules/local/items/01.yaml:6:5 id「1.1」重复（第一次出现在 rules/local/items/01.yaml:4:5）',
    ],
    ['an item without an id', 'local/items/01.yaml', "id: '1'\n", '', 'rules/local/items/01.yaml:1:1 缺少「id」'],
    [
      'an id that is not the folder',
      'local/catalogue.yaml',
      'id: local',
      'id: lokal',
      'rules/local/catalogue.yaml:1:5 id「lokal」与目录名「local」不一致',
    ],
    [
      'a base that does not exist',
      'local/catalogue.yaml',
      'extends: base',
      'extends: bas',
      'rules/local/catalogue.yaml:3:10 没有名为「bas」的规则目录（是否想写「base」？）',
    ],
    [
      'a circle',
      'base/catalogue.yaml',
      'id: base',
      'id: base\nextends: local',
      'rules/base/catalogue.yaml:2:10 extends 成了循环：local → base → local',
    ],
  ])('%s', async (_, name, from, to, expected) => {
    expect(FILES[name]).toContain(from);
    await edit(name, from, to);
    const found = await problems();
    expect(found.some((one) => one.startsWith(expected.slice(0, expected.indexOf(' '))))).toBe(true);
    expect(found.join('\n')).toContain(expected.slice(expected.indexOf(' ') + 1).split('（')[0]);
  });

  it('a list of departments that lacks those which the layers below go on naming is one mistake, at the list', async () => {
    await edit('local/catalogue.yaml', '  - { name: 办公室, en: Office }\n', '');
    expect(await problems()).toEqual([
      'rules/local/catalogue.yaml:5:3 这里的部门名单取代了上级规则库的名单，缺少上级仍在用的：办公室（把这些部门也写进名单）',
    ]);
  });

  it('an unknown publisher, and an unknown reading in an update rule or a variant', async () => {
    await put(
      'local/catalogue.yaml',
      `${FILES['local/catalogue.yaml'] ?? ''}publishers: { portal: content, app: 营消部 }\n`,
    );
    const rules = [
      "id: '1'",
      'update: [{ after: change, within: 10 working days, reading: A3 }]',
      'elements:',
      "  - id: '1.1'",
      '    for_each:',
      '      - id: new',
      '        name: { zh: 新装, en: New }',
      '        terms: [新装]',
      '        update: [{ every: quarter, within: 1 quarter, reading: A4 }]',
    ];
    await put('local/items/01.yaml', `${rules.join('\n')}\n`);
    expect(await problems()).toEqual([
      'rules/local/catalogue.yaml:7:37 没有部门「营消部」（是否想写「营销部」？）',
      'rules/local/items/01.yaml:2:61 没有口径「A3」（可以写：A2）',
      'rules/local/items/01.yaml:9:64 没有口径「A4」（可以写：A2）',
    ]);
  });

  it('an element id that another item has used', async () => {
    await put('base/items/02.yaml', (FILES['base/items/01.yaml'] ?? '').replace("id: '1'", "id: '2'"));
    expect(await problems('base')).toEqual(['rules/base/items/02.yaml:8:9 检查要素的 id「1.1」在别的事项中已用过']);
  });

  it('a validity that ends before it begins', async () => {
    await edit('base/instruments.yaml', "from: '2021-11-23'", 'from: 2021-11-23, until: 2020-11-23');
    expect(await problems()).toEqual(['rules/base/instruments.yaml:4:13 「in_force」失效日期早于施行日期']);
  });

  it('in two files comes as two problems at once', async () => {
    await edit('base/items/01.yaml', 'summary', 'sumary');
    await edit('local/items/01.yaml', 'portal, app', 'portal, ap');
    expect(await problems()).toHaveLength(2);
  });

  it('a file that nothing reads is not passed over', async () => {
    await put('local/item/02.yaml', "id: '2'\n");
    expect((await problems())[0]).toContain('rules/local/item/02.yaml:1:1 目录中不应有这个文件');
  });

  it('two items with one id in one layer', async () => {
    await put('local/items/02.yaml', "id: '1'\n");
    expect((await problems())[0]).toContain('rules/local/items/02.yaml:1:1 id「1」重复');
  });

  it('an unknown catalogue, and names that are no folder names', async () => {
    expect(await problems('lcal')).toEqual(['rules:1:1 没有名为「lcal」的规则目录（是否想写「local」？）']);
    expect((await problems('../rules'))[0]).toContain('没有名为「../rules」的规则目录');
  });

  it('a broken file is told with the broken files only', async () => {
    await edit('base/items/01.yaml', 'summary: ', 'summary：');
    expect(await problems()).toEqual([
      'rules/base/items/01.yaml:3:8 这里是中文冒号「：」（改为英文冒号加一个空格「: 」）',
    ]);
  });
});

describe('loadCalendar', () => {
  it('refuses a folder without years, a misnamed and a broken year', async () => {
    const said = async () => {
      const result = await loadCalendar(rules);
      return 'problems' in result ? result.problems.map((one) => spellProblem(one).zh).join('\n') : '';
    };
    expect(await said()).toContain('没有节假日安排文件');
    const good = await readFile(path.join(process.cwd(), 'rules/calendar/2026.yaml'), 'utf8');
    await put('calendar/2026.yaml', good);
    expect(await said()).toBe('');
    await put('calendar/2027.yaml', good);
    expect(await said()).toContain('rules/calendar/2027.yaml:1:1 文件名与年份 2026 不一致');
    await put('calendar/2027.yaml', 'year: 2027\n');
    expect(await said()).toContain('缺少「holidays」');
  });
});
