import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The program, bundled to a folder of its own: a long proof must not notice that `dist/` is built anew meanwhile. */
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

/** Builds as `esbuild.config.js` does; processes start with the clock of captures held still. */
export async function ownBuild(now = '2026-11-20T02:00:00Z'): Promise<OwnBuild> {
  const home = await mkdtemp(path.join(tmpdir(), 'gongkai-build-'));
  // Copies: a proof compares runs that lie an hour apart, and the rules may be edited meanwhile.
  for (const part of ['rules', 'package.json'])
    await cp(path.join(ROOT, part), path.join(home, part), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(home, 'node_modules'));
  await build({
    entryPoints: {
      cli: path.join(ROOT, 'src/cli.ts'),
      'reader-child': path.join(ROOT, 'src/documents/reader-child.ts'),
      'fleet-child': path.join(ROOT, 'src/commands/fleet/child.ts'),
    },
    outdir: path.join(home, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
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

function ending(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (words: string) => void (said[stream] += words));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, ...said }));
  });
}
