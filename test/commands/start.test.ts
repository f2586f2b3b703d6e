import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gongkai } from '../support/gongkai.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-start-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const ANSWERS = [
  '--yes',
  '--name',
  '国网山城供电公司',
  '--kind',
  'branch',
  '--parent',
  '国网示范省电力公司',
  '--halls',
  '中心营业厅、南岸/二厅',
];

describe('init', () => {
  it('writes a workspace that is audited at once, empty as it is', async () => {
    const folder = path.join(home, 'new 单位');
    const made = await gongkai(['init', folder, ...ANSWERS]);
    expect(made.code).toBe(0);
    expect((await readdir(folder)).sort()).toEqual(['evidence', 'gongkai.yaml', 'records', '使用说明.txt']);
    expect((await readdir(path.join(folder, 'evidence/hall'))).sort()).toEqual(['中心营业厅', '南岸_二厅']);
    const audited = await gongkai(['audit', folder, '--as-of', '2026-11-20', '--fail-on', 'never']);
    expect(audited.stderr).not.toContain('gongkai.yaml:');
    expect(audited.code).toBe(0);
    const report = JSON.parse(await readFile(path.join(folder, 'out/2026-11-20/report.json'), 'utf8')) as {
      company: { name: string };
      verdicts: { outcome: string }[];
    };
    expect(report.company.name).toBe('国网山城供电公司');
    expect(report.verdicts.filter(({ outcome }) => outcome === 'failed' || outcome === 'passed')).toEqual([]);
  });

  it('writes registers that Excel opens without mojibake', async () => {
    const folder = path.join(home, 'registers');
    await gongkai(['init', folder, ...ANSWERS]);
    const bytes = await readFile(path.join(folder, 'records/变更登记.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8')).toContain('变更日期,变更前,变更后');
  });

  describe('gives the company a handle', () => {
    const handle = async (folder: string, ...words: readonly string[]): Promise<string> => {
      const { code } = await gongkai(['init', path.join(home, folder), '--yes', '--kind', 'branch', ...words]);
      expect(code).toBe(0);
      const file = await readFile(path.join(home, folder, 'gongkai.yaml'), 'utf8');
      return /^ {2}id: (\S+)/m.exec(file)?.[1] ?? '';
    };

    it('from the name of its website, else of its folder', async () => {
      const portal = ['--portal', 'http://www.shancheng.example/'];
      expect(await handle('甲', '--name', '国网山城供电公司', ...portal)).toBe('shancheng');
      expect(await handle('Linshui', '--name', '国网邻水供电公司')).toBe('linshui');
    });

    it('from its own name where both are in Chinese: the same in any folder, another for another company', async () => {
      const first = await handle('山城', '--name', '国网山城供电公司');
      expect(first).toMatch(/^company-[0-9a-f]{6}$/);
      expect(await handle('山城二', '--name', '国网山城供电公司')).toBe(first);
      const other = await handle('邻水', '--name', '国网邻水供电公司');
      expect(other).toMatch(/^company-[0-9a-f]{6}$/);
      expect(other).not.toBe(first);
    });
  });

  it('leaves a workspace that is there as it is', async () => {
    const folder = path.join(home, 'there');
    await mkdir(folder);
    await writeFile(path.join(folder, 'gongkai.yaml'), 'mine');
    const { code, stderr } = await gongkai(['init', folder, ...ANSWERS]);
    expect(code).toBe(2);
    expect(stderr).toContain('已经存在，没有改动');
    expect(await readdir(folder)).toEqual(['gongkai.yaml']);
    expect(await readFile(path.join(folder, 'gongkai.yaml'), 'utf8')).toBe('mine');
  });

  it('says every wrong answer at once and writes nothing', async () => {
    const folder = path.join(home, 'wrong');
    const { code, stderr } = await gongkai(['init', folder, '--yes', '--portal', 'www.example.com']);
    expect(code).toBe(2);
    expect(stderr).toContain('请填写单位全称');
    expect(stderr).toContain('应为完整网址');
    await expect(readdir(folder)).rejects.toThrow();
  });

  it('asks nothing where nobody can answer', async () => {
    const { code, stderr } = await gongkai(['init', path.join(home, 'asked')]);
    expect(code).toBe(2);
    expect(stderr).toContain('--yes --name');
  });
});

describe('doctor', () => {
  it('finds the demonstration company ready, and what is worth a look', async () => {
    const { code, stdout } = await gongkai(['doctor', 'fixtures/demo'], {
      env: { GONGKAI_TEST_NOW: '2026-11-20T02:00:00Z' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('✔ 供电营业厅（中心营业厅）');
    expect(stdout).toContain('没有找到 Edge、Chrome 或 Chromium');
    expect(stdout).toContain('网页解析自检通过');
    expect(stdout).toContain('缺 2027 年节假日安排');
    expect(stdout).toContain('采集于 2026-08-12，已过 100 天');
    expect(stdout).toMatch(/可以核查；\d+ 处请留意/);
  });

  it('sends the owner of an empty workspace to fill its folders', async () => {
    const folder = path.join(home, 'empty');
    await gongkai(['init', folder, ...ANSWERS]);
    const { code, stdout } = await gongkai(['doctor', folder]);
    expect(code).toBe(2);
    expect(stdout).toContain('✘ 网上国网 App：evidence/app 是空的');
    expect(stdout).toContain('→ 把截图、照片或另存的页面放进去');
  });

  it('names the files that no audit reads, with what to put in their place, and counts none that a program left behind', async () => {
    const folder = path.join(home, 'kept');
    await gongkai(['init', folder, '--yes', '--name', '国网山城供电公司', '--halls', '中心营业厅']);
    const hall = path.join(folder, 'evidence/hall/中心营业厅');
    const files: readonly (readonly [string, Uint8Array])[] = [
      ['公示栏.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
      ['网页另存.doc', Buffer.from('<html><body>服务承诺</body></html>')],
      ['Thumbs.db', Uint8Array.of(0xd0, 0xcf)],
      ['~$承诺.docx', Uint8Array.of(5)],
      ['服务承诺.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
      ['大屏.mp4', Buffer.from('\0\0\0\x18ftypmp42', 'latin1')],
      ['公示栏.lnk', Uint8Array.of(0x4c)],
      ['空白.jpg', Uint8Array.of()],
    ];
    for (const [name, bytes] of files) await writeFile(path.join(hall, name), bytes);
    const { stdout } = await gongkai(['doctor', folder]);
    expect(stdout).toContain('供电营业厅（中心营业厅）：evidence/hall/中心营业厅（5 个文件）');
    expect(stdout).toContain('中有 4 个文件不读：公示栏.lnk、大屏.mp4、服务承诺.doc、空白.jpg');
    expect(stdout).toContain(
      '→ 快捷方式里没有内容，请放原文件；视频和录音请截图；DOC、WPS、RTF 请另存为 DOCX；空文件（0 字节）请重新复制',
    );
  });

  it('finds what an audit would refuse: a waiver of an element that there is not, and a day of capture to come', async () => {
    const folder = path.join(home, 'refused');
    await gongkai(['init', folder, ...ANSWERS]);
    const file = path.join(folder, 'gongkai.yaml');
    const yaml = await readFile(file, 'utf8');
    await writeFile(path.join(folder, 'evidence/app/a.txt'), '国网山城供电公司');
    await writeFile(
      file,
      `${yaml.replace(/snapshot: evidence\/app.*/, 'snapshot: evidence/app\n        captured: 2027-11-19')}waivers: waivers.yaml\n`,
    );
    await writeFile(
      path.join(folder, 'waivers.yaml'),
      "waivers:\n  - { element: '1.66', reason: 换证, approver: 分管领导, from: 2026-11-01, until: 2026-12-31 }\n",
    );
    const { code, stdout } = await gongkai(['doctor', folder], { env: { GONGKAI_TEST_NOW: '2026-11-20T02:00:00Z' } });
    expect(code).toBe(2);
    expect(stdout).toContain('✘ waivers.yaml:2:1 没有编号为「1.66」的事项或要素（是否想写「1.6」？）');
    expect(stdout).toContain('采集日期 2027-11-19 还没有到');
  });

  it('lists every slip of the workspace file instead of stopping', async () => {
    const folder = path.join(home, 'slips');
    await mkdir(folder);
    await writeFile(
      path.join(folder, 'gongkai.yaml'),
      'company: { id: a, name: 甲公司, kind: brunch }\nchannels: {}\n',
    );
    const { code, stdout } = await gongkai(['doctor', folder]);
    expect(code).toBe(2);
    expect(stdout).toContain('gongkai.yaml:1:');
    expect(stdout).toContain('本机');
  });

  it('calls nothing ready that is not there, and names the file that Notepad has renamed', async () => {
    const lost = await gongkai(['doctor', path.join(home, 'nowhere')]);
    expect([lost.code, lost.stdout.includes('找不到工作区文件')]).toEqual([2, true]);
    const folder = path.join(home, 'notepad');
    await mkdir(folder);
    await writeFile(path.join(folder, 'gongkai.yaml.txt'), '');
    const renamed = await gongkai(['doctor', folder]);
    expect([renamed.code, renamed.stdout.includes('「gongkai.yaml.txt」请改名为 gongkai.yaml')]).toEqual([2, true]);
  });

  it('says how to begin where there is no workspace, in English too', async () => {
    const { code, stdout } = await gongkai(['doctor', home, '--lang', 'en']);
    expect(code).toBe(0);
    expect(stdout).toContain('make a workspace with gongkai init');
    expect(stdout).toContain('there is no workspace to audit yet');
    expect(stdout).not.toContain('Ready to audit');
    expect(stdout.replace(home, '')).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('completion', () => {
  const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

  it.runIf(hasBash)('completes commands, subcommands and options in bash', async () => {
    const script = path.join(home, 'completion.sh');
    await writeFile(script, (await gongkai(['completion', 'bash'])).stdout);
    const complete = (...words: string[]): string[] =>
      execFileSync('bash', [
        '-c',
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gongkai; printf "%s\\n" "${COMPREPLY[@]}"',
        'bash',
        script,
        'gongkai',
        ...words,
      ])
        .toString()
        .trim()
        .split('\n');
    expect(complete('dead')).toEqual(['deadline']);
    expect(complete('rules', 'sh')).toEqual(['show']);
    expect(complete('audit', '--as')).toEqual(['--as-of']);
  });

  it.each(['zsh', 'fish', 'powershell'])('names every command for %s', async (shell) => {
    const { code, stdout } = await gongkai(['completion', shell]);
    expect(code).toBe(0);
    for (const command of ['audit', 'rules', 'doctor']) expect(stdout).toContain(command);
  });

  it('says which shells there are', async () => {
    const { code, stderr } = await gongkai(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash、zsh、fish、powershell');
  });
});
