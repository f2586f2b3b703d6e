import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, gongkai } from '../support/gongkai.ts';

let home = '';
let hall = '';

async function workspace(id: string, extra = ''): Promise<string> {
  const folder = path.join(home, id);
  await mkdir(path.join(folder, 'evidence/hall'), { recursive: true });
  await mkdir(path.join(folder, 'evidence/app'));
  await writeFile(path.join(folder, 'evidence/hall/a.html'), '<meta charset="utf-8"><p>办公地址：示例路1号</p>');
  await writeFile(
    path.join(folder, 'gongkai.yaml'),
    `company: { id: ${id}, name: 国网示例供电公司, kind: county }
channels:
  hall: { sites: [{ name: 城关营业厅, sources: [{ snapshot: evidence/hall, captured: 2026-11-18 }] }] }
${extra}`,
  );
  return folder;
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-evidence-'));
  hall = await workspace('shili');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('evidence that was promised', () => {
  it('is there: a channel that nobody declared is no trouble', async () => {
    const { code, stdout } = await gongkai(['audit', hall, '--as-of', DAY, '--no-history']);
    expect(code).toBe(0);
    expect(stdout, 'praise names its base').toMatch(/能判定的 \d+ 项未发现问题；其余未能判定，不等于合规。/);
  });

  it('and is not there ends with 4, not with the 0 of a good night', async () => {
    const folder = await workspace('emptied', '  app: { sources: [{ snapshot: evidence/app }] }\n');
    expect((await gongkai(['audit', folder, '--as-of', DAY, '--no-history', '-f', 'json'])).code).toBe(4);
  });
});

it('a bundle of another unit is not judged as this one’s', async () => {
  const other = await workspace('other');
  const bundle = path.join(hall, 'out', DAY, 'evidence.wacz');
  const out = path.join(home, 'mixed');
  const { code, stdout, stderr } = await gongkai(['check', bundle, other, '--as-of', DAY, '-o', out]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('是单位「shili」的证据包，不是「other」（国网示例供电公司）的');
  await expect(readFile(path.join(out, 'report.json'))).rejects.toThrow();
});

describe('a day that is still to come', () => {
  const told = async (...words: readonly string[]): Promise<string> =>
    (await gongkai(['audit', hall, ...words, '-f', 'json'], { env: { GONGKAI_TEST_NOW: '2026-11-20T02:00:00Z' } }))
      .stderr;

  it('is told before it bars the history for all days until then', async () => {
    expect(await told('--as-of', '2027-11-20')).toContain('核查日 2027-11-20 还没有到（今天 2026-11-20）');
  });

  it('is none of a trial without history, nor is today', async () => {
    expect(await told('--as-of', '2027-11-20', '--no-history')).not.toContain('还没有到');
    expect(await told('--as-of', DAY, '--no-history')).not.toContain('还没有到');
  });

  it('leaves a copy of the history as it was, and the way back is told then and on every night that is left out', async () => {
    const folder = await workspace('slip');
    const now = { env: { GONGKAI_TEST_NOW: '2026-11-20T02:00:00Z' }, cwd: folder };
    const night = (day: string) => gongkai(['audit', '.', '--as-of', day, '-f', 'json', '--since-last'], now);
    const way = '.gongkai/history.before-2027-11-20.db。如果这一天写错了：把同一文件夹里的 history.db（以及';
    expect((await night('2026-11-19')).stdout).toContain('首次核查');
    expect((await night('2027-11-20')).stderr).toContain(way);
    await night('2027-11-20');
    const { stdout, stderr } = await night(DAY);
    expect(stdout).toContain('早于已记入的 2027-11-20，不作比较');
    expect(stderr).toContain(way);
    const kept = path.join(folder, '.gongkai');
    await rename(path.join(kept, 'history.before-2027-11-20.db'), path.join(kept, 'history.db'));
    const after = await night(DAY);
    expect(after.stdout).toContain('与 2026-11-19 相比');
    expect(after.stderr).not.toContain('history.before');
  });

  it('lacks the calendar of its own year first', async () => {
    const out = path.join(home, 'later');
    await gongkai(['audit', hall, '--as-of', '2027-11-20', '--no-history', '-f', 'json', '-o', out]);
    const { notices } = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8')) as {
      notices: { zh: string }[];
    };
    expect(notices.map(({ zh }) => zh).join()).toContain('缺 2027 年节假日安排');
  });
});

describe('a day that is past', () => {
  const noticesOn = async (day: string): Promise<string> => {
    const out = path.join(home, `on-${day}`);
    await gongkai(['audit', hall, '--as-of', day, '--no-history', '-f', 'json', '-o', out]);
    const { notices } = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8')) as {
      notices: { zh: string }[];
    };
    return notices.map(({ zh }) => zh).join('\n');
  };

  it('is not proved by what was captured later, and the report says so', async () => {
    expect(await noticesOn('2026-11-17')).toContain(
      '1 份佐证采自核查日之后（2026-11-18）：只能说明采集时的内容，不能证明 2026-11-17 当天已经公开。',
    );
  });

  it('may be the day of capture itself', async () => {
    expect(await noticesOn('2026-11-18')).not.toContain('核查日之后');
  });
});

it('evidence that is all too old tells nothing, and ends with 4, not with the 0 of a good night', async () => {
  const out = path.join(home, 'stale');
  const { code, stdout } = await gongkai(['audit', hall, '--as-of', '2027-03-01', '--no-history', '-o', out]);
  expect(stdout).toMatch(/可判定 0 项（0%）/);
  expect(code).toBe(4);
});

describe('an entry of a register', () => {
  const told = async (on: string): Promise<string> => {
    const folder = await workspace(`changed-${on}`, 'records: { changes: changes.csv }\n');
    await writeFile(
      path.join(folder, 'changes.csv'),
      `事项,要素,变更日期,变更前,变更后\n1,1.2,${on},旧路1号,示例路1号\n`,
    );
    const { stderr } = await gongkai(['audit', folder, '--as-of', '2026-10-20', '--no-history', '-f', 'json'], {
      env: { GONGKAI_TEST_NOW: '2026-11-20T02:00:00Z' },
    });
    return stderr;
  };

  it('of a day to come is told where it stands: a slip in the year would stop the clock of the change', async () => {
    expect(await told('2027-10-08')).toContain(
      'changes.csv:2：日期 2027-10-08 还没有到（今天 2026-11-20），到那一天以前不计；如系笔误请更正。',
    );
  });

  it('made since the past day that is audited is no slip', async () => {
    expect(await told('2026-11-10')).not.toContain('还没有到');
  });
});
