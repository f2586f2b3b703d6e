import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { readAt } from '../journal.ts';

/** Where a container's bytes are: a file on disk, a range of one, or memory. */
export type Stored =
  { readonly file: string | Buffer; readonly start?: number; readonly size?: number } | { readonly bytes: Uint8Array };

/** Random access to a container. */
export interface Input {
  readonly size: number;
  /** Fewer bytes than asked for at the end. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Opens a container; rejects with what the disk reports. */
export async function openInput(stored: Stored): Promise<Input> {
  if ('bytes' in stored) {
    const { bytes } = stored;
    return {
      size: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
      close: () => Promise.resolve(),
    };
  }
  const handle = await open(stored.file, constants.O_RDONLY | constants.O_NOFOLLOW);
  const { start = 0, size = (await handle.stat()).size } = stored;
  return {
    size,
    read: (offset, length) => readAt(handle, start + offset, Math.max(0, Math.min(length, size - offset))),
    close: () => handle.close(),
  };
}
