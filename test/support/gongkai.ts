import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const DEMO = path.join(ROOT, 'fixtures/demo');
export const DAY = '2026-11-20';

/** What must be read from pixels, which takes two thirds of an audit of the demonstration. */
const PIXELS = new Set(['promises.png', 'other-fees.png', 'banner.png', 'other-fees.pdf']);

/** A copy of the demonstration without its pictures: as many pages, channels and gaps, for runs that must be many. */
export async function plainDemo(folder: string): Promise<string> {
  await cp(DEMO, folder, { recursive: true, filter: (file) => !PIXELS.has(path.basename(file)) });
  return folder;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built program as a user does, and waits for its end. */
export function gongkai(args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'bin/gongkai.js'), ...args], {
      cwd,
      // What a browser adds depends on the machine; `browser*.test.ts` tests it.
      env: { ...process.env, GONGKAI_BROWSER: 'none', ...env },
    });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}
