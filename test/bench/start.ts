// How long a command takes to start, beside bare Node in the same round: npm run bench:start [-- --runs 21]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './speed/measure.ts';

const root = path.resolve(import.meta.dirname, '../..');
const bin = path.join(root, 'bin/gongkai.js');

/** A command, and the most that its median may be of bare Node's, where a bound was set. */
interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly bound?: number;
}

const STARTS: readonly Start[] = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'gongkai --version', args: [bin, '--version'], bound: 1.25 },
  { name: 'gongkai deadline', args: [bin, 'deadline', '2026-09-24', '10个工作日'], bound: 3 },
  { name: 'gongkai rules list', args: [bin, 'rules', 'list'], bound: 5 },
  { name: 'gongkai --help', args: [bin, '--help'] },
  { name: 'gongkai completion', args: [bin, 'completion', 'bash'] },
  { name: 'gongkai doctor', args: [bin, 'doctor', 'fixtures/demo'] },
  { name: 'gongkai ledger list', args: [bin, 'ledger', 'list', 'fixtures/demo'] },
];

const { values } = parseArgs({ options: { runs: { type: 'string', default: '21' } } });
const taken = STARTS.map((): number[] => []);
// Round by round, so that whatever else the machine does falls on all alike.
for (let round = 0; round < Number(values.runs); round += 1)
  for (const [index, { args }] of STARTS.entries()) taken[index]?.push(milliseconds(args));

const bare = median(taken[0] ?? []);
const lines = STARTS.map(({ name, bound }, index) => {
  const time = median(taken[index] ?? []);
  const [ratio, allowed] = [time / bare, bound === undefined ? '' : `≤ ${bound.toFixed(2)}`];
  if (bound !== undefined && ratio > bound) process.exitCode = 1;
  return `${name.padEnd(24)}${time.toFixed(0).padStart(6)} ms${`${ratio.toFixed(2)} ×`.padStart(10)}  ${allowed}`.trimEnd();
});
process.stdout.write(`medians of ${values.runs} starts, Node ${process.versions.node}\n${lines.join('\n')}\n`);

function milliseconds(args: readonly string[]): number {
  const begun = performance.now();
  spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
  return performance.now() - begun;
}
