import type { Fault } from '../capture.ts';
import { decodeBody } from '../decode-body.ts';
import { LIVE_LIMITS } from '../limits.ts';
import { REASONS, type Reason } from '../reason.ts';
import type { SnapshotLimits } from '../snapshot/entry.ts';
import { dechunk, parseFields, type FieldBlock } from './parse.ts';
import type { WarcRecord } from './record.ts';

/** What a record says the site answered. */
export interface WarcAnswer {
  /** 0 for a record that is no HTTP answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Decoded, or why it cannot be had. */
  readonly body: Uint8Array | Fault;
  readonly marks: readonly string[];
}

/** The HTTP head within a record; undefined where the record holds no HTTP message. */
export function headOf({ fields, block }: WarcRecord): FieldBlock | undefined {
  const isHttp = /^application\/http\b/i.test(fields.get('content-type')?.[0] ?? '');
  const head = isHttp ? parseFields(block, 'latin1') : undefined;
  return head && /^HTTP\/\S+ \d{3}/.test(head.firstLine) ? head : undefined;
}

/** Takes the answer out of a record, with transfer and content codings off. Codings that lie are marked, not followed. */
export async function answerOf(record: WarcRecord, limits: SnapshotLimits): Promise<WarcAnswer> {
  const head = headOf(record);
  if (isAttempt(record)) return attemptOf(record);
  if (!head) {
    const type = record.fields.get('content-type')?.[0];
    return { status: 0, headers: type === undefined ? {} : { 'content-type': [type] }, body: record.block, marks: [] };
  }
  const status = Number(/ (\d{3})/.exec(head.firstLine)?.[1]);
  const headers = Object.fromEntries(head.fields);
  const marks: string[] = [];
  let body: Uint8Array | Fault = record.block.subarray(head.length);
  if (/\bchunked\b/i.test(headers['transfer-encoding']?.join() ?? '')) {
    const dechunked = dechunk(body);
    if (!dechunked) marks.push('wrong-chunked');
    body = dechunked ?? body;
  }
  const codings = headers['content-encoding'] ?? [];
  const isPlain = codings.length > 0 && looksPlain(body, codings);
  if (isPlain) marks.push('wrong-content-encoding');
  else body = await decodeBody(body, codings, { ...LIVE_LIMITS, decodedBytes: limits.file });
  return { status, headers, body, marks };
}

/** Tools that store the decoded body often leave the header of the coded one. */
const looksPlain = (body: Uint8Array, codings: readonly string[]): boolean =>
  /gzip/i.test(codings.join())
    ? !(body[0] === 0x1f && body[1] === 0x8b)
    : /^\s*</.test(Buffer.from(body.subarray(0, 64)).toString('latin1'));

/** Whether a record is the one that this program writes for an attempt that gave nothing to store. */
export const isAttempt = ({ type, block }: WarcRecord): boolean =>
  type === 'metadata' && /^status: \d+\r\n/.test(Buffer.from(block.subarray(0, 32)).toString('latin1'));

/** `status`, `fault`, `detail`; without a fault it is the observation that nothing is there. */
function attemptOf({ block }: WarcRecord): WarcAnswer {
  const fields = parseFields(Buffer.concat([Buffer.from('-\r\n'), block, Buffer.from('\r\n')]), 'utf8')?.fields;
  const reason = fields?.get('fault')?.[0] ?? '';
  const status = Number(fields?.get('status')?.[0] ?? 0);
  const known = Object.hasOwn(REASONS, reason) ? (reason as Reason) : 'not-attempted';
  const body = reason === '' ? new Uint8Array() : { reason: known, detail: fields?.get('detail')?.[0] ?? '' };
  return { status, headers: {}, body, marks: [] };
}
