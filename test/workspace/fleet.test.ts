import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFleet } from '../../src/workspace/fleet.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-fleet-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function workspaces(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(path.join(home, folder), { recursive: true });
    await writeFile(path.join(home, folder, 'gongkai.yaml'), '');
  }
}
const written = (yaml: string): Promise<void> => writeFile(path.join(home, 'fleet.yaml'), yaml);

/** Folders with their parents, or the problems as they are told. */
async function read(at = home): Promise<readonly string[]> {
  const result = await loadFleet(at);
  if ('problems' in result)
    return result.problems.map(({ file, line, message }) => `${path.basename(file)}:${line} ${message.zh}`);
  return result.fleet.units.map(({ folder, parent }) => (parent === undefined ? folder : `${folder} < ${parent}`));
}

describe('a fleet', () => {
  it('is every workspace in a folder, where nobody wrote a fleet.yaml; evidence and reports are not looked through', async () => {
    await workspaces('省公司', '市/山城', '市/山城/县/城关', '市/山城/evidence/夹带', '市/山城/out/夹带', '.git/夹带');
    expect(await read()).toEqual(['市/山城', '市/山城/县/城关', '省公司']);
    expect(await loadFleet(home)).toMatchObject({ fleet: { name: path.basename(home), folder: home } });
  });

  it('has a company whose gongkai.yaml Notepad gave another name: its audit says so, and it is not lost', async () => {
    await workspaces('甲');
    for (const [folder, name] of [
      ['乙', 'gongkai.yaml.txt'],
      ['丙', 'gongkai.yml'],
    ] as const) {
      await mkdir(path.join(home, folder));
      await writeFile(path.join(home, folder, name), '');
    }
    expect(await read()).toEqual(['丙', '乙', '甲']);
  });

  it.each(['fleet.yml', 'fleet.yaml.txt', 'Fleet.YML'])('does not pass over a list named %s', async (name) => {
    await workspaces('甲');
    await writeFile(path.join(home, name), 'name: 示范省\nunits: [甲]\n');
    expect(await read()).toEqual([`${name}:1 文件名不对，没有读取`]);
    expect(await read(path.join(home, '甲'))).toEqual(['.']);
  });

  it('takes the folders of fleet.yaml in their order, patterns spread by name', async () => {
    await workspaces('省公司', '山城/城关', '山城/邻水', '山城');
    await written('name: 示范省\nunits:\n  - 省公司\n  - 山城\n  - 山城/*\n');
    expect(await read()).toEqual(['省公司', '山城', '山城/城关', '山城/邻水']);
    expect(await read(path.join(home, 'fleet.yaml'))).toEqual(await read());
  });

  it('lets a later line name the parent of what a pattern has found', async () => {
    await workspaces('甲', '乙');
    await written("name: 示范省\nunits:\n  - '*'\n  - { folder: ./甲/, parent: 国网山城供电公司 }\n");
    expect(await read()).toEqual(['乙', '甲 < 国网山城供电公司']);
  });

  it('keeps a company whose folder is not there: its own audit says so, and the others are audited', async () => {
    await workspaces('甲');
    await written('name: 示范省\nunits:\n  - 甲\n  - 没有\n');
    expect(await read()).toEqual(['甲', '没有']);
  });

  it.each([
    ['a pattern that finds nothing', "name: 甲\nunits:\n  - '县/*'\n", ['fleet.yaml:3 没有文件夹符合「县/*」']],
    ['a path that leads out', 'name: 甲\nunits:\n  - ../别处\n', [/^fleet\.yaml:3 路径「\.\.\/别处」不能用/]],
    ['an absolute path', 'name: 甲\nunits:\n  - { folder: /别处 }\n', [/^fleet\.yaml:3 .*不允许绝对路径/]],
    ['a key that nobody knows', 'name: 甲\nunit: []\n', [/^fleet\.yaml:2 不认识的键「unit」/]],
    ['no units', 'name: 甲\nunits: []\n', [/^fleet\.yaml:2 /]],
  ])('refuses %s at its line', async (_name, yaml, said) => {
    await workspaces('甲');
    await written(yaml);
    const problems = await read();
    expect(problems).toHaveLength(said.length);
    said.forEach((one, at) => expect(problems[at]).toMatch(one));
  });

  it('says so where there is neither a fleet.yaml nor a workspace', async () => {
    expect(await read()).toEqual([expect.stringContaining('找不到 fleet.yaml')]);
    expect(await read(path.join(home, 'nowhere'))).toEqual([expect.stringContaining('找不到 fleet.yaml')]);
  });

  it.skipIf(process.platform === 'win32')('does not follow a link out of its folder', async () => {
    await workspaces('甲');
    await symlink(tmpdir(), path.join(home, '外'));
    await written('name: 甲\nunits:\n  - 外\n');
    expect(await read()).toEqual([expect.stringMatching(/^fleet\.yaml:3 「外」经链接指向了/)]);
  });
});
