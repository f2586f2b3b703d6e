import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** What a command cost, with all its children. */
export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of user and system time; NaN where the system does not tell. */
  readonly cpu: number;
  /** Megabytes that the whole process tree held at its peak, what its processes share counted once; NaN where the system does not tell. */
  readonly peak: number;
  readonly code: number | null;
  readonly stdout: string;
}

const TICKS = 100;
/** Looking takes part of a core from what is measured: 50 ms took four hundredths of one, counting memory included. */
const SAMPLE_MS = 125;
/** Counting memory holds the process up, so that it is done every other time only. */
const MEMORY_EVERY = 2;

/** Runs a command to its end and measures its process tree through /proc, so the last eighth of a second of a process may be missing, and a peak of memory shorter than a quarter of a second. */
export function measure(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const cpu = new Map<number, number>();
    let peak = process.platform === 'linux' ? 0 : NaN;
    let samples = 0;
    const sample = (): void => {
      const tree = treeOf(child.pid ?? -1);
      for (const { pid, ticks } of tree) cpu.set(pid, ticks);
      if (samples++ % MEMORY_EVERY > 0) return;
      const held = tree.reduce((sum, { pid }) => sum + shareOf(pid), 0);
      peak = Math.max(peak, held);
    };
    const timer = setInterval(sample, SAMPLE_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const seconds = [...cpu.values()].reduce((sum, ticks) => sum + ticks, 0) / TICKS;
      if (code !== 0 && code !== 1 && code !== 4) process.stderr.write(Buffer.concat(stderr));
      resolve({
        wall: (performance.now() - started) / 1_000,
        cpu: process.platform === 'linux' ? seconds : NaN,
        peak,
        code,
        stdout: Buffer.concat(stdout).toString(),
      });
    });
  });
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function treeOf(root: number): Process[] {
  if (process.platform !== 'linux') return [];
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)));
  const wanted = new Set([root]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid, parent } of all)
      if (wanted.has(parent) && !wanted.has(pid)) {
        wanted.add(pid);
        grown = true;
      }
  }
  return all.filter(({ pid }) => wanted.has(pid));
}

/** proc(5): fields after the name, which may hold blanks and brackets. */
function statOf(pid: number): Process[] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0] = [fields[1], fields[11], fields[12]];
    return [{ pid, parent, ticks: user + system }];
  } catch {
    return [];
  }
}

/** Its proportional set size in megabytes: a page of memory that three processes share counts a third for each. */
function shareOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? NaN;
