import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, DEMO, gongkai, plainDemo } from '../support/gongkai.ts';

const HAN = /\p{Script=Han}/u;
const COMPANY = 'company: { id: shili, name: 国网示例供电公司, kind: county }\n';
const HALL =
  'channels:\n  hall: { sites: [{ name: 城关营业厅, sources: [{ snapshot: evidence/hall, captured: 2026-11-18 }] }] }\n';

let home = '';

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-bad-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A small workspace that is in order but for what the test puts in its place. */
async function workspace(name: string, yaml: string): Promise<string> {
  const folder = path.join(home, name);
  await mkdir(path.join(folder, 'evidence/hall'), { recursive: true });
  await writeFile(path.join(folder, 'evidence/hall/a.html'), '<meta charset="utf-8"><p>办公地址：示例路1号</p>');
  await writeFile(path.join(folder, 'gongkai.yaml'), yaml);
  return folder;
}

interface Complaint {
  readonly code: number;
  /** What the Chinese sentence must hold; the English one must hold no Chinese but what the user wrote. */
  readonly zh: readonly (string | RegExp)[];
  readonly en: readonly (string | RegExp)[];
}

/** Runs in both languages: right code, nothing on stdout, one line a mistake, no stack, nothing written. */
async function complains(args: readonly string[], { code, zh, en }: Complaint, folder?: string): Promise<void> {
  const before = folder === undefined ? [] : await readdir(folder, { recursive: true });
  for (const [language, wanted] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    const ended = await gongkai(['--lang', language, ...args]);
    expect(ended.code, ended.stderr).toBe(code);
    expect(ended.stdout).toBe('');
    for (const part of wanted) expect(ended.stderr).toMatch(part instanceof RegExp ? part : new RegExp(escaped(part)));
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(HAN.test(ended.stderr)).toBe(language === 'zh');
  }
  if (folder !== undefined) expect(await readdir(folder, { recursive: true })).toEqual(before);
}

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('a workspace that cannot be used', () => {
  it('is not there', () =>
    complains(['audit', path.join(home, 'nowhere.yaml')], {
      code: 2,
      zh: ['nowhere.yaml', '找不到工作区文件', 'gongkai.yaml'],
      en: ['nowhere.yaml', 'no such workspace'],
    }));

  it('is a folder without gongkai.yaml', async () => {
    const folder = path.join(home, 'empty');
    await mkdir(folder, { recursive: true });
    await complains(
      ['audit', folder],
      { code: 2, zh: ['empty', 'gongkai.yaml', '找不到工作区文件'], en: ['empty', 'gongkai.yaml'] },
      folder,
    );
  });

  it('was given another ending by an editor: the file to rename', async () => {
    for (const name of ['gongkai.yaml.txt', 'gongkai.yml']) {
      const folder = path.join(home, `renamed ${name}`);
      await mkdir(folder);
      await writeFile(path.join(folder, name), COMPANY);
      await complains(
        ['audit', folder],
        { code: 2, zh: [`「${name}」请改名为 gongkai.yaml`], en: [`rename "${name}"`] },
        folder,
      );
    }
  });

  it('is named with the quotation mark that Windows makes of a last backslash', () =>
    complains(['audit', path.join(home, 'my unit"')], {
      code: 2,
      zh: ['路径末尾多了引号'],
      en: ['ends with a quotation mark'],
    }));

  it('is broken YAML: file and line', async () => {
    const folder = await workspace('broken', `${COMPANY}channels:\n  hall: [unclosed\n`);
    await complains(
      ['audit', folder],
      { code: 2, zh: [/broken\/gongkai\.yaml:\d+:\d+ /], en: [/broken\/gongkai\.yaml:\d+:\d+ /] },
      folder,
    );
  });

  it('has a typo in a key: line, and what was meant', async () => {
    const folder = await workspace('typo', `${COMPANY}${HALL.replace('channels', 'chanels')}`);
    await complains(
      ['audit', folder],
      {
        code: 2,
        zh: ['typo/gongkai.yaml:2:1', '「chanels」', '是否想写「channels」'],
        en: ['gongkai.yaml:2:1', 'did you mean "channels"'],
      },
      folder,
    );
  });

  it('names a catalogue that there is not: line, and what was meant', async () => {
    const folder = await workspace('law', `${COMPANY}catalogue: chongqin\n${HALL}`);
    await complains(
      ['audit', folder],
      {
        code: 2,
        zh: ['law/gongkai.yaml:2:12', '「chongqin」', '是否想写「chongqing」'],
        en: ['gongkai.yaml:2:12', 'did you mean "chongqing"'],
      },
      folder,
    );
  });

  it('names a snapshot that is not there: line, and what to do', async () => {
    const folder = await workspace('lost', `${COMPANY}${HALL.replace('evidence/hall', 'evidence/haall')}`);
    await complains(
      ['audit', folder],
      {
        code: 2,
        zh: ['lost/gongkai.yaml:3:', '找不到「evidence/haall」', '核对文件名'],
        en: ['gongkai.yaml:3:', '"evidence/haall" does not exist'],
      },
      folder,
    );
  });
});

describe('an option that cannot be meant', () => {
  const wrong: [string, string[], Complaint][] = [
    [
      'a day that there is not',
      ['audit', DEMO, '--as-of', '2026-02-30'],
      { code: 2, zh: ['--as-of', '日历上没有 2026-02-30 这一天'], en: ['--as-of', 'no 2026-02-30 in the calendar'] },
    ],
    [
      'a day in another notation',
      ['audit', DEMO, '--as-of', '2026/11/20'],
      { code: 2, zh: ['改写为 2026-11-20'], en: ['write 2026-11-20'] },
    ],
    [
      'a day in words',
      ['audit', DEMO, '--as-of', 'tomorrow'],
      { code: 2, zh: ['日期写作 2026-11-20'], en: ['write dates as 2026-11-20'] },
    ],
    [
      'a format that there is not',
      ['audit', DEMO, '-f', 'json,htm'],
      { code: 2, zh: ['「htm」', '「html」'], en: ['"htm"', '"html"'] },
    ],
    [
      'a format that was left empty, as by a variable that is not set',
      ['audit', DEMO, '-f', ''],
      { code: 2, zh: ['--format', '空'], en: ['--format', 'empty'] },
    ],
    ['an empty folder', ['audit', DEMO, '--out', ''], { code: 2, zh: ['--out', '空'], en: ['--out', 'empty'] }],
    ['an empty workspace', ['audit', ''], { code: 2, zh: ['workspace', '空'], en: ['workspace', 'empty'] }],
    [
      'a rate that is no number',
      ['audit', DEMO, '--rate', 'fast'],
      { code: 2, zh: ['--rate', '「fast」', '0.5'], en: ['--rate', 'fast', '0.5'] },
    ],
    ['a negative rate', ['audit', DEMO, '--rate=-1'], { code: 2, zh: ['--rate', '「-1」'], en: ['--rate', '-1'] }],
    ['no pages at all', ['audit', DEMO, '--max-pages', '0'], { code: 2, zh: ['--max-pages'], en: ['--max-pages'] }],
    [
      'a private network that is none',
      ['audit', DEMO, '--allow-private', 'localhost'],
      { code: 2, zh: ['localhost', '10.0.0.0/8'], en: ['localhost', '10.0.0.0/8'] },
    ],
    [
      'a policy that there is not',
      ['audit', DEMO, '--robots', 'maybe'],
      { code: 2, zh: ['--robots', 'obey、ignore'], en: ['--robots', 'obey, ignore'] },
    ],
    [
      'an option that there is not',
      ['audit', DEMO, '--formt', 'json'],
      { code: 2, zh: ['--formt', '--format'], en: ['--formt', '--format'] },
    ],
    ['a command that there is not', ['aduit'], { code: 2, zh: ['「aduit」', '「audit」'], en: ['"aduit"', '"audit"'] }],
    ['an argument that is missing', ['deadline', '2026-09-24'], { code: 2, zh: ['within'], en: ['within'] }],
    [
      'a rule that there is not',
      ['rules', 'show', '4.22'],
      { code: 2, zh: ['「4.22」', 'rules list'], en: ['"4.22"', 'rules list'] },
    ],
    [
      'a schema that there is not',
      ['rules', 'schema', 'repot'],
      { code: 2, zh: ['「repot」', '「report」'], en: ['"repot"', '"report"'] },
    ],
    [
      'a catalogue that there is not',
      ['rules', 'lint', '--catalogue', 'chongqin'],
      { code: 2, zh: ['「chongqin」', '「chongqing」'], en: ['"chongqin"', '"chongqing"'] },
    ],
  ];
  it.each(wrong)('%s', (_, args, complaint) => complains(args, complaint));
});

describe('a file that is not what it should be', () => {
  it('a bundle that is not there', () =>
    complains(['check', path.join(home, 'no.wacz'), DEMO], {
      code: 2,
      zh: ['no.wacz', '没有这个文件', '确认路径'],
      en: ['no.wacz', 'there is no such file', 'check the path'],
    }));

  it.each(['list', 'verify'])('a folder for the bundle in it: evidence %s', (verb) =>
    complains(['evidence', verb, DEMO], {
      code: 2,
      zh: ['是文件夹，请写出其中的证据包'],
      en: ['is a folder; name the bundle in it'],
    }),
  );

  it('a damaged bundle ends with code 6', async () => {
    const made = await gongkai(['capture', DEMO, '--as-of', DAY, '-o', path.join(home, 'sealed')]);
    expect(made.code, made.stderr).toBe(0);
    const bundle = path.join(home, 'sealed/evidence.wacz');
    const bytes = await readFile(bundle);
    const short = path.join(home, 'short.wacz');
    await writeFile(short, bytes);
    await truncate(short, Math.floor(bytes.length / 2));
    await complains(['check', short, DEMO, '-o', path.join(home, 'unwritten')], {
      code: 6,
      zh: ['已损坏', 'evidence verify'],
      en: ['damaged', 'evidence verify'],
    });
    await expect(readdir(path.join(home, 'unwritten'))).rejects.toThrow();
  });

  it.each([
    ['no JSON', '{"schema": "gongkai-report/1", '],
    ['JSON of something else', '{"name": "package"}'],
    ['a report that lost a part', '{"schema": "gongkai-report/1", "verdicts": []}'],
  ])('%s is no report', async (name, content) => {
    const file = path.join(home, `${name.replaceAll(' ', '-')}.json`);
    await writeFile(file, content);
    await complains(['report', file], {
      code: 2,
      zh: [path.basename(file), '不是完整的 gongkai JSON 报告'],
      en: [path.basename(file), 'not a whole gongkai JSON report'],
    });
  });

  it('a folder is no report', () =>
    complains(['report', home], { code: 2, zh: ['是文件夹', 'report.json'], en: ['is a folder', 'report.json'] }));

  it('a report that is not there', () =>
    complains(['report', path.join(home, 'no.json')], {
      code: 2,
      zh: ['no.json', '确认路径'],
      en: ['no.json', 'check the path'],
    }));

  it('an out folder that cannot be written ends with code 74 and leaves nothing behind', async () => {
    const folder = path.join(home, 'full');
    await mkdir(folder);
    await writeFile(path.join(folder, 'taken'), 'a file where a folder should be');
    const out = path.join(folder, 'taken/out');
    await complains(
      ['audit', DEMO, '--as-of', DAY, '-o', out],
      {
        code: 74,
        zh: [/无法写入 .*taken/, '路径中有一段是文件，不是文件夹', '-o'],
        en: [/cannot write .*taken/, 'a part of the path is a file', '-o'],
      },
      folder,
    );
    expect(await readFile(path.join(folder, 'taken'), 'utf8')).toBe('a file where a folder should be');
  });

  it('a workspace where a file is in the way ends with code 74, not with a stack', async () => {
    const file = path.join(home, 'in-the-way');
    await writeFile(file, '');
    await complains(['init', path.join(file, 'unit'), '--yes', '--name', 'Shili', '--kind', 'county'], {
      code: 74,
      zh: [/无法写入 .*in-the-way/, '不是文件夹'],
      en: [/cannot write .*in-the-way/, 'no folder'],
    });
  });

  it('a report is written whole or not at all', async () => {
    const demo = await plainDemo(path.join(home, 'demo'));
    const folder = path.join(home, 'half');
    expect((await gongkai(['capture', demo, '--as-of', DAY, '-o', folder])).code).toBe(0);
    await mkdir(path.join(folder, 'report.html'));
    const check = ['check', path.join(folder, 'evidence.wacz'), demo, '--as-of', DAY, '-o', folder, '-f', 'html'];
    const ended = await gongkai(check);
    expect(ended.code).toBe(74);
    expect((await readdir(folder)).sort()).toEqual(['evidence.wacz', 'report.html']);
    expect(await readdir(path.join(folder, 'report.html'))).toEqual([]);
  });
});

describe('a line that was typed in a hurry', () => {
  it('has the long dash of an input method or of Word before an option', async () => {
    for (const dash of ['——', '—', '－－', '–'])
      await complains(['audit', DEMO, `${dash}as-of`, DAY], {
        code: 2,
        zh: [`「${dash}as-of」`, '英文减号', '「--as-of」'],
        en: [`"${dash}as-of"`, 'hyphens', '"--as-of"'],
      });
  });

  it('names a folder with a space, without quotation marks', () =>
    complains(['audit', 'D:\\供电', '公司'], {
      code: 2,
      zh: ['参数多了', '空格', '英文引号'],
      en: ['too many arguments', 'spaces', 'quotation marks'],
    }));

  it('names a workspace where a bundle is to be named', async () => {
    const folder = await workspace('unbundled', COMPANY + HALL);
    await complains(
      ['check', folder],
      { code: 2, zh: ['unbundled 是文件夹', 'evidence.wacz'], en: ['unbundled is a folder', 'evidence.wacz'] },
      folder,
    );
  });
});
