import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockBundle, type BundleBusy, type BundleLock } from '../bundle/lock.ts';
import { sha256 } from '../sha256.ts';
import { mergeScopes, type CaptureSink, type Seen } from '../bundle.ts';
import type { Capture, Scope } from '../capture.ts';
import { makeFolder } from '../make-folder.ts';
import { openJournal, type Journal, type Spooled } from '../journal.ts';
import { putInPlace } from '../put-in-place.ts';
import { openRecall, type Recall } from '../recall.ts';
import { PARTIAL, readRunNote, writeRunNote, type RunNote } from '../run-note.ts';
import { writeWacz } from './assemble.ts';
import type { BundleHead } from './files.ts';
import { inflate } from '../sealed-body.ts';
import { captureRecord } from '../warc/member.ts';
import { ownPayload } from '../warc/parse.ts';

/** A bundle being written. Captures may come in any order and at the same time; the file does not depend on it. */
export interface BundleWriter extends CaptureSink {
  readonly kind: 'writer';
  /** What an interrupted run had captured, when it is resumed. */
  readonly committed: readonly Capture[];
  /** The same for a crawl, which then asks for none of it again. */
  readonly recall: Recall;
  /** The run that is written: the interrupted one when it is resumed, else the one that the options give. */
  readonly run: RunNote | undefined;
  /** Seals the bundle at its path, all or nothing. Throws StoreDamaged when the spool no longer holds what was written. */
  readonly close: (scopes: readonly Scope[], head: BundleHead) => Promise<void>;
  /** Stops without a bundle, also after a failed `close`; what was captured stays for `resume`. */
  readonly abandon: () => Promise<void>;
}

export interface WriterOptions {
  /** Go on with what an interrupted run left beside the path. */
  readonly resume?: boolean;
  /** What has to be known of this run to go on with it; a journal without such a note is then not gone on with. */
  readonly run?: RunNote;
}

/**
 * Opens a bundle for writing at a path of the local disk, or says who writes to it now. Until `close` nothing stands at
 * the path but what stood there before; captures are kept in `<path>.partial`. Errors of the disk are thrown as they are.
 */
export async function openBundleWriter(path: string, options: WriterOptions = {}): Promise<BundleWriter | BundleBusy> {
  await makeFolder(dirname(path));
  const lock = await lockBundle(path);
  if (lock.kind === 'busy') return lock;
  try {
    return await openUnderLock(path, options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openUnderLock(path: string, options: WriterOptions, lock: BundleLock): Promise<BundleWriter> {
  await clearSealed(path);
  const noted = options.resume ? await readRunNote(path) : undefined;
  const resume = options.resume === true && (noted !== undefined || options.run === undefined);
  const journal = await openJournal(path + PARTIAL, resume);
  const run = noted ?? options.run;
  if (run && !noted) await writeRunNote(path, run);
  const known = knownCaptures(journal.spooled.map(({ capture }) => capture));
  let queue = Promise.resolve();
  return {
    kind: 'writer',
    committed: journal.spooled.map(({ capture }) => capture),
    recall: recallOf(journal),
    run,
    add: (capture, content, seen) => {
      // A resumed run takes its snapshots in again; what is already there needs no second copy.
      if (known(capture)) return queue;
      queue = queue.then(async () => journal.append(capture, await captureRecord(capture, content), seen));
      return queue;
    },
    close: async (scopes, head) => {
      await queue;
      await writeWacz(path, journal, mergeScopes(scopes), head);
      await journal.close();
      // In one step: a kill in the middle of a removal would leave half a journal beside a whole bundle.
      await putInPlace(path + PARTIAL, sealedAway(path));
      await clearSealed(path);
      await lock.release();
    },
    abandon: async () => {
      // A full disk has already been reported by the `add` that met it.
      await queue.catch(() => undefined);
      await journal.close().finally(lock.release);
    },
  };
}

/** Tells of a capture whether there was the very same before, and takes note of it; few come under an id that is known. */
function knownCaptures(captures: readonly Capture[]): (capture: Capture) => boolean {
  const byId = new Map<string, Capture[]>();
  const isKnown = (capture: Capture): boolean => {
    const before = byId.get(capture.id);
    const told = before && JSON.stringify(capture);
    if (before?.some((one) => JSON.stringify(one) === told)) return true;
    if (before) before.push(capture);
    else byId.set(capture.id, [capture]);
    return false;
  };
  captures.forEach(isKnown);
  return isKnown;
}

/** Removes what a process that was killed just after sealing has left beside a bundle, or says who writes to it now. */
export async function tidyBundle(path: string): Promise<BundleBusy | undefined> {
  const lock = await lockBundle(path);
  if (lock.kind === 'busy') return lock;
  await clearSealed(path);
  await lock.release();
  return undefined;
}

/** What is left of a journal whose bundle is sealed; of no use to anybody. */
const sealedAway = (path: string): string => `${path}.sealed`;

const clearSealed = (path: string): Promise<void> =>
  rm(sealedAway(path), { recursive: true, force: true, maxRetries: 5 });

function recallOf(journal: Journal): Recall {
  const spools = new Map<Seen, Spooled>();
  const byId = new Map<string, Spooled>();
  for (const spooled of journal.spooled) {
    byId.set(spooled.capture.id, spooled);
    if (spooled.seen) spools.set(spooled.seen, spooled);
  }
  return openRecall([...spools.keys()], {
    body: async (seen) => payloadOf(journal, spools.get(seen), seen.capture),
    shown: async ({ shown }) => {
      const spooled = shown === undefined ? undefined : byId.get(shown);
      if (!spooled || spooled.capture.sha256 === '') return spooled && { capture: spooled.capture };
      const body = await payloadOf(journal, spooled, spooled.capture);
      return body && { capture: spooled.capture, body };
    },
  });
}

/** The bytes of a capture from its record, while they are still what they were. */
async function payloadOf(
  journal: Journal,
  spooled: Spooled | undefined,
  { sha256: digest, bytes }: Capture,
): Promise<Uint8Array | undefined> {
  if (!spooled || digest === '') return undefined;
  const record = await inflate(await journal.read(spooled), bytes);
  const payload = record && ownPayload(record);
  return payload && sha256(payload) === digest ? payload : undefined;
}
