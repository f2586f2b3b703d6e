import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import { receivedAt, type Capture } from './capture.ts';
import { GZIP_HEAD } from './gzip-member.ts';
import { parseFields, type FieldBlock } from './warc/parse.ts';
import { asciiUri } from './warc/uri.ts';

/** What was captured, as an earlier bundle holds it: the packed record is copied as it stands. */
export interface PackedContent {
  /** The `response` record, one gzip member. */
  readonly record: Uint8Array;
  /** As the record names itself: `<urn:uuid:…>`. */
  readonly recordId: string;
  /** Of the body, hex. */
  readonly sha256: string;
  /** Of the body. */
  readonly bytes: number;
  /** Bytes of the record. */
  readonly length: number;
  /** Undefined where the record no longer holds what was sealed. */
  readonly body: () => Promise<Uint8Array | undefined>;
}

/** Bytes of a record from which its head is read: the few that mostly hold it, and those that hold it in any case. */
const HEAD_BYTES = [512, 4_096];
const LONGEST_REVISIT = 64 * 1024;
const FLAGLESS = 0;
/** Room for a head; for more, pieces are put together. */
const CHUNK = 4_096;

/**
 * The answer in the sealed bytes of a capture's record, without the `revisit` that later nights put behind it. Undefined
 * where it is not the record that this capture would be given today, so that it has to be written anew.
 */
export function packedAnswer(bytes: Buffer, capture: Capture, body: PackedContent['body']): PackedContent | undefined {
  const end = capture.unmodified ? bytes.lastIndexOf(GZIP_HEAD) : bytes.length;
  if (end <= 0 || (end < bytes.length && !isRevisit(bytes.subarray(end)))) return undefined;
  const record = bytes.subarray(0, end);
  const fields = headOf(record)?.fields;
  const recordId = fields?.get('warc-record-id')?.[0];
  const isSame =
    fields?.get('warc-type')?.[0] === 'response' &&
    fields.get('warc-target-uri')?.[0] === asciiUri(capture.url) &&
    fields.get('warc-date')?.[0] === receivedAt(capture) &&
    fields.get('warc-payload-digest')?.[0] === `sha256:${capture.sha256}`;
  if (!isSame || recordId === undefined) return undefined;
  return { record, recordId, sha256: capture.sha256, bytes: capture.bytes, length: record.length, body };
}

function headOf(record: Buffer): FieldBlock | undefined {
  if (record[3] !== FLAGLESS) return undefined;
  for (const length of HEAD_BYTES) {
    const head = headIn(record.subarray(GZIP_HEAD.length, length));
    if (head) return head;
  }
  return undefined;
}

function headIn(packed: Buffer): FieldBlock | undefined {
  try {
    return parseFields(inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK }), 'utf8');
  } catch {
    return undefined;
  }
}

function isRevisit(member: Buffer): boolean {
  try {
    const head = parseFields(gunzipSync(member, { maxOutputLength: LONGEST_REVISIT }), 'utf8');
    return head?.fields.get('warc-type')?.[0] === 'revisit';
  } catch {
    return false;
  }
}
