import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readLayout, type LaidOut } from '../archive/read.ts';
import { sha256 } from '../sha256.ts';
import { StoreDamaged, type Bundle, type SealedPlace } from '../bundle.ts';
import type { Capture, Scope } from '../capture.ts';
import { readAt } from '../journal.ts';
import { bodyOf, inflate } from '../sealed-body.ts';
import {
  BUNDLE_FILES,
  DIGEST_FILE,
  PACKAGE_FILE,
  WARC_FILE,
  packageDigest,
  type BundleHead,
  type PlacedRecord,
} from './files.ts';
import { packageDigests } from './package.ts';
import { unmatched } from '../verify/agreement.ts';
import { Shared } from '../shared.ts';
import { captureSchema, headSchema, readJson, readLines, recordSchema, scopeSchema } from './schema.ts';

/** A bundle on disk, open for reading. Bodies are read, and checked, when they are asked for. */
export interface StoredBundle extends Bundle {
  readonly kind: 'bundle';
  readonly head: Required<BundleHead>;
  readonly close: () => Promise<void>;
}

/** No bundle of this program, or one whose own records are damaged; `verifyBundle` says where. */
export interface BundleUnreadable {
  readonly kind: 'unreadable';
  /** The file within the bundle that is at fault; '' for the archive itself. */
  readonly file: string;
}

/** Opens a bundle that `openBundleWriter` sealed. Throws only what the disk reports: no such file, no right to read. */
export async function openBundle(path: string): Promise<StoredBundle | BundleUnreadable> {
  const handle = await open(path, 'r');
  const contents = await readContents(handle);
  if ('kind' in contents) {
    await handle.close();
    return contents;
  }
  const { captures, scopes, head, records, warc } = contents;
  const places = new Map(records.map((record) => [record.id, record]));
  return {
    kind: 'bundle',
    captures,
    scopes,
    head,
    body: (capture) => readBody(handle, warc, places.get(capture.id), capture),
    record: (capture) => readSealed(handle, warc, places.get(capture.id), capture),
    place: ({ id }) => placeIn(resolve(path), warc, places.get(id)),
    close: () => handle.close(),
  };
}

interface Contents {
  readonly captures: readonly Capture[];
  readonly scopes: readonly Scope[];
  readonly head: Required<BundleHead>;
  readonly records: readonly PlacedRecord[];
  readonly warc: LaidOut;
}

async function readContents(handle: FileHandle): Promise<Contents | BundleUnreadable> {
  const unreadable = (file: string): BundleUnreadable => ({ kind: 'unreadable', file });
  const layout = await readLayout(handle, BUNDLE_FILES);
  const warc = layout?.find(({ name }) => name === WARC_FILE);
  if (!layout || !warc) return unreadable('');
  const texts = new Map<string, Buffer>();
  for (const entry of layout) if (entry !== warc) texts.set(entry.name, await readAt(handle, entry.start, entry.size));
  const text = (name: string): string => texts.get(name)?.toString() ?? '';
  if (packageDigest(text(PACKAGE_FILE)) !== text(DIGEST_FILE)) return unreadable(PACKAGE_FILE);
  const digests = packageDigests(text(PACKAGE_FILE));
  for (const [name, bytes] of texts)
    if (name.includes('/') && digests?.get(name)?.hex !== sha256(bytes)) return unreadable(name);
  const captures = readLines<Capture>(captureSchema, text('run/captures.jsonl'));
  const scopes = readLines<Scope>(scopeSchema, text('run/scopes.jsonl'));
  const records = readLines<PlacedRecord>(recordSchema, text('run/records.jsonl'));
  const head = readJson<Required<BundleHead>>(headSchema, text('run/head.json'));
  if (!captures) return unreadable('run/captures.jsonl');
  if (!scopes) return unreadable('run/scopes.jsonl');
  if (!records) return unreadable('run/records.jsonl');
  // A capture struck from the list would make a page that was read into one that is not there.
  if (unmatched(records, captures).length > 0) return unreadable('run/captures.jsonl');
  return head ? { captures: sharingHeaders(captures), scopes, head, records, warc } : unreadable('run/head.json');
}

/** A server sends much the same with every page, which of many pages is a large part of all that is known of them. */
function sharingHeaders(captures: readonly Capture[]): Capture[] {
  const lists = new Shared<readonly string[]>();
  return captures.map((capture) => {
    const headers = Object.entries(capture.headers).map(
      ([name, values]) => [name, values.length === 1 ? lists.once(values[0] ?? '', values) : values] as const,
    );
    return Object.assign(capture, { headers: Object.fromEntries(headers) });
  });
}

const placeIn = (file: string, warc: LaidOut, record: PlacedRecord | undefined): SealedPlace | undefined =>
  record && { file, ...extentOf(warc, record), digest: record.digest };

/** The compressed record of a capture, as it was sealed. */
async function readSealed(
  handle: FileHandle,
  warc: LaidOut,
  place: PlacedRecord | undefined,
  capture: Capture,
): Promise<Buffer> {
  if (capture.sha256 === '') throw new RangeError(`${capture.id} has no body`);
  const bytes = place && (await readRecord(handle, warc, place));
  if (!bytes || sha256(bytes) !== place.digest) throw new StoreDamaged(capture.id);
  return bytes;
}

async function readBody(
  handle: FileHandle,
  warc: LaidOut,
  place: PlacedRecord | undefined,
  capture: Capture,
): Promise<Uint8Array> {
  const body = bodyOf(await inflate(await readSealed(handle, warc, place, capture), capture.bytes), capture);
  if (!body) throw new StoreDamaged(capture.id);
  return body;
}

/** The compressed record, or what there is of it within the WARC. */
export function readRecord(handle: FileHandle, warc: LaidOut, record: PlacedRecord): Promise<Buffer> {
  const { at, bytes } = extentOf(warc, record);
  return readAt(handle, at, bytes);
}

/** Where a record lies in the bundle, and no further than the WARC goes. */
const extentOf = (warc: LaidOut, { offset, length }: PlacedRecord): Pick<SealedPlace, 'at' | 'bytes'> => ({
  at: warc.start + offset,
  bytes: Math.max(0, Math.min(length, warc.size - offset)),
});
