import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Rejects with the error of the system, as for a disk that is not there. Node's own `recursive`
 * never ends where a system says of a folder that stands (`/proc`) that nothing can be made in it because it is not there.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    const above = dirname(folder);
    if (above === folder || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await makeFolder(above);
    await makeOne(folder);
  }
}

/** A root is refused with other codes than "is there already", so what stands is asked whenever something is refused. */
const makeOne = (folder: string): Promise<unknown> =>
  mkdir(folder).catch(async (error: unknown) => {
    const found = await stat(folder).catch(() => undefined);
    if (!found?.isDirectory()) throw error;
  });
