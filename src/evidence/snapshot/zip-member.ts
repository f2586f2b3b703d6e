import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { Stored } from '../archive/input.ts';
import type { Fault } from '../capture.ts';
import type { SnapshotLimits } from './entry.ts';
import { zipName, zipTime } from './zip-name.ts';

/** One file of a ZIP; its bytes are inflated only when asked for. */
export interface ZipMember {
  readonly name: string;
  /** Set when the file must not or cannot be read. */
  readonly fault?: Fault;
  readonly marks: readonly string[];
  readonly time: string;
  /** Where the bytes lie as they are, for files that are not compressed. */
  readonly stored: () => Promise<Stored | undefined>;
  readonly read: () => Promise<Uint8Array | Fault>;
}

/** A directory entry as a file to read, or with the reason why it must not be. */
export function zipMember(zip: ZipFile, entry: Entry, stored: Stored, limits: SnapshotLimits): ZipMember {
  const { name, marks, unsafe } = zipName(entry);
  const fault = unsafe ?? refusal(entry, limits);
  return {
    name,
    marks,
    ...(fault ? { fault } : {}),
    time: zipTime(entry),
    stored: () =>
      fault === undefined && entry.compressionMethod === 0 ? rangeOf(zip, entry, stored) : Promise.resolve(undefined),
    read: () => (fault ? Promise.resolve(fault) : readMember(zip, entry, limits)),
  };
}

function refusal(entry: Entry, limits: SnapshotLimits): Fault | undefined {
  const { compressedSize, uncompressedSize } = entry;
  if (entry.isEncrypted()) return { reason: 'encrypted', detail: 'password needed' };
  if (!entry.canDecodeFileData())
    return { reason: 'unsupported-format', detail: `compression method ${entry.compressionMethod}` };
  if (uncompressedSize > limits.ratioFrom && uncompressedSize > compressedSize * limits.ratio)
    return { reason: 'bomb', detail: `${compressedSize} bytes inflate to ${uncompressedSize}` };
  return undefined;
}

async function rangeOf(zip: ZipFile, entry: Entry, stored: Stored): Promise<Stored | undefined> {
  try {
    const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const size = entry.compressedSize;
    return 'file' in stored
      ? { file: stored.file, start, size }
      : { bytes: stored.bytes.subarray(start, start + size) };
  } catch {
    return undefined;
  }
}

/** The file's bytes; sizes are held to what the directory says while inflating, and the checksum afterwards. */
async function readMember(zip: ZipFile, entry: Entry, limits: SnapshotLimits): Promise<Uint8Array | Fault> {
  if (entry.uncompressedSize > limits.file)
    return { reason: 'too-large', detail: `${entry.uncompressedSize} > ${limits.file} bytes` };
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    return crc32(bytes) === entry.crc32 ? bytes : corrupt('wrong checksum');
  } catch (error) {
    return corrupt((error as NodeJS.ErrnoException).code ?? 'does not inflate');
  } finally {
    stream?.destroy();
  }
}

const corrupt = (detail: string): Fault => ({ reason: 'corrupt-archive', detail });
