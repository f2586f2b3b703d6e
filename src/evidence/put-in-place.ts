import { rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** How Windows says that somebody else has a file open. */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Between two tries, in milliseconds: 2.5 s in all, which a person whose Excel is the holder waits for the message too. */
const PAUSES = [20, 80, 200, 400, 800, 1_000] as const;

/** What a system does, given in tests of Windows on another. */
export interface Moving {
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly platform: NodeJS.Platform;
}

const SYSTEM: Moving = { rename, pause, platform: process.platform };

/**
 * Renames a finished file or folder to its name, in one step. On Windows a virus scanner or an indexer opens what was just written
 * for a moment, and nobody may rename it meanwhile: it is tried again. Rejects with the system's error.
 */
export async function putInPlace(from: string, to: string, moving: Moving = SYSTEM): Promise<void> {
  for (const ms of moving.platform === 'win32' ? PAUSES : []) {
    try {
      await moving.rename(from, to);
      return;
    } catch (error) {
      if (!HELD.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await moving.pause(ms);
    }
  }
  await moving.rename(from, to);
}
