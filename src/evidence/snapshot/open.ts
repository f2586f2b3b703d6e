import { lstat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { openInput, type Stored } from '../archive/input.ts';
import type { Fault } from '../capture.ts';
import type { SnapshotEntries, SnapshotEntry, SnapshotLimits } from './entry.ts';
import { fileEntry, folderEntries } from './folder.ts';
import { kindOf, type FileKind } from './kind.ts';
import { mhtmlEntries } from './mhtml.ts';
import { isWacz, waczEntries } from './wacz.ts';
import { warcEntries } from './warc.ts';
import { openZip, zipEntries, type OpenZip } from './zip.ts';

/** A snapshot opened: a folder of files, or one file that may itself be a container. */
export interface OpenSnapshot {
  readonly kind: 'folder' | 'file';
  readonly entries: SnapshotEntries;
}

/** Opens what the workspace names; `name` is the path of a single file. */
export async function openSnapshot(path: string, name: string, limits: SnapshotLimits): Promise<OpenSnapshot> {
  const stats = await lstat(path);
  if (stats.isDirectory()) return { kind: 'folder', entries: folderEntries(path, limits) };
  return { kind: 'file', entries: oneFile(fileEntry(path, name, stats.mtime, limits)) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- one file is a stream of one
async function* oneFile(entry: SnapshotEntry): SnapshotEntries {
  yield entry;
  return undefined;
}

/** Bytes that tell every kind; a ZIP's own directory then tells what is packed in it. */
export const SNIFFED = 4096;

/** A container to be opened. */
export interface Packed {
  readonly kind: FileKind;
  readonly stored: Stored;
  /** Its own path in the snapshot. */
  readonly path: string;
  /** What the paths of its entries begin with. */
  readonly prefix: string;
}

/**
 * The entries within a container, their paths behind the prefix; undefined where the kind is none. An office document is
 * a ZIP too and no container here.
 */
export async function openContainer(packed: Packed, limits: SnapshotLimits): Promise<SnapshotEntries | undefined> {
  const { stored, prefix } = packed;
  switch (packed.kind) {
    case 'zip':
      return openZipKind(await openZip(stored, limits), prefix, limits);
    case 'warc':
    case 'arc':
      return warcEntries([{ path: prefix, stored }], limits);
    case 'gzip':
      return openGzip(packed, limits);
    case 'mhtml':
      return mhtmlEntries(await bytesOf(stored, limits), prefix);
    default:
      return undefined;
  }
}

function openZipKind(zip: OpenZip | Fault, prefix: string, limits: SnapshotLimits): SnapshotEntries | undefined {
  if ('reason' in zip) return nothing(zip);
  const names = new Set(zip.files.map(({ name }) => name));
  if (names.has('[Content_Types].xml') || names.has('mimetype') || names.has('Document.xml') || names.has('OFD.xml')) {
    zip.close();
    return undefined;
  }
  return isWacz(zip) ? waczEntries(zip, prefix, limits) : zipEntries(zip, prefix);
}

/** A gzipped WARC or ARC, or any one file gzipped. */
async function openGzip({ stored, path, prefix }: Packed, limits: SnapshotLimits): Promise<SnapshotEntries> {
  const head = await gunzipHead(stored);
  const kind = head === undefined ? 'unknown' : kindOf(head);
  if (kind === 'warc' || kind === 'arc') return warcEntries([{ path: prefix, stored }], limits);
  const bytes = await bytesOf(stored, limits);
  try {
    const maxOutputLength = Math.min(limits.file, Math.max(limits.ratioFrom, bytes.length * limits.ratio));
    const content = gunzipSync(bytes, { maxOutputLength });
    return oneFile({
      ...BARE,
      path: prefix === '' ? path : path.replace(/\.gz$/i, ''),
      read: () => Promise.resolve(content),
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return nothing({ reason: code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'corrupt-archive', detail: code });
  }
}

const BARE = { timeBy: 'mtime', status: 0, headers: {}, marks: [] } as const;

/** The first plain bytes, as many as the first compressed ones give. */
async function gunzipHead(stored: Stored): Promise<Buffer | undefined> {
  const input = await openInput(stored);
  try {
    return gunzipSync(await input.read(0, SNIFFED), { finishFlush: 2 });
  } catch {
    return undefined;
  } finally {
    await input.close();
  }
}

async function bytesOf(stored: Stored, limits: SnapshotLimits): Promise<Uint8Array> {
  const input = await openInput(stored);
  try {
    return await input.read(0, limits.file);
  } finally {
    await input.close();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a container of which nothing can be read
async function* nothing(why: Fault): SnapshotEntries {
  return why;
}
