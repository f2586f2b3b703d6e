import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning } from './is-running.ts';

/** Containers may share a temporary folder and count their processes each for itself. */
const OURS = `gongkai-words-${hostname().replace(/[^A-Za-z0-9]/g, '_')}-`;

/** A temporary folder for the words of documents; undefined where there is no place for one. */
export function makeWordsFolder(): string | undefined {
  try {
    sweep(tmpdir());
    return mkdtempSync(path.join(tmpdir(), `${OURS}${process.pid}-`));
  } catch {
    return undefined;
  }
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/** Runs that were killed could not clear up behind them, and a province's pages fill a disk within a few nights. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(OURS) ? Number.parseInt(name.slice(OURS.length), 10) : NaN;
    if (!Number.isNaN(pid) && !isRunning(pid)) removeQuietly(path.join(folder, name));
  }
}

/** It may be another user's. */
function removeQuietly(folder: string): void {
  try {
    removeFolder(folder);
  } catch {
    return;
  }
}
