import { availableParallelism } from 'node:os';
import type { Capture } from '../../evidence/capture.ts';
import type { SealedPlace } from '../../evidence/bundle.ts';
import type { Document } from '../document.ts';
import { Unpacker } from '../packing.ts';
import type { PageSource } from '../identity.ts';
import { unread } from '../read.ts';
import { isLight, LIGHT_BYTES } from './light.ts';
import { isFile } from '../read-file.ts';
import type { NoAnswer, ReaderProcess, SentPage } from './process.ts';
import { ReaderStaff } from './staff.ts';
import type { Desk, Reading } from './messages.ts';
import { readPage } from '../reader.ts';

/** A capture to be read; its bytes are fetched when its turn comes and let go when they are sent. */
export interface Job {
  readonly capture: Capture;
  readonly source: PageSource;
  /** The bytes, or the document to put in their place. */
  readonly load: () => Promise<Uint8Array | Document>;
  /** Where a process can fetch them for itself. */
  readonly place?: () => SealedPlace | undefined;
}

/** Takes a document; `reading` is given where it was read in a child process. */
export type Deliver = (job: Job, document: Document, reading?: Reading) => void;

/** Makes the document of a reading; `words`: where they lay apart. */
export type Open = (reading: Reading, capture: Capture, words?: string) => Document;

/** Makes documents that hold all their words. */
export function opening(): Open {
  const unpacker = new Unpacker();
  return ({ packed }, capture, words) => unpacker.unpack(packed, capture, words);
}

/** Milliseconds and counts (faults 5.5). */
export interface PoolLimits {
  readonly children: number;
  readonly pageMs: number;
  readonly fileMs: number;
  readonly startMs: number;
  /** Pages sent ahead of the one being read. */
  readonly batch: number;
  /** The script of the child process; the program's own unless a test brings another. */
  readonly entry?: string;
}

export const POOL_LIMITS: PoolLimits = {
  children: Math.min(2, availableParallelism()),
  pageMs: 20_000,
  fileMs: 30_000,
  startMs: 60_000,
  batch: 16,
};

/**
 * Reads jobs in child processes that are killed when they take too long: a page can cost us a process and never the run.
 * A page over its time is `too-complex`, and so is one on which two processes died; what was sent along with it is read
 * again. `deliver` is called once a job, in any order; what it is given does not depend on the order. The processes are those
 * of the staff, or of one that lasts as long as this call.
 */
export async function readInPool(
  jobs: readonly Job[],
  desk: Desk,
  deliver: Deliver,
  limits: PoolLimits = POOL_LIMITS,
  shared?: ReaderStaff,
  open = opening(),
): Promise<void> {
  const queue = new Queue(jobs, limits.batch);
  const staff = shared ?? new ReaderStaff(limits.children, limits.startMs, limits.entry);
  const parts = { desk, deliver, limits, staff, open };
  const lanes = Array.from({ length: Math.min(staff.size, queue.batches) }, () => new Lane(parts).drain(queue));
  await Promise.all(lanes).finally(() => {
    if (!shared) staff.close();
  });
}

/** Jobs in batches of bounded size; a large page is a batch of its own. */
class Queue {
  readonly #batches: Job[][] = [];
  #large: Promise<unknown> = Promise.resolve();

  constructor(jobs: readonly Job[], most: number) {
    let bytes = Infinity;
    for (const job of jobs) {
      bytes += job.capture.bytes;
      const open = this.#batches.at(-1);
      if (open && bytes <= LIGHT_BYTES && open.length < most) {
        open.push(job);
        continue;
      }
      this.#batches.push([job]);
      bytes = job.capture.bytes;
    }
  }

  get batches(): number {
    return this.#batches.length;
  }

  next(): readonly Job[] | undefined {
    return this.#batches.shift();
  }

  /** One large page at a time is in memory, from its loading until it was sent. */
  alone<T>(jobs: readonly Job[], work: () => Promise<T>): Promise<T> {
    if (!isLarge(jobs)) return work();
    const turn = this.#large.then(work, work);
    this.#large = turn;
    return turn;
  }
}

const isLarge = ([job]: readonly Job[]): boolean => job !== undefined && job.capture.bytes > LIGHT_BYTES;

/** Where a page lies that a process may fetch: a large one is held once in all, and what is no page is not known to be one. */
const placeOf = ({ capture, place }: Job): SealedPlace | undefined =>
  capture.bytes <= LIGHT_BYTES && /html/i.test(capture.headers['content-type']?.[0] ?? '') ? place?.() : undefined;

/** What the parent remembers of a page that it has sent. */
interface Sent {
  readonly job: Job;
  readonly limitMs: number;
}

/** What the lanes of one reading share. */
interface Shared {
  readonly desk: Desk;
  readonly deliver: Deliver;
  readonly limits: PoolLimits;
  readonly staff: ReaderStaff;
  readonly open: Open;
}

/** One child process after another, reading one batch after another. */
class Lane {
  readonly #shared: Shared;
  readonly #deaths = new Map<Job, number>();
  /** What a process could not fetch. */
  readonly #brought = new Set<Job>();
  #reader: ReaderProcess | undefined;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  async drain(queue: Queue): Promise<void> {
    try {
      for (let batch = queue.next(); batch; batch = queue.next())
        for (let rest = batch; rest.length > 0;) rest = await this.#read(rest, queue);
    } catch (error) {
      this.#dismiss();
      throw error;
    }
    if (this.#reader) this.#shared.staff.release(this.#reader);
  }

  #dismiss(): void {
    if (this.#reader) this.#shared.staff.dismiss(this.#reader);
    this.#reader = undefined;
  }

  /** Reads the jobs in order and returns those that must be read again. */
  async #read(jobs: readonly Job[], queue: Queue): Promise<readonly Job[]> {
    const reader = (this.#reader ??= await this.#shared.staff.hire(this.#shared.desk));
    const { sent, sending } = await queue.alone(jobs, () => this.#send(jobs, reader));
    const again: Job[] = [];
    try {
      for (const [at, { job, limitMs }] of sent.entries()) {
        const reading = await reader.receive(limitMs);
        if (reading === 'unfetched') again.push(job);
        else if (typeof reading === 'string') return [...again, ...this.#fail(reading, job, sent.slice(at + 1))];
        else this.#shared.deliver(job, this.#shared.open(reading, job.capture), reading);
      }
      return again;
    } finally {
      for (const job of again) this.#brought.add(job);
      await sending;
    }
  }

  /** Loads and sends the pages. A large one has left when this resolves; others leave while the first is being read. */
  async #send(jobs: readonly Job[], reader: ReaderProcess): Promise<{ sent: Sent[]; sending: Promise<void> }> {
    const sent: Sent[] = [];
    const pages: SentPage[] = [];
    for (const job of jobs) {
      const { capture, source } = job;
      const sealed = this.#brought.has(job) ? undefined : placeOf(job);
      if (sealed) {
        sent.push({ job, limitMs: this.#shared.limits.pageMs });
        pages.push({ capture, source, sealed });
        continue;
      }
      const body = await job.load();
      if (!(body instanceof Uint8Array)) {
        this.#shared.deliver(job, body);
        continue;
      }
      // Sending it would cost more than refusing it.
      if (body.length > LIGHT_BYTES && isLight(body)) {
        this.#shared.deliver(job, readPage({ capture, source, body }, this.#shared.desk.setting));
        continue;
      }
      sent.push({ job, limitMs: isFile(body, capture) ? this.#shared.limits.fileMs : this.#shared.limits.pageMs });
      pages.push({ capture, source, body });
    }
    const sending = reader.send(pages);
    if (isLarge(jobs)) await sending;
    return { sent, sending };
  }

  /** A page that the process did not live through is tried once more, for it may have been killed from outside. */
  #fail(how: NoAnswer, job: Job, rest: readonly Sent[]): readonly Job[] {
    this.#dismiss();
    const later = rest.map((one) => one.job);
    const deaths = (this.#deaths.get(job) ?? 0) + 1;
    this.#deaths.set(job, deaths);
    if (how === 'gone' && deaths < 2) return [job, ...later];
    this.#shared.deliver(job, unread(job.capture, 'too-complex', WHY[how]));
    return later;
  }
}

const WHY = { late: 'reading took too long', gone: 'reading ended twice' } as const satisfies Record<NoAnswer, string>;
