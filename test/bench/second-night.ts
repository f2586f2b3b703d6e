// What an unchanged site costs on the second night: npm run bench:night [-- --pages 500 --runs 5]
import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, median, type Cost } from './speed/measure.ts';
import { serve } from './speed/serve.ts';

const self = process.argv[1] ?? '';
const root = path.resolve(import.meta.dirname, '../..');
const bin = path.join(root, 'bin/gongkai.js');

if (process.argv[2] === 'serve') serve(Number(process.argv[3]), true);
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pages: { type: 'string', default: '500' }, runs: { type: 'string', default: '5' } },
  });
  const server = fork(self, ['serve', values.pages]);
  const port = await portOf(server);
  const folder = path.join(root, 'out/bench/night');
  print(
    `${values.pages} pages, medians of ${values.runs}; each second run follows its first, which fetches everything`,
  );
  for (const verb of ['capture', 'audit'] as const) {
    const nights: [Cost[], Cost[]] = [[], []];
    for (let turn = 0; turn < Number(values.runs); turn += 1) {
      await begin(folder, port);
      for (const costs of nights) costs.push(await run(verb, folder));
    }
    const [first, second] = nights.map((costs) => ({ wall: mid(costs, 'wall'), cpu: mid(costs, 'cpu') }));
    if (!first || !second) continue;
    print(
      `${verb.padEnd(9)}first ${first.wall.toFixed(1)} s (CPU ${first.cpu.toFixed(1)})  second ${second.wall.toFixed(1)} s (CPU ${second.cpu.toFixed(1)})  second / first ${(second.wall / first.wall).toFixed(2)} × wall, ${(second.cpu / first.cpu).toFixed(2)} × CPU`,
    );
  }
  server.disconnect();
}

function mid(costs: readonly Cost[], of: 'wall' | 'cpu'): number {
  return median(costs.map((cost) => cost[of]));
}

function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    server.once('message', ({ port }: { port: number }) => resolve(port));
  });
}

async function begin(folder: string, port: number): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const workspace = `company: { id: bench, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }\nchannels: { portal: { sources: [{ url: "http://127.0.0.1:${port}/" }] } }\n`;
  await writeFile(path.join(folder, 'gongkai.yaml'), workspace);
}

function run(verb: string, folder: string): Promise<Cost> {
  const network = ['--rate', '0', '--allow-private', '127.0.0.1/32', '--max-pages', '100000', '--confirm-after', '0'];
  const more = verb === 'audit' ? ['--no-screenshots', '-f', 'json', '--fail-on', 'never'] : [];
  return measure(process.execPath, [bin, verb, folder, '--as-of', '2026-11-20', ...network, ...more], {
    GONGKAI_BROWSER: 'none',
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
