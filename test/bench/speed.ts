// How fast, and in how much memory: npm run bench [-- --pages 2000 --runs 5 --peers --only audit,fleet]
import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { encodeGb18030 } from '../support/gb18030.ts';
import { openBranches, pagesOf, serveBranches } from './speed/fleet.ts';
import { parseStored, runFloor, type Floor } from './speed/floor.ts';
import { measure, median, type Cost } from './speed/measure.ts';
import { installPeers, PEERS } from './speed/peers.ts';
import { serve, type Served } from './speed/serve.ts';
import { speedSite } from './speed/site.ts';

/** This script, which runs itself in other roles. */
const self = process.argv[1] ?? '';
const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, 'out/bench');
const bin = path.join(root, 'bin/gongkai.js');
const DAY = '2026-11-20';

const HEAD = `${'program'.padEnd(32)}${'pages/s'.padStart(9)}${'wall s'.padStart(9)}${'CPU s'.padStart(9)}${'peak MB'.padStart(9)}${'found'.padStart(9)}${'odd'.padStart(6)}${'again'.padStart(7)}`;

const [mode] = process.argv.slice(2);
if (mode === 'serve') serve(Number(process.argv[3]), process.argv[4] === 'etags');
else if (mode === 'branches') await serveBranches(Number(process.argv[3]), Number(process.argv[4]));
else if (mode === 'floor') await floorMode();
else if (mode === 'stored') await parseStored(process.argv[3] ?? '');
else await main();

async function floorMode(): Promise<void> {
  const [, , , floor = 'raw', origin = '', file = ''] = process.argv;
  const { readFile } = await import('node:fs/promises');
  await runFloor(floor as Floor, origin, JSON.parse(await readFile(file, 'utf8')) as string[]);
}

interface Row {
  readonly name: string;
  readonly costs: readonly Cost[];
  readonly served?: Served | undefined;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '2000' },
      runs: { type: 'string', default: '5' },
      peers: { type: 'boolean', default: false },
      /** Only the rows whose name holds one of these words, comma-separated. */
      only: { type: 'string', default: '' },
    },
  });
  const [pages, runs] = [Number(values.pages), Number(values.runs)];
  const server = await start(pages);
  const folder = await prepare(pages, server);
  print(
    `${pages} pages, ${(server.bytes / 2 ** 20).toFixed(0)} MB of HTML; medians of ${runs}; ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}, Node ${process.versions.node}`,
    '',
  );
  const rows: Row[] = [];
  const isWanted = (name: string): boolean => values.only.split(',').some((word) => name.includes(word));
  const bench = async (name: string, run: () => Promise<Cost>): Promise<void> => {
    if (!isWanted(name)) return;
    const costs: Cost[] = [];
    let served: Served | undefined;
    for (let turn = 0; turn < runs; turn += 1) {
      await ask(server.process);
      costs.push(await run());
      served = await ask(server.process);
    }
    rows.push({ name, costs, served });
    print(line(rows.at(-1), pages));
  };
  const again = (...args: string[]): Promise<Cost> => measure(process.execPath, [self, ...args]);
  const gongkai = (...args: string[]): Promise<Cost> =>
    measure(process.execPath, [bin, ...args], { GONGKAI_BROWSER: 'none' });
  const list = path.join(folder, 'paths.json');
  const live = [
    '--as-of',
    DAY,
    '--rate',
    '0',
    '--allow-private',
    '127.0.0.1/32',
    '--max-pages',
    '100000',
    '--confirm-after',
    '0',
    '--no-screenshots',
  ];
  const bundle = path.join(folder, 'captured/evidence.wacz');
  const benchFleet = async (): Promise<void> => {
    const branches = await openBranches(self, path.join(out, 'fleet'), Math.ceil(pages / 10), 10);
    // Second looks are ten a company: of small ones they would be every page once more.
    const words = [...live, '-f', 'json', '--second-looks', '0'];
    await bench(fleetRow(pages), () => gongkai('fleet', branches.folder, ...words));
    print(`  pages read by the fleet: ${await pagesOf(branches.folder, DAY)}`);
    branches.close();
  };
  print(HEAD);
  for (const floor of ['raw', 'decode', 'parse'] as const)
    await bench(`undici, ${floor}`, () => again('floor', floor, server.origin, list));
  await bench('cheerio parse of stored pages', () => again('stored', path.join(folder, 'pages')));
  await bench('gongkai capture', () =>
    gongkai('capture', folder, ...live.slice(0, -1), '-o', path.join(folder, 'captured')),
  );
  await bench('gongkai check', () =>
    gongkai(
      'check',
      bundle,
      folder,
      '--as-of',
      DAY,
      '-o',
      path.join(folder, 'checked'),
      '--no-screenshots',
      '-f',
      'json',
    ),
  );
  await bench('gongkai audit', () =>
    gongkai('audit', folder, ...live, '-o', path.join(folder, 'audited'), '-f', 'json'),
  );
  if (isWanted(fleetRow(pages))) await benchFleet();
  if (values.peers) {
    const where = await installPeers(path.join(out, 'peers'));
    for (const { name, args } of PEERS) await bench(name, () => measure(process.execPath, args(where, server.origin)));
  }
  server.process.disconnect();
  print('', ...ratios(rows));
}

function fleetRow(pages: number): string {
  return `gongkai fleet, ${Math.ceil(pages / 10)} × 10 pages`;
}

interface Server {
  readonly process: ChildProcess;
  readonly origin: string;
  readonly paths: readonly string[];
  readonly bytes: number;
}

function start(pages: number): Promise<Server> {
  const child = fork(self, ['serve', String(pages)]);
  return new Promise((resolve) => {
    child.once('message', ({ port, paths, bytes }: { port: number; paths: string[]; bytes: number }) =>
      resolve({ process: child, origin: `http://127.0.0.1:${port}`, paths, bytes }),
    );
  });
}

/** What the server saw since it was last asked. */
function ask(server: ChildProcess): Promise<Served> {
  return new Promise((resolve) => {
    server.once('message', (served: Served) => resolve(served));
    server.send('report');
  });
}

async function prepare(pages: number, { origin, paths }: Server): Promise<string> {
  const folder = path.join(out, `site-${pages}`);
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

function line(row: Row | undefined, pages: number): string {
  if (!row) return '';
  const { wall, cpu, peak } = mid(row);
  const seen = row.served && row.served.requests > 0 ? row.served : undefined;
  return [
    row.name.padEnd(32),
    (pages / wall).toFixed(0).padStart(9),
    wall.toFixed(1).padStart(9),
    cpu.toFixed(1).padStart(9),
    peak.toFixed(0).padStart(9),
    String(seen?.pages ?? '').padStart(9),
    String(seen?.odd ?? '').padStart(6),
    String(seen?.again ?? '').padStart(7),
  ].join('');
}

function mid({ costs }: Row): Record<'wall' | 'cpu' | 'peak', number> {
  return {
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    peak: median(costs.map(({ peak }) => peak)),
  };
}

function ratios(rows: readonly Row[]): string[] {
  const of = (name: string): Row | undefined => rows.find((row) => row.name === name);
  const [audit, check, stored] = [of('gongkai audit'), of('gongkai check'), of('cheerio parse of stored pages')];
  const lines: string[] = [];
  if (check && stored)
    lines.push(
      `check / cheerio parse of stored pages: ${(mid(check).wall / mid(stored).wall).toFixed(2)} × the wall time`,
    );
  const fleet = rows.find(({ name }) => name.startsWith('gongkai fleet'));
  if (fleet && audit)
    lines.push(
      `fleet / one company with as many pages: ${(mid(audit).wall / mid(fleet).wall).toFixed(2)} × the pages/s`,
    );
  for (const { name } of PEERS) {
    const peer = of(name);
    if (audit && peer) lines.push(`audit / ${name}: ${(mid(peer).wall / mid(audit).wall).toFixed(1)} × the pages/s`);
  }
  return lines;
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
