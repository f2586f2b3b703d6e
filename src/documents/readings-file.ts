import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PageMemory } from '../evidence/page/memory.ts';
import { isRunning } from '../evidence/is-running.ts';

/** Readings in a file beside the history; whoever opened it closes it. */
export interface ReadingsFile extends PageMemory {
  readonly close: () => void;
}

/*
 * The file is a row of records: SHA-256 of key and content, SHA-256 of the key, age, length, content (see `deflated`). A run
 * writes a new file beside the old one and puts it in its place at the end, so that runs that are killed, or that overlap,
 * never spoil it.
 */
/** Stands in front of every key: what was kept in another form is not found. */
const FORM = '2 ';
const HEAD = 32 + 32 + 4 + 4;
/** Runs that a reading survives without being asked for: a site may be out of reach for some nights. */
const LONGEST_AGE = 30;
/** Times what the fullest run asked for: pages that differ every night, if only by their counters, must not fill the disk. */
const MOST_ROOM = 2;
/** No reading is longer, packed; a length beyond it was never written by us. */
const LONGEST = 256 * 1024 * 1024;

interface Place {
  readonly at: number;
  readonly length: number;
  /** Runs that wrote the file since it was last asked for. */
  readonly age: number;
}

/**
 * Opens or makes the file. It is a cache and nothing more: what is damaged in it is not there, and without a place for it
 * there is none. Never throws.
 */
export function openReadings(file: string): ReadingsFile {
  return new CacheFile(file);
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const nameOf = (key: string): Buffer => sha256(FORM, key);

/** Length and width of the words in front of them. */
const WIDTH = 4;
const WIDE = /[^\0-\xff]/;
/** Less room than this zlib does not accept. */
const LEAST_ROOM = 64;

/**
 * Bytes of the words times two, plus one where they are UTF-16 and not Latin-1; then the words, raw deflate. Node makes a
 * string of either faster than of UTF-8.
 */
function deflated(words: string): Buffer {
  const isWide = WIDE.test(words);
  const bytes = Buffer.from(words, isWide ? 'utf16le' : 'latin1');
  const head = Buffer.alloc(WIDTH);
  head.writeUInt32LE(bytes.length * 2 + Number(isWide));
  return Buffer.concat([head, deflateRawSync(bytes, { level: 1 })]);
}

function inflated(content: Buffer): string {
  const head = content.readUInt32LE();
  // With room for all of it, and for one more so that the end is seen, nothing has to be put together.
  const chunkSize = Math.max(LEAST_ROOM, (head >>> 1) + 1);
  return inflateRawSync(content.subarray(WIDTH), { chunkSize }).toString(head % 2 === 1 ? 'utf16le' : 'latin1');
}

/** Files that this process has begun and not put in their places. */
const BEGUN = new Set<string>();

// A process of a fleet whose program was killed ends by itself, and may do so after the next run has swept.
process.on('exit', () => {
  for (const part of BEGUN) attempt(() => rmSync(part, { force: true }));
});

class CacheFile implements ReadingsFile {
  readonly #file: string;
  readonly #part: string;
  readonly #old: number | undefined;
  readonly #fresh: number | undefined;
  readonly #places: ReadonlyMap<string, Place>;
  /** What was asked for and found whole. */
  readonly #asked = new Set<string>();
  /** Bytes of what was found anew; without any the old file stays as it is. */
  #written = 0;

  constructor(file: string) {
    this.#file = file;
    this.#part = `${file}.${process.pid}.part`;
    attempt(() => removeParts(file));
    this.#old = attempt(() => openSync(file, 'r'));
    this.#places =
      attempt(() => (this.#old === undefined ? undefined : placesIn(this.#old))) ?? new Map<string, Place>();
    this.#fresh = attempt(() => {
      mkdirSync(path.dirname(file), { recursive: true });
      return openSync(this.#part, 'w');
    });
    BEGUN.add(this.#part);
  }

  readonly get = (key: string): string | undefined => {
    const content = this.#find(key);
    return content && attempt(() => inflated(content));
  };

  readonly has = (key: string): boolean => this.#find(key) !== undefined;

  readonly keep = (key: string, packed: string): void => {
    const content = deflated(packed);
    // What is found anew night after night, and is the same, is no reason to write a new file.
    if (this.#find(key)?.equals(content)) return;
    attempt(() => this.#write(nameOf(key), 0, content));
  };

  readonly close = (): void => {
    const isWhole = this.#written > 0 && this.#carryOver();
    for (const open of [this.#old, this.#fresh]) attempt(() => open !== undefined && closeSync(open));
    // A half-written file would forget what the old one knows.
    if (isWhole) attempt(() => renameSync(this.#part, this.#file));
    attempt(() => rmSync(this.#part, { force: true }));
    BEGUN.delete(this.#part);
    // Once more: a process of a killed run may have been ending still when this file was opened.
    attempt(() => removeParts(this.#file));
  };

  /** Puts what is known from before into the new file; `false` where that is not possible. */
  #carryOver(): boolean {
    const isDone = attempt(() => {
      for (const [hex, place] of this.#lasting()) {
        const name = Buffer.from(hex, 'hex');
        // What was asked for has been found whole.
        const content = this.#read(place, place.age === 0 ? undefined : name);
        if (content) this.#write(name, place.age, content);
      }
      return this.#fresh !== undefined;
    });
    return isDone ?? false;
  }

  /** What stays, with its age after this run: what was asked for, then the younger first while there is room. */
  #lasting(): (readonly [hex: string, place: Place])[] {
    const aged = [...this.#places]
      .map(([hex, place]) => [hex, { ...place, age: this.#asked.has(hex) ? 0 : place.age + 1 }] as const)
      .filter(([, { age }]) => age <= LONGEST_AGE)
      .sort(([, left], [, right]) => left.age - right.age);
    const sizes = new Map([[0, this.#written]]);
    for (const [, { age, length }] of aged) sizes.set(age, (sizes.get(age) ?? 0) + HEAD + length);
    let room = MOST_ROOM * Math.max(...sizes.values()) - this.#written;
    return aged.filter(([, { length }]) => (room -= HEAD + length) >= 0);
  }

  /** What is kept under a key, as it lies in the file. */
  #find(key: string): Buffer | undefined {
    const name = nameOf(key);
    const hex = name.toString('hex');
    const place = this.#places.get(hex);
    const content = place && attempt(() => this.#read(place, this.#asked.has(hex) ? undefined : name));
    if (content) this.#asked.add(hex);
    return content;
  }

  /** The content at a place; undefined where it is not what was written. What was whole once needs no `name` to be compared by. */
  #read({ at, length }: Place, name?: Buffer): Buffer | undefined {
    const bytes = Buffer.allocUnsafe(HEAD + length);
    if (this.#old === undefined || readSync(this.#old, bytes, 0, bytes.length, at) < bytes.length) return undefined;
    const content = bytes.subarray(HEAD);
    return name === undefined || bytes.subarray(0, 32).equals(sha256(name, content)) ? content : undefined;
  }

  #write(name: Buffer, age: number, content: Buffer): void {
    if (this.#fresh === undefined) return;
    const head = Buffer.alloc(HEAD);
    sha256(name, content).copy(head);
    name.copy(head, 32);
    head.writeUInt32LE(age, 64);
    head.writeUInt32LE(content.length, 68);
    this.#written += writeSync(this.#fresh, Buffer.concat([head, content]));
  }
}

/** Where each key's content stands; of two records of one key the later counts. Reading ends where the file makes no sense. */
function placesIn(file: number): Map<string, Place> {
  const places = new Map<string, Place>();
  const head = Buffer.alloc(HEAD);
  for (let at = 0; readSync(file, head, 0, HEAD, at) === HEAD;) {
    const [age, length] = [head.readUInt32LE(64), head.readUInt32LE(68)];
    if (length > LONGEST) break;
    places.set(head.toString('hex', 32, 64), { at, length, age });
    at += HEAD + length;
  }
  return places;
}

/** A file of this kind that a process had begun. */
const PART = /\.cache\.(\d+)\.part$/;

/** What runs left behind that were killed, beside it too: a run that goes on where one stopped need not open every such file. */
function removeParts(file: string): void {
  for (const name of readdirSync(path.dirname(file))) {
    const [, pid] = PART.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(path.join(path.dirname(file), name), { force: true });
  }
}
