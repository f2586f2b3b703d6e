import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import type { Stored } from '../archive/input.ts';
import { byCode } from '../bundle.ts';
import type { Fault } from '../capture.ts';
import type { SnapshotEntries, SnapshotEntry, SnapshotLimits } from './entry.ts';
import { zipMember, type ZipMember } from './zip-member.ts';

export type { ZipMember } from './zip-member.ts';

/** A ZIP whose directory was read; its files are inflated only when asked for. */
export interface OpenZip {
  readonly files: readonly ZipMember[];
  /** Set when the directory broke off. */
  readonly broken?: Fault;
  readonly close: () => void;
}

/** Directory entries per capture that a ZIP may have: style sheets and pictures come with every page. */
const NAMES_PER_ENTRY = 10;
const corrupt = (detail: string): Fault => ({ reason: 'corrupt-archive', detail });

/**
 * Reads a ZIP's directory. Names are data and lead nowhere: symbolic links and folders are left out, names that would
 * climb out are marked, overlapping files (a bomb's trick) condemn the whole archive. A fault when it is no ZIP.
 */
export async function openZip(stored: Stored, limits: SnapshotLimits): Promise<OpenZip | Fault> {
  const zip = await opened(stored);
  if (!zip) return corrupt('no ZIP directory');
  const entries: Entry[] = [];
  let broken: Fault | undefined;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= limits.entries * NAMES_PER_ENTRY) {
        broken = { reason: 'scope-cut', detail: `more than ${entries.length} names` };
        break;
      }
      entries.push(entry);
    }
  } catch {
    broken = corrupt(`directory breaks off after ${entries.length} names`);
  }
  if (overlaps(entries)) {
    zip.close();
    return { reason: 'unsafe-archive', detail: 'files overlap' };
  }
  const files = entries.filter((entry) => !isLink(entry)).map((entry) => zipMember(zip, entry, stored, limits));
  return {
    files: files.filter(({ name }) => !name.endsWith('/')).sort((left, right) => byCode(left.name, right.name)),
    ...(broken ? { broken } : {}),
    close: () => {
      zip.close();
    },
  };
}

async function opened(stored: Stored): Promise<ZipFile | undefined> {
  const options = { autoClose: false, decodeStrings: false } as const;
  try {
    if ('file' in stored) return await openPromise(stored.file, options);
    const { buffer, byteOffset, length } = stored.bytes;
    return await fromBufferPromise(Buffer.from(buffer, byteOffset, length), options);
  } catch {
    return undefined;
  }
}

/** Made on Unix, with the file type of a symbolic link. */
const isLink = (entry: Entry): boolean =>
  entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

/** A local header is at least this long. */
const LOCAL_HEADER = 30;

function overlaps(entries: readonly Entry[]): boolean {
  const spans = entries
    .map(({ relativeOffsetOfLocalHeader: start, compressedSize, fileName }) => ({
      start,
      end: start + LOCAL_HEADER + fileName.length + compressedSize,
    }))
    .sort((left, right) => left.start - right.start);
  return spans.some(({ start }, index) => index > 0 && start < (spans[index - 1]?.end ?? 0));
}

/** The files of an open ZIP as snapshot entries; closes it at the end. */
export async function* zipEntries(zip: OpenZip, prefix: string): SnapshotEntries {
  try {
    const root = commonRoot(zip.files.map(({ name }) => name));
    for (const file of zip.files) yield entryOf(file, prefix, root);
    // The archive is opened again by nobody, so its end is awaited here.
    return await Promise.resolve(zip.broken);
  } finally {
    zip.close();
  }
}

/** The one folder that a whole site was packed in, when its start page lies directly in it; else ''. */
function commonRoot(names: readonly string[]): string {
  const root = /^[^/]+\//.exec(names[0] ?? '')?.[0] ?? '';
  const isRoot =
    names.every((name) => name.startsWith(root)) &&
    names.some((name) => /^index\.s?html?$/i.test(name.slice(root.length)));
  return isRoot ? root : '';
}

const entryOf = ({ name, fault, marks, time, read }: ZipMember, prefix: string, root: string): SnapshotEntry => ({
  path: prefix + name.slice(root.length),
  shown: prefix + name,
  time,
  timeBy: 'mtime',
  status: 0,
  headers: {},
  marks,
  ...(fault ? { fault } : {}),
  read,
});
