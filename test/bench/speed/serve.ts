import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { encodeGb18030 } from '../../support/gb18030.ts';
import { speedSite, type SpeedPage } from './site.ts';

/** What the server saw since it was last asked. */
export interface Served {
  /** Distinct pages that exist and were given whole. */
  readonly pages: number;
  /** GETs of an address that had been given before. */
  readonly again: number;
  /** Of the pages behind Chinese queries and paths. */
  readonly odd: number;
  readonly requests: number;
  readonly bytes: number;
}

interface Stored {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly delay: number;
  readonly odd: boolean;
}

/** Serves the portal from memory on loopback; told by its parent when to forget and when to report. */
export function serve(count: number, notModified: boolean): void {
  const site = speedSite(count);
  const stored = new Map<string, Stored>();
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const page = site.page(index);
    const made = store(page, index, index >= count - 20);
    bytes += made.plain;
    stored.set(page.path, made.stored);
  }
  let given = new Set<string>();
  let [again, requests] = [0, 0];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests += 1;
    const target = site.redirects.get(path);
    if (target !== undefined) return void response.writeHead(302, { location: target, 'content-length': 0 }).end();
    const page = stored.get(path);
    if (!page)
      return void response.writeHead(404, { 'content-type': 'text/html' }).end('<html><body>404</body></html>');
    const tag = page.headers.etag;
    if (notModified && request.headers['if-none-match'] === tag)
      return void response.writeHead(304, { etag: tag }).end();
    if (request.method === 'GET') {
      if (given.has(path)) again += 1;
      given.add(path);
    }
    if (page.delay > 0) setTimeout(() => give(response, page, request.method === 'HEAD'), page.delay);
    else give(response, page, request.method === 'HEAD');
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ port, paths: [...stored.keys()], bytes });
  });
  process.on('message', () => {
    const odd = [...given].filter((path) => stored.get(path)?.odd).length;
    process.send?.({ pages: given.size, again, odd, requests, bytes } satisfies Served);
    [given, again, requests] = [new Set(), 0, 0];
  });
  process.on('disconnect', () => process.exit(0));
}

function give(response: ServerResponse, page: Stored, head: boolean): void {
  response.writeHead(200, page.headers);
  response.end(head ? undefined : page.body);
}

/** Three in five pages go gzipped, one in five as Brotli, the rest as they are. */
function store(page: SpeedPage, index: number, odd: boolean): { stored: Stored; plain: number } {
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
  return { stored: { body, headers, delay: page.delay, odd }, plain: plain.length };
}
