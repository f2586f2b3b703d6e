import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { byCode } from '../bundle.ts';
import type { Fault } from '../capture.ts';
import type { SnapshotEntries, SnapshotEntry, SnapshotLimits } from './entry.ts';

/** Names that mirroring tools and desktops leave behind; they were never on the site. */
const LEFTOVERS =
  /^(?:\.|~\$|.*\.(?:lnk|url)$|__MACOSX$|hts-cache$|hts-log\.txt$|hts-in_progress\.lock$|Thumbs\.db$|desktop\.ini$|(?:backblue|fade)\.gif$)/i;

/** Whether a path is a tool's own file and not the site's: hidden files, HTTrack's cache, Finder's shadows. */
export const isLeftover = (path: string): boolean => path.split('/').some((name) => LEFTOVERS.test(name));

/** A place on disk: names are bytes there, and on Linux not always UTF-8. */
interface Place {
  readonly file: Buffer;
  /** As shown and addressed, from the snapshot's root. */
  readonly path: string;
}

/** The files below a folder in code-unit order of their paths. Symbolic links are not followed: they may lead outside. */
export async function* folderEntries(folder: string, limits: SnapshotLimits): SnapshotEntries {
  const pending: Place[] = [{ file: Buffer.from(folder), path: '' }];
  for (let place = pending.pop(); place; place = pending.pop()) {
    try {
      const stats = await lstat(place.file);
      if (stats.isFile()) yield fileEntry(place.file, place.path, stats.mtime, limits);
      else if (stats.isDirectory()) pending.push(...(await placesIn(place)).reverse());
    } catch (error) {
      yield { ...fileEntry(place.file, place.path, new Date(0), limits), fault: diskFault(error) };
    }
  }
  return undefined;
}

async function placesIn({ file, path }: Place): Promise<Place[]> {
  const names = await readdir(file, { encoding: 'buffer' });
  return names
    .map((raw) => ({ raw, name: decodeName(raw) }))
    .filter(({ name }) => !LEFTOVERS.test(name))
    .map(({ raw, name }) => ({
      file: Buffer.concat([file, Buffer.from('/'), raw]),
      path: path === '' ? name : `${path}/${name}`,
    }))
    .sort((left, right) => byCode(left.path, right.path));
}

/** A file name: UTF-8, else GBK, which archives from a Chinese Windows leave, else byte by byte. */
export function decodeName(raw: Uint8Array): string {
  if (isUtf8(raw)) return Buffer.from(raw).toString();
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(raw);
  } catch {
    return Buffer.from(raw).toString('latin1');
  }
}

/** A single file on disk as an entry. */
export const fileEntry = (file: string | Buffer, path: string, mtime: Date, limits: SnapshotLimits): SnapshotEntry => ({
  path,
  time: mtime.toISOString(),
  timeBy: 'mtime',
  status: 0,
  headers: {},
  marks: [],
  stored: { file },
  read: () => readCapped(file, limits),
});

async function readCapped(file: string | Buffer, { file: cap }: SnapshotLimits): Promise<Uint8Array | Fault> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await handle.stat();
      return size > cap ? { reason: 'too-large', detail: `${size} > ${cap} bytes` } : await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return diskFault(error);
  }
}

/** A file that the disk does not give up is damaged evidence, not absent evidence. */
const diskFault = (error: unknown): Fault => ({
  reason: 'corrupt-archive',
  detail: (error as NodeJS.ErrnoException).code ?? 'unreadable',
});
