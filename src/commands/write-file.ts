import { open, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../evidence/make-folder.ts';
import { putInPlace } from '../evidence/put-in-place.ts';
import { syncFolder } from '../evidence/sync-folder.ts';
import { text, type Text } from '../language/text.ts';
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
    await makeFolder(dirname(path));
    const file = await open(beside, 'w');
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await putInPlace(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw diskStop(path, error);
  }
}

/** Windows lets nobody replace a file that Excel or Word shows, and says so with any of three codes. */
const IN_USE = text(
  '没有写入权限，或文件正在 Excel、WPS 或 Word 中打开，请关闭后重试',
  'no permission, or the file is open in Excel, WPS or Word; close it and try again',
);
const FULL = text('磁盘空间或配额不足', 'the disk or the quota is full');
const NO_FOLDER = text('路径中有一段是文件，不是文件夹', 'a part of the path is a file and no folder');

/** What lies behind the codes that people meet. */
const WHY: Readonly<Record<string, Text>> = {
  ...{ EACCES: IN_USE, EBUSY: IN_USE, EPERM: IN_USE },
  ...{ ENOSPC: FULL, EDQUOT: FULL, EFBIG: FULL },
  ...{ ENOTDIR: NO_FOLDER, EEXIST: NO_FOLDER },
  EROFS: text('磁盘是只读的', 'the disk is read-only'),
  ENOENT: text(
    '这里不能建文件夹：磁盘没有接上，或路径有误',
    'no folder can be made here: the disk is not connected, or the path is wrong',
  ),
  ENAMETOOLONG: text('路径太长，请换到层次更浅的文件夹', 'the path is too long; choose a folder nearer to the root'),
};

/** What the disk refused, by its code: the message of the system would be in another language. */
export function diskStop(path: string, error: unknown): Stop {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
  const why = WHY[code] ?? text('磁盘读写错误', 'a disk error');
  return new Stop(
    'disk',
    text(
      `无法写入 ${path}（${code}，${why.zh}），原有文件未改动；也可用 -o 另选可写的文件夹。`,
      `cannot write ${path} (${code}, ${why.en}); what was there is unchanged. You may also choose another folder with -o.`,
    ),
  );
}
