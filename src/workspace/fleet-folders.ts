import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Folders of a workspace that hold evidence, papers and reports, and never another company. */
const OWN = new Set(['evidence', 'records', 'rules', 'out', 'node_modules']);

/** Levels below the fleet's folder that are looked through: province, city, county, and one to sort them by. */
const LEVELS = 4;

/** What Notepad, or a habit, makes of the name. A company that saved so is missed by nobody unless its audit tells of it. */
const NAMES = ['gongkai.yaml', 'gongkai.yaml.txt', 'gongkai.yml', 'gongkai.yml.txt'];

const isWorkspace = (folder: string): boolean => NAMES.some((name) => existsSync(path.join(folder, name)));

/** Names of the folders in a folder that may hold companies, sorted; empty where it cannot be read. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => !OWN.has(name))
    .sort();
}

/** Every workspace in the folder, itself included (`.`), by path; four levels down. */
export async function foldersBelow(root: string, at = '', levels = LEVELS): Promise<string[]> {
  const here = isWorkspace(path.join(root, at)) ? [at === '' ? '.' : at] : [];
  if (levels === 0) return here;
  const names = await namesIn(path.join(root, at));
  const below = await Promise.all(names.map((name) => foldersBelow(root, path.posix.join(at, name), levels - 1)));
  return [...here, ...below.flat()];
}

/** The workspaces whose path matches: `*` stands for any part of a name, `**` for any number of folders. */
export async function matchingFolders(root: string, pattern: string): Promise<string[]> {
  const shape = new RegExp(
    `^${pattern
      .split('/')
      .map((part) => (part === '**' ? '(?:[^/]+/)*' : `${literal(part)}/`))
      .join('')}$`,
    'u',
  );
  return (await foldersBelow(root)).filter((folder) => shape.test(`${folder}/`));
}

const literal = (part: string): string =>
  part
    .split('*')
    .map((words) => words.replaceAll(/[\\^$.|?+()[\]{}/-]/gu, '\\$&'))
    .join('[^/]*');
