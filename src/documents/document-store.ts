import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Document, Link } from './document.ts';
import { LinkStore, type StoredLinks } from './links-store.ts';
import { Unpacker } from './packing.ts';
import { SpillReader, SpillWriter, type Place } from './spill.ts';

/** What of a document is large, and is asked for of few documents at a time. */
type Content = Pick<Document, 'blocks' | 'fields' | 'tables'>;

/** How much of the documents' words is in memory at a time, in characters of packed documents. */
export interface StoreLimits {
  readonly characters: number;
}

export const STORE_LIMITS: StoreLimits = { characters: 16 * 1024 * 1024 };

/** Links are many, and spread out from a few numbers in no time. */
const LINKED = 256;

/**
 * Holds the documents of one audit in bounded memory: of each what every rule asks for, while its words lie in a temporary
 * folder until somebody reads them. Nobody can tell such a document from another, but that blocks read twice may be two
 * objects. Without a place for the folder everything stays in memory.
 */
export class DocumentStore {
  /** Where words are laid down; undefined where there is no place. Removed by `close`, or else when the program ends. */
  readonly folder = makeFolder();
  readonly #limits: StoreLimits;
  readonly #links = new LinkStore();
  readonly #spread = new Map<Lying, readonly Link[]>();
  readonly #open = new Map<Lying, Content>();
  #opened = 0;
  readonly #reader: SpillReader | undefined;
  #writer: SpillWriter | undefined;

  constructor(limits = STORE_LIMITS) {
    this.#limits = limits;
    this.#reader = this.folder === undefined ? undefined : new SpillReader(this.folder);
    process.once('exit', this.close);
  }

  /** The document, to be kept in place of the one given; `packed` is what `pack` made of it. */
  keep(document: Document, packed: string): Document {
    const place = this.#write(packed);
    return place ? this.shelve(document, place) : document;
  }

  /** The document whose words were laid down at a place of the folder, packed; those of the one given are not looked at. */
  shelve(document: Document, place: Place): Document {
    const lying: Lying = { ...place, capture: document.capture, links: this.#links.keep(document.links) };
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

  /** What was laid down at a place; throws when the folder is gone. */
  packed(place: Place): string {
    if (!this.#reader) throw new Error('nothing was laid down');
    return this.#reader.read(place);
  }

  /** Removes what was laid down. The words of documents must not be read any more. */
  readonly close = (): void => {
    process.off('exit', this.close);
    this.#open.clear();
    this.#spread.clear();
    this.#reader?.close();
    this.#writer?.close();
    this.#writer = undefined;
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  };

  #write(packed: string): Place | undefined {
    if (this.folder === undefined) return undefined;
    try {
      this.#writer ??= new SpillWriter(this.folder, 'own');
    } catch {
      return undefined;
    }
    return this.#writer.write(packed);
  }

  /** What was asked for last is let go of last. */
  #contentOf(lying: Lying): Content {
    const known = this.#open.get(lying);
    if (known) this.#open.delete(lying);
    else this.#opened += lying.bytes;
    const content = known ?? new Unpacker().unpack(this.packed(lying), lying.capture);
    this.#open.set(lying, content);
    for (const [oldest] of this.#open) {
      if (oldest === lying || this.#opened <= this.#limits.characters * 2) break;
      this.#open.delete(oldest);
      this.#opened -= oldest.bytes;
    }
    return content;
  }

  #linksOf(lying: Lying): readonly Link[] {
    const links = this.#spread.get(lying) ?? this.#links.links(lying.links);
    this.#spread.delete(lying);
    this.#spread.set(lying, links);
    const [oldest] = this.#spread.keys();
    if (oldest && this.#spread.size > LINKED) this.#spread.delete(oldest);
    return links;
  }
}

/** A document whose words are on disk. */
interface Lying extends Place {
  readonly capture: Document['capture'];
  readonly links: StoredLinks;
}

function makeFolder(): string | undefined {
  try {
    return mkdtempSync(path.join(tmpdir(), 'gongkai-'));
  } catch {
    return undefined;
  }
}
