import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { text, type Text } from '../language/text.ts';
import { brokenHeaders, readLayout, type LaidOut } from './archive-read.ts';
import { sha256 } from './bundle-memory.ts';
import type { Capture } from './capture.ts';
import { readAt } from './journal.ts';
import { BUNDLE_FILES, DIGEST_FILE, PACKAGE_FILE, WARC_FILE, packageDigest, type PlacedRecord } from './wacz-files.ts';
import { inflate, packagedDigests, parseLines } from './wacz-read.ts';
import { ownPayload } from './warc-parse.ts';

/** One thing in a bundle that is not as it was sealed. */
export interface Damage {
  /** The file within the bundle; '' for the archive around the files. */
  readonly file: string;
  /** The capture whose record it is, where that can be told. */
  readonly capture?: string;
  readonly what: Text;
}

const WHAT = {
  archive: text('压缩包结构损坏，无法定位其中的文件', 'the archive structure is damaged and its files cannot be found'),
  directory: text('压缩包目录与内容不一致', 'the archive directory does not agree with the content'),
  header: text('该文件的压缩包文件头被改动', 'the archive header of this file was changed'),
  content: text('文件内容与其校验值不一致', 'the content does not match its digest'),
  record: text('该条采集记录与其校验值不一致', 'the record does not match its digest'),
  payload: text('该条采集记录中的原文与登记的校验值不一致', 'the stored bytes do not match the digest of the capture'),
  tiling: text('采集记录之间有多余或缺失的字节', 'there are bytes too many or too few between the records'),
} as const satisfies Record<string, Text>;

/**
 * Checks every byte of a sealed bundle and names what was changed: the archive's headers against the files they
 * describe, each file against the package description, each record and each stored body against its digest. An empty
 * list means whole. It needs no network and nothing but the file; throws only what the disk reports.
 */
export async function verifyBundle(path: string): Promise<readonly Damage[]> {
  const handle = await open(path, 'r');
  try {
    const layout = await readLayout(handle, BUNDLE_FILES);
    return layout ? await verifyFiles(handle, layout) : [{ file: '', what: WHAT.archive }];
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
    name,
    size,
    crc: crcs.includes(crc) ? crc : (crcs[0] ?? 0),
  }));
  const headers = (await brokenHeaders(handle, expected)).map((file): Damage => ({
    file,
    what: file === '' ? WHAT.directory : WHAT.header,
  }));
  const changed = new Set(files.filter(({ crc, crcs }) => !crcs.includes(crc)).map(({ name }) => name));
  for (const name of await againstPackage(handle, files, changed)) changed.add(name);
  const index = files.find(({ name }) => name === 'run/records.jsonl');
  const records = index && !changed.has(index.name) ? parseLines<PlacedRecord>(await textOf(handle, index)) : undefined;
  const inWarc = records ? await verifyRecords(handle, files, records, changed) : [];
  const named = [...changed].filter((name) => name !== WARC_FILE || inWarc.length === 0);
  return [...headers, ...named.map((file): Damage => ({ file, what: WHAT.content })), ...inWarc];
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
  const digests = packagedDigests(description);
  return files
    .filter(({ name, sha256: hash }) => name.includes('/') && digests.get(name) !== `sha256:${hash}`)
    .map(({ name }) => name);
}

async function verifyRecords(
  handle: FileHandle,
  files: readonly CheckedFile[],
  records: readonly PlacedRecord[],
  changed: ReadonlySet<string>,
): Promise<Damage[]> {
  const warc = files.find(({ name }) => name === WARC_FILE);
  const listed = files.find(({ name }) => name === 'run/captures.jsonl');
  if (!warc || !listed) return [];
  const captures = changed.has(listed.name) ? [] : parseLines<Capture>(await textOf(handle, listed));
  const byId = new Map(captures.map((capture) => [capture.id, capture]));
  const damage: Damage[] = [];
  let end = 0;
  for (const record of records) {
    if (record.offset !== end) damage.push({ file: WARC_FILE, capture: record.id, what: WHAT.tiling });
    end = record.offset + record.length;
    const bytes = await readAt(handle, warc.start + record.offset, record.length);
    const what = await recordDamage(bytes, record, byId.get(record.id));
    if (what) damage.push({ file: WARC_FILE, capture: record.id, what });
  }
  return end === warc.size ? damage : [...damage, { file: WARC_FILE, what: WHAT.tiling }];
}

async function recordDamage(
  bytes: Buffer,
  record: PlacedRecord,
  capture: Capture | undefined,
): Promise<Text | undefined> {
  if (sha256(bytes) !== record.digest) return WHAT.record;
  if (!capture || capture.sha256 === '') return undefined;
  const payload = ownPayload((await inflate(bytes, capture.bytes)) ?? Buffer.alloc(0));
  const intact = payload?.length === capture.bytes && sha256(payload) === capture.sha256;
  return intact ? undefined : WHAT.payload;
}
