import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spellProblem } from '../../src/catalogue/problem.ts';
import { formerNames } from '../../src/workspace/former-names.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

const GOOD = [
  'company: { id: shancheng, name: 国网山城供电公司, kind: branch }',
  'catalogue: chongqing',
  'channels:',
  "  portal: { sources: [{ url: 'https://portal.example/', hosts: [portal.example] }] }",
  '  app: { sources: [{ snapshot: evidence/app/, captured: 2026-11-19 }] }',
  '  hall:',
  '    sites:',
  '      - { name: 中心营业厅, sources: [{ snapshot: evidence/hall.html }] }',
  '  wechat: none',
  'records: { changes: records/变更登记.csv }',
];
const withLine = (line: number, wording: string): string[] => GOOD.toSpliced(line - 1, 1, wording);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-'));
  for (const one of ['evidence/app', 'records']) await mkdir(path.join(folder, one), { recursive: true });
  await writeFile(path.join(folder, 'evidence/hall.html'), '<p>');
  await writeFile(path.join(folder, 'records/变更登记.csv'), '要素,变更日期\n1.2,2026-09-24\n');
});
afterEach(() => rm(folder, { recursive: true }));

async function load(lines: readonly string[]) {
  await writeFile(path.join(folder, 'gongkai.yaml'), `${lines.join('\n')}\n`);
  return loadWorkspace(path.join(folder, 'gongkai.yaml'));
}
async function loaded(lines: readonly string[]): Promise<Workspace> {
  const result = await load(lines);
  if ('problems' in result) throw new Error(result.problems.map((one) => spellProblem(one).zh).join('\n'));
  return result.workspace;
}
/** The problems without the folder, which is another one in each run. */
async function said(lines: readonly string[]): Promise<readonly string[]> {
  const result = await load(lines);
  const base = `${folder.split(path.sep).join('/')}/`;
  return 'problems' in result ? result.problems.map((one) => spellProblem(one).zh.replace(base, '')) : [];
}

describe('loadWorkspace', () => {
  it('reads the company, its channels and its registers', async () => {
    const workspace = await loaded(GOOD);
    expect(workspace.company).toMatchObject({ id: 'shancheng', kind: 'branch', aliases: [] });
    expect(workspace.folder).toBe(folder);
    expect(workspace.channels.wechat).toBe('none');
    expect(workspace.changes).toMatchObject([{ subject: '1.2', on: '2026-09-24', at: 'records/变更登记.csv:2' }]);
    expect([workspace.approvals, workspace.reviews, workspace.capabilities]).toEqual([[], [], []]);
  });

  it('refuses two halls of one name: what one shows would count for the other', async () => {
    const twice = [...GOOD.slice(0, 8), '      - { name: " 中心营业厅", sources: [] }', ...GOOD.slice(8)];
    expect(await said(twice)).toEqual([
      'gongkai.yaml:9:17 名称「 中心营业厅」写了两次（第一次在第 8 行），两处的佐证会混在一起（各用各的名称；同一处的几份佐证写进一条的 sources）',
    ]);
  });

  const hall = (line: string): string[] => [...GOOD.slice(0, 8), `      - ${line}`, ...GOOD.slice(8)];

  it('reads what a hall was called before', async () => {
    const { channels } = await loaded(hall('{ name: 滨江营业厅, formerly: [南岸营业厅, 南岸厅] }'));
    expect(formerNames({ channels })).toEqual([
      { channel: 'hall', before: '南岸营业厅', after: '滨江营业厅' },
      { channel: 'hall', before: '南岸厅', after: '滨江营业厅' },
    ]);
  });

  it.each([
    [
      'that two halls claim',
      ['{ name: 滨江营业厅, formerly: [南岸营业厅] }', '{ name: 江北营业厅, formerly: ["南岸 营业厅"] }'],
      'gongkai.yaml:10:35 曾用名「南岸 营业厅」写了两次（第一次在第 9 行），看不出原来的问题归哪一处（只留在真正改名的那一处）',
    ],
    [
      'that another hall bears now',
      ['{ name: 滨江营业厅, formerly: [中心营业厅] }'],
      'gongkai.yaml:9:35 曾用名「中心营业厅」现在是另一处的名称，看不出原来的问题归哪一处（两处互换名称的，另一处也写 formerly；另一处是新设的，给它写 formerly: []）',
    ],
    [
      'that is its own',
      ['{ name: 滨江营业厅, formerly: [滨江营业厅] }'],
      'gongkai.yaml:9:35 曾用名「滨江营业厅」就是它现在的名称',
    ],
  ])('refuses a former name %s', async (_, lines, told) => {
    expect(await said([...GOOD.slice(0, 8), ...lines.map((line) => `      - ${line}`), ...GOOD.slice(8)])).toEqual([
      told,
    ]);
  });

  it.each([
    ['two halls that exchanged names', '[东城营业厅]', '[西城营业厅]'],
    ['a new hall that bears the name that another gave up', '[东城营业厅]', '[]'],
  ])('takes the former names of %s', async (_, west, east) => {
    const lines = [`{ name: 西城营业厅, formerly: ${west} }`, `{ name: 东城营业厅, formerly: ${east} }`];
    const halls = [...GOOD.slice(0, 8), ...lines.map((line) => `      - ${line}`), ...GOOD.slice(8)];
    expect(await loaded(halls)).toHaveProperty('channels.hall');
  });

  it('a waiver that names a hall as it was called before means the hall', async () => {
    const waiver =
      'element: "1.2", site: 南岸营业厅, reason: 装修, approver: 分管领导, from: 2026-11-01, until: 2026-12-31';
    await writeFile(path.join(folder, 'waivers.yaml'), `waivers: [{ ${waiver} }]\n`);
    const { waivers } = await loaded([
      ...hall('{ name: 滨江营业厅, formerly: [南岸营业厅] }'),
      'waivers: waivers.yaml',
    ]);
    expect(waivers).toMatchObject([{ site: '滨江营业厅' }]);
  });

  it.each(['无', '没有', '暂无', 'None', 'none；'])(
    'tells how a channel is written that does not exist: %s',
    async (word) => {
      expect(await said(withLine(9, `  wechat: ${word}`))).toEqual([
        'gongkai.yaml:9:11 「wechat」应为若干「键: 值」（没有该渠道的写 none）',
      ]);
    },
  );

  it('takes the folder for its gongkai.yaml', async () => {
    await load(GOOD);
    expect(await loadWorkspace(folder)).toHaveProperty('workspace');
  });

  it('takes both kinds of slashes for one path', async () => {
    const workspace = await loaded(
      withLine(8, '      - { name: 中心营业厅, sources: [{ snapshot: .\\evidence\\hall.html }] }'),
    );
    expect(workspace.channels.hall).toEqual({
      sites: [{ name: '中心营业厅', sources: [expect.objectContaining({ snapshot: 'evidence/hall.html' })] }],
    });
    expect((await loaded(GOOD)).channels.app).toMatchObject({ sources: [{ snapshot: 'evidence/app' }] });
  });

  it('reads one channel that is offered by nobody as declared absent, and is silent about the rest', async () => {
    expect(Object.keys((await loaded(GOOD)).channels)).toEqual(['portal', 'app', 'hall', 'wechat']);
  });
});

describe('a mistake in gongkai.yaml gets one sentence with line, column and what to do', () => {
  const app = (source: string) => withLine(5, `  app: { sources: [{ ${source} }] }`);

  it.each([
    [
      'a snapshot that is not there',
      app('snapshot: evidence/ap'),
      'gongkai.yaml:5:32 找不到「evidence/ap」（核对文件名',
    ],
    [
      'a path to the parent',
      app('snapshot: ../secret'),
      'gongkai.yaml:5:32 路径「../secret」不能用：不允许用「..」指向上级文件夹',
    ],
    [
      'a parent in the middle',
      app('snapshot: evidence/../../x'),
      'gongkai.yaml:5:32 路径「evidence/../../x」不能用：不允许用「..」',
    ],
    ['a parent with backslashes', app('snapshot: evidence\\..\\..\\x'), '不允许用「..」指向上级文件夹'],
    [
      'an absolute path',
      app('snapshot: /etc/passwd'),
      'gongkai.yaml:5:32 路径「/etc/passwd」不能用：不允许绝对路径；只能写工作区文件夹以内',
    ],
    [
      'the backslash of Windows before a double quote',
      app('snapshot: "evidence\\app\\"'),
      'gongkai.yaml:5:32 双引号里的反斜杠「\\」有特殊含义（改用英文单引号；路径也可以用「/」分隔',
    ],
    [
      'a backslash in double quotes that is read as another sign',
      app('snapshot: "evidence\\app"'),
      'gongkai.yaml:5:32 双引号里的反斜杠「\\」有特殊含义',
    ],
    [
      'an address and a snapshot in one entry',
      app("snapshot: evidence/app, url: 'https://portal.example/'"),
      '不能和这一项的其他键写在一起（分成两项写）',
    ],
    [
      'a password in an address, which would stand in reports',
      withLine(4, "  portal: { sources: [{ url: 'https://clerk:word@portal.example/' }] }"),
      'gongkai.yaml:4:30 「url」的网址里不要写用户名和密码',
    ],
    [
      'one source without brackets',
      withLine(4, "  portal: { sources: { url: 'https://portal.example/' } }"),
      'gongkai.yaml:4:22 「sources」应为列表（每行以「- 」开头；写在一行里的用方括号 [ ] 括起来）',
    ],
    [
      'a channel by its name',
      withLine(9, '  公众号: none'),
      'gongkai.yaml:9:3 不认识的键「公众号」（是否想写「wechat」？）',
    ],
    [
      'a company kind by its name',
      withLine(1, 'company: { id: x, name: 某公司, kind: 市公司 }'),
      'gongkai.yaml:1:36 「kind」的值不能这样写（是否想写「branch」？）',
    ],
    [
      'a company without a name, which would stand on every page',
      withLine(1, 'company: { id: x, name: "", kind: branch }'),
      'gongkai.yaml:1:25 「name」没有填写',
    ],
    [
      'names parted by Chinese commas',
      withLine(1, 'company: { id: x, name: 某公司, aliases: [某县公司，某供电], kind: branch }'),
      'gongkai.yaml:1:40 「aliases」几个名称之间要用英文逗号「, 」隔开',
    ],
    [
      'an alias that is empty',
      withLine(1, 'company: { id: x, name: 某公司, aliases: [""], kind: branch }'),
      'gongkai.yaml:1:40 「aliases」没有填写',
    ],
    [
      'an id in Chinese',
      withLine(1, 'company: { id: 山城, name: 某公司, kind: branch }'),
      'gongkai.yaml:1:16 「id」只能用小写英文字母、数字和短横线，如 shancheng',
    ],
    ['a drive', app('snapshot: "C:\\\\evidence"'), '不允许带盘符的路径'],
    ['a path relative to a drive', app('snapshot: "C:evidence"'), '不允许带盘符的路径'],
    ['a share', app('snapshot: "\\\\\\\\server\\\\share"'), '不允许网络共享路径'],
    ['a share with slashes', app('snapshot: //server/share'), '不允许网络共享路径'],
    ['a file name with a colon', app('snapshot: "evidence/a:b"'), '文件名里有不允许的字符'],
    [
      'a mistyped snapshot',
      app('snapshott: evidence/app'),
      'gongkai.yaml:5:22 不认识的键「snapshott」（是否想写「snapshot」？）',
    ],
    [
      'an impossible day of capture',
      app('snapshot: evidence/app, captured: 2026-02-30'),
      'gongkai.yaml:5:56 「captured」不是日历上的日期（日历上没有 2026-02-30 这一天）',
    ],
    [
      'an address without its scheme',
      withLine(4, '  portal: { sources: [{ url: portal.example }] }'),
      'gongkai.yaml:4:30 「url」不是网址（应以 http:// 或 https:// 开头）',
    ],
    [
      'a file address',
      withLine(4, "  portal: { sources: [{ url: 'file:///etc/passwd' }] }"),
      'gongkai.yaml:4:30 「url」不是网址',
    ],
    [
      'a mistyped channel',
      withLine(9, '  wechatt: none'),
      'gongkai.yaml:9:3 不认识的键「wechatt」（是否想写「wechat」？）',
    ],
    [
      'an unknown company kind',
      withLine(1, 'company: { id: x, name: 某公司, kind: brach }'),
      'gongkai.yaml:1:36 「kind」的值不能这样写（是否想写「branch」？）',
    ],
    [
      'a company id in Chinese',
      withLine(1, 'company: { id: 山城, name: 某公司, kind: branch }'),
      'gongkai.yaml:1:16 「id」',
    ],
    ['no company', GOOD.slice(1), 'gongkai.yaml:1:1 缺少「company」'],
    [
      'a register that is not there',
      withLine(10, 'records: { changes: records/变更.csv }'),
      'gongkai.yaml:10:21 找不到「records/变更.csv」',
    ],
    ['none in a list', withLine(9, '  wechat: nonne'), 'gongkai.yaml:9:11 '],
    ['a full-width colon', withLine(2, 'catalogue：chongqing'), 'gongkai.yaml:2:10 这里是中文冒号「：」'],
  ])('%s', async (_, lines, expected) => {
    const found = await said(lines);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('a link that leads out of the workspace', async () => {
    await symlink(tmpdir(), path.join(folder, 'evidence/out'));
    expect(await said(app('snapshot: evidence/out'))).toEqual([
      'gongkai.yaml:5:32 「evidence/out」经链接指向了工作区之外',
    ]);
  });

  it('all wrong paths at once', async () => {
    const lines = app('snapshot: nowhere').with(9, 'records: { changes: none.csv, reviews: ../r.csv }');
    expect((await said(lines)).map((one) => one.split(' ')[0])).toEqual([
      'gongkai.yaml:5:32',
      'gongkai.yaml:10:21',
      'gongkai.yaml:10:40',
    ]);
  });

  it('a workspace that is not there', async () => {
    const result = await loadWorkspace(path.join(folder, 'nothing.yaml'));
    expect('problems' in result && result.problems[0]?.message.zh).toBe('找不到工作区文件');
    expect(await loadWorkspace(path.join(folder, 'evidence'))).toHaveProperty('problems');
  });

  it('a mistake in a register is told with the register’s name and row', async () => {
    await writeFile(path.join(folder, 'records/变更登记.csv'), '要素,变更日期\n1.2,2022-02-30\n');
    expect((await said(GOOD))[0]).toContain('records/变更登记.csv:2:5 日历上没有 2022-02-30 这一天');
  });
});
