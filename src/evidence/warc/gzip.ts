import { crc32, inflateRawSync } from 'node:zlib';
import type { Input } from '../archive/input.ts';
import type { Fault } from '../capture.ts';

/** A stretch of a container's plain bytes; `starts` when a gzip member, and so perhaps a record, begins with it. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly starts: boolean;
}

/** Plain bytes in order, and at the end why they are not all there, if so. */
export type Stretches = AsyncGenerator<Stretch, Fault | undefined>;

export interface InflateCaps {
  /** Bytes that one member may inflate to. */
  readonly member: number;
  /** Inflated : stored, past `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const WINDOW = 64 * 1024;

/** Whether bytes are gzipped, by their first two. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes of a container that is not compressed. */
export async function* plainBytes(input: Input): Stretches {
  for (let at = 0; at < input.size; at += WINDOW) yield { bytes: await input.read(at, WINDOW), starts: at === 0 };
  return undefined;
}

/**
 * Inflates member by member and checks each one's CRC and length, so that damage is found where it is and everything
 * before it stays usable (zlib's own gunzip gives up what it had not handed over yet).
 */
export async function* gzipMembers(input: Input, caps: InflateCaps): Stretches {
  for (let at = 0; at < input.size;) {
    const member = await inflateMember(input, at, caps);
    if ('fault' in member) {
      if (member.bytes) yield { bytes: member.bytes, starts: true };
      return member.fault;
    }
    yield { bytes: member.bytes, starts: true };
    at = member.end;
  }
  return undefined;
}

type Member =
  { readonly bytes: Uint8Array; readonly end: number } | { readonly fault: Fault; readonly bytes?: Uint8Array };

async function inflateMember(input: Input, at: number, caps: InflateCaps): Promise<Member> {
  for (let window = WINDOW; ; window *= 4) {
    const stored = await input.read(at, window);
    const all = at + stored.length >= input.size;
    const head = gzipHeadLength(stored);
    if (head === undefined) return broken(at, 'no gzip header');
    const raw = rawInflate(stored.subarray(head), caps);
    if ('code' in raw && raw.code === 'Z_BUF_ERROR' && !all) continue;
    if ('code' in raw && raw.code === 'ERR_BUFFER_TOO_LARGE')
      return { fault: { reason: 'bomb', detail: `gzip member at ${at}` } };
    if ('code' in raw) return { ...broken(at, raw.code), bytes: rest(stored.subarray(head), caps) };
    const trailer = Buffer.from(stored.subarray(head + raw.used, head + raw.used + 8));
    if (trailer.length < 8 && !all) continue;
    if (trailer.length < 8) return { ...broken(at, 'cut short'), bytes: raw.bytes };
    const intact =
      trailer.readUInt32LE(0) === crc32(raw.bytes) && trailer.readUInt32LE(4) === raw.bytes.length % 2 ** 32;
    if (!intact) return broken(at, 'wrong checksum');
    return { bytes: raw.bytes, end: at + head + raw.used + 8 };
  }
}

const broken = (at: number, why: string): { fault: Fault } => ({
  fault: { reason: 'corrupt-archive', detail: `gzip member at byte ${at}: ${why}` },
});

type Inflated = { readonly bytes: Buffer; readonly used: number } | { readonly code: string };

function rawInflate(stored: Uint8Array, caps: InflateCaps): Inflated {
  const maxOutputLength = Math.min(caps.member, Math.max(caps.ratioFrom, stored.length * caps.ratio));
  try {
    // The typings know `info` only as an input; with it the call also tells how much it consumed.
    const result = inflateRawSync(stored, { maxOutputLength, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { bytes: result.buffer, used: result.engine.bytesWritten };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}

/** What can still be read of a member that breaks off: whole records may stand in it. */
function rest(stored: Uint8Array, caps: InflateCaps): Uint8Array {
  try {
    return inflateRawSync(stored, { maxOutputLength: caps.member, finishFlush: 2 });
  } catch {
    return new Uint8Array();
  }
}

const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const HEAD_CRC = 2;

/** Bytes of the gzip header (RFC 1952); undefined when there is none. */
function gzipHeadLength(stored: Uint8Array): number | undefined {
  if (stored.length < 18 || stored[0] !== 0x1f || stored[1] !== 0x8b || stored[2] !== 8) return undefined;
  const flags = stored[3] ?? 0;
  let at = 10;
  if (flags & EXTRA) at += 2 + (stored[at] ?? 0) + 256 * (stored[at + 1] ?? 0);
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    const end = stored.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return flags & HEAD_CRC ? at + 2 : at;
}
