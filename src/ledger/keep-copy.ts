import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CivilDate } from '../calendar/civil-date.ts';
import { putInPlace } from '../evidence/put-in-place.ts';
import { syncFolder } from '../evidence/sync-folder.ts';
import { StoreFault, type Database } from './database.ts';

/** Where the store as it was before a run of `day` is kept: `history.before-2027-11-20.db` beside `history.db`. */
export function copyBefore(file: string, day: CivilDate): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.before-${day}${ext}`);
}

/**
 * Keeps the store whole, as it is before a run of `day` enters it, unless it holds a run of that day or a later one already: the
 * copy from before those is the one to go back to. SQLite writes it, so that what still stands in the log is in it. Resolves with
 * the copy's path. Rejects with a `StoreFault`, and nothing stands in the copy's place then that is not whole.
 */
export async function keepCopy(database: Database, file: string, day: CivilDate): Promise<string | undefined> {
  const [newest] = database.all<{ day: string | null }>('SELECT max(as_of) AS day FROM runs');
  if ((newest?.day ?? '') >= day) return undefined;
  const copy = copyBefore(file, day);
  const beside = `${copy}.partial`;
  try {
    await rm(beside, { force: true });
    database.run('VACUUM INTO ?', [beside]);
    const handle = await open(beside, 'r+');
    await handle.sync().finally(() => handle.close());
    await putInPlace(beside, copy);
    await syncFolder(path.dirname(copy));
    return copy;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error instanceof StoreFault ? error : new StoreFault('disk', copy, error);
  }
}
