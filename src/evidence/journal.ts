import { readSync, writeSync } from 'node:fs';
import { mkdir, open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seen } from './bundle.ts';
import type { Capture } from './capture.ts';
import { sha256 } from './sha256.ts';
import type { WarcMember } from './warc/member.ts';

/** A capture whose record is in the spool: where it stands there, and the digest of its compressed bytes. */
export interface Spooled {
  readonly capture: Capture;
  readonly mime: string;
  readonly offset: number;
  readonly length: number;
  readonly digest: string;
  readonly seen?: Seen;
}

/** What a run has captured so far, on disk: records behind each other in one file, a line for each in another. */
export interface Journal {
  readonly spooled: readonly Spooled[];
  readonly append: (capture: Capture, member: WarcMember, seen?: Seen) => Promise<void>;
  /** The compressed record, for which the digest must still hold. */
  readonly read: (spooled: Spooled) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** A power cut may cost twice as many captures, which a resumed run then fetches again; a killed process loses none. */
const SYNC_EVERY = 16;
/** So much a disk takes or gives in less time than it takes to hand it to another thread. */
const AT_ONCE = 256 * 1024;
const RECORDS = 'records.warc.gz';
const LINES = 'journal.jsonl';

/**
 * Opens the journal in its folder. With `resume` it goes on behind the last line whose record is whole and unchanged;
 * what follows, the torn end of a killed run, is cut off. Without `resume` it starts empty.
 */
export async function openJournal(folder: string, resume: boolean): Promise<Journal> {
  if (!resume) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const records = await open(join(folder, RECORDS), 'a+');
  const lines = await open(join(folder, LINES), 'a+');
  const spooled = await intactOnes(await readFile(join(folder, LINES), 'utf8'), records);
  const last = spooled.at(-1);
  let end = last ? last.offset + last.length : 0;
  await records.truncate(end);
  await lines.truncate(Buffer.byteLength(spooled.map(lineOf).join('')));
  const sync = async (): Promise<void> => {
    await records.sync();
    await lines.sync();
  };
  let syncing = Promise.resolve();
  return {
    spooled,
    append: async (capture, { bytes, mime }, seen) => {
      const place = { offset: end, length: bytes.length, digest: sha256(bytes) };
      const next = { capture, mime, ...place, ...(seen && { seen }) };
      await put(records, bytes);
      await put(lines, Buffer.from(lineOf(next)));
      end += bytes.length;
      spooled.push(next);
      if (spooled.length % SYNC_EVERY > 0) return;
      await syncing;
      syncing = sync();
      // It is awaited at the next turn, and by `close`.
      syncing.catch(() => undefined);
    },
    read: ({ offset, length }) => readAt(records, offset, length),
    close: async () => {
      await syncing;
      await sync();
      await records.close();
      await lines.close();
    },
  };
}

const lineOf = (spooled: Spooled): string => `${JSON.stringify(spooled)}\n`;

/** The lines up to the first that is torn, or whose record is. */
async function intactOnes(journal: string, records: FileHandle): Promise<Spooled[]> {
  const intact: Spooled[] = [];
  for (const line of journal.split('\n').slice(0, -1)) {
    const spooled = parseLine(line);
    if (spooled === undefined) break;
    if (sha256(await readAt(records, spooled.offset, spooled.length)) !== spooled.digest) break;
    intact.push(spooled);
  }
  return intact;
}

function parseLine(line: string): Spooled | undefined {
  try {
    return JSON.parse(line) as Spooled;
  } catch {
    return undefined;
  }
}

/** The bytes of a range, fewer at the end of the file. */
export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const bytesRead =
      length <= AT_ONCE
        ? readSync(handle.fd, buffer, filled, length - filled, offset + filled)
        : (await handle.read(buffer, filled, length - filled, offset + filled)).bytesRead;
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function put(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  if (bytes.length > AT_ONCE) return writeAll(handle, bytes);
  for (let written = 0; written < bytes.length;) written += writeSync(handle.fd, bytes, written);
}

/** One `write` call may store only a part. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}
