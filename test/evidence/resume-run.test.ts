import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultServer, page, type FaultServer } from '../support/fault-server.ts';
import { ownBuild, type Ended, type OwnBuild, type Running } from '../support/own-build.ts';
import { proofWorkspace } from '../support/proof-site.ts';

// Every test starts the program several times over; a busy machine may take its time.
vi.setConfig({ testTimeout: 300_000 });

/** A home page at once, and a second page that is only answered once the test opens the gate. */
interface GatedSite extends FaultServer {
  /** Resolves when the gated page has been asked for so many times. */
  readonly reached: (times: number) => Promise<void>;
  readonly open: () => void;
}

async function gatedSite(): Promise<GatedSite> {
  let isOpen = false;
  let times = 0;
  const waiting: { readonly from: number; readonly resolve: () => void }[] = [];
  const server = await faultServer((at) => {
    if (at === '/') return page('<html><title>国网山城供电公司</title><a href="/gated.html">公告</a></html>');
    if (at !== '/gated.html') return undefined;
    times += 1;
    for (const { from, resolve } of waiting) if (times >= from) resolve();
    return isOpen ? page('<html><title>公告</title><p>停电公告</p></html>') : ['hang'];
  });
  return {
    ...server,
    reached: (from) => new Promise((resolve) => (times >= from ? resolve() : waiting.push({ from, resolve }))),
    open: () => (isOpen = true),
  };
}

let program: OwnBuild;
beforeAll(async () => {
  program = await ownBuild();
});
afterAll(() => program.close());

let site: GatedSite;
let folder: string;
let out: string;
const running: Running[] = [];
beforeEach(async () => {
  site = await gatedSite();
  folder = await mkdtemp(path.join(tmpdir(), 'gongkai-resume-'));
  out = path.join(folder, 'out/2026-11-20');
  await proofWorkspace(folder, site.origin);
});
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const NETWORK = ['--rate', '0', '--allow-private', '127.0.0.1/32'];
const words = (verb: string, ...more: readonly string[]): string[] => [verb, folder, ...NETWORK, ...more];

function start(verb: string, ...more: readonly string[]): Running {
  const one = program.start(words(verb, ...more));
  running.push(one);
  return one;
}
const run = (verb: string, ...more: readonly string[]): Promise<Ended> => start(verb, ...more).ended;

describe('a run that is interrupted', () => {
  it('keeps what it has at the first Ctrl-C, says how to go on, and leaves with 130', async () => {
    const first = start('capture');
    await site.reached(1);
    first.child.kill('SIGINT');
    const { code, stderr } = await first.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('再按一次 Ctrl-C 立即退出');
    expect(stderr).toContain(`用 gongkai capture ${folder} --resume --rate 0 --allow-private 127.0.0.1/32 继续`);
    expect(await readdir(out)).toEqual(['evidence.wacz.partial']);
    site.open();
    const before = site.asked().length;
    expect((await run('capture', '--resume')).code).toBe(0);
    expect(site.asked().slice(before)).not.toContain('/');
    expect(await readdir(out)).toEqual(['evidence.wacz']);
  });

  it('does the same on SIGTERM, in English too', async () => {
    const first = start('audit', '--lang', 'en');
    await site.reached(1);
    first.child.kill('SIGTERM');
    const { code, stderr } = await first.ended;
    expect([code, stderr.includes('Go on with: gongkai audit'), stderr.includes('--resume')]).toEqual([
      130,
      true,
      true,
    ]);
  });

  it('leaves at once, and still with 130, when it is told twice', async () => {
    const first = start('capture');
    await site.reached(1);
    first.child.kill('SIGTERM');
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(130);
    site.open();
    expect((await run('capture', '--resume')).code).toBe(0);
    expect(await readdir(out)).toEqual(['evidence.wacz']);
  });

  it('keeps its day of audit when it is resumed on a later one', async () => {
    const first = start('capture', '--as-of', '2026-11-18');
    await site.reached(1);
    first.child.kill('SIGKILL');
    await first.ended;
    site.open();
    const { code } = await run('audit', '--resume', '--fail-on', 'never', '--format', 'json');
    expect(code).toBe(0);
    const report = JSON.parse(await readFile(path.join(folder, 'out/2026-11-18/report.json'), 'utf8')) as {
      asOf: string;
    };
    expect(report.asOf).toBe('2026-11-18');
  });

  it('is not gone on with when what is captured has changed, and says what', async () => {
    const first = start('capture');
    await site.reached(1);
    first.child.kill('SIGKILL');
    await first.ended;
    const { code, stderr } = await run('capture', '--resume', '--max-pages', '10');
    expect(code).toBe(2);
    expect(stderr).toContain('--max-pages 与中断的那次不同');
  });

  it('is dropped by a run without --resume, which says so', async () => {
    const first = start('capture');
    await site.reached(1);
    first.child.kill('SIGKILL');
    await first.ended;
    site.open();
    const { code, stderr } = await run('capture');
    expect(code).toBe(0);
    expect(stderr).toContain('2026-11-20 那次中断的采集不再继续');
  });

  it('needs no second capture when only the reports were missing', async () => {
    site.open();
    expect((await run('capture')).code).toBe(0);
    const before = site.asked().length;
    const { code, stderr } = await run('audit', '--resume', '--fail-on', 'never', '--format', 'json');
    expect(code).toBe(0);
    expect(stderr).toContain('上次采集已经完成');
    expect(site.asked().length).toBe(before);
  });
});

describe('one writer', () => {
  it('leaves nothing of a process that was killed between sealing its bundle and letting go of it', async () => {
    site.open();
    const first = start('capture');
    expect((await first.ended).code).toBe(0);
    const holder = { pid: first.child.pid, host: hostname(), since: '', boot: '', processStart: '' };
    await writeFile(path.join(out, 'evidence.wacz.lock'), JSON.stringify(holder));
    await mkdir(path.join(out, 'evidence.wacz.sealed'));
    expect((await run('audit', '--resume', '--fail-on', 'never', '--format', 'json')).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['evidence.wacz', 'report.json']);
  });

  it('keeps a second process out, which names the first by number, machine and time, and leaves with 75', async () => {
    const first = start('capture');
    await site.reached(1);
    const { code, stderr } = await run('capture');
    expect(code).toBe(75);
    expect(stderr).toMatch(
      new RegExp(`进程 ${first.child.pid}，计算机 ${hostname()}，开始于 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d 北京时间）`),
    );
    expect(stderr, 'the first goes on').not.toContain('不再继续');
    expect(stderr).toContain(`删除 ${path.join(out, 'evidence.wacz.lock')} 后重试`);
  });

  it('takes the lock of a killed process over', async () => {
    const first = start('capture');
    await site.reached(1);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await readdir(out)).toContain('evidence.wacz.lock');
    site.open();
    expect((await run('capture', '--resume')).code).toBe(0);
    expect(await readdir(out)).toEqual(['evidence.wacz']);
  });

  it.skipIf(process.platform !== 'linux')(
    'takes it over from a killed process that its parent has not yet noticed',
    async () => {
      // The shell starts the run, says its number, and never asks for its end: what is left of it is a zombie.
      const shell = spawn(
        'sh',
        ['-c', '"$0" "$@" & echo $!; exec sleep 600', process.execPath, program.entry, ...words('capture')],
        {
          env: program.env,
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      try {
        const pid = Number(await new Promise((resolve) => shell.stdout.once('data', resolve)));
        await site.reached(1);
        process.kill(pid, 'SIGKILL');
        site.open();
        expect((await run('capture', '--resume')).code).toBe(0);
      } finally {
        shell.kill('SIGKILL');
      }
    },
  );
});

/** `ulimit -f`, in blocks of 512 bytes, makes the system refuse to write on (EFBIG), as a full disk does. */
function onSmallDisk(blocks: number, args: readonly string[]): Promise<Ended> {
  const command = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return program.startAs(['sh', '-c', command, process.execPath, program.entry, ...args]).ended;
}

describe.skipIf(process.platform === 'win32')('a disk that is full', () => {
  it('ends a capture with 74, leaves what was there before, and lets it go on when there is room', async () => {
    site.open();
    expect((await run('audit', '--fail-on', 'never', '--format', 'json,html')).code).toBe(0);
    const before = await contents();
    // The journal still fits; the bundle does not.
    const { code, stderr } = await onSmallDisk(8, words('audit', '--fail-on', 'never', '--format', 'json,html'));
    expect(code).toBe(74);
    expect(stderr).toMatch(/EFBIG[^]*--resume/);
    expect(await contents()).toEqual(before);
    expect((await run('audit', '--resume', '--fail-on', 'never', '--format', 'json,html')).code).toBe(0);
    expect(await contents()).toEqual(before);
    expect((await readdir(out)).sort()).toEqual(['evidence.wacz', 'report.html', 'report.json']);
  });

  it('ends the writing of a report with 74 and leaves the old one whole', async () => {
    site.open();
    expect((await run('audit', '--fail-on', 'never', '--format', 'json,html')).code).toBe(0);
    const before = await contents();
    const check = ['check', path.join(out, 'evidence.wacz'), folder, '--fail-on', 'never', '--format', 'json,html'];
    const { code, stderr } = await onSmallDisk(64, check);
    expect([code, stderr.includes('EFBIG')]).toEqual([74, true]);
    expect(await contents()).toEqual(before);
    expect((await readdir(out)).sort()).toEqual(['evidence.wacz', 'report.html', 'report.json']);
  });
});

async function contents(): Promise<Record<string, string>> {
  const names = ['evidence.wacz', 'report.html', 'report.json'];
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, (await readFile(path.join(out, name))).toString('base64')])),
  ) as Record<string, string>;
}
