import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { directoryOf, localHeader, type StoredEntry } from '../archive/layout.ts';
import { settle } from '../bundle/settle.ts';
import { StoreDamaged } from '../bundle.ts';
import type { Scope } from '../capture.ts';
import { writeAll, type Journal, type Spooled } from '../journal.ts';
import { putInPlace } from '../put-in-place.ts';
import { sha256 } from '../sha256.ts';
import { syncFolder } from '../sync-folder.ts';
import { WARC_FILE, bundleTexts, dataPackage, type BundleHead, type PlacedRecord } from './files.ts';
import { infoRecord } from '../warc/member.ts';

/** Puts a journal together as one WACZ: written beside its path, synced, and only then put in place. */
export async function writeWacz(
  path: string,
  journal: Journal,
  scopes: readonly Scope[],
  head: BundleHead,
): Promise<void> {
  const draft = `${path}.tmp`;
  const handle = await open(draft, 'w');
  try {
    await writeEntries(handle, journal, scopes, head);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
  await handle.close();
  await putInPlace(draft, path);
  await syncFolder(dirname(path));
}

async function writeEntries(
  handle: FileHandle,
  journal: Journal,
  scopes: readonly Scope[],
  head: BundleHead,
): Promise<void> {
  const settled = settle(journal.spooled);
  const whole = completed(head, settled);
  const about = { software: whole.software, format: 'WARC File Format 1.1', isPartOf: whole.company };
  const info = (await infoRecord(about, whole.created)).bytes;
  const placed = place(settled, info);
  const warc = await writeWarc(handle, info, settled, journal);
  const texts = bundleTexts({ placed, scopes, head: whole });
  const contents = dataPackage(texts, { path: WARC_FILE, bytes: warc.size, hash: warc.sha256 }, whole);
  const entries: StoredEntry[] = [warc];
  for (const [name, content] of contents) {
    const bytes = Buffer.from(content);
    const entry = { name, size: bytes.length, crc: crc32(bytes) };
    await writeAll(handle, Buffer.concat([localHeader(entry), bytes]));
    entries.push(entry);
  }
  await writeAll(handle, directoryOf(entries));
}

/** A run that saw nothing still has a date, and always the same. */
const NEVER = '1970-01-01T00:00:00Z';

function completed(head: BundleHead, settled: readonly Spooled[]): Required<BundleHead> {
  const newest = settled.reduce(
    (latest, { capture }) => (capture.capturedAt > latest ? capture.capturedAt : latest),
    NEVER,
  );
  return { software: 'gongkai', created: newest, notes: {}, ...head };
}

/** Where each record will stand: the info record first, then the captures in bundle order. */
function place(settled: readonly Spooled[], info: Uint8Array): PlacedRecord[] {
  let offset = info.length;
  const first: PlacedRecord = { id: 'warcinfo', offset: 0, length: info.length, digest: sha256(info) };
  const captures = settled.map(({ capture, mime, length, digest }) => {
    const placed = { id: capture.id, capture, mime, offset, length, digest };
    offset += length;
    return placed;
  });
  return [first, ...captures];
}

interface WrittenWarc extends StoredEntry {
  readonly sha256: string;
}

/** Copies the records in order; the header in front, which needs their checksum, is filled in afterwards. */
async function writeWarc(
  handle: FileHandle,
  info: Uint8Array,
  settled: readonly Spooled[],
  journal: Journal,
): Promise<WrittenWarc> {
  await writeAll(handle, localHeader({ name: WARC_FILE, size: 0, crc: 0 }));
  const copy = new WarcCopy(handle);
  await copy.add(info);
  for (const spooled of settled) {
    const bytes = await journal.read(spooled);
    if (sha256(bytes) !== spooled.digest) throw new StoreDamaged(spooled.capture.id);
    await copy.add(bytes);
  }
  const written = await copy.end();
  const header = localHeader(written);
  await handle.write(header, 0, header.length, 0);
  return written;
}

/** Bytes that are written in one go. */
const TOGETHER = 1024 * 1024;

class WarcCopy {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #waiting: Uint8Array[] = [];
  #held = 0;
  #entry: StoredEntry = { name: WARC_FILE, size: 0, crc: 0 };

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async add(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#held += bytes.length;
    if (this.#held >= TOGETHER) await this.#flush();
  }

  async end(): Promise<WrittenWarc> {
    await this.#flush();
    return { ...this.#entry, sha256: this.#hash.digest('hex') };
  }

  async #flush(): Promise<void> {
    const [only = new Uint8Array(), ...more] = this.#waiting;
    const bytes = more.length === 0 ? only : Buffer.concat(this.#waiting, this.#held);
    [this.#waiting, this.#held] = [[], 0];
    this.#hash.update(bytes);
    this.#entry = { ...this.#entry, size: this.#entry.size + bytes.length, crc: crc32(bytes, this.#entry.crc) };
    await writeAll(this.#handle, bytes);
  }
}
