import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { PageMemory } from '../evidence/page/memory.ts';
import type { Kept } from './document-store.ts';
import type { Desk, Reading } from './reader/messages.ts';
import type { Job } from './reader/pool.ts';
import { bundledEntry } from './reader/process.ts';

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The script names its parts by what they hold, so that its own bytes tell of the whole reader. */
const readerDigest = (): string =>
  digest(readFileSync(bundledEntry(), 'utf8'), process.version, process.versions.icu ?? '');

/** A reading of an earlier night; `kept`: its words, where `packed` is without them. */
export interface Recalled extends Reading {
  readonly kept?: Kept;
}

/** Under which the words of a document are kept beside the reading without them. */
const wordsKey = (key: string): string => `${key} words`;

/** Readings as one bundle uses them: what is known is not read again, and what is read is kept. */
export class Recall {
  readonly #readings: PageMemory;
  readonly #by: string;

  constructor(readings: PageMemory, { setting, wanted }: Desk) {
    this.#readings = readings;
    this.#by = digest(readerDigest(), JSON.stringify(setting), JSON.stringify(wanted ?? null));
  }

  /** What reading the job would bring, if it was read before. */
  known(job: Job): Recalled | undefined {
    const key = this.#keyOf(job);
    const kept = this.#readings.get(key);
    if (kept === undefined) return undefined;
    // As `keep` wrote them: facts are long, and a pattern would walk through them.
    const [space, end] = [kept.indexOf(' '), kept.indexOf('\n')];
    const [characters, found] = [kept.slice(0, space), kept.slice(space + 1, end)];
    const facts: unknown = found === '' ? undefined : deserialize(Buffer.from(found, 'base64'));
    const reading = { kind: 'read' as const, packed: kept.slice(end + 1), ...(facts !== undefined && { facts }) };
    if (characters === '') return reading;
    const words = wordsKey(key);
    if (!this.#readings.has(words)) return undefined;
    return { ...reading, kept: { bytes: Number(characters) * 2, fetch: () => this.#fetch(words) } };
  }

  /**
   * `words`: those of the document, where the reading is without them. What stands before a reading, on a line of its own: how
   * many characters they are, packed, where they are kept apart, and what was found on the page.
   */
  keep(job: Job, { packed, facts }: Reading, words?: string): void {
    const key = this.#keyOf(job);
    const found = facts === undefined ? '' : serialize(facts).toString('base64');
    this.#readings.keep(key, `${words?.length ?? ''} ${found}\n${packed}`);
    if (words !== undefined) this.#readings.keep(wordsKey(key), words);
  }

  #fetch(words: string): string {
    const kept = this.#readings.get(words);
    if (kept === undefined) throw new Error('a kept reading is gone');
    return kept;
  }

  /** What a reader looks at; when a page was captured, and what was noted on the way, leaves its words as they are. */
  #keyOf({ capture: { url, status, headers, sha256, bytes }, source }: Job): string {
    const { 'content-type': type = [] } = headers;
    return digest(this.#by, JSON.stringify({ url, status, type, sha256, bytes, source }));
  }
}
