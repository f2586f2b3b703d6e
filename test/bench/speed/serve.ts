import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { speedSite } from './site.ts';
import { give, store, type Stored } from './stored.ts';

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

/** Serves the portal from memory on loopback; told by its parent when to forget and when to report. */
export function serve(count: number, notModified: boolean): void {
  const site = speedSite(count);
  const stored = new Map<string, Stored>();
  const odd = new Set<string>();
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const page = site.page(index);
    const made = store(page, index);
    bytes += made.plain;
    stored.set(page.path, made.stored);
    if (index >= count - 20) odd.add(page.path);
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
    const found = [...given].filter((path) => odd.has(path)).length;
    process.send?.({ pages: given.size, again, odd: found, requests, bytes } satisfies Served);
    [given, again, requests] = [new Set(), 0, 0];
  });
  process.on('disconnect', () => process.exit(0));
}
