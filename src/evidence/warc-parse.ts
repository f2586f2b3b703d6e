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
const LONGEST_HEAD = 64 * 1024;

/** Reads a head from the start of the bytes; undefined when no blank line ends it. */
export function parseFields(bytes: Uint8Array, encoding: 'utf8' | 'latin1'): FieldBlock | undefined {
  const window = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST_HEAD));
  const end = headEnd(window);
  if (end === undefined) return undefined;
  const [firstLine = '', ...lines] = window.subarray(0, end).toString(encoding).split(/\r?\n/);
  const fields = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line) && last) last.push(`${last.pop() ?? ''} ${line.trim()}`);
    const colon = line.indexOf(':');
    if (colon < 1 || /^[ \t]/.test(line)) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    last = fields.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    fields.set(name, last);
  }
  return { firstLine: firstLine.trimEnd(), fields, length: end };
}

/** The offset behind the first blank line, whichever way lines end. */
function headEnd(window: Buffer): number | undefined {
  const crlf = window.indexOf('\r\n\r\n');
  const lf = window.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return undefined;
  return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}

/** The payload of a whole record of our own: what was sealed, without the heads in front of it. */
export function ownPayload(record: Uint8Array): Uint8Array | undefined {
  const head = parseFields(record, 'utf8');
  const length = Number(head?.fields.get('content-length')?.[0] ?? Number.NaN);
  if (!head || record.length !== head.length + length + 4) return undefined;
  const block = record.subarray(head.length, head.length + length);
  if (head.fields.get('warc-type')?.[0] !== 'response') return block;
  const http = parseFields(block, 'latin1');
  return http && block.subarray(http.length);
}
