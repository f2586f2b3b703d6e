import type { Fault } from './capture.ts';
import { isFault, type SnapshotEntries, type SnapshotEntry, type SnapshotLimits } from './snapshot-entry.ts';
import { isAssetName, kindOf, type FileKind } from './snapshot-kind.ts';

/** A file of the snapshot that is evidence by itself: its bytes, or why it cannot be read. */
export interface Leaf {
  readonly entry: SnapshotEntry;
  readonly kind: FileKind;
  readonly body: Uint8Array | Fault;
  readonly marks: readonly string[];
}

/** Opens a container held in memory; undefined where the kind is no container. */
export type Expand = (kind: FileKind, bytes: Uint8Array, entry: SnapshotEntry) => SnapshotEntries | undefined;

/**
 * The evidence-bearing files of a snapshot, with containers opened down to the nesting limit. Style sheets, scripts and
 * fonts are left out; a container within a folder is itself a leaf too, for links may lead to it.
 */
export async function* unfold(
  entries: SnapshotEntries,
  expand: Expand,
  limits: SnapshotLimits,
  depth = 0,
): AsyncGenerator<Leaf, Fault | undefined> {
  for (;;) {
    const next = await entries.next();
    if (next.done) return next.value;
    const entry = next.value;
    if (isAssetName(entry.path)) continue;
    const body = entry.fault ?? (await entry.read());
    if (isFault(body)) yield { entry, kind: 'unknown', body, marks: [] };
    else yield* unfoldFile(entry, body, expand, limits, depth);
  }
}

async function* unfoldFile(
  entry: SnapshotEntry,
  body: Uint8Array,
  expand: Expand,
  limits: SnapshotLimits,
  depth: number,
): AsyncGenerator<Leaf, void> {
  const kind = kindOf(body);
  const inner = expand(kind, body, entry);
  if (inner === undefined) {
    if (kind !== 'asset') yield { entry, kind, body: unreadable(kind) ?? body, marks: [] };
    return;
  }
  if (depth >= limits.nesting) {
    await inner.return(undefined);
    yield {
      entry,
      kind,
      body: { reason: 'unsafe-archive', detail: `nested deeper than ${limits.nesting}` },
      marks: [],
    };
    return;
  }
  const broken = yield* unfold(inner, expand, limits, depth + 1);
  yield { entry, kind, body: broken ?? body, marks: ['container'] };
}

function unreadable(kind: FileKind): Fault | undefined {
  if (kind === 'unknown') return { reason: 'unsupported-format', detail: 'unknown format' };
  if (kind === 'empty') return { reason: 'unsupported-format', detail: '0 bytes' };
  if (kind === 'encrypted') return { reason: 'encrypted', detail: 'password needed' };
  return undefined;
}
