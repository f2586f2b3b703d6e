import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** 0 stores, with the same bytes everywhere; 2 is a twentieth larger than what took five times as long. */
export type PackLevel = 0 | 2;

/** Magic, deflate, no flags, no time, no word on effort, system unknown (RFC 1952, 2.3): nothing of the machine enters it. */
export const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** Up to here packing takes a millisecond or two, less than handing it to another thread and back. */
const AT_ONCE = 256 * 1024;
const CHUNK = 64 * 1024;
const SMALLEST = 1024;
/** The longest block that is stored as it is (RFC 1951, 3.2.4). */
const STORED = 0xffff;

/**
 * The parts as one gzip member. A large one is packed in another thread and piece by piece: put together it would be in memory
 * twice. The same parts give the same bytes with the same zlib on the same kind of processor, and the same content everywhere.
 */
export async function gzipMember(parts: readonly Uint8Array[], level: PackLevel): Promise<Buffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  // To zlib bytes that are nowhere mean to begin anew, and the body of an empty page is nowhere.
  const checksum = parts.reduce((sum, part) => (part.length === 0 ? sum : crc32(part, sum)), 0);
  const packed = level === 0 ? stored(parts) : await deflated(parts, size, level);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([GZIP_HEAD, ...packed, trailer]);
}

/** Blocks without an end behind each other, and an empty one that is the last. */
function stored(parts: readonly Uint8Array[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (const part of parts) {
    for (let from = 0; from < part.length; from += STORED) {
      const block = part.subarray(from, from + STORED);
      out.push(storedHead(block.length, false), block);
    }
  }
  return [...out, storedHead(0, true)];
}

function storedHead(length: number, isLast: boolean): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(Number(isLast), 0);
  head.writeUInt16LE(length, 1);
  head.writeUInt16LE(STORED - length, 3);
  return head;
}

async function deflated(parts: readonly Uint8Array[], size: number, level: PackLevel): Promise<Buffer[]> {
  if (size > AT_ONCE) return deflatedApart(parts, level);
  const chunkSize = Math.min(CHUNK, Math.max(size >> 1, SMALLEST));
  return [deflateRawSync(Buffer.concat(parts, size), { level, chunkSize })];
}

async function deflatedApart(parts: readonly Uint8Array[], level: PackLevel): Promise<Buffer[]> {
  const packer = createDeflateRaw({ level, chunkSize: CHUNK });
  const out: Buffer[] = [];
  packer.on('data', (piece: Buffer) => out.push(piece));
  for (const part of parts) packer.write(part);
  packer.end();
  await once(packer, 'end');
  return out;
}
