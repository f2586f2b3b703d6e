import { fork } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { branchSite } from './site.ts';
import { give, store, type Stored } from './stored.ts';

/** Serves small portals on loopback, their pages packed as those of the one large portal, each on a port of its own, and tells the parent the ports. */
export async function serveBranches(branches: number, pages: number): Promise<void> {
  const ports = await Promise.all(Array.from({ length: branches }, (_, branch) => serveBranch(branch, pages)));
  process.on('disconnect', () => process.exit(0));
  process.send?.(ports);
}

function serveBranch(branch: number, count: number): Promise<number> {
  const site = branchSite(branch, count);
  const stored = new Map<string, Stored>();
  for (let index = 0; index < count; index += 1) {
    const page = site.page(index);
    stored.set(page.path, store(page, index).stored);
  }
  const server: Server = createServer((request, response) => {
    const page = stored.get(request.url ?? '/');
    if (page) give(response, page, request.method === 'HEAD');
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<html>404</html>');
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export interface Branches {
  readonly folder: string;
  /** Writes a workspace for each, and removes what earlier runs left: on the first night nothing is known of any page. */
  readonly layOut: () => Promise<void>;
  readonly close: () => void;
}

/** Starts the portals in a process of their own (`self branches N M`). */
export async function openBranches(self: string, folder: string, branches: number, pages: number): Promise<Branches> {
  const child = fork(self, ['branches', String(branches), String(pages)]);
  const ports = await new Promise<number[]>((resolve) => child.once('message', (sent: number[]) => resolve(sent)));
  return { folder, layOut: () => layOut(folder, ports), close: () => child.disconnect() };
}

async function layOut(folder: string, ports: readonly number[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [at, port] of ports.entries()) {
    const home = path.join(folder, String(at).padStart(3, '0'));
    await mkdir(home, { recursive: true });
    await writeFile(
      path.join(home, 'gongkai.yaml'),
      `company: { id: bench-${at}, name: 国网山城供电公司, aliases: [山城供电公司], kind: county, parent: 国网示范省电力公司 }\nchannels: { portal: { sources: [{ url: "http://127.0.0.1:${port}/" }] } }\n`,
    );
  }
}

/** Pages that the roll-up counts, to see that none was lost. */
export async function pagesOf(folder: string, day: string): Promise<number> {
  const report = JSON.parse(await readFile(path.join(folder, `out/${day}/fleet.json`), 'utf8')) as {
    totals: { tally: { pages: number } };
  };
  return report.totals.tally.pages;
}
