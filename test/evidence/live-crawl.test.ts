import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { memorySink } from '../../src/evidence/bundle-memory.ts';
import { crawl } from '../../src/evidence/crawl.ts';
import type { CrawlOptions } from '../../src/evidence/session.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.closeAllConnections() ?? server.close()));

/** A site given as path → HTML; other paths are an honest 404. */
async function site(pages: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page ?? '<html><title>404</title></html>');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const options: CrawlOptions = {
  channel: 'portal',
  site: '',
  rate: 0,
  allowPrivate: ['127.0.0.0/8'],
  limits: { confirmMs: 0 },
};

describe('a crawl of a small site', () => {
  it('captures what can be reached from the start page, each page once', async () => {
    const base = await site({
      '/': '<a href="/a.html">甲</a><a href="b.html#top">乙</a><a href="https://elsewhere.example/">外</a></html>',
      '/a.html': '<a href="/b.html">乙</a><a href="/gone.html">没有</a>',
      '/b.html': '<p>乙</p><a href="/">首页</a>',
    });
    const sink = memorySink();
    const scope = await crawl({ url: `${base}/`, hosts: [], landmarks: [] }, options, sink);
    const { captures } = sink.bundle([scope]);
    expect(captures.map(({ url, status, depth }) => [url.replace(base, ''), status, depth])).toEqual([
      ['/', 200, 0],
      ['/a.html', 200, 1],
      ['/b.html', 200, 1],
      ['/gone.html', 404, 2],
    ]);
    expect(captures.at(-1)?.marks).toContain('confirmed-404');
    expect(scope).toEqual({ channel: 'portal', site: '', closed: true, pages: 3 });
  });
});
