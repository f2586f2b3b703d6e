import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeGb18030 } from '../../support/gb18030.ts';
import type { Served } from './serve.ts';
import { speedSite } from './site.ts';

/** The benchmark's portal in a process of its own. */
export interface Server {
  readonly process: ChildProcess;
  readonly origin: string;
  readonly paths: readonly string[];
  readonly bytes: number;
}

/** Serves the portal and makes a workspace for it under `out`, with its pages as files beside it. `self` is the script, which serves when told to. */
export async function openSite(
  self: string,
  out: string,
  pages: number,
): Promise<{ readonly server: Server; readonly folder: string }> {
  const server = await start(self, pages);
  return { server, folder: await prepare(path.join(out, `site-${pages}`), pages, server) };
}

function start(self: string, pages: number): Promise<Server> {
  const child = fork(self, ['serve', String(pages)]);
  return new Promise((resolve) => {
    child.once('message', ({ port, paths, bytes }: { port: number; paths: string[]; bytes: number }) =>
      resolve({ process: child, origin: `http://127.0.0.1:${port}`, paths, bytes }),
    );
  });
}

/** What the server saw since it was last asked. */
export function ask(server: ChildProcess): Promise<Served> {
  return new Promise((resolve) => {
    server.once('message', (served: Served) => resolve(served));
    server.send('report');
  });
}

async function prepare(folder: string, pages: number, { origin, paths }: Server): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'pages'), { recursive: true });
  await writeFile(path.join(folder, 'paths.json'), JSON.stringify(paths));
  await writeFile(
    path.join(folder, 'gongkai.yaml'),
    `company: { id: bench, name: 国网山城供电公司, aliases: [山城供电公司], kind: branch, parent: 国网示范省电力公司 }\nchannels: { portal: { sources: [{ url: "${origin}/" }] } }\n`,
  );
  const site = speedSite(pages);
  for (let index = 0; index < pages; index += 1) {
    const { html, charset } = site.page(index);
    const bytes = charset === 'utf-8' ? Buffer.from(html) : encodeGb18030(html);
    await writeFile(path.join(folder, 'pages', `${index}.html`), bytes);
  }
  return folder;
}
