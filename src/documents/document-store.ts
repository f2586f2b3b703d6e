import { setFlagsFromString } from 'node:v8';
import type { Capture } from '../evidence/capture.ts';
import { makeTemporaryFolder, removeFolder } from '../evidence/temporary-folder.ts';
import type { Document, Link } from './document.ts';
import { LinkStore, type StoredLinks } from './links/store.ts';
import { unpackCard, unpackWords, type Words } from './packing.ts';
import { SpillReader, SpillWriter, type Place } from './spill.ts';

/** How much of the documents' words is in memory. */
export interface StoreLimits {
  /** Characters of packed documents whose words stay once they were asked for. */
  readonly characters: number;
  /** Further documents whose words are there, those that were fetched last. */
  readonly passing: number;
}

const STORE_LIMITS: StoreLimits = { characters: 4 * 1024 * 1024, passing: 8 };

/**
 * V8 learns from the first objects of a kind that they stay, and puts later ones where they are collected late. Where pages
 * come and go it learns wrong: their words fill the memory.
 */
export const PAGES_PASS = '--no-allocation-site-pretenuring';

/** Links are many, and spread out from a few numbers in no time. */
const LINKED = 16;

/** The words of a document, packed, that lie elsewhere. */
export interface Kept {
  /** Of their packed form, at two a character. */
  readonly bytes: number;
  /** Throws when they are no longer there. */
  readonly fetch: () => string;
}

/**
 * Holds the documents of one audit in bounded memory: of each what every rule asks for, while its words lie in a temporary
 * folder, and its links beside them, until somebody asks. Nobody can tell such a document from another, but that blocks
 * read twice may be two objects. Without a place for the folder everything stays in memory.
 */
export class DocumentStore {
  /** Where words are laid down; undefined where there is no place. Removed by `close`, or else when the program ends. */
  readonly folder = makeTemporaryFolder('words');
  readonly #links = new LinkStore();
  readonly #spread = new Recent<Lying, readonly Link[]>(LINKED);
  readonly #staying = new Map<Lying, Words>();
  readonly #passing: Recent<Lying, Words>;
  /** What is fetched when somebody asks for it; the same of all documents, which are many. */
  readonly #fetching = {
    blocks: fetched((lying) => this.#wordsOf(lying).blocks),
    fields: fetched((lying) => this.#wordsOf(lying).fields),
    tables: fetched((lying) => this.#wordsOf(lying).tables),
    links: fetched((lying) => this.#linksOf(lying)),
  } satisfies Partial<Record<keyof Document, PropertyDescriptor>>;
  #room: number;
  readonly #reader: SpillReader | undefined;
  readonly #writer: SpillWriter | undefined;

  constructor(limits = STORE_LIMITS) {
    setFlagsFromString(PAGES_PASS);
    this.#passing = new Recent(limits.passing);
    this.#room = limits.characters * 2;
    this.#reader = this.folder === undefined ? undefined : new SpillReader(this.folder);
    this.#writer = this.folder === undefined ? undefined : writerIn(this.folder);
    process.once('exit', this.close);
  }

  /** The document that was packed, its words laid down; undefined where there is no place for them. */
  keep(packed: string, capture: Capture): Document | undefined {
    const place = this.#writer?.write(packed);
    return place && this.shelve(packed, place, capture);
  }

  /** The document that was packed; its words lie packed, with or without the rest, at a place of the folder, or elsewhere. */
  shelve(packed: string, words: Place | Kept, capture: Capture): Document {
    const { rest, links: packedLinks, texts } = unpackCard(packed);
    const { numbers, dates } = this.#links.keep(packedLinks, texts);
    const lying: Lying = { words, links: this.#writer?.writeNumbers(numbers) ?? numbers, dates };
    // Spread out, each would have a hidden class of its own, which takes four times as much as the document.
    const document = Object.assign({}, rest, { capture });
    return Object.defineProperties(document, { ...this.#fetching, [LYING]: { value: lying } }) as Document;
  }

  /** What was laid down at a place; throws when the folder is gone. */
  packed(place: Place): string {
    return this.#laidDown().read(place);
  }

  /** Removes what was laid down. The words of documents must not be read any more. */
  readonly close = (): void => {
    process.off('exit', this.close);
    this.#staying.clear();
    this.#passing.clear();
    this.#spread.clear();
    this.#reader?.close();
    this.#writer?.close();
    if (this.folder !== undefined) removeFolder(this.folder);
  };

  /** Rules look through all documents in order: the first ones stay, since what was asked for last is not asked for soon. */
  #wordsOf(lying: Lying): Words {
    const known = this.#staying.get(lying) ?? this.#passing.get(lying);
    if (known) return known;
    const { words: where } = lying;
    const words = unpackWords('fetch' in where ? where.fetch() : this.packed(where));
    if (where.bytes <= this.#room) {
      this.#room -= where.bytes;
      this.#staying.set(lying, words);
    } else this.#passing.add(lying, words);
    return words;
  }

  #linksOf(lying: Lying): readonly Link[] {
    const known = this.#spread.get(lying);
    if (known) return known;
    const { links: where, dates } = lying;
    const numbers = where instanceof Uint32Array ? where : this.#laidDown().readNumbers(where);
    const links = this.#links.links({ numbers, dates });
    this.#spread.add(lying, links);
    return links;
  }

  #laidDown(): SpillReader {
    if (!this.#reader) throw new Error('nothing was laid down');
    return this.#reader;
  }
}

/** Undefined where the file cannot be made. */
function writerIn(folder: string): SpillWriter | undefined {
  try {
    return new SpillWriter(folder, 'own');
  } catch {
    return undefined;
  }
}

/**
 * The few that were fetched last. Places are written over, for a map that is emptied as it is filled leaves tables
 * behind that keep everything alive until the next great collection.
 */
class Recent<K, V> {
  readonly #keys: (K | undefined)[];
  readonly #values: (V | undefined)[];
  #next = 0;

  constructor(most: number) {
    this.#keys = Array.from({ length: most });
    this.#values = Array.from({ length: most });
  }

  get(key: K): V | undefined {
    return this.#values[this.#keys.indexOf(key)];
  }

  /** In the place of what came first. */
  add(key: K, value: V): void {
    this.#keys[this.#next] = key;
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#keys.length;
  }

  clear(): void {
    this.#keys.fill(undefined);
    this.#values.fill(undefined);
  }
}

/** Where the rest of a document is, whose words are on disk. */
interface Lying {
  readonly words: Place | Kept;
  /** The numbers of its links; in memory where there was no place for them on disk. */
  readonly links: Place | StoredLinks['numbers'];
  readonly dates: StoredLinks['dates'];
}

/** Under this a document knows it, and so does every document made of it with `revised`. */
const LYING = Symbol('lying');

const fetched = <T>(fetch: (lying: Lying) => T): PropertyDescriptor & ThisType<{ readonly [LYING]: Lying }> => ({
  get() {
    return fetch(this[LYING]);
  },
  enumerable: true,
  configurable: true,
});
