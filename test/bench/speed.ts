// How fast, and in how much memory: npm run bench [-- --pages 2000 --runs 5 --peers --only audit,fleet]
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBranches, pagesOf, serveBranches } from './speed/fleet.ts';
import { parseStored, runFloor, type Floor } from './speed/floor.ts';
import { withMoreRules } from './speed/more-rules.ts';
import { measure, median, type Cost } from './speed/measure.ts';
import { installPeers, PEERS } from './speed/peers.ts';
import { serve, type Served } from './speed/serve.ts';
import { ask, openSite } from './speed/stage.ts';

/** This script, which runs itself in other roles. */
const self = process.argv[1] ?? '';
const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, 'out/bench');
const bin = path.join(root, 'bin/gongkai.js');
const DAY = '2026-11-20';
const MORE_RULES = 300;
/** A pace at which requests wait for their turn, and the benchmark for them no longer than for other rows. */
const POLITE = '100';

const HEAD = `${'program'.padEnd(32)}${'pages/s'.padStart(9)}${'wall s'.padStart(9)}${'CPU s'.padStart(9)}${'peak MB'.padStart(9)}${'found'.padStart(9)}${'odd'.padStart(6)}${'again'.padStart(7)}`;

const [mode] = process.argv.slice(2);
if (mode === 'serve') serve(Number(process.argv[3]), process.argv[4] === 'etags');
else if (mode === 'branches') await serveBranches(Number(process.argv[3]), Number(process.argv[4]));
else if (mode === 'floor') await floorMode();
else if (mode === 'stored') await parseStored(process.argv[3] ?? '');
else await main();

async function floorMode(): Promise<void> {
  const [, , , floor = 'raw', origin = '', file = ''] = process.argv;
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
  const { server, folder } = await openSite(self, out, pages);
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
    await bench(fleetRow(pages), async () => {
      await branches.layOut();
      return gongkai('fleet', branches.folder, ...words);
    });
    print(`  pages read by the fleet: ${await pagesOf(branches.folder, DAY)}`);
    branches.close();
  };
  const audit = (to: string, rate: string): Promise<Cost> =>
    gongkai('audit', folder, ...live.with(live.indexOf('--rate') + 1, rate), '-o', path.join(folder, to), '-f', 'json');
  const comparePolite = async (): Promise<void> => {
    await forget('.gongkai', 'polite');
    await audit('polite', POLITE);
    const [fast, slow] = await Promise.all(['audited', 'polite'].map((one) => verdictsIn(path.join(folder, one))));
    const isSame = JSON.stringify(fast) === JSON.stringify(slow);
    print(`  ${fast?.length} verdicts, at ${POLITE} requests a second ${isSame ? 'the same' : 'OTHERS'}`);
  };
  print(HEAD);
  for (const floor of ['raw', 'decode', 'parse'] as const)
    await bench(`undici, ${floor}`, () => again('floor', floor, server.origin, list));
  await bench('cheerio parse of stored pages', () => again('stored', path.join(folder, 'pages')));
  // As on the first night: nothing is known of any page.
  const forget = async (...kept: readonly string[]): Promise<void> => {
    for (const name of kept) await rm(path.join(folder, name), { recursive: true, force: true });
  };
  const capture = async (): Promise<Cost> => {
    await forget('.gongkai', 'captured');
    return gongkai('capture', folder, ...live.slice(0, -1), '-o', path.join(folder, 'captured'));
  };
  await bench('gongkai capture', capture);
  if (isWanted('gongkai check') && !isWanted('gongkai capture')) await capture();
  const check = (workspace: string): Promise<Cost> =>
    gongkai(
      'check',
      bundle,
      workspace,
      ...['--as-of', DAY, '--no-screenshots', '-f', 'json', '-o', `${folder}-checked`],
    );
  await bench('gongkai check', () => check(folder));
  const more = await withMoreRules(folder, MORE_RULES);
  await bench(`gongkai check, ${MORE_RULES} more rules`, () => check(more));
  await bench('gongkai audit', async () => {
    await forget('.gongkai', 'audited');
    return audit('audited', '0');
  });
  if (isWanted('gongkai audit')) await comparePolite();
  if (isWanted(fleetRow(pages))) await benchFleet();
  if (values.peers) {
    const where = await installPeers(path.join(out, 'peers'));
    for (const { name, args } of PEERS) await bench(name, () => measure(process.execPath, args(where, server.origin)));
  }
  server.process.disconnect();
  print('', ...ratios(rows));
}

/** The verdicts of a report without what hangs on the hour. */
async function verdictsIn(folder: string): Promise<readonly unknown[]> {
  const words = await readFile(path.join(folder, 'report.json'), 'utf8');
  const timeless = (key: string, value: unknown): unknown => (key === 'capturedAt' ? undefined : value);
  return (JSON.parse(words, timeless) as { verdicts: unknown[] }).verdicts;
}

function fleetRow(pages: number): string {
  return `gongkai fleet, ${Math.ceil(pages / 10)} × 10 pages`;
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
  const more = of(`gongkai check, ${MORE_RULES} more rules`);
  if (check && more)
    lines.push(
      `check with ${MORE_RULES} more rules / check: ${(mid(more).wall / mid(check).wall).toFixed(2)} × the wall time`,
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
