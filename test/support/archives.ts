import { createHash } from 'node:crypto';
import { strToU8, zipSync, type Zippable } from 'fflate';

/** A ZIP of these files, the same bytes every time. */
export const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Buffer => {
  const packed = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(packed) as Zippable, { mtime: '2026-11-19T00:00:00' }));
};

/** The same archive with a name put in place of another of the same length, in both headers. */
export function renamed(archive: Buffer, from: string, to: Buffer): Buffer {
  const changed = Buffer.from(archive);
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + 1)) to.copy(changed, at);
  return changed;
}

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;

/** Where a header of the kind stands, the first one. */
export const headerAt = (archive: Buffer, signature: number): number => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return archive.indexOf(bytes);
};

/** A byte changed. */
export function flipped(bytes: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

export interface WarcRecord {
  readonly type?: string;
  readonly url: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly block: string | Buffer;
  /** The length that the record states, when it lies. */
  readonly length?: number;
}

export function warcRecord({ type = 'response', url, fields = {}, block, length }: WarcRecord): Buffer {
  const bytes = Buffer.from(block);
  const head = [
    'WARC/1.0',
    `WARC-Type: ${type}`,
    `WARC-Target-URI: ${url}`,
    'WARC-Date: 2026-11-19T01:02:03Z',
    'Content-Type: application/http; msgtype=response',
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${length ?? bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n\r\n')]);
}

/** An HTTP reply as a WARC keeps it. */
export const answer = (body: string | Buffer, headers = 'Content-Type: text/html', status = '200 OK'): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`), Buffer.from(body)]);

export const sha1 = (bytes: string | Buffer): string => `sha1:${createHash('sha1').update(bytes).digest('hex')}`;

/** A page saved with its parts in one file. */
export const mhtmlOf = (url: string, parts: readonly string[], footer = '------=_Part--\r\n'): Buffer =>
  Buffer.from(
    [
      `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${url}\r\nDate: Thu, 19 Nov 2026 09:02:03 +0800\r\n`,
      'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_Part"\r\n\r\n',
      ...parts.map((part) => `------=_Part\r\n${part}\r\n`),
      footer,
    ].join(''),
  );
