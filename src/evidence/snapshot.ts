import { readFile, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import type { CaptureSink } from './bundle.ts';
import type { Capture, Fault, Scope } from './capture.ts';
import { SnapshotAddresses, type Address } from './snapshot/address.ts';
import { captureOf, type Giver } from './snapshot/capture.ts';
import { SNAPSHOT_LIMITS, type SnapshotEntry, type SnapshotLimits } from './snapshot/entry.ts';
import { readFetchLog, type FetchLog } from './snapshot/log.ts';
import { openSnapshot } from './snapshot/open.ts';
import { statedOrigin, type Origin } from './snapshot/origin.ts';
import { savedFolders } from './snapshot/saved.ts';
import { unfold, type Leaf, type Leaves } from './snapshot/unfold.ts';
import { statusFault } from './status-fault.ts';

export type { SnapshotSource } from './snapshot/entry.ts';

export interface SnapshotRequest extends Giver {
  /** The workspace's folder, absolute; nothing outside it is read. */
  readonly folder: string;
  readonly limits?: SnapshotLimits;
}

/** Notes of saving tools stand near the top of a file. */
const HEAD_BYTES = 4096;
/** Folders into which browsers put the parts of a page that they save. */
const PARTS_FOLDER = /(?:_files|\.files|_archivos)\//i;

/**
 * Takes a snapshot in: every file that can disclose something becomes a capture in the sink, in a fixed order; what
 * cannot be read becomes a capture with its fault. The scope says whether a dead link in it is proved dead (A17) and,
 * as `cut`, whether the snapshot could be read whole. Nothing is ever written at a path that the snapshot names.
 */
export async function takeSnapshot(request: SnapshotRequest, sink: CaptureSink): Promise<Scope> {
  const { folder, channel, site, source, limits = SNAPSHOT_LIMITS } = request;
  const root = await locate(folder, source.snapshot);
  if ('reason' in root) return { channel, site, cut: root, closed: false, pages: 0 };
  const log = await fetchLog(folder, source.log);
  const name = basename(source.snapshot.replaceAll('\\', '/'));
  const snapshot = await openSnapshot(root.path, name, limits);
  const single = snapshot.kind === 'file' ? name : undefined;
  const reading = { ...request, log, single, addresses: new SnapshotAddresses({ ...source, single }) };
  const count = { entries: 0, bytes: 0, pages: 0 };
  const pages: string[] = [];
  const leaves = unfold(snapshot.entries, limits, single !== undefined);
  let next = await leaves.next();
  for (; !next.done; next = await leaves.next()) {
    if (isOwnLog(next.value.entry, reading)) continue;
    const capture = leafCapture(next.value, reading);
    count.entries += 1;
    count.bytes += capture.bytes;
    if (count.entries > limits.entries || count.bytes > limits.total) break;
    if (!capture.fault) count.pages += 1;
    if (!capture.fault && next.value.kind === 'html') pages.push(capture.url);
    await sink.add(capture, bodyOf(capture, next.value));
  }
  const cut = next.done ? next.value : await cutShort(leaves, limits);
  for (const capture of log?.missing(request) ?? []) await sink.add(capture);
  const logged = log !== undefined && !source.complete;
  const saved = source.complete ? savedFolders(source.base, pages) : [];
  return {
    channel,
    site,
    ...(cut ? { cut } : {}),
    closed: source.complete || logged,
    ...(saved.length > 0 && { saved }),
    ...(logged ? { logged } : {}),
    pages: count.pages,
  };
}

async function cutShort(leaves: Leaves, limits: SnapshotLimits): Promise<Fault> {
  await leaves.return(undefined);
  return { reason: 'scope-cut', detail: `more than ${limits.entries} files or ${limits.total} bytes` };
}

const bodyOf = (capture: Capture, { body }: Leaf): Uint8Array | undefined =>
  capture.sha256 === '' || !(body instanceof Uint8Array) ? undefined : body;

/** What naming and dating a leaf depends on, besides the leaf. */
interface Reading extends Giver {
  readonly addresses: SnapshotAddresses;
  readonly log: FetchLog | undefined;
  /** The name of a snapshot that is one file. */
  readonly single: string | undefined;
}

function leafCapture(leaf: Leaf, reading: Reading): Capture {
  const { entry, kind, body } = leaf;
  const origin = kind === 'html' && body instanceof Uint8Array ? statedOrigin(headOf(body)) : undefined;
  const address = addressOf(leaf, origin, reading);
  const answer = reading.log?.answer([address.url, ...address.aliases]);
  const status = answer?.status ?? entry.status;
  return captureOf(reading, {
    entry,
    address,
    origin,
    status,
    body: (status === 0 ? undefined : statusFault(status, {})) ?? body,
    marks: isPagePart(reading, leaf) ? [...leaf.marks, 'page-resource'] : leaf.marks,
    from: fromOf(entry, reading),
  });
}

/** A snapshot that is one archive has no address of its own: the declared base is that of the site within. */
function addressOf({ entry, marks }: Leaf, origin: Origin | undefined, { addresses, single }: Reading): Address {
  const isWholeArchive = marks.includes('container') && entry.path === single;
  return isWholeArchive ? { url: `snapshot:${entry.path}`, aliases: [] } : addresses.of(entry, origin);
}

function fromOf({ path, shown = path }: SnapshotEntry, { source, single }: Reading): string {
  const root = source.snapshot.replaceAll('\\', '/').replace(/\/$/, '');
  if (path === single) return root;
  return `${root}${single === undefined ? '/' : '!/'}${shown}`;
}

/** The fetch log may lie in the folder that it is about. */
const isOwnLog = (entry: SnapshotEntry, reading: Reading): boolean =>
  fromOf(entry, reading) === reading.source.log?.replaceAll('\\', '/');

const headOf = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, HEAD_BYTES)).toString('latin1');

/** A picture of a website is a part of its pages; a picture in a folder of screenshots is a document of its own. */
const isPagePart = ({ source }: Giver, { entry, kind }: Leaf): boolean =>
  PARTS_FOLDER.test(entry.path) || (kind === 'image' && (source.base !== undefined || entry.url !== undefined));

/** The real path of a declared file or folder, or why it is not to be had; symbolic links may not lead out either. */
async function locate(folder: string, path: string): Promise<{ readonly path: string } | Fault> {
  const slashed = path.replaceAll('\\', '/');
  const unsafe: Fault = { reason: 'unsafe-archive', detail: `${path}: outside the workspace` };
  if (isAbsolute(slashed) || /^[a-z]:/i.test(slashed) || slashed.split('/').includes('..')) return unsafe;
  try {
    const real = await realpath(join(folder, slashed));
    const within = relative(await realpath(folder), real);
    return within.split(sep)[0] === '..' || isAbsolute(within) ? unsafe : { path: real };
  } catch {
    return { reason: 'insufficient-evidence', detail: `${path}: no such file` };
  }
}

/** The lines of a readable log; undefined when there is none or some line of it cannot be understood. */
async function fetchLog(folder: string, path: string | undefined): Promise<FetchLog | undefined> {
  const place = path === undefined ? undefined : await locate(folder, path);
  return place === undefined || 'reason' in place ? undefined : readFetchLog(await readFile(place.path));
}
