import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FleetReport } from '../../src/report/fleet/fleet-report.ts';
import { fleetSite, writeCompany, type FleetSite } from '../support/fleet-site.ts';
import { ownBuild, type Ended, type OwnBuild, type Running } from '../support/own-build.ts';

// Every test starts the program several times over; a busy machine may take its time.
vi.setConfig({ testTimeout: 300_000 });

const DAY = '2026-11-20';
const OUT = `out/${DAY}`;
const PROVINCE = '国网示范省电力公司';
const CITY = '国网山城供电公司';

let program: OwnBuild;
beforeAll(async () => {
  program = await ownBuild();
});
afterAll(() => program.close());

let home: string;
let site: FleetSite;
const running: Running[] = [];
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-fleet-'));
  site = await fleetSite(true);
  await writeCompany(home, { folder: '山城', id: 'shancheng', name: CITY, kind: 'branch', parent: PROVINCE });
  await writeCompany(home, {
    ...{ folder: '山城/城关', id: 'chengguan', name: '国网城关供电公司', kind: 'county', parent: CITY },
    portal: site.origin,
  });
});
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  await site.close();
  // Its processes go a moment after it, and may write until then.
  await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const NETWORK = ['--rate', '0', '--allow-private', '127.0.0.1/32', '--confirm-after', '0', '-f', 'json'];
function start(verb: string, folder: string, ...more: readonly string[]): Running {
  const one = program.start([verb, folder, '--as-of', DAY, ...NETWORK, ...more]);
  running.push(one);
  return one;
}
const fleet = (...more: readonly string[]): Promise<Ended> => start('fleet', home, ...more).ended;
const rollUp = async (): Promise<FleetReport> =>
  JSON.parse(await readFile(path.join(home, OUT, 'fleet.json'), 'utf8')) as FleetReport;

/** Every file below the home but the histories, whose bytes hold the order of their pages. */
async function files(below = home): Promise<Record<string, string>> {
  const names = await readdir(below, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile() && !entry.name.startsWith('history.db'))
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .sort()
      .map((file) => [path.relative(below, file), readFileSync(file).toString('base64')]),
  );
}

describe('gongkai fleet', () => {
  it('audits each company as gongkai audit would, to the byte, and adds up what was found', async () => {
    const { code, stdout } = await fleet();
    expect(code).toBe(1);
    const made = await files();
    for (const folder of ['山城', '山城/城关']) {
      await rm(path.join(home, folder, 'out'), { recursive: true });
      await rm(path.join(home, folder, '.gongkai'), { recursive: true });
      await start('audit', path.join(home, folder)).ended;
    }
    expect(await files()).toEqual(made);

    const { totals, tree, units } = await rollUp();
    expect(units.map(({ folder, state }) => [folder, state])).toEqual([
      ['山城', 'finished'],
      ['山城/城关', 'finished'],
    ]);
    expect(tree).toMatchObject([
      { name: PROVINCE, children: [{ name: CITY, children: [{ name: '国网城关供电公司' }] }] },
    ]);
    const reports = ['山城', '山城/城关'].map(
      (folder) => JSON.parse(readFileSync(path.join(home, folder, OUT, 'report.json'), 'utf8')) as { gaps: number },
    );
    expect(totals.tally.gaps).toBe(reports.reduce((sum, { gaps }) => sum + gaps, 0));
    expect(stdout).toMatch(/^ +合计 +2\/2 /m);
    expect((await readdir(path.join(home, OUT))).sort()).toEqual(['fleet.json', 'fleet.md', 'fleet.xlsx', 'units']);
  });

  it('names a company that cannot be audited, goes on with the others, and leaves with its code', async () => {
    await mkdir(path.join(home, '坏'));
    await writeFile(
      path.join(home, '坏/gongkai.yaml'),
      'company: { id: huai, name: 坏, kind: village }\nchannels: {}\n',
    );
    await mkdir(path.join(home, '断'));
    await writeFile(path.join(home, '断/gongkai.yaml'), 'company: {\n');
    const { code, stdout, stderr } = await fleet('--fail-on', 'never');
    expect(code).toBe(2);
    expect(stderr).toMatch(/坏 未完成：.*gongkai\.yaml:1:\d+ /);
    expect(stdout).toContain('4 个单位：已完成 2 个，未完成 2 个');
    expect(stdout).toMatch(/^ +坏 +未完成 +— +— /m);
    const { units, totals } = await rollUp();
    expect(units.filter(({ state }) => state === 'unfinished').map(({ folder, exit }) => [folder, exit])).toEqual([
      ['坏', 'usage'],
      ['断', 'usage'],
    ]);
    expect([totals.units, totals.finished]).toEqual([4, 2]);
    // The one that is mended is audited alone; the others keep what they had.
    await writeCompany(home, { folder: '坏', id: 'huai', name: '国网坏供电公司', kind: 'county', parent: CITY });
    const asked = site.asked().length;
    expect((await fleet('--fail-on', 'never', '--only', 'huai')).code).toBe(0);
    expect((await rollUp()).totals).toMatchObject({ units: 4, finished: 3 });
    expect(site.asked().length).toBe(asked);
  });

  it('gives the same bytes however many companies are audited at a time', async () => {
    await writeCompany(home, { folder: '邻水', id: 'linshui', name: '国网邻水供电公司', kind: 'county', parent: CITY });
    await fleet('--jobs', '1');
    const alone = await files();
    for (const folder of ['.', '山城', '山城/城关', '邻水'])
      for (const made of ['out', '.gongkai']) await rm(path.join(home, folder, made), { recursive: true, force: true });
    await fleet('--jobs', '4');
    expect(await files()).toEqual(alone);
  });

  it('refuses the later of two companies with one id, and audits the first', async () => {
    await writeCompany(home, { folder: '山城二', id: 'shancheng', name: '国网山城二供电公司', kind: 'branch' });
    const { code, stdout } = await fleet('--fail-on', 'never');
    expect(code).toBe(2);
    expect(stdout).toContain('单位编号「shancheng」与 山城 重复');
    // Who asked for one company alone is not answered for another.
    expect((await fleet('--fail-on', 'never', '--only', '山城/城关')).code).toBe(0);
    expect((await fleet('--fail-on', 'never', '--only', '山城二')).code).toBe(2);
  });

  it('says so where --resume cannot go on with what was captured under other limits', async () => {
    await fleet('--fail-on', 'never', '--only', '山城');
    const same = await fleet('--fail-on', 'never', '--only', '山城', '--resume');
    expect(same.stderr).not.toContain('重新采集');
    const other = await fleet('--fail-on', 'never', '--only', '山城', '--resume', '--max-pages', '7');
    expect(other.stderr).toContain('国网山城供电公司：采集选项、gongkai.yaml 中的渠道或快照文件与上次不同');
  });

  it.each([
    ['a unit that there is not', ['--only', 'shanchen'], /--only：没有名为「shanchen」的单位，.*shancheng/],
    ['a number of jobs that cannot be meant', ['--jobs', '0'], /--jobs 应为 1 到 99 的整数/],
    ['a day that is none', ['--as-of', '2026-02-30'], /2026-02-30/],
  ])('refuses %s before anything is written', async (_name, words, says) => {
    const { code, stderr } = await fleet(...words);
    expect([code, await readdir(home)]).toEqual([2, ['山城']]);
    expect(stderr).toMatch(says);
  });

  it('prints the roll-up as JSON alone when it is asked for it', async () => {
    const { stdout } = await fleet('--json', '--only', '山城');
    expect(stdout).toBe(await readFile(path.join(home, OUT, 'fleet.json'), 'utf8'));
    expect((JSON.parse(stdout) as FleetReport).units[1]).toMatchObject({ folder: '山城/城关', state: 'unfinished' });
  });
});

describe('a fleet that is interrupted', () => {
  it('stops at Ctrl-C, says how to go on, and does not audit again what is finished', async () => {
    const held = await fleetSite(false);
    try {
      await writeCompany(home, {
        ...{ folder: '邻水', id: 'linshui', name: '国网邻水供电公司', kind: 'county', parent: CITY },
        portal: held.origin,
      });
      const first = start('fleet', home, '--jobs', '1', '--lang', 'en');
      await held.reached;
      const before = site.asked().length;
      first.child.kill('SIGINT');
      const { code, stderr } = await first.ended;
      expect(code).toBe(130);
      expect(stderr).toContain('Interrupted; 2 of 3 units are audited');
      expect(stderr).not.toContain('not finished');
      expect(stderr).toMatch(/Go on with: gongkai fleet .* --resume --as-of 2026-11-20 .*--jobs 1/);
      held.open();
      // The day is that of the interrupted run.
      const ended = await program.start(['fleet', home, ...NETWORK, '--resume', '--fail-on', 'never']).ended;
      expect(ended.code).toBe(0);
      expect(site.asked().length).toBe(before);
      expect((await rollUp()).totals).toMatchObject({ units: 3, finished: 3 });
      expect(await readdir(path.join(home, OUT))).not.toContain('fleet.partial');
    } finally {
      await held.close();
    }
  });

  it('keeps a second run of the same day out', async () => {
    const held = await fleetSite(false);
    try {
      await writeCompany(home, {
        ...{ folder: '邻水', id: 'linshui', name: '国网邻水供电公司', kind: 'county' },
        portal: held.origin,
      });
      start('fleet', home);
      await held.reached;
      const { code, stderr } = await fleet();
      expect([code, stderr.includes('正由另一次汇总核查使用')]).toEqual([75, true]);
    } finally {
      await held.close();
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'audits a company again when the process that was at it has died',
    async () => {
      const held = await fleetSite(false);
      try {
        await writeCompany(home, {
          ...{ folder: '邻水', id: 'linshui', name: '国网邻水供电公司', kind: 'county' },
          portal: held.origin,
        });
        const run = start('fleet', home, '--fail-on', 'never');
        await held.reached;
        const { pid } = run.child;
        const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
        for (const child of children) process.kill(child, 'SIGKILL');
        held.open();
        const { code, stderr } = await run.ended;
        expect([code, stderr.includes('未完成：')]).toEqual([0, false]);
        expect((await rollUp()).totals).toMatchObject({ units: 3, finished: 3 });
      } finally {
        await held.close();
      }
    },
  );
});
