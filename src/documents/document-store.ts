import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Document, Link } from './document.ts';
import { LinkStore, type StoredLinks } from './links-store.ts';
import { Unpacker } from './packing.ts';

/** What of a document is large, and is asked for of few documents at a time. */
type Content = Pick<Document, 'blocks' | 'fields' | 'tables'>;

/** How much is held in memory, in characters of packed documents, before further ones are laid down on disk. */
export interface StoreLimits {
  readonly characters: number;
  /** Documents whose content is in memory at a time of those that lie on disk. */
  readonly open: number;
}

export const STORE_LIMITS: StoreLimits = { characters: 16 * 1024 * 1024, open: 64 };

/**
 * Holds the documents of one audit in bounded memory: the first ones as they are, of the others what every rule asks for,
 * while their words lie in a temporary file until somebody reads them. Nobody can tell the one from the other, but that
 * blocks read twice may be two objects; without a place for the file everything stays in memory.
 */
export class DocumentStore {
  readonly #limits: StoreLimits;
  readonly #links = new LinkStore();
  readonly #open = new Map<Lying, Content>();
  readonly #spread = new Map<Lying, readonly Link[]>();
  #held = 0;
  #file: Spill | undefined;

  constructor(limits = STORE_LIMITS) {
    this.#limits = limits;
  }

  /** The document, to be kept from now on in place of the one given; `packed` is what `pack` made of it. */
  keep(document: Document, packed: string): Document {
    this.#held += packed.length;
    if (this.#held <= this.#limits.characters) return document;
    this.#file ??= Spill.make();
    const place = this.#file?.write(packed);
    if (!place) return document;
    const lying = { ...place, capture: document.capture, links: this.#links.keep(document.links) };
    this.#hold(this.#open, lying, document);
    return this.#withContent(document, lying);
  }

  /** Removes the file. What is kept must not be read any more. */
  close(): void {
    this.#file?.remove();
    this.#file = undefined;
    this.#open.clear();
    this.#spread.clear();
  }

  #withContent(document: Document, lying: Lying): Document {
    const [content, links] = [() => this.#contentOf(lying), () => this.#linksOf(lying)];
    return {
      ...document,
      get blocks() {
        return content().blocks;
      },
      get fields() {
        return content().fields;
      },
      get tables() {
        return content().tables;
      },
      get links() {
        return links();
      },
    };
  }

  #contentOf(lying: Lying): Content {
    const known = this.#open.get(lying);
    if (known) return this.#hold(this.#open, lying, known);
    const packed = this.#file?.read(lying);
    if (packed === undefined) throw new Error(`the words of ${lying.capture.url} are gone from the temporary folder`);
    return this.#hold(this.#open, lying, new Unpacker().unpack(packed, lying.capture));
  }

  #linksOf(lying: Lying): readonly Link[] {
    return this.#hold(this.#spread, lying, this.#spread.get(lying) ?? this.#links.links(lying.links));
  }

  /** What was asked for last is let go of last. */
  #hold<T>(held: Map<Lying, T>, lying: Lying, content: T): T {
    held.delete(lying);
    held.set(lying, content);
    const [oldest] = held.keys();
    if (oldest && held.size > this.#limits.open) held.delete(oldest);
    return content;
  }
}

/** A document whose words are on disk. */
interface Lying extends Place {
  readonly capture: Document['capture'];
  readonly links: StoredLinks;
}

/** Where a text stands in the file, in bytes. */
interface Place {
  readonly at: number;
  readonly bytes: number;
}

/** A temporary file of texts. */
class Spill {
  readonly #folder: string;
  readonly #file: number;
  #end = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = openSync(path.join(folder, 'documents'), 'wx+');
    process.once('exit', this.remove);
  }

  /** Undefined where there is no place for one. */
  static make(): Spill | undefined {
    try {
      return new Spill(mkdtempSync(path.join(tmpdir(), 'gongkai-')));
    } catch {
      return undefined;
    }
  }

  /** Undefined where the disk is full. */
  write(text: string): Place | undefined {
    const bytes = Buffer.from(text, 'utf16le');
    try {
      for (let from = 0; from < bytes.length;)
        from += writeSync(this.#file, bytes, from, bytes.length - from, this.#end + from);
    } catch {
      return undefined;
    }
    const place = { at: this.#end, bytes: bytes.length };
    this.#end += bytes.length;
    return place;
  }

  /** Undefined where it cannot be read back. */
  read({ at, bytes }: Place): string | undefined {
    const buffer = Buffer.allocUnsafe(bytes);
    try {
      for (let from = 0; from < bytes;) {
        const read = readSync(this.#file, buffer, from, bytes - from, at + from);
        if (read === 0) return undefined;
        from += read;
      }
    } catch {
      return undefined;
    }
    return buffer.toString('utf16le');
  }

  readonly remove = (): void => {
    process.off('exit', this.remove);
    try {
      closeSync(this.#file);
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // What is left is the system's to clear away, as with every temporary file.
    }
  };
}
