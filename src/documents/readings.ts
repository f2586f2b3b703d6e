import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { PageMemory } from '../evidence/page-memory.ts';
import type { Desk, Reading } from './reader-messages.ts';
import type { Job } from './reader-pool.ts';
import { bundledEntry } from './reader-process.ts';

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The script names its parts by what they hold, so that its own bytes tell of the whole reader. */
const readerDigest = (): string =>
  digest(readFileSync(bundledEntry(), 'utf8'), process.version, process.versions.icu ?? '');

/** Readings as one bundle uses them: what is known is not read again, and what is read is kept. */
export class Recall {
  readonly #readings: PageMemory;
  readonly #by: string;

  constructor(readings: PageMemory, { setting, subjects }: Desk) {
    this.#readings = readings;
    this.#by = digest(readerDigest(), JSON.stringify(setting), JSON.stringify(subjects ?? null));
  }

  /** What reading the job would bring, if it was read before. */
  known(job: Job): Reading | undefined {
    const kept = this.#readings.get(this.#keyOf(job));
    if (kept === undefined) return undefined;
    const end = kept.indexOf('\n');
    const facts: unknown = end > 0 ? deserialize(Buffer.from(kept.slice(0, end), 'base64')) : undefined;
    return { kind: 'read', packed: kept.slice(end + 1), ...(facts !== undefined && { facts }) };
  }

  /** `packed` is the whole document; what was found on it stands before it, on a line of its own. */
  keep(job: Job, packed: string, facts: unknown): void {
    const line = facts === undefined ? '' : serialize(facts).toString('base64');
    this.#readings.keep(this.#keyOf(job), `${line}\n${packed}`);
  }

  /** What a reader looks at; when a page was captured, and what was noted on the way, leaves its words as they are. */
  #keyOf({ capture: { url, status, headers, sha256, bytes }, source }: Job): string {
    const { 'content-type': type = [] } = headers;
    return digest(this.#by, JSON.stringify({ url, status, type, sha256, bytes, source }));
  }
}
