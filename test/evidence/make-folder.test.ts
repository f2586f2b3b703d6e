import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from '../../src/evidence/make-folder.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gongkai-folder-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('makes what is missing, and leaves what stands', async () => {
  const deep = path.join(home, '一/二/三');
  await makeFolder(deep);
  await makeFolder(deep);
  expect(existsSync(deep)).toBe(true);
});

it('makes one folder for all who ask at the same time', async () => {
  const deep = path.join(home, 'a/b/c');
  await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(path.join(home, 'a/b'))]);
  expect(existsSync(deep)).toBe(true);
});

it('refuses a path through a file, and one through a link to a disk that is not there', async () => {
  await writeFile(path.join(home, 'file'), '');
  await expect(makeFolder(path.join(home, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(path.join(home, 'file/x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await symlink(path.join(home, 'unplugged'), path.join(home, 'stick'));
  await expect(makeFolder(path.join(home, 'stick/out'))).rejects.toMatchObject({ code: 'EEXIST' });
});

it.runIf(existsSync('/proc/self'))('gives up where a folder stands in which none can be made', async () => {
  await expect(makeFolder('/proc/gongkai/out')).rejects.toMatchObject({ code: 'ENOENT' });
});
