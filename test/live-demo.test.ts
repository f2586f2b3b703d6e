import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../src/report/report.ts';
import { loadWorkspace } from '../src/workspace/load.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { auditWorkspace } from './support/audit-in-memory.ts';
import { stillClock } from './support/still-clock.ts';

const DEMO = path.resolve(import.meta.dirname, '../fixtures/demo');
const PORTAL = path.join(DEMO, 'evidence/portal');
const HOST = 'www.shancheng-sgcc.example';

/** The statuses that the fetch log of the snapshot recorded; a live server has to answer the same. */
async function loggedStatuses(): Promise<Map<string, number>> {
  const log = await readFile(path.join(DEMO, 'evidence/portal-log.csv'), 'utf8');
  const rows = log
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  return new Map(rows.map(([url = '', status = '']) => [decodeURI(new URL(url).pathname), Number(status)]));
}

const TYPES: Record<string, string> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.pdf': 'application/pdf' };

async function servePortal(): Promise<Server> {
  const statuses = await loggedStatuses();
  const server = createServer((request, response) => {
    const pathname = decodeURI(new URL(request.url ?? '/', 'http://x').pathname);
    const status = statuses.get(pathname) ?? 200;
    const file = path.join(PORTAL, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    if (status !== 200) return void response.writeHead(status).end();
    readFile(file).then(
      // No charset: the demonstration's pages are half GBK, and the bytes have to tell.
      (body) => response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/html' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The portal alone, so that nothing else can make a difference. */
async function portalOnly(): Promise<Workspace> {
  const loaded = await loadWorkspace(path.join(DEMO, 'gongkai.yaml'));
  if ('problems' in loaded) throw new Error('the demonstration workspace is not valid');
  return { ...loaded.workspace, channels: { portal: loaded.workspace.channels.portal ?? 'none' } };
}

const outcomes = ({ verdicts }: Report): Record<string, string> =>
  Object.fromEntries(
    verdicts.map(({ id, outcome, gap, reason }) => [id, [outcome, gap ?? reason].filter(Boolean).join(' ')]),
  );

describe('the demonstration portal, live', () => {
  let server: Server;
  beforeAll(async () => {
    server = await servePortal();
  });
  afterAll(() => void server.close());

  it('gives the same verdicts over HTTP as from its snapshot', async () => {
    const { port } = server.address() as AddressInfo;
    const workspace = await portalOnly();
    const live: Workspace = {
      ...workspace,
      channels: { portal: { sources: [{ url: `http://${HOST}:${port}/`, hosts: [], landmarks: [] }] } },
    };
    const options = {
      rate: 0,
      allowPrivate: ['127.0.0.1/32'],
      resolver: () => Promise.resolve(['127.0.0.1']),
      clock: stillClock(),
    };
    const [stored, crawled] = await Promise.all([
      auditWorkspace(workspace, '2026-11-20'),
      auditWorkspace(live, '2026-11-20', options),
    ]);
    expect(crawled.coverage.pages).toBe(stored.coverage.pages);
    expect(outcomes(crawled)).toEqual(outcomes(stored));
  });
});
