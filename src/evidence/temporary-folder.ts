import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning } from './is-running.ts';

/** The system's temporary folder while the environment names another (`inTemporary`). */
let usual: string | undefined;
const temporary = (): string => usual ?? tmpdir();

/** What lies there for the length of a run: the words of documents, what a browser keeps while it is open. */
type Kind = 'words' | 'browser';

/** Containers may share a temporary folder and count their processes each for itself. */
const HOST = hostname()
  .replace(/[^A-Za-z0-9]/g, '_')
  .slice(0, 40);
const ours = (kind: Kind): string => `gongkai-${kind}-${HOST}-`;

/** A temporary folder; what killed runs left is removed first. Undefined where there is no place for one. */
export function makeTemporaryFolder(kind: Kind): string | undefined {
  try {
    sweep(temporary(), ours(kind));
    return mkdtempSync(path.join(temporary(), `${ours(kind)}${process.pid}-`));
  } catch {
    return undefined;
  }
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/** Runs that were killed could not clear up behind them, and a province's pages fill a disk within a few nights. */
function sweep(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN;
    if (!Number.isNaN(pid) && !isRunning(pid)) removeQuietly(path.join(folder, name));
  }
}

/** It may be another user's, or still be written to. */
export function removeQuietly(folder: string): void {
  try {
    removeFolder(folder);
  } catch {
    return;
  }
}

/** By which a program is told where to lay what is temporary. */
const NAMES = ['TMPDIR', 'TMP', 'TEMP'] as const;
let last: Promise<unknown> = Promise.resolve();

/**
 * Does something that lays its temporary files where the environment says, and where else nobody can say, with a folder in that
 * place; one after the other, so that each finds the environment as it was.
 */
export function inTemporary<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const turn = last.then(async () => {
    const before = NAMES.map((name) => [name, process.env[name]] as const);
    usual = tmpdir();
    for (const name of NAMES) process.env[name] = folder;
    try {
      return await work();
    } finally {
      usual = undefined;
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  });
  last = turn.catch(() => undefined);
  return turn;
}
