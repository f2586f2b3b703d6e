import { LONGEST_HEAD, fieldsOf, headEnd } from '../warc/parse.ts';

/** One part of a MIME message: a leaf, for multiparts are taken apart. */
export interface MimePart {
  readonly headers: MimeHeaders;
  /** Decoded; undefined when its transfer coding is broken or unknown. */
  readonly body: Buffer | undefined;
  /** Whether the part ends where a boundary says so. */
  readonly whole: boolean;
}

/** Lower-case names; the last value of a repeated field, unfolded. */
export type MimeHeaders = ReadonlyMap<string, string>;

export interface MimeMessage {
  readonly headers: MimeHeaders;
  readonly parts: readonly MimePart[];
  /** Whether every multipart has its closing boundary. */
  readonly whole: boolean;
}

/** Browsers nest two levels at most; more is an attack on readers that recurse. */
const DEEPEST = 5;
const MOST_PARTS = 2_000;

/** Takes a MIME message apart (RFC 2045, 2046, as MHTML uses them). Never throws, whatever the bytes. */
export function parseMime(bytes: Uint8Array): MimeMessage {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: MimePart[] = [];
  const whole = collect(message, parts, true, 0);
  return { headers: headersOf(message), parts, whole };
}

function collect(entity: Buffer, parts: MimePart[], ended: boolean, depth: number): boolean {
  const headers = headersOf(entity);
  const body = entity.subarray(bodyStart(entity));
  const boundary = boundaryOf(headers.get('content-type') ?? '');
  if (boundary === undefined || depth >= DEEPEST) {
    if (parts.length < MOST_PARTS) parts.push({ headers, body: decodeTransfer(headers, body), whole: ended });
    return ended;
  }
  const { sections, closed } = splitAt(body, boundary);
  const nested = sections.map((section, index) =>
    collect(section, parts, closed || index < sections.length - 1, depth + 1),
  );
  return closed && nested.every(Boolean);
}

/** The sections between boundary lines, and whether the closing one is there. */
function splitAt(body: Buffer, boundary: string): { sections: Buffer[]; closed: boolean } {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const sections: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const behind = body.toString('latin1', at + delimiter.length, at + delimiter.length + 256);
    const [line] = /^(?:--)?[ \t]*(?:\r?\n|$)/.exec(behind) ?? [];
    if (line === undefined) continue;
    if (start >= 0) sections.push(body.subarray(start, lineStart(body, at)));
    start = at + delimiter.length + line.length;
    if (line.startsWith('--')) return { sections, closed: true };
  }
  if (start >= 0) sections.push(body.subarray(start));
  return { sections, closed: false };
}

/** The line end before a boundary belongs to the boundary. */
const lineStart = (body: Buffer, at: number): number =>
  body[at - 1] === 0x0a ? (body[at - 2] === 0x0d ? at - 2 : at - 1) : at;

function bodyStart(entity: Buffer): number {
  // A section without headers begins with its blank line.
  const blank = /^\r?\n/.exec(entity.toString('latin1', 0, 2));
  return blank ? blank[0].length : (headEnd(entity.subarray(0, LONGEST_HEAD)) ?? entity.length);
}

function headersOf(entity: Buffer): MimeHeaders {
  const head = entity.subarray(0, Math.min(bodyStart(entity), LONGEST_HEAD));
  const fields = fieldsOf(head.toString('utf8').split(/\r?\n/));
  return new Map([...fields].map(([name, values]) => [name, values.at(-1) ?? '']));
}

function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\//i.test(contentType)) return undefined;
  const { quoted, token } =
    /;\s*boundary\s*=\s*(?:"(?<quoted>[^"]{1,200})"|(?<token>[^\s;"]{1,200}))/i.exec(contentType)?.groups ?? {};
  return (quoted ?? token)?.trimEnd();
}

/** Takes the transfer coding off; undefined when it is broken or none that is known. */
function decodeTransfer(headers: MimeHeaders, body: Buffer): Buffer | undefined {
  switch ((headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()) {
    case 'base64':
      return decodeBase64(body.toString('latin1').replace(/[ \t\r\n]/g, ''));
    case 'quoted-printable':
      return decodeQuotedPrintable(body.toString('latin1'));
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    default:
      return undefined;
  }
}

/** Node passes over what is not base64; here that means damage. */
function decodeBase64(coded: string): Buffer | undefined {
  const letters = coded.replace(/={0,2}$/, '');
  const isBroken = /[^A-Za-z0-9+/]/.test(letters) || letters.length % 4 === 1;
  return isBroken ? undefined : Buffer.from(letters, 'base64');
}

/** RFC 2045, 6.7: `=XX` is a byte, `=` at the end of a line joins lines. */
function decodeQuotedPrintable(coded: string): Buffer {
  const joined = coded.replace(/[ \t]+(?=\r?\n)/g, '').replace(/=\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}
