import { spawn } from 'node:child_process';
import { readFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../src/commands/exit-code.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { DAY, DEMO, gongkai, plainDemo, ROOT, type Ended } from '../support/gongkai.ts';

const FILES = ['evidence.wacz', 'report.html', 'report.json'];
let home = '';
let first: Ended;
/** The demonstration without pictures, and its first audit. */
let demo = '';
let plain: Ended;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-edge-'));
  demo = await plainDemo(path.join(home, 'demo'));
  first = await gongkai(['audit', DEMO, '--as-of', DAY, '-o', path.join(home, 'first')]);
  plain = await gongkai(['audit', demo, '--as-of', DAY, '-o', path.join(home, 'plain')]);
});
afterAll(() => rm(home, { recursive: true, force: true }));

const bytes = (run: string, file: string): Promise<Buffer> => readFile(path.join(home, run, file));

async function same(run: string, other: string, files: readonly string[] = FILES): Promise<void> {
  for (const file of files)
    expect((await bytes(run, file)).equals(await bytes(other, file)), `${run}/${file}`).toBe(true);
}

/** Another machine: its words, its time zone, its folder. */
const ELSEWHERE = { env: { LANG: 'C', LC_ALL: 'C', TZ: 'America/New_York' }, cwd: tmpdir() };

describe('help', () => {
  const commands = [
    'init',
    'doctor',
    'completion',
    'audit',
    'fleet',
    'capture',
    'check',
    'report',
    'explain',
    'diff',
    'score',
    'rules',
    'deadline',
    'evidence',
  ];

  it.each(['zh', 'en'] as const)(
    'in %s lists every command, every exit code, and no other language',
    async (language) => {
      const { code, stdout, stderr } = await gongkai(['--help', '--lang', language]);
      expect(code).toBe(0);
      expect(stderr).toBe('');
      for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
      for (const [number, meaning] of Object.values(EXIT_CODES))
        expect(stdout).toMatch(new RegExp(`^ +${number}  ${meaning[language]}$`, 'm'));
      if (language === 'en') expect(stdout).not.toMatch(/\p{Script=Han}/u);
      else expect(stdout).not.toMatch(/Usage|Options|Commands|default|choices|display help/);
    },
  );

  it.each(commands)('%s --help speaks one language', async (command) => {
    const [zh, en] = await Promise.all([gongkai([command, '--help']), gongkai([command, '--help', '--lang', 'en'])]);
    expect(zh.stdout).not.toMatch(/Usage|Options|Arguments|default|choices/);
    expect(en.stdout.replaceAll(/10个工作日/g, '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('--version is the version of the package', async () => {
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await gongkai(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('one audit', () => {
  it('exits with 1 for gaps, and names its files last, on stderr', async () => {
    expect(first.code).toBe(1);
    expect((await readdir(path.join(home, 'first'))).sort()).toEqual(FILES);
    expect(
      first.stderr
        .trim()
        .split('\n')
        .slice(-3)
        .map((line) => path.basename(line))
        .sort(),
    ).toEqual(FILES);
    expect(first.stdout).toContain('一、公开清单');
  });

  it.each([
    ['twice', {}, ROOT],
    ['from another folder', {}, tmpdir()],
    ['in another locale and time zone', ELSEWHERE.env, ROOT],
    ['a day ahead of Beijing', { TZ: 'Pacific/Kiritimati' }, ROOT],
  ])('%s gives the same bytes', async (name, env, cwd) => {
    const run = name.replaceAll(' ', '-');
    const again = await gongkai(['audit', demo, '--as-of', DAY, '-o', path.join(home, run)], { env, cwd });
    expect(again.code).toBe(1);
    expect(again.stdout).toBe(plain.stdout);
    await same(run, 'plain');
  });

  it('is equalled by check on its bundle, pictures and all, in another locale, time zone and folder', async () => {
    const bundle = path.join(home, 'first/evidence.wacz');
    const out = path.join(home, 'checked');
    const checked = await gongkai(['check', bundle, DEMO, '--as-of', DAY, '-o', out], ELSEWHERE);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toBe(first.stdout);
    await same('checked', 'first', ['report.html', 'report.json']);
  });

  it('is rendered again from its JSON to the byte', async () => {
    const again = await gongkai(['report', path.join(home, 'first/report.json'), '-o', path.join(home, 'again')]);
    expect(again.code).toBe(0);
    expect(again.stdout).toBe(first.stdout);
    await same('again', 'first', ['report.html', 'report.json']);
  });

  it('prints nothing but JSON with --json', async () => {
    const bundle = path.join(home, 'plain/evidence.wacz');
    const { stdout, stderr } = await gongkai([
      'check',
      bundle,
      demo,
      '--as-of',
      DAY,
      '-o',
      path.join(home, 'json'),
      '--json',
      '-f',
      'html',
    ]);
    expect(reportSchema.safeParse(JSON.parse(stdout)).success).toBe(true);
    expect(stdout).toBe((await bytes('plain', 'report.json')).toString());
    expect(stderr).toContain('已写出');
    expect(await readdir(path.join(home, 'json'))).toEqual(['report.html']);
  });

  it('writes only the formats asked for', async () => {
    const out = path.join(home, 'formats');
    const ended = await gongkai(['report', path.join(home, 'first/report.json'), '-o', out, '-f', 'html，json']);
    expect(ended.stdout).toBe('');
    expect((await readdir(out)).sort()).toEqual(['report.html', 'report.json']);
  });

  it.each([
    ['never', 0],
    ['critical', 1],
  ])('--fail-on %s exits with %i', async (severity, code) => {
    const bundle = path.join(home, 'plain/evidence.wacz');
    const ended = await gongkai([
      'check',
      bundle,
      demo,
      '--as-of',
      DAY,
      '-o',
      path.join(home, 'threshold'),
      '-f',
      'json',
      '--fail-on',
      severity,
    ]);
    expect(ended.code).toBe(code);
  });

  it('explains a verdict of its report, and asks back after a slip', async () => {
    const report = path.join(home, 'first/report.json');
    const known = await gongkai(['explain', '1.2/web95598/change-2026-09-24/timeliness', '-r', report]);
    expect(known.stdout).toMatch(/结论.*更新不及时（逾期3个工作日）/);
    expect(known.stdout).toMatch(/采集于 2026-11-1\d {2}SHA-256/);
    const slip = await gongkai(['explain', '1.2/portl/content', '-r', report]);
    expect(slip).toMatchObject({ code: 2, stdout: '' });
    expect(slip.stderr).toContain('是否想写「1.2/portal/content」');
  });
});

it('a reader that closes the pipe is no error', async () => {
  const report = path.join(home, 'first/report.json');
  const line = `"${process.execPath}" "${path.join(ROOT, 'bin/gongkai.js')}" report "${report}" -f terminal | head -1`;
  const child = spawn('bash', ['-o', 'pipefail', '-c', line]);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(Buffer.concat(out).toString()).toBe('国网山城供电公司 供电服务信息公开核查\n');
  expect(Buffer.concat(err).toString()).toBe('');
  expect(code).toBe(0);
});
