import { lstat } from 'node:fs/promises';
import type { SnapshotEntries, SnapshotLimits } from './snapshot-entry.ts';
import { fileEntry, folderEntries } from './snapshot-folder.ts';
import type { Expand } from './snapshot-unfold.ts';

/** A snapshot opened: a folder of files, or one file that may itself be a container. */
export interface OpenSnapshot {
  readonly kind: 'folder' | 'file';
  readonly entries: SnapshotEntries;
  readonly expand: Expand;
}

/** Opens what the workspace names; `name` is the path of a single file. */
export async function openSnapshot(path: string, name: string, limits: SnapshotLimits): Promise<OpenSnapshot> {
  const stats = await lstat(path);
  const expand: Expand = () => undefined;
  if (stats.isDirectory()) return { kind: 'folder', entries: folderEntries(path, limits), expand };
  return { kind: 'file', entries: oneFile(path, name, stats.mtime, limits), expand };
}

// eslint-disable-next-line @typescript-eslint/require-await -- one file is a stream of one
async function* oneFile(path: string, name: string, mtime: Date, limits: SnapshotLimits): SnapshotEntries {
  yield fileEntry(path, name, mtime, limits);
  return undefined;
}
