import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import buildOnce from './build.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The program as it is built, in a folder of its own: a long proof must not notice that `dist/` is built anew meanwhile. */
export interface OwnBuild {
  readonly start: (args: readonly string[]) => Running;
  /** The same by another command line, for which `entry` is the script to run and `env` its environment. */
  readonly startAs: (command: readonly string[]) => Running;
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

export interface Running {
  readonly child: ChildProcess;
  /** Code, signal and what was said, once the process has ended. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a process of a test must not inherit: a proxy of the machine would refuse every capture. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));

/** Copies `dist/`; processes start with the clock of captures held still. */
export async function ownBuild(now = '2026-11-20T02:00:00Z'): Promise<OwnBuild> {
  const home = await mkdtemp(path.join(tmpdir(), 'gongkai-build-'));
  // Under vitest that was done before the first test; to build while other tests run would take `dist/` from them.
  if (process.env.VITEST === undefined) buildOnce();
  // Copies: a proof compares runs that lie an hour apart, and the rules may be edited meanwhile.
  for (const part of ['dist', 'rules', 'package.json'])
    await cp(path.join(ROOT, part), path.join(home, part), { recursive: true, filter: (file) => !isBench(file) });
  await symlink(path.join(ROOT, 'node_modules'), path.join(home, 'node_modules'));
  const entry = path.join(home, 'dist/cli.js');
  // What a browser adds depends on the machine; `browser*.test.ts` tests it.
  const env = { ...ENVIRONMENT, GONGKAI_TEST_NOW: now, GONGKAI_BROWSER: 'none' };
  const startAs = ([command = '', ...args]: readonly string[]): Running => {
    const child = spawn(command, args, { env, cwd: home });
    return { child, ended: ending(child) };
  };
  return {
    start: (args) => startAs([process.execPath, entry, ...args]),
    startAs,
    entry,
    env,
    close: () => rm(home, { recursive: true, force: true }),
  };
}

/** Scripts are bundled there while they run. */
const isBench = (file: string): boolean => file === path.join(ROOT, 'dist/bench');

function ending(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (words: string) => void (said[stream] += words));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, ...said }));
  });
}
