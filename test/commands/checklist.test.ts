import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gongkai } from '../support/gongkai.ts';
import { xlsxFile, type SheetCell } from '../support/office-file.ts';

let home = '';
const at = (name: string): string => path.join(home, name);

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(at(file)), { recursive: true });
  await writeFile(at(file), content);
}

/** One hall without pictures of its boards: only people can tell what hangs there. */
const WORKSPACE = `# 山城公司的工作区
company: { id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }
channels:
  hall:
    sites:
      - { name: 中心营业厅, sources: [] }   # 主厅
`;
const HEAD = '编号,核查结论,照片,核查人,复核人,核查日期,有效期至,说明';

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-checklist-'));
  await put('gongkai.yaml', WORKSPACE);
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('an on-site checklist whose validity has ended', () => {
  const audit = (day: string, ...more: string[]) =>
    gongkai(['audit', home, '--as-of', day, '--format', 'json', '--json', '--no-history', ...more]);

  beforeEach(async () => {
    await put('gongkai.yaml', WORKSPACE.replace('sources: []', 'sources: [], checklist: records/hall.csv'));
    await put('records/hall.csv', `${HEAD}\n8.1,是,1.jpg,甲,乙,2026-11-10,2026-11-19,\n`);
    await put('records/1.jpg', 'a picture');
  });

  it('ends the audit with 5 from the day after its last, and the report says so', async () => {
    const ended = await audit('2026-11-20');
    expect(ended.code).toBe(5);
    const report = JSON.parse(ended.stdout) as { checklists: unknown; notices: { zh: string }[] };
    expect(report.checklists).toEqual([
      {
        at: 'records/hall.csv',
        site: '中心营业厅',
        until: '2026-11-19',
        status: 'expired',
        verdicts: ['8.1/hall@中心营业厅/content'],
      },
    ]);
    expect(report.notices.map(({ zh }) => zh).join('\n')).toContain('现场核查表已于 2026-11-19 到期：中心营业厅 1 项');
  });

  it('does not on its last day: then it still counts', async () => {
    const ended = await audit('2026-11-19');
    expect(ended.code).not.toBe(5);
    expect(JSON.parse(ended.stdout)).toMatchObject({ checklists: [{ status: 'in-force' }] });
  });

  it('is no reason to leave with a code where none is asked for', async () => {
    expect((await audit('2026-11-20', '--fail-on', 'never')).code).toBe(0);
  });
});

describe('gongkai checklist import', () => {
  const ROW = ['8.1', '是', '1.jpg', '甲', '乙', '2026-11-18', '', ''];
  const sheet = (...rows: readonly (readonly SheetCell[])[]) =>
    xlsxFile([{ name: '中心营业厅', rows: [HEAD.split(','), ...rows] }]);
  const workspaceFile = (): Promise<string> => readFile(at('gongkai.yaml'), 'utf8');
  const take = (file: string, ...more: string[]) =>
    gongkai(['checklist', 'import', at(file), home, '--as-of', '2026-11-20', ...more]);
  const TAKEN = 'records/核查表/中心营业厅/2026-11-18/核查表.xlsx';

  beforeEach(async () => {
    await mkdir(at('mail'), { recursive: true });
    home = at('workspace');
    await put('gongkai.yaml', WORKSPACE);
    await put('../mail/1.jpg', 'a picture');
  });
  afterEach(() => {
    home = path.dirname(home);
  });

  it('takes the sheet and its photographs in, names it in gongkai.yaml and leaves every other byte of that as it was', async () => {
    await put('../mail/核查表.xlsx', sheet(ROW));
    const ended = await take('../mail/核查表.xlsx');
    expect(ended.stdout).toContain('✔ 8.1 是');
    expect(ended.stderr).toContain(TAKEN);
    expect(ended.code).toBe(0);
    expect(await workspaceFile()).toBe(WORKSPACE.replace('sources: [] }', `sources: [], checklist: ${TAKEN} }`));
    expect(await readFile(at(path.join(path.dirname(TAKEN), '1.jpg')), 'utf8')).toBe('a picture');
    const audited = await gongkai([
      'audit',
      home,
      '--as-of',
      '2026-11-20',
      '--format',
      'json',
      '--json',
      '--no-history',
    ]);
    expect(JSON.parse(audited.stdout)).toMatchObject({ checklists: [{ at: TAKEN, status: 'in-force' }] });
  });

  it('tells the cell of every answer that is worth nothing, and takes the others', async () => {
    const alone = ['8.2', '是', '1.jpg', '甲', '甲', '2026-11-18', '', ''];
    const lost = ['9.1', '否', '2.jpg', '甲', '乙', '2026-11-18', '', ''];
    await put('../mail/核查表.xlsx', sheet(ROW, alone, lost));
    const { stdout, stderr, code } = await take('../mail/核查表.xlsx');
    expect(stdout).toMatch(/✔ 8\.1 /);
    expect(stdout).toMatch(/✘ 8\.2 是 .*核查表\.xlsx 中心营业厅!A3 核查人和复核人是同一人/);
    expect(stdout).toMatch(/✘ 9\.1 否 .*核查表\.xlsx 中心营业厅!A4 找不到照片 2\.jpg/);
    expect(stderr).toContain('填写 3 项，可作依据 1 项，不能作依据 2 项');
    expect(code).toBe(1);
  });

  it.each<[string, SheetCell[], RegExp]>([
    ['an element that the catalogue lacks', ROW.with(0, '88.1'), /中心营业厅!A2 没有「88\.1」这个事项或要素/],
    ['an answer that is none', ROW.with(1, '好像有'), /中心营业厅!B2 「好像有」不是核查结论/],
    ['a day that is none', ROW.with(5, '2026-02-30'), /中心营业厅!F2 日历上没有 2026-02-30/],
  ])('refuses a sheet with %s at its cell and changes nothing', async (_, row, says) => {
    await put('../mail/核查表.xlsx', sheet(row));
    const ended = await take('../mail/核查表.xlsx');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(says);
    expect(await workspaceFile()).toBe(WORKSPACE);
  });

  it('tells all that is wrong with a sheet at once, each at its cell', async () => {
    const wrong = ROW.with(0, '88.1').with(5, '2026-02-30');
    await put('../mail/核查表.xlsx', sheet(ROW.with(1, '好像有'), wrong, ROW.with(0, '99.9')));
    const { stderr } = await take('../mail/核查表.xlsx');
    const cells = [...stderr.matchAll(/中心营业厅!([A-Z]\d+) /g)].map(([, cell]) => cell);
    expect(cells).toEqual(['B2', 'A3', 'F3', 'A4']);
  });

  it('refuses a sheet that nobody filled in, and one that is not there', async () => {
    await put('../mail/核查表.xlsx', sheet(ROW.with(1, '')));
    expect((await take('../mail/核查表.xlsx')).stderr).toContain('没有一行填写了「核查结论」');
    const none = await take('../mail/没有.xlsx');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('读不到核查表');
    expect(await workspaceFile()).toBe(WORKSPACE);
  });

  it('twice takes it once; a later sheet of the same day overwrites nothing and says which answers it drops', async () => {
    await put('../mail/核查表.xlsx', sheet(ROW, ['8.2', ...ROW.slice(1)]));
    await take('../mail/核查表.xlsx');
    const once = await workspaceFile();
    await take('../mail/核查表.xlsx');
    expect(await workspaceFile()).toBe(once);
    await put('../mail/核查表.xlsx', sheet(ROW));
    const later = await take('../mail/核查表.xlsx');
    expect(later.stderr).toMatch(/没有填写的 1 项不再作为依据：8\.2/);
    expect(await workspaceFile()).toContain('records/核查表/中心营业厅/2026-11-18-2/核查表.xlsx');
    expect((await readFile(at(TAKEN))).length).toBeGreaterThan(0);
  });

  it('names a sheet that lies in the workspace where it is, and takes no sheet from among the evidence', async () => {
    await put('records/中心.csv', `${HEAD}\n${ROW.join(',')}\n`);
    await put('records/1.jpg', 'a picture');
    expect((await take('records/中心.csv')).code).toBe(0);
    expect(await workspaceFile()).toContain('sources: [], checklist: records/中心.csv }');
    await put('gongkai.yaml', WORKSPACE.replace('sources: []', 'sources: [{ snapshot: evidence/hall }]'));
    await put('evidence/hall/核查表.xlsx', sheet(ROW));
    await put('evidence/hall/1.jpg', 'a picture');
    const ended = await take('evidence/hall/核查表.xlsx');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('会被当作公示内容读取');
  });

  it('finds a photograph whose name was written as Windows shows it, without its ending', async () => {
    await put('../mail/门头.JPG', 'a picture');
    await put('../mail/核查表.xlsx', sheet(ROW.with(2, '门头')));
    expect((await take('../mail/核查表.xlsx')).code).toBe(0);
    expect(await readFile(at(path.join(path.dirname(TAKEN), '门头.JPG')), 'utf8')).toBe('a picture');
  });

  it('does not choose between two photographs of that name, and takes no folder for one', async () => {
    await put('../mail/门头.JPG', 'a picture');
    await put('../mail/门头.png', 'another');
    await put('../mail/照片/1.jpg', 'a picture');
    await put('../mail/核查表.xlsx', sheet(ROW.with(2, '门头、照片')));
    const told = await gongkai(['checklist', 'check', at('../mail/核查表.xlsx'), home, '--as-of', '2026-11-20']);
    expect(told.stdout).toContain('找不到照片 门头、照片');
  });

  it('takes no empty file for a photograph', async () => {
    await put('../mail/门头.jpg', '');
    await put('../mail/核查表.xlsx', sheet(ROW.with(2, '门头.jpg')));
    const told = await gongkai(['checklist', 'check', at('../mail/核查表.xlsx'), home, '--as-of', '2026-11-20']);
    expect(told.stdout).toContain('找不到照片 门头.jpg，或是空文件');
  });

  it('finds photographs that were written the Windows way', async () => {
    await put('../mail/照片/1.jpg', 'a picture');
    await put('../mail/核查表.xlsx', sheet(ROW.with(2, String.raw`照片\1.jpg`)));
    expect((await take('../mail/核查表.xlsx')).code).toBe(0);
    expect(await readFile(at(path.join(path.dirname(TAKEN), '照片/1.jpg')), 'utf8')).toBe('a picture');
  });
});
