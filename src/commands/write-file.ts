import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../evidence/sync-folder.ts';
import { text } from '../language/text.ts';
import { Stop } from './desk.ts';

/**
 * Writes a file whole or not at all: beside its place, synced, renamed, and the folder synced after it. A disk that refuses ends
 * the command with code 74 and leaves what was there before.
 */
export async function writeFileWhole(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const beside = `${path}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(beside, 'w');
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw diskStop(path, error);
  }
}

/** What the disk refused, by its code: the message of the system would be in another language. */
export function diskStop(path: string, error: unknown): Stop {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
  return new Stop(
    'disk',
    text(
      `无法写入 ${path}（${code}），原有文件未改动；请用 -o 另选可写的文件夹，或检查磁盘空间和权限。`,
      `cannot write ${path} (${code}); what was there is unchanged. Choose a writable folder with -o, or check space and permissions.`,
    ),
  );
}
