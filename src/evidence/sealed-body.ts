import { closeSync, openSync, readSync } from 'node:fs';
import { gunzip, gunzipSync } from 'node:zlib';
import { sha256 } from './sha256.ts';
import type { SealedPlace } from './bundle.ts';
import type { Capture } from './capture.ts';
import { tellsOf } from './verify/agreement.ts';
import { ownPayload } from './warc/parse.ts';

/**
 * The bytes of a capture, fetched from where its record lies; undefined when they are not what was sealed, or the file cannot
 * be read. The file is open no longer than this takes, so that nobody is kept from replacing it.
 */
export function fetchBody({ file, at, bytes, digest }: SealedPlace, capture: Capture): Uint8Array | undefined {
  try {
    const packed = readPiece(file, at, bytes);
    return sha256(packed) === digest ? bodyOf(inflateAtOnce(packed, capture.bytes), capture) : undefined;
  } catch {
    return undefined;
  }
}

/** What was sealed in an inflated record; undefined when it is not what the capture says, of what page and day it is. */
export function bodyOf(record: Uint8Array | undefined, capture: Capture): Uint8Array | undefined {
  const payload = record && tellsOf(record, capture) ? ownPayload(record) : undefined;
  return payload && sha256(payload) === capture.sha256 ? payload : undefined;
}

/** Room for the heads in front of the payload. */
const HEADS = 256 * 1024;
/** No capture is larger, whatever a bundle from elsewhere says. */
const LARGEST = 256 * 1024 * 1024;

/** Up to here a payload is inflated on the spot, in less time than it takes to hand it to another thread. */
const SMALL = 256 * 1024;
/** From here on a payload is inflated in one piece: collecting pieces and joining them would hold it twice. */
const LARGE = 1024 * 1024;

/** The record; undefined when it does not inflate, or to more than the capture says. */
export const inflate = (packed: Uint8Array, payload: number): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    if (payload <= SMALL) return resolve(inflateAtOnce(packed, payload));
    const most = mostInflated(payload);
    gunzip(packed, { maxOutputLength: most, ...(payload > LARGE && { chunkSize: most }) }, (error, record) => {
      resolve(error ? undefined : record);
    });
  });

function inflateAtOnce(packed: Uint8Array, payload: number): Buffer | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: mostInflated(payload), chunkSize: 128 * 1024 });
  } catch {
    return undefined;
  }
}

const mostInflated = (payload: number): number => Math.min(payload, LARGEST) + HEADS;

function readPiece(file: string, at: number, bytes: number): Buffer {
  const piece = Buffer.alloc(bytes);
  const open = openSync(file, 'r');
  try {
    let filled = 0;
    for (let read = -1; filled < bytes && read !== 0; filled += read)
      read = readSync(open, piece, filled, bytes - filled, at + filled);
    return piece.subarray(0, filled);
  } finally {
    closeSync(open);
  }
}
