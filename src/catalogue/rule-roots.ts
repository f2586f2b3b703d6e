import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readRuleFiles, type RuleFile } from './rule-files.ts';

/** The folders in which catalogues stand: a company's own first, then the program's. */
export type RuleRoots = readonly [string, ...string[]];

/** The ids of all catalogues, sorted. */
export async function catalogueIds(roots: RuleRoots): Promise<string[]> {
  const found = await Promise.all(
    roots.map(async (root) => {
      const folders = await readdir(root, { withFileTypes: true }).catch(() => []);
      return folders.flatMap((entry) =>
        existsSync(path.join(root, entry.name, 'catalogue.yaml')) ? [entry.name] : [],
      );
    }),
  );
  return [...new Set(found.flat())].sort();
}

/** The files of a catalogue from the first root that has it; undefined where none has. */
export async function filesOfCatalogue(roots: RuleRoots, id: string): Promise<readonly RuleFile[] | undefined> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) return undefined;
  for (const root of roots) {
    const files = await readRuleFiles(root, id);
    if (files) return files;
  }
  return undefined;
}
