// Where the time of an audit goes: npm run bench:profile [-- --pages 500]
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './speed/measure.ts';
import { readProfiles, type Times } from './speed/profile.ts';
import { serve } from './speed/serve.ts';
import { openSite } from './speed/stage.ts';

const self = process.argv[1] ?? '';
const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, 'out/bench');

/** Stages and the functions that do them. */
const PROGRAM: readonly (readonly [stage: string, does: string])[] = [
  ['rules read and bound', 'openLaw'],
  ['links and signs of a page', 'pageLinks'],
  ['records packed', 'gzipMember'],
  ['readings taken in', 'shelve'],
  ['rules checked', 'hear'],
  ['of that, words fetched', 'unpackWords'],
  ['garbage collected', '(garbage collector)'],
  ['idle, waiting for readers and network', '(idle)'],
];
const READERS: typeof PROGRAM = [
  ['bytes decoded', 'decode'],
  ['tree parsed', 'parseHtml'],
  ['what is drawn of it', 'see'],
  ['blocks written', 'readBlocks'],
  ['links', 'readLinks'],
  ['fields', 'readFields'],
  ['tables', 'readTable'],
  ['whose page it is', 'identify'],
  ['dates', 'statedDates'],
  ['what every rule asks', 'factsOf'],
  ['words laid down', '#layDown'],
  ['sent', 'answer'],
  ['garbage collected', '(garbage collector)'],
];

if (process.argv[2] === 'serve') serve(Number(process.argv[3]), false);
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { pages: { type: 'string', default: '500' } } });
  const pages = Number(values.pages);
  const { server, folder } = await openSite(self, out, pages);
  const profiles = path.join(out, 'profile');
  await rm(profiles, { recursive: true, force: true });
  await mkdir(profiles, { recursive: true });
  const words = `--as-of 2026-11-20 --rate 0 --allow-private 127.0.0.1/32 --max-pages 100000 --confirm-after 0 --no-screenshots --no-history -f json -o`;
  const { wall, cpu } = await measure(
    process.execPath,
    [
      ...['--cpu-prof', `--cpu-prof-dir=${profiles}`, path.join(root, 'bin/gongkai.js'), 'audit', folder],
      ...[...words.split(' '), path.join(folder, 'profiled')],
    ],
    { GONGKAI_BROWSER: 'none' },
  );
  server.process.disconnect();
  const { program, readers } = await readProfiles(profiles);
  print(`audit of ${pages} pages: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} CPU s with the profiler on`, '');
  table('the program', PROGRAM, program, pages);
  table('the readers', READERS, readers, pages);
}

function table(title: string, stages: typeof PROGRAM, times: Times, pages: number): void {
  const whole = times.get('(root)') ?? 0;
  print(`${title.padEnd(42)}${'ms'.padStart(9)}${'ms/page'.padStart(9)}${'share'.padStart(8)}`);
  for (const [stage, does] of stages) {
    const ms = times.get(does) ?? 0;
    const share = `${((ms / whole) * 100).toFixed(0)} %`;
    print(`${stage.padEnd(42)}${ms.toFixed(0).padStart(9)}${(ms / pages).toFixed(2).padStart(9)}${share.padStart(8)}`);
  }
  print('');
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
