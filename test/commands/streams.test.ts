import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, gongkai, ROOT, type Ended } from '../support/gongkai.ts';

let home = '';

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-streams-'));
  await mkdir(path.join(home, 'evidence'));
  await writeFile(path.join(home, 'evidence/a.html'), '<meta charset="utf-8"><p>办公地址：示例路1号</p>');
  // A file of no bytes cannot be read, so that the exit code is not 0.
  await writeFile(path.join(home, 'evidence/empty.html'), '');
  await writeFile(
    path.join(home, 'gongkai.yaml'),
    'company: { id: shili, name: 国网示例供电公司, kind: county }\nchannels: { portal: { sources: [{ snapshot: evidence, captured: 2026-11-18 }] } }\n',
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Runs a line of bash in which `gongkai` is the built program; the code is that of the first that failed in a pipe. */
function bash(line: string): Promise<Ended> {
  const words = `gongkai() { "${process.execPath}" "${path.join(ROOT, 'bin/gongkai.js')}" "$@"; }\n${line}`;
  return new Promise((resolve) => {
    const child = spawn('bash', ['-o', 'pipefail', '-c', words], { env: { ...process.env, GONGKAI_BROWSER: 'none' } });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

describe('a reader that closes its pipe', () => {
  const audit = (out: string): string => `audit "${home}" --as-of ${DAY} --out "${path.join(home, out)}" --no-history`;

  it.each([
    ['of results', '2>/dev/null'],
    ['of results and talk', '2>&1'],
  ])('%s takes neither reports nor exit code away', async (name, talk) => {
    const { code } = await bash(`gongkai ${audit(name)} ${talk} | true`);
    expect(code).toBe(4);
    expect((await readdir(path.join(home, name))).sort()).toEqual(['evidence.wacz', 'report.html', 'report.json']);
  });

  it('does not make gaps of a slip', async () => {
    expect((await bash('gongkai adit 2>&1 | true')).code).toBe(2);
  });
});

it.runIf(existsSync('/dev/full'))('standard output on a full disk ends with 74 and a sentence', async () => {
  const full = await bash('gongkai rules list > /dev/full');
  expect(full.code).toBe(74);
  expect(full.stderr).toMatch(/^无法写到标准输出（ENOSPC）/m);
  expect(full.stderr).not.toMatch(/^\s+at /m);
});

it('an error that nobody caught ends with 70, never with the 1 of gaps', async () => {
  const late =
    'const print = process.stdout.write; process.stdout.write = function (...words) { setImmediate(() => { throw new Error("late"); }); return print.apply(this, words); };';
  const ended = await gongkai(['deadline', '2026-11-21', '7日'], {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(late)}` },
  });
  expect(ended.code).toBe(70);
  expect(ended.stderr).toContain('请把以下内容反馈给维护人员');
});
