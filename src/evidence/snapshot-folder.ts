import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byCode } from './bundle.ts';
import type { Fault } from './capture.ts';
import type { SnapshotEntries, SnapshotEntry, SnapshotLimits } from './snapshot-entry.ts';

/** Names that mirroring tools and desktops leave behind; they were never on the site. */
const LEFTOVERS =
  /^(?:\.|__MACOSX$|hts-cache$|hts-log\.txt$|hts-in_progress\.lock$|Thumbs\.db$|desktop\.ini$|(?:backblue|fade)\.gif$)/i;

/** Whether a path is a tool's own file and not the site's: hidden files, HTTrack's cache, Finder's shadows. */
export const isLeftover = (path: string): boolean => path.split('/').some((name) => LEFTOVERS.test(name));

/** The files below a folder in code-unit order of their paths. Symbolic links are not followed: they may lead outside. */
export async function* folderEntries(folder: string, limits: SnapshotLimits): SnapshotEntries {
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const stats = await lstat(join(folder, path));
    if (stats.isFile()) yield fileEntry(join(folder, path), path, stats.mtime, limits);
    if (!stats.isDirectory()) continue;
    const names = (await readdir(join(folder, path))).filter((name) => !LEFTOVERS.test(name));
    const below = names.map((name) => (path === '' ? name : `${path}/${name}`)).sort(byCode);
    pending.push(...below.reverse());
  }
  return undefined;
}

/** A single file on disk as an entry. */
export const fileEntry = (file: string, path: string, mtime: Date, limits: SnapshotLimits): SnapshotEntry => ({
  path,
  time: mtime.toISOString(),
  timeBy: 'mtime',
  status: 0,
  headers: {},
  marks: [],
  read: () => readCapped(file, limits),
});

async function readCapped(file: string, { file: cap }: SnapshotLimits): Promise<Uint8Array | Fault> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await handle.stat();
      return size > cap ? { reason: 'too-large', detail: `${size} > ${cap} bytes` } : await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { reason: 'corrupt-archive', detail: (error as NodeJS.ErrnoException).code ?? 'unreadable' };
  }
}
