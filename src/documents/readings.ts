import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Job } from './reader-pool.ts';
import { bundledEntry } from './reader-process.ts';
import type { ReaderSetting } from './reader.ts';

/**
 * Readings kept from run to run, packed, under a key that tells everything a reading depends on. It may forget whatever it
 * likes, and never gives anything else than what was kept.
 */
export interface Readings {
  readonly get: (key: string) => string | undefined;
  readonly keep: (key: string, packed: string) => void;
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The script names its parts by what they hold, so that its own bytes tell of the whole reader. */
const readerDigest = (): string =>
  digest(readFileSync(bundledEntry(), 'utf8'), process.version, process.versions.icu ?? '');

/** Readings as one bundle uses them: what is known is not read again, and what is read is kept. */
export class Recall {
  readonly #readings: Readings;
  readonly #by: string;

  constructor(readings: Readings, setting: ReaderSetting) {
    this.#readings = readings;
    this.#by = digest(readerDigest(), JSON.stringify(setting));
  }

  /** What the document that reading the job would make was packed into, if it was made before. */
  known(job: Job): string | undefined {
    return this.#readings.get(this.#keyOf(job));
  }

  keep(job: Job, packed: string): void {
    this.#readings.keep(this.#keyOf(job), packed);
  }

  /** What a reader looks at; when a page was captured, and what was noted on the way, leaves its words as they are. */
  #keyOf({ capture: { url, status, headers, sha256, bytes }, source }: Job): string {
    const { 'content-type': type = [] } = headers;
    return digest(this.#by, JSON.stringify({ url, status, type, sha256, bytes, source }));
  }
}
