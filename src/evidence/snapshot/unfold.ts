import { openInput, type Stored } from '../archive/input.ts';
import type { Fault } from '../capture.ts';
import { isFault, type SnapshotEntries, type SnapshotEntry, type SnapshotLimits } from './entry.ts';
import { isAssetName, isEncryptedOffice, kindOf, type FileKind } from './kind.ts';
import { isLeftover } from './folder.ts';
import { SNIFFED, openContainer } from './open.ts';

/** A file of the snapshot that is evidence by itself: its bytes, or why it cannot be read. */
export interface Leaf {
  readonly entry: SnapshotEntry;
  readonly kind: FileKind;
  readonly body: Uint8Array | Fault;
  readonly marks: readonly string[];
}

/** Leaves in order, and at the end why there are not more, if so. */
export type Leaves = AsyncGenerator<Leaf, Fault | undefined>;

/** How deep in containers an entry lies, and what its own entries' paths begin with. */
interface Level {
  readonly depth: number;
  readonly limits: SnapshotLimits;
  /** A snapshot that is itself one container: its entries have their paths from its root. */
  readonly isRoot: boolean;
}

/**
 * The evidence-bearing files of a snapshot, with containers opened down to the nesting limit. Style sheets, scripts and
 * fonts are left out. A container within a folder is a leaf too, marked `container`, because links may lead to it; one
 * that cannot be read whole is a leaf with its fault.
 */
export const unfold = (entries: SnapshotEntries, limits: SnapshotLimits, isRoot: boolean): Leaves =>
  unfoldAll(entries, { depth: 0, limits, isRoot });

async function* unfoldAll(entries: SnapshotEntries, level: Level): Leaves {
  let broken: Fault | undefined;
  try {
    let next = await entries.next();
    for (; !next.done; next = await entries.next()) {
      if (isEvidence(next.value)) broken = (yield* unfoldEntry(next.value, level)) ?? broken;
    }
    return next.value ?? (level.isRoot ? broken : undefined);
  } finally {
    await entries.return(undefined);
  }
}

/** Names that need not be looked at: parts of pages, and what tools leave behind. */
const isEvidence = ({ path, url }: SnapshotEntry): boolean =>
  url !== undefined || (!isAssetName(path) && !isLeftover(path));

/** Returns why the entry, as a container, could not be read whole. */
async function* unfoldEntry(entry: SnapshotEntry, level: Level): Leaves {
  const head = entry.fault ?? (await sniff(entry));
  if (isFault(head)) return yield* leaf({ entry, kind: 'unknown', body: head, marks: [] });
  const kind = kindOf(head);
  const body = entry.stored ? (CONTAINERS.has(kind) ? undefined : await entry.read()) : head;
  if (body && isFault(body)) return yield* leaf({ entry, kind, body, marks: [] });
  const stored = body ? { bytes: body } : entry.stored;
  const prefix = level.isRoot ? '' : `${entry.path}!/`;
  const inner = stored && (await openContainer({ kind, stored, path: entry.path, prefix }, level.limits));
  if (inner) return yield* unfoldContainer({ entry, kind, body, inner }, level);
  const whole = body ?? (await entry.read());
  if (kind === 'asset' && !level.isRoot) return undefined;
  return yield* leaf({
    entry,
    kind,
    body: isFault(whole) ? whole : (unreadable(kind, whole, entry) ?? whole),
    marks: [],
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one
async function* leaf(one: Leaf): Leaves {
  yield one;
  return undefined;
}

const CONTAINERS: ReadonlySet<FileKind> = new Set(['zip', 'gzip', 'warc', 'arc']);

/** The first bytes, without reading a large file whole. */
async function sniff(entry: SnapshotEntry): Promise<Uint8Array | Fault> {
  return entry.stored ? readHead(entry.stored) : entry.read();
}

async function readHead(stored: Stored): Promise<Uint8Array | Fault> {
  try {
    const input = await openInput(stored);
    return await input.read(0, SNIFFED).finally(() => input.close());
  } catch (error) {
    return { reason: 'corrupt-archive', detail: (error as NodeJS.ErrnoException).code ?? 'unreadable' };
  }
}

interface Container {
  readonly entry: SnapshotEntry;
  readonly kind: FileKind;
  /** Undefined for one that is read in place. */
  readonly body: Uint8Array | undefined;
  readonly inner: SnapshotEntries;
}

async function* unfoldContainer({ entry, kind, body, inner }: Container, { depth, limits, isRoot }: Level): Leaves {
  const marks = ['container'];
  if (depth >= limits.nesting) {
    await inner.return(undefined);
    const tooDeep: Fault = { reason: 'unsafe-archive', detail: `more than ${limits.nesting} containers in each other` };
    yield { entry, kind, body: tooDeep, marks };
    return tooDeep;
  }
  const broken = yield* unfoldAll(inner, { depth: depth + 1, limits, isRoot: false });
  // No page links to a page that somebody saved as one file.
  const shown = broken ?? (isRoot || kind === 'mhtml' ? undefined : body);
  if (shown) yield { entry, kind, body: shown, marks };
  return broken;
}

function unreadable(kind: FileKind, body: Uint8Array, { status }: SnapshotEntry): Fault | undefined {
  if (kind === 'empty' && (status === 404 || status === 410)) return undefined;
  if (kind === 'empty') return { reason: 'unsupported-format', detail: '0 bytes' };
  if (kind === 'office' && isEncryptedOffice(body)) return { reason: 'encrypted', detail: 'password needed' };
  return kind === 'unknown' || kind === 'asset'
    ? { reason: 'unsupported-format', detail: 'unknown format' }
    : undefined;
}
