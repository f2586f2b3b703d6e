import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Content } from '../bundle.ts';
import { receivedAt, type Capture, type Unmodified } from '../capture.ts';
import { gzipMember, type PackLevel } from '../gzip-member.ts';
import type { PackedContent } from '../packed-content.ts';
import { kindOf, type FileKind } from '../snapshot/kind.ts';
import { asciiUri } from './uri.ts';

/** One WARC 1.1 record as it stands in the file: a gzip member of its own, so that it can be read alone. */
export interface WarcMember {
  readonly type: 'warcinfo' | 'response' | 'resource' | 'metadata' | 'revisit';
  /** The compressed bytes. */
  readonly bytes: Uint8Array;
  /** What a replay tool is told about the payload. */
  readonly mime: string;
}

const CRLF = '\r\n';
const HTTP_RESPONSE = 'application/http;msgtype=response';
const MIME: Partial<Record<FileKind, string>> = {
  html: 'text/html',
  mhtml: 'multipart/related',
  pdf: 'application/pdf',
  image: 'image/*',
  text: 'text/plain',
  zip: 'application/zip',
  gzip: 'application/gzip',
};
/** The stored body is decoded, so what these headers said about the wire is kept under names that replay ignores. */
const WIRE_HEADERS: ReadonlySet<string> = new Set(['content-encoding', 'transfer-encoding', 'content-length']);
const LEVEL = 2;
/** Deflating what is already compressed, or is hardly a kilobyte, costs more time than it saves room. */
const AS_IT_IS = 0;
const PACKED: ReadonlySet<FileKind> = new Set(['image', 'zip', 'gzip']);

/**
 * The record of a capture: `response` for an answer over HTTP, `resource` for a file of a snapshot and for what a browser
 * made, `metadata` for an attempt that gave nothing to store.
 */
export async function captureRecord(capture: Capture, content: Content | undefined): Promise<WarcMember> {
  if (content === undefined) return attemptRecord(capture);
  if (!(content instanceof Uint8Array)) return copiedRecord(capture, content);
  const body = content;
  const kind = kindOf(body);
  const mime = statedMime(capture) ?? MIME[kind] ?? 'application/octet-stream';
  const fields = { target: capture.url, time: receivedAt(capture), seed: capture.id, payloadDigest: capture.sha256 };
  const level = PACKED.has(kind) ? AS_IT_IS : LEVEL;
  if (capture.obtained !== 'http') {
    return {
      type: 'resource',
      mime,
      bytes: await member({ ...fields, type: 'resource', contentType: mime, block: [body], level }),
    };
  }
  const block = [Buffer.from(httpHead(capture, body.length), 'latin1'), body];
  const blockDigest = digestOf(...block);
  const answer = { ...fields, type: 'response', contentType: HTTP_RESPONSE, block, blockDigest, level } as const;
  const bytes = await member(answer);
  if (!capture.unmodified) return { type: 'response', mime, bytes };
  return {
    type: 'response',
    mime,
    bytes: Buffer.concat([bytes, await revisit(capture, capture.unmodified, idOf(answer, blockDigest))]),
  };
}

/** The record of an earlier bundle as it stands there, with the answer that nothing had changed since. */
async function copiedRecord(capture: Capture, { record, recordId }: PackedContent): Promise<WarcMember> {
  const news = capture.unmodified ? [await revisit(capture, capture.unmodified, recordId)] : [];
  const mime = statedMime(capture) ?? 'application/octet-stream';
  return { type: 'response', mime, bytes: Buffer.concat([record, ...news]) };
}

const statedMime = ({ headers }: Capture): string | undefined =>
  headers['content-type']?.[0]?.split(';')[0]?.trim().toLowerCase();

/**
 * The answer that nothing had changed, behind the record of the page as it came (WARC 1.1, 6.7.3): the bundle holds both, so
 * that it can be moved and replayed without the one before it.
 */
function revisit(
  { url, capturedAt, id, sha256 }: Capture,
  { since, headers }: Unmodified,
  recordId: string,
): Promise<Uint8Array> {
  const block = [Buffer.from(httpHead({ status: 304, headers }, 0), 'latin1')];
  const refers = [
    `WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified`,
    `WARC-Refers-To: ${recordId}`,
    `WARC-Refers-To-Target-URI: ${asciiUri(url)}`,
    `WARC-Refers-To-Date: ${since}`,
    `WARC-Payload-Digest: sha256:${sha256}`,
  ];
  const place = { target: url, time: capturedAt, seed: id, contentType: HTTP_RESPONSE };
  return member({ ...place, type: 'revisit', more: refers, block, level: AS_IT_IS });
}

async function attemptRecord(capture: Capture): Promise<WarcMember> {
  const lines = [
    `status: ${capture.status}`,
    ...(capture.fault ? [`fault: ${capture.fault.reason}`, `detail: ${oneLine(capture.fault.detail)}`] : []),
  ];
  const block = [Buffer.from(lines.join(CRLF) + CRLF)];
  const mime = 'application/warc-fields';
  const fields = { target: capture.url, time: capture.capturedAt, seed: capture.id };
  return {
    type: 'metadata',
    mime,
    bytes: await member({ ...fields, type: 'metadata', contentType: mime, block, level: LEVEL }),
  };
}

/** The record that opens the file and says who wrote it. */
export async function infoRecord(fields: Readonly<Record<string, string>>, time: string): Promise<WarcMember> {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${oneLine(value)}${CRLF}`);
  const mime = 'application/warc-fields';
  const block = [Buffer.from(lines.join(''))];
  return {
    type: 'warcinfo',
    mime,
    bytes: await member({ type: 'warcinfo', contentType: mime, time, seed: 'warcinfo', block, level: LEVEL }),
  };
}

interface RecordParts {
  readonly type: WarcMember['type'];
  readonly contentType: string;
  readonly target?: string;
  readonly time: string;
  /** Tells apart two records of the same content. */
  readonly seed: string;
  /** SHA-256 of what the record holds for somebody, hex. */
  readonly payloadDigest?: string;
  /** Further header lines. */
  readonly more?: readonly string[];
  readonly block: readonly Uint8Array[];
  /** Of the block, where it is known already. */
  readonly blockDigest?: string;
  readonly level: PackLevel;
}

const idOf = ({ type, seed, time }: Pick<RecordParts, 'type' | 'seed' | 'time'>, blockDigest: string): string =>
  `<urn:uuid:${recordUuid(`${type}\n${seed}\n${time}\n${blockDigest}`)}>`;

function member(parts: RecordParts): Promise<Uint8Array> {
  const { type, contentType, target, time, payloadDigest, more = [], block, level } = parts;
  const blockDigest = parts.blockDigest ?? digestOf(...block);
  const head = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    `WARC-Record-ID: ${idOf(parts, blockDigest)}`,
    `WARC-Date: ${time}`,
    ...(target === undefined ? [] : [`WARC-Target-URI: ${asciiUri(target)}`]),
    ...(payloadDigest === undefined ? [] : [`WARC-Payload-Digest: sha256:${payloadDigest}`]),
    ...more,
    `WARC-Block-Digest: sha256:${blockDigest}`,
    `Content-Type: ${oneLine(contentType)}`,
    `Content-Length: ${block.reduce((sum, part) => sum + part.length, 0)}`,
  ];
  return gzipMember([Buffer.from(head.join(CRLF) + CRLF + CRLF), ...block, Buffer.from(CRLF + CRLF)], level);
}

function httpHead({ status, headers }: Pick<Capture, 'status' | 'headers'>, length: number): string {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value) => `${WIRE_HEADERS.has(name) ? `x-orig-${name}` : name}: ${oneLine(value)}`),
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, `content-length: ${length}`, '', ''].join(CRLF);
}

/** Line ends would start a header of the sender's choosing. */
const oneLine = (value: string): string => value.replace(/[\r\n\0]+/g, ' ');

function digestOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** A UUID of version 8 (RFC 9562, own scheme) from the content, so that the same run writes the same ids. */
function recordUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
