import { promisify } from 'node:util';
import {
  brotliDecompress,
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import type { Transform } from 'node:stream';
import type { Zlib, ZlibOptions } from 'node:zlib';
import type { Fault } from './capture.ts';
import type { LiveLimits } from './limits.ts';

type Caps = Pick<LiveLimits, 'decodedBytes' | 'ratio' | 'ratioFrom' | 'codings'>;
type Coding = 'gzip' | 'deflate' | 'deflate-raw' | 'br';

const CODINGS: Readonly<Record<string, Coding>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'br' };

/** Bodies up to this size are inflated in one call; it is several times faster than a stream. */
const ONE_CALL = 64 * 1024;
const CHUNK = 128 * 1024;
/** What comes out of them in a millisecond or two. */
const MOST_AT_ONCE = 512 * 1024;

/**
 * Takes off the content codings of a reply (RFC 9110, 8.4), last one first, never beyond the caps: the HTTP library's own
 * size limit counts bytes on the wire, and 498 of those can become 200 MB.
 */
export async function decodeBody(
  raw: Uint8Array,
  contentEncoding: readonly string[],
  caps: Caps,
): Promise<Uint8Array | Fault> {
  const names = contentEncoding.flatMap((value) => value.split(',')).map((name) => name.trim().toLowerCase());
  const codings = names.filter((name) => name !== '' && name !== 'identity');
  if (codings.length === 0 || raw.length === 0) return raw;
  if (codings.length > caps.codings) return { reason: 'content-coding', detail: `${codings.length} codings` };
  let bytes = raw;
  for (const name of codings.reverse()) {
    const coding = CODINGS[name];
    if (coding === undefined) return { reason: 'content-coding', detail: `coding ${name.slice(0, 40)}` };
    const next = await inflated(bytes, formOf(coding, bytes), raw.length, caps);
    if (!(next instanceof Uint8Array)) return next;
    bytes = next;
  }
  return bytes;
}

/** `deflate` means zlib, but some servers send the bare stream; its first byte cannot be a zlib header then. */
function formOf(coding: Coding, bytes: Uint8Array): Coding {
  const head = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8 && head % 31 === 0;
  return coding === 'deflate' && !isZlib ? 'deflate-raw' : coding;
}

async function inflated(bytes: Uint8Array, coding: Coding, wireBytes: number, caps: Caps): Promise<Uint8Array | Fault> {
  const cap = Math.min(caps.decodedBytes, Math.max(caps.ratioFrom, wireBytes * caps.ratio));
  const isSmall = bytes.length <= ONE_CALL;
  const whole = isSmall ? (atOnce(bytes, coding, cap) ?? (await inOneCall(bytes, coding, cap))) : undefined;
  return whole ?? inStream(bytes, coding, wireBytes, cap, caps);
}

const AT_ONCE = {
  gzip: gunzipSync,
  deflate: inflateSync,
  'deflate-raw': inflateRawSync,
  br: brotliDecompressSync,
} as const;

/**
 * On this very thread: a page takes a tenth of a millisecond, handing it to another one and back three times that. `undefined`
 * when more comes out than should hold up anything else.
 */
function atOnce(bytes: Uint8Array, coding: Coding, cap: number): Uint8Array | Fault | undefined {
  try {
    return AT_ONCE[coding](bytes, { maxOutputLength: Math.min(cap, MOST_AT_ONCE), chunkSize: roomFor(bytes, coding) });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : codingFault(error);
  }
}

/** What a gzip member says that it holds (RFC 1952, 2.3.1), if that can be: a buffer that fits is neither copied nor half empty. */
function roomFor(bytes: Uint8Array, coding: Coding): number {
  if (coding !== 'gzip' || bytes.length < 4) return CHUNK;
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(-4);
  const stated = a + 256 * (b + 256 * (c + 256 * d));
  // One byte more: a full buffer makes the call ask for another.
  return stated < MOST_AT_ONCE ? Math.max(64, stated + 1) : CHUNK;
}

const CALLS = {
  gzip: promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Uint8Array, ZlibOptions, Buffer>(inflate),
  'deflate-raw': promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw),
  br: promisify<Uint8Array, ZlibOptions, Buffer>(brotliDecompress),
} as const;

/** `undefined` when it would pass the cap: the stream then finds out at which ratio. */
async function inOneCall(bytes: Uint8Array, coding: Coding, cap: number): Promise<Uint8Array | Fault | undefined> {
  try {
    return await CALLS[coding](bytes, { maxOutputLength: cap, chunkSize: CHUNK });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : codingFault(error);
  }
}

const STREAMS: Readonly<Record<Coding, () => Transform & Zlib>> = {
  gzip: createGunzip,
  deflate: createInflate,
  'deflate-raw': createInflateRaw,
  br: createBrotliDecompress,
};

/** Once to measure and once to fill: collecting chunks and joining them would hold a large page twice. */
async function inStream(
  bytes: Uint8Array,
  coding: Coding,
  wireBytes: number,
  cap: number,
  caps: Caps,
): Promise<Uint8Array | Fault> {
  let total = 0;
  const measured = await eachChunk(bytes, coding, (chunk, consumed) => {
    total += chunk.length;
    return total > cap ? overflow(total, Math.min(wireBytes, consumed), caps) : undefined;
  });
  if (measured) return measured;
  const whole = Buffer.allocUnsafeSlow(total);
  let at = 0;
  const filled = await eachChunk(bytes, coding, (chunk) => {
    at += chunk.copy(whole, at);
    return undefined;
  });
  return filled ?? whole;
}

/** Hands on what comes out, piece by piece, until the end or until `take` objects. */
async function eachChunk(
  bytes: Uint8Array,
  coding: Coding,
  take: (chunk: Buffer, consumed: number) => Fault | undefined,
): Promise<Fault | undefined> {
  const stream = STREAMS[coding]();
  try {
    stream.end(bytes);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const objection = take(chunk, stream.bytesWritten);
      if (objection) return objection;
    }
    return undefined;
  } catch (error) {
    return codingFault(error);
  } finally {
    stream.destroy();
  }
}

/** Past the plain size limit it is a large page, past the ratio (of what was read so far) it is a bomb. */
function overflow(total: number, consumed: number, caps: Caps): Fault {
  const isBomb = total <= caps.decodedBytes || total > consumed * caps.ratio;
  return { reason: isBomb ? 'bomb' : 'too-large', detail: `${consumed} bytes inflate past ${total}` };
}

function codingFault(error: unknown): Fault {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return { reason: code === 'Z_BUF_ERROR' ? 'truncated' : 'content-coding', detail: code };
}
