import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { z } from 'zod';
import type { Text } from '../language/text.ts';
import { brokenHeaders, readLayout, type LaidOut } from './archive/read.ts';
import { sha256 } from './sha256.ts';
import type { Capture } from './capture.ts';
import { readAt } from './journal.ts';
import { isHeadOf, isIndexOf, isPagesOf, tellsOf, unmatched } from './verify/agreement.ts';
import { DAMAGE, type Damage } from './verify/damage.ts';
import { verifyForeign } from './verify/foreign.ts';
import { BUNDLE_FILES, DIGEST_FILE, PACKAGE_FILE, WARC_FILE, packageDigest, type PlacedRecord } from './wacz/files.ts';
import { packageDigests } from './wacz/package.ts';
import { inflate } from './sealed-body.ts';
import { readRecord } from './wacz/read.ts';
import { captureSchema, readLines, recordSchema } from './wacz/schema.ts';
import { ownPayload } from './warc/parse.ts';

export type { Damage } from './verify/damage.ts';

/**
 * Checks every byte of a sealed bundle and names what was changed: the archive's headers against the files they
 * describe, each file against the package description, each record and each stored body against its digest. An empty
 * list means whole. A WACZ of another tool is checked by its own digests. It needs no network and nothing but the file;
 * throws only what the disk reports.
 */
export async function verifyBundle(path: string): Promise<readonly Damage[]> {
  const handle = await open(path, 'r');
  try {
    const layout = await readLayout(handle, BUNDLE_FILES);
    return layout ? await verifyFiles(handle, layout) : await verifyForeign(path);
  } finally {
    await handle.close();
  }
}

interface CheckedFile extends LaidOut {
  readonly crc: number;
  readonly sha256: string;
}

async function verifyFiles(handle: FileHandle, layout: readonly LaidOut[]): Promise<Damage[]> {
  const files: CheckedFile[] = [];
  for (const entry of layout) files.push({ ...entry, ...(await checksums(handle, entry)) });
  // A checksum that one account of the file confirms is right; the other account is then what was changed.
  const expected = files.map(({ name, size, crc, crcs }) => ({
    ...{ name, size },
    crc: crcs.includes(crc) ? crc : (crcs[0] ?? 0),
  }));
  const headers = (await brokenHeaders(handle, expected)).map((file): Damage => ({
    file,
    what: file === '' ? DAMAGE.directory : DAMAGE.header,
  }));
  const changed = new Set(files.filter(({ crc, crcs }) => !crcs.includes(crc)).map(({ name }) => name));
  for (const name of await againstPackage(handle, files, changed)) changed.add(name);
  const records = await linesOf<PlacedRecord>(handle, files, 'run/records.jsonl', recordSchema, changed);
  const captures = await linesOf<Capture>(handle, files, 'run/captures.jsonl', captureSchema, changed);
  const warc = files.find(({ name }) => name === WARC_FILE);
  const inWarc = records && warc ? await verifyRecords(handle, warc, records, captures ?? []) : [];
  const named = [...changed].filter((name) => name !== WARC_FILE || inWarc.length === 0);
  const lists = records && captures ? await verifyLists(handle, files, changed, records, captures) : [];
  return [...headers, ...named.map((file): Damage => ({ file, what: DAMAGE.content })), ...inWarc, ...lists];
}

/** The lists of a bundle against one another: their digests may be right, and what they say may still be another run. */
async function verifyLists(
  handle: FileHandle,
  files: readonly CheckedFile[],
  changed: ReadonlySet<string>,
  records: readonly PlacedRecord[],
  captures: readonly Capture[],
): Promise<Damage[]> {
  const packaged = changed.has(PACKAGE_FILE) ? undefined : files.find(({ name }) => name === PACKAGE_FILE);
  const description = packaged && (await textOf(handle, packaged));
  const holds: Readonly<Record<string, (content: string) => boolean>> = {
    'run/head.json': (content) => description === undefined || isHeadOf(content, description),
    'indexes/index.cdxj': (content) => isIndexOf(content, records, captures),
    'pages/pages.jsonl': (content) => isPagesOf(content, captures),
  };
  const damages = unmatched(records, captures);
  for (const file of files) {
    const isHeld = holds[file.name];
    if (!isHeld || changed.has(file.name) || isHeld(await textOf(handle, file))) continue;
    damages.push({ file: file.name, what: DAMAGE.lists });
  }
  return damages;
}

/** The lines of a file that is not changed; one that is not of its shape is added to the changed ones. */
async function linesOf<T>(
  handle: FileHandle,
  files: readonly CheckedFile[],
  name: string,
  schema: z.ZodType<T>,
  changed: Set<string>,
): Promise<T[] | undefined> {
  const file = files.find((one) => one.name === name);
  if (!file || changed.has(name)) return undefined;
  const lines = readLines(schema, await textOf(handle, file));
  if (!lines) changed.add(name);
  return lines;
}

const CHUNK = 1024 * 1024;

async function checksums(handle: FileHandle, { start, size }: LaidOut): Promise<{ crc: number; sha256: string }> {
  const hash = createHash('sha256');
  let crc = 0;
  for (let at = 0; at < size; at += CHUNK) {
    const bytes = await readAt(handle, start + at, Math.min(CHUNK, size - at));
    hash.update(bytes);
    crc = crc32(bytes, crc);
  }
  return { crc, sha256: hash.digest('hex') };
}

const textOf = async (handle: FileHandle, { start, size }: LaidOut): Promise<string> =>
  (await readAt(handle, start, size)).toString();

/** Files that the package description contradicts; the description itself when its own digest does. */
async function againstPackage(
  handle: FileHandle,
  files: readonly CheckedFile[],
  changed: ReadonlySet<string>,
): Promise<string[]> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const packaged = byName.get(PACKAGE_FILE);
  const digest = byName.get(DIGEST_FILE);
  if (!packaged || !digest || changed.has(PACKAGE_FILE) || changed.has(DIGEST_FILE)) return [];
  const description = await textOf(handle, packaged);
  if (packageDigest(description) !== (await textOf(handle, digest))) return [PACKAGE_FILE];
  const digests = packageDigests(description);
  return files
    .filter(({ name, sha256: hash }) => name.includes('/') && digests?.get(name)?.hex !== hash)
    .map(({ name }) => name);
}

async function verifyRecords(
  handle: FileHandle,
  warc: LaidOut,
  records: readonly PlacedRecord[],
  captures: readonly Capture[],
): Promise<Damage[]> {
  const byId = new Map(captures.map((capture) => [capture.id, capture]));
  const damage: Damage[] = [];
  let end = 0;
  for (const record of records) {
    if (record.offset !== end) damage.push({ file: WARC_FILE, capture: record.id, what: DAMAGE.tiling });
    end = record.offset + record.length;
    const what = await recordDamage(await readRecord(handle, warc, record), record, byId.get(record.id));
    if (what) damage.push({ file: WARC_FILE, capture: record.id, what });
  }
  return end === warc.size ? damage : [...damage, { file: WARC_FILE, what: DAMAGE.tiling }];
}

async function recordDamage(
  bytes: Buffer,
  record: PlacedRecord,
  capture: Capture | undefined,
): Promise<Text | undefined> {
  if (sha256(bytes) !== record.digest) return DAMAGE.record;
  if (!capture) return undefined;
  const whole = await inflate(bytes, capture.bytes);
  const isSealed = capture.sha256 !== '';
  // Of two conflicting bodies one is kept in the record, of a size that its capture no longer tells.
  if (!whole) return isSealed ? DAMAGE.payload : undefined;
  if (!tellsOf(whole, capture)) return DAMAGE.told;
  const payload = isSealed ? ownPayload(whole) : undefined;
  const intact = !isSealed || (payload?.length === capture.bytes && sha256(payload) === capture.sha256);
  return intact ? undefined : DAMAGE.payload;
}
