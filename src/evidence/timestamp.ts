import {
  EXPLICIT_0,
  GENERALIZED_TIME,
  INTEGER,
  OBJECT_ID,
  OCTET_STRING,
  SEQUENCE,
  encodeDer,
  readDer,
  within,
  type DerValue,
} from './der.ts';

/** What a time stamp (RFC 3161) says, as far as it is read here. */
export interface Timestamp {
  /** SHA-256 of what was stamped, hex. */
  readonly digest: string;
  /** ISO 8601 in UTC, by the clock of the authority. */
  readonly time: string;
  readonly serial: string;
  /** Hex; undefined when the token carries none. */
  readonly nonce?: string;
}

/** Why a response holds no usable time stamp. */
export type TimestampProblem = 'not-granted' | 'malformed' | 'other-digest' | 'other-nonce';

const SHA256 = Buffer.from('608648016503040201', 'hex');
const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');
const TST_INFO = Buffer.from('2a864886f70d0109100104', 'hex');
const NULL = Buffer.from([0x05, 0x00]);
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

export const timestampFileOf = (bundle: string): string => `${bundle}.tsr`;

/** A request for the SHA-256 (hex) of a file, with the authority's certificates asked for (RFC 3161, 2.4.1). */
export function timestampRequest(digest: string, nonce: Uint8Array): Buffer {
  const algorithm = encodeDer(SEQUENCE, encodeDer(OBJECT_ID, SHA256), NULL);
  const imprint = encodeDer(SEQUENCE, algorithm, encodeDer(OCTET_STRING, Buffer.from(digest, 'hex')));
  return encodeDer(SEQUENCE, integer(1), imprint, encodeDer(INTEGER, positive(nonce)), TRUE);
}

const integer = (value: number): Buffer => encodeDer(INTEGER, Buffer.from([value]));

/** Without leading zeros, and with one where the number would else be negative. */
function positive(bytes: Uint8Array): Buffer {
  const trimmed = Buffer.from(bytes).subarray(
    Math.max(
      0,
      bytes.findIndex((byte) => byte !== 0),
    ),
  );
  return (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
}

/**
 * Reads a response and holds it against the digest and, when it is given, the nonce that was sent. The signature of the
 * authority is not checked here: that takes its certificates and is what `openssl ts -verify` is for.
 */
export function readTimestamp(response: Uint8Array, digest: string, nonce?: Uint8Array): Timestamp | TimestampProblem {
  const [status, token] = within(readDer(response)?.[0], SEQUENCE) ?? [];
  const granted = within(status, SEQUENCE)?.[0];
  if (granted?.tag !== INTEGER) return 'malformed';
  // 0 is granted, 1 granted with modifications.
  if (granted.content.length !== 1 || (granted.content[0] ?? 2) > 1) return 'not-granted';
  const stamp = stampOf(token);
  if (!stamp) return 'malformed';
  if (stamp.digest !== digest) return 'other-digest';
  return nonce && stamp.nonce !== positive(nonce).toString('hex') ? 'other-nonce' : stamp;
}

/** ContentInfo → SignedData → TSTInfo. */
function stampOf(token: DerValue | undefined): Timestamp | undefined {
  const [type, wrapped] = within(token, SEQUENCE) ?? [];
  if (!type?.content.equals(SIGNED_DATA)) return undefined;
  const [, , encapsulated] = within(within(wrapped, EXPLICIT_0)?.[0], SEQUENCE) ?? [];
  const [inner, content] = within(encapsulated, SEQUENCE) ?? [];
  if (!inner?.content.equals(TST_INFO)) return undefined;
  const octets = within(content, EXPLICIT_0)?.[0];
  return octets?.tag === OCTET_STRING ? infoOf(within(readDer(octets.content)?.[0], SEQUENCE)) : undefined;
}

function infoOf(fields: readonly DerValue[] | undefined): Timestamp | undefined {
  const [, , imprint, serial, generated, ...rest] = fields ?? [];
  const [algorithm, hashed] = within(imprint, SEQUENCE) ?? [];
  const time = generated?.tag === GENERALIZED_TIME ? isoOf(generated.content.toString('latin1')) : undefined;
  if (!within(algorithm, SEQUENCE)?.[0]?.content.equals(SHA256)) return undefined;
  if (hashed?.tag !== OCTET_STRING || serial?.tag !== INTEGER || time === undefined) return undefined;
  const nonce = rest.find(({ tag }) => tag === INTEGER)?.content.toString('hex');
  return {
    digest: hashed.content.toString('hex'),
    time,
    serial: serial.content.toString('hex'),
    ...(nonce !== undefined && { nonce }),
  };
}

/** `20261120020000.25Z` → `2026-11-20T02:00:00.25Z`; the RFC allows no other zone. */
function isoOf(written: string): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z$/.exec(written);
  return parts ? `${parts.slice(1, 4).join('-')}T${parts.slice(4).join(':')}Z` : undefined;
}
