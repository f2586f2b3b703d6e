// Sends every bomb down the whole road, from the socket to the document: npm run test:bombs (`quick` for a few of them).
// Each is taken by a process of its own, whose memory is its alone; the server is a third one.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBundle } from '../../src/documents/read-bundle.ts';
import { collect } from '../../src/evidence/collect.ts';
import { openBundleWriter } from '../../src/evidence/wacz/write.ts';
import { openBundle } from '../../src/evidence/wacz/read.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { BOMBS, type Bomb } from '../support/bombs.ts';
import { faultServer, page } from '../support/fault-server.ts';
import { loadLaw } from '../support/law.ts';

const LIMIT_SECONDS = 20;
const LIMIT_MB = 60;

interface Taken {
  readonly reason: string;
  readonly seconds: number;
  /** How far the process's memory rose above its peak in reading the ordinary site. */
  readonly peak: number;
  /** What of it was still held when all was over. */
  readonly kept: number;
}

/** An ordinary site of sixty pages: what the process takes for it is no growth. */
const TAME = `<!doctype html><html><title>国网山城供电公司</title>${Array.from(
  { length: 1_500 },
  (_, at) => `<p><a href="/p${at % 60}.html">停电公告${at}</a> 2026-11-${(at % 20) + 1}</p>`,
).join('')}</html>`;

async function serve(): Promise<void> {
  const server = await faultServer((at) => {
    const bomb = BOMBS[Number(at.slice(2))];
    if (at.startsWith('/b') && bomb) return bomb.reply();
    return page(TAME);
  });
  process.send?.(server.origin);
}

async function take(url: string): Promise<Taken> {
  const { catalogue } = await loadLaw('chongqing');
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-bomb-'));
  const road = async (address: string): Promise<string> => {
    const workspace = workspaceOf(address);
    const file = path.join(folder, `${address.replace(/\W+/g, '-')}.wacz`);
    const writer = await openBundleWriter(file);
    if (writer.kind !== 'writer') throw new Error('busy');
    const scopes = await collect(workspace, { rate: 0, robots: 'ignore', allowPrivate: ['127.0.0.1/32'] }, writer);
    await writer.close(scopes, { software: 'test', created: '2026-11-20T00:00:00Z', company: 'test' });
    const bundle = await openBundle(file);
    if (bundle.kind !== 'bundle') throw new Error(bundle.file);
    const documents = await readBundle(bundle, workspace, catalogue.vocabulary, () => undefined);
    await bundle.close();
    return documents.find(({ capture }) => capture.url === address)?.unread?.reason ?? 'read';
  };
  const ordinary = await watched(() => road(new URL('/tame', url).href));
  const bomb = await watched(() => road(url));
  await rm(folder, { recursive: true });
  const above = (of: 'peak' | 'after'): number => Math.max(0, (bomb[of] - ordinary[of]) / 2 ** 20);
  return { reason: bomb.result, seconds: bomb.seconds, peak: above('peak'), kept: above('after') };
}

/** Runs the work with an eye on the resident memory, in bytes. */
async function watched<T>(
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; peak: number; after: number }> {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
  const known = process.resourceUsage().maxRSS;
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1_000;
  clearInterval(timer);
  // What rose and fell between two looks, the system has seen.
  const { maxRSS } = process.resourceUsage();
  globalThis.gc?.();
  return { result, seconds, peak: maxRSS > known ? maxRSS * 1_024 : peak, after: process.memoryUsage.rss() };
}

const workspaceOf = (url: string): Workspace => ({
  ...{
    folder: '/',
    catalogue: 'chongqing',
    capabilities: [],
    records: {},
    history: 'none',
    waivers: [],
    changes: [],
    approvals: [],
    reviews: [],
  },
  company: { id: 'test', name: '国网山城供电公司', aliases: [], kind: 'branch' },
  channels: { portal: { sources: [{ url, hosts: [], landmarks: [] }] } },
});

async function takeAll(bombs: readonly Bomb[]): Promise<void> {
  const [server, origin] = await run('serve', '');
  let failed = 0;
  for (const bomb of bombs) {
    const { name, reason } = bomb;
    const [, answer] = await run('take', `${String(origin)}/b${BOMBS.indexOf(bomb)}`);
    const taken = answer as Taken;
    const ok =
      taken.reason === reason && taken.seconds <= LIMIT_SECONDS && Math.max(taken.peak, taken.kept) <= LIMIT_MB;
    if (!ok) failed += 1;
    const figures = `${taken.seconds.toFixed(1).padStart(5)} s ${taken.peak.toFixed(0).padStart(4)} MB at its peak, ${taken.kept.toFixed(0).padStart(3)} MB after`;
    print(
      `${ok ? 'ok  ' : 'FAIL'} ${figures}  ${name}: ${taken.reason}${taken.reason === reason ? '' : `, not ${reason}`}`,
    );
  }
  server.kill();
  print(`${bombs.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Starts this script in another role and waits for the one message that it sends. */
function run(as: string, what: string): Promise<[ChildProcess, unknown]> {
  const child = fork(process.argv[1] ?? '', [as, what], { execArgv: ['--expose-gc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      resolve([child, message]);
      if (as === 'take') child.disconnect();
    });
    child.once('exit', (code) => {
      reject(new Error(`${as} ${what} ended with ${code}`));
    });
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [role = 'all', argument = ''] = process.argv.slice(2);
if (role === 'serve') await serve();
else if (role === 'take') process.send?.(await take(argument));
else await takeAll(BOMBS.filter(({ quick }) => role === 'all' || quick));
