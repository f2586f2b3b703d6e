/** The named fields at the head of a WARC record or of an HTTP message. */
export interface FieldBlock {
  /** `WARC/1.1`, `HTTP/1.1 200 OK`. */
  readonly firstLine: string;
  /** Names in lower case; every value that was given, in order. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Bytes up to and including the blank line. */
  readonly length: number;
}

/** Header lines beyond this are an attack or rubbish. */
export const LONGEST_HEAD = 64 * 1024;

/** Reads a head from the start of the bytes; undefined when no blank line ends it. */
export function parseFields(bytes: Uint8Array, encoding: 'utf8' | 'latin1'): FieldBlock | undefined {
  const window = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST_HEAD));
  const end = headEnd(window);
  if (end === undefined) return undefined;
  const [firstLine = '', ...lines] = window.subarray(0, end).toString(encoding).split(/\r?\n/);
  return { firstLine: firstLine.trimEnd(), fields: fieldsOf(lines), length: end };
}

/** Named fields from header lines; folded lines are joined, lines that are no field are passed over. */
export function fieldsOf(lines: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      last?.push(`${last.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    last = fields.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    fields.set(name, last);
  }
  return fields;
}

/** The offset behind the first blank line, whichever way lines end. */
export function headEnd(window: Buffer): number | undefined {
  const crlf = window.indexOf('\r\n\r\n');
  const lf = window.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return undefined;
  return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}

/** The payload of a whole record of our own: what was sealed, without the heads in front of it. */
export function ownPayload(record: Uint8Array): Uint8Array | undefined {
  const head = parseFields(record, 'utf8');
  const length = Number(head?.fields.get('content-length')?.[0] ?? Number.NaN);
  const end = (head?.length ?? 0) + length + 4;
  if (!head || !(record.length === end || isRevisit(record.subarray(end)))) return undefined;
  const block = record.subarray(head.length, head.length + length);
  if (head.fields.get('warc-type')?.[0] !== 'response') return block;
  const http = parseFields(block, 'latin1');
  return http && block.subarray(http.length);
}

/** Whether the bytes are one whole record that says of the one before it that nothing has changed. */
function isRevisit(record: Uint8Array): boolean {
  const head = parseFields(record, 'utf8');
  const length = Number(head?.fields.get('content-length')?.[0] ?? Number.NaN);
  return head?.fields.get('warc-type')?.[0] === 'revisit' && record.length === head.length + length + 4;
}

/** Takes the chunked transfer coding off (RFC 9112, 7.1); undefined when the bytes are not so coded, or not to the end. */
export function dechunk(coded: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(coded.buffer, coded.byteOffset, coded.length);
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\n', at);
    const [, size] =
      /^([0-9a-f]{1,8})\s*(?:;.*)?\r?$/i.exec(bytes.toString('latin1', at, Math.min(lineEnd, at + 256))) ?? [];
    if (lineEnd < 0 || size === undefined) return undefined;
    const length = parseInt(size, 16);
    if (length === 0) return Buffer.concat(chunks);
    const start = lineEnd + 1;
    if (start + length > bytes.length) return undefined;
    chunks.push(bytes.subarray(start, start + length));
    at = start + length + (bytes[start + length] === 0x0d ? 2 : 1);
  }
}
