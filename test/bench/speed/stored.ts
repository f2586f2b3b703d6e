import type { ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { encodeGb18030 } from '../../support/gb18030.ts';
import type { SpeedPage } from './site.ts';

/** A page as it goes over the wire. */
export interface Stored {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly delay: number;
}

export function give(response: ServerResponse, page: Stored, head: boolean): void {
  response.writeHead(200, page.headers);
  response.end(head ? undefined : page.body);
}

/** Three in five pages go gzipped, one in five as Brotli, the rest as they are. */
export function store(page: SpeedPage, index: number): { stored: Stored; plain: number } {
  const plain = page.charset === 'utf-8' ? Buffer.from(page.html) : Buffer.from(encodeGb18030(page.html));
  const coding = (['gzip', 'gzip', 'gzip', 'br', ''] as const)[index % 5] ?? '';
  const body =
    coding === 'gzip'
      ? gzipSync(plain, { level: 4 })
      : coding === 'br'
        ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
        : plain;
  const headers = {
    'content-type': `text/html${page.charset === 'utf-8' ? '; charset=utf-8' : ''}`,
    'content-length': String(body.length),
    etag: `"p${index}"`,
    ...(coding !== '' && { 'content-encoding': coding }),
  };
  return { stored: { body, headers, delay: page.delay }, plain: plain.length };
}
