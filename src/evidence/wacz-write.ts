import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockBundle, type BundleBusy } from './bundle-lock.ts';
import { mergeScopes, type CaptureSink } from './bundle.ts';
import type { Capture, Scope } from './capture.ts';
import { openJournal } from './journal.ts';
import { writeWacz } from './wacz-assemble.ts';
import type { BundleHead } from './wacz-files.ts';
import { captureRecord } from './warc-member.ts';

/** A bundle being written. Captures may come in any order and at the same time; the file does not depend on it. */
export interface BundleWriter extends CaptureSink {
  readonly kind: 'writer';
  /** What an interrupted run had captured, when it is resumed. */
  readonly committed: readonly Capture[];
  /** Seals the bundle at its path, all or nothing. Throws StoreDamaged when the spool no longer holds what was written. */
  readonly close: (scopes: readonly Scope[], head: BundleHead) => Promise<void>;
  /** Stops without a bundle, also after a failed `close`; what was captured stays for `resume`. */
  readonly abandon: () => Promise<void>;
}

export interface WriterOptions {
  /** Go on with what an interrupted run left beside the path. */
  readonly resume?: boolean;
}

/**
 * Opens a bundle for writing at a path of the local disk, or says who writes to it now. Until `close` nothing stands at
 * the path but what stood there before; captures are kept in `<path>.partial`. Errors of the disk are thrown as they are.
 */
export async function openBundleWriter(path: string, options: WriterOptions = {}): Promise<BundleWriter | BundleBusy> {
  await mkdir(dirname(path), { recursive: true });
  const lock = await lockBundle(path);
  if (lock.kind === 'busy') return lock;
  const partial = `${path}.partial`;
  const journal = await openJournal(partial, options.resume ?? false).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const known = new Set(journal.spooled.map(({ capture }) => JSON.stringify(capture)));
  let queue = Promise.resolve();
  return {
    kind: 'writer',
    committed: journal.spooled.map(({ capture }) => capture),
    add: (capture, body) => {
      // A resumed run takes its snapshots in again; what is already there needs no second copy.
      const content = JSON.stringify(capture);
      if (!known.has(content)) queue = queue.then(() => journal.append(capture, captureRecord(capture, body)));
      known.add(content);
      return queue;
    },
    close: async (scopes, head) => {
      await queue;
      await writeWacz(path, journal, mergeScopes(scopes), head);
      await journal.close();
      await rm(partial, { recursive: true, force: true });
      await lock.release();
    },
    abandon: async () => {
      // A full disk has already been reported by the `add` that met it.
      await queue.catch(() => undefined);
      await journal.close().finally(lock.release);
    },
  };
}
