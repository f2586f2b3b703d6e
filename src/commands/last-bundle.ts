import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { openBundle, type StoredBundle } from '../evidence/wacz.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Desk } from './desk.ts';

/** Bundles looked into before it is given up; most often the first is the one. */
const TRIED = 5;
const BUNDLE = 'evidence.wacz';

/**
 * The newest whole bundle of the same company, open: in the folder of this run, in those beside it (`out/<day>`), or in the
 * workspace's own. Undefined where there is none; one that cannot be read is passed over, since pages are then fetched whole.
 */
export async function lastBundle(
  { workspace, out }: { readonly workspace: Workspace; readonly out: string },
  { isTestClock }: Pick<Desk, 'isTestClock'>,
): Promise<StoredBundle | undefined> {
  const near = await Promise.all(
    [...new Set([path.dirname(path.resolve(out)), path.resolve(workspace.folder, 'out')])].map(bundlesBelow),
  );
  const files = await byAge([...new Set([path.resolve(out, BUNDLE), ...near.flat()])]);
  for (const file of files.slice(0, TRIED)) {
    const bundle = await openBundle(file).catch(() => undefined);
    if (bundle?.kind !== 'bundle') continue;
    const { company, notes } = bundle.head;
    // What a clock that was held still has dated says nothing of how old it is.
    if (company === workspace.company.id && (notes.clock === undefined || isTestClock)) return bundle;
    await bundle.close();
  }
  return undefined;
}

async function bundlesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name, BUNDLE));
}

/** Those that exist, the one written last first. */
async function byAge(files: readonly string[]): Promise<string[]> {
  const dated = await Promise.all(
    files.map(async (file) => ({ file, at: (await stat(file).catch(() => undefined))?.mtimeMs })),
  );
  return dated
    .flatMap(({ file, at }) => (at === undefined ? [] : [{ file, at }]))
    .sort((left, right) => right.at - left.at || (left.file < right.file ? 1 : -1))
    .map(({ file }) => file);
}
