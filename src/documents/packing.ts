import type { CivilDate } from '../calendar/civil-date.ts';
import type { Capture } from '../evidence/capture.ts';
import type { Block, Document, Field, Link, Table } from './document.ts';
import type { NormalText } from './normal-text.ts';
import type { Gap } from './normal-text/pinyin.ts';

/** A text as it travels: alone where its normal form is the same, with its normal form, and with what was left out of it. */
export type PackedText = string | readonly [raw: string, norm: string, noise?: readonly Gap[]];
/** Place of a text in the list of texts. */
type At = number;

/** Words packed, with the list of texts that they point into. */
interface PackedWords {
  readonly texts: readonly PackedText[];
  readonly blocks: readonly PackedBlock[];
  readonly fields: readonly (readonly [label: At, value: At, block: number])[];
  readonly tables: readonly (Omit<Table, 'rows'> & { readonly rows: readonly (readonly At[])[] })[];
}
interface Packed extends Omit<Document, 'capture' | 'blocks' | 'fields' | 'tables' | 'links'>, PackedWords {
  readonly capture: undefined;
  readonly links: PackedLinks;
}
type PackedBlock = readonly [
  ...of: readonly [At, index: number, Block['kind'], level: number, Block['region'], place: string, under: number],
  sure?: number,
];
/** Pages have a hundred links and more: they travel as one row of numbers. */
export interface PackedLinks {
  /** Of each link the places of its words, its address and its region in their lists, and its block. */
  readonly numbers: readonly number[];
  readonly hrefs: readonly string[];
  /** By place in the list of links; most have none. */
  readonly dates: readonly (readonly [at: number, date: CivilDate])[];
}
/** Numbers that tell of one link. */
export const LINK_NUMBERS = 4;
export const REGIONS = ['main', 'header', 'nav', 'aside', 'footer'] as const satisfies readonly Link['region'][];

/**
 * A document without its capture, as one string of JSON: every text once, as short as it goes. The form in which a reading
 * travels between processes and is kept; `Unpacker` makes the same document of it.
 */
export function pack(document: Document): string {
  const { blocks, fields, tables, links, ...rest } = document;
  const { texts, place } = textList();
  const packed: Packed = {
    ...rest,
    capture: undefined,
    ...packedWords({ blocks, fields, tables }, place),
    links: packedLinks(links, place),
    texts,
  };
  return JSON.stringify(packed);
}

function packedLinks(links: readonly Link[], place: PlaceText): PackedLinks {
  const hrefs = new Map<string, number>();
  const numbers = links.flatMap(({ text, href, region, block }) => {
    const at = hrefs.get(href) ?? hrefs.size;
    hrefs.set(href, at);
    return [place(text), at, REGIONS.indexOf(region), block];
  });
  const dates = links.flatMap(({ date }, at) => (date === undefined ? [] : [[at, date] as const]));
  return { numbers, hrefs: [...hrefs.keys()], dates };
}

/** Links made of a row of numbers, by whoever knows the words and the addresses that it points to. Each is made in one step. */
export function linksOf(
  numbers: ArrayLike<number>,
  dates: Iterable<readonly [at: number, date: CivilDate]>,
  textAt: (at: number) => NormalText,
  hrefAt: (at: number) => string,
): Link[] {
  const links: Link[] = [];
  for (let at = 0; at < numbers.length; at += LINK_NUMBERS) {
    const text = textAt(numbers[at] ?? 0);
    const href = hrefAt(numbers[at + 1] ?? 0);
    const region = REGIONS[numbers[at + 2] ?? 0] ?? 'main';
    links.push({ text, href, region, block: numbers[at + 3] ?? 0 });
  }
  for (const [at, date] of dates) {
    const link = links[at];
    if (link) links[at] = { ...link, date };
  }
  return links;
}

/** Only the words of a document, which lie apart from the rest. */
export function packWords({ blocks, fields, tables }: Words): string {
  const { texts, place } = textList();
  return JSON.stringify({ ...packedWords({ blocks, fields, tables }, place), texts } satisfies PackedWords);
}

const packedWords = ({ blocks, fields, tables }: Words, place: PlaceText): Omit<PackedWords, 'texts'> => ({
  blocks: blocks.map(({ text, index, kind, level, region, place: where, under, sure }): PackedBlock => {
    const block = [place(text), index, kind, level, region, where, under] as const;
    return sure === undefined ? block : [...block, sure];
  }),
  fields: fields.map(({ label, value, block }) => [place(label), place(value), block]),
  tables: tables.map(({ rows, ...table }) => ({ ...table, rows: rows.map((row) => row.map(place)) })),
});

/** Puts a text into a list, or finds it there. */
type PlaceText = (text: NormalText) => At;

function textList(): { readonly texts: PackedText[]; readonly place: PlaceText } {
  const texts: PackedText[] = [];
  const placed = new Map<NormalText | string, At>();
  const place = (text: NormalText): At => {
    // The same words have the same normal form, unless something in them was told to be noise.
    const key = text.noise ? text : text.raw;
    const known = placed.get(key);
    if (known !== undefined) return known;
    placed.set(key, texts.length);
    const { raw, norm, noise } = text;
    return texts.push(noise ? [raw, norm, noise] : raw === norm ? raw : [raw, norm]) - 1;
  };
  return { texts, place };
}

/** What of a document is large. */
export type Words = Pick<Document, 'blocks' | 'fields' | 'tables'>;

/** What of a document is always at hand, without the words that were laid down elsewhere; its links still packed. */
export interface Card {
  readonly rest: Omit<Document, 'capture' | 'links' | keyof Words>;
  readonly texts: readonly PackedText[];
  readonly links: PackedLinks;
}

/** Nothing that is fetched later stands in `rest`: an object in which a property becomes a getter is large. */
export function unpackCard(packed: string): Card {
  const { texts, links, capture, blocks, fields, tables, ...rest } = JSON.parse(packed) as Packed;
  return { rest, texts, links };
}

/** Only the words of the document that was packed, whole or they alone, for a short while: nothing of them is shared. */
export function unpackWords(packed: string): Words {
  const { texts, blocks, fields, tables } = JSON.parse(packed) as PackedWords;
  const own: (NormalText | undefined)[] = [];
  const text = (at: At): NormalText => (own[at] ??= unpacked(texts[at] ?? ''));
  return {
    blocks: blocks.map(([words, index, kind, level, region, place, under, sure]): Block => {
      const block = { index, kind, level, region, text: text(words), place, under };
      return sure === undefined ? block : { ...block, sure };
    }),
    fields: fields.map(([label, value, block]): Field => ({ label: text(label), value: text(value), block })),
    tables: tables.map(({ rows, ...table }) => ({ ...table, rows: rows.map((row) => row.map(text)) })),
  };
}

/** The longest words that are likely to stand on another page too: an entry of a menu, a cell, an address. */
const SHARED = 200;
const SHARED_CELL = 8;

/** Unpacks the documents of one bundle: what stands on many of its pages (menus, addresses, footers) is held once. */
export class Unpacker {
  readonly #strings = new Map<string, string>();
  readonly #texts = new Map<string, NormalText>();

  /**
   * The document that was packed, as the capture's; `words`: its words, where they were packed apart. Both must come from
   * `pack` and `packWords`.
   */
  unpack(packed: string, capture: Capture, words?: string): Document {
    const { texts, blocks, fields, tables, links, ...rest } = JSON.parse(packed) as Packed;
    const own = this.#textsOf(texts);
    return {
      ...rest,
      capture,
      // Links and menus first, so that their words are the shared ones wherever else they stand.
      links: linksOf(
        links.numbers,
        links.dates,
        (at) => own.shared(at, SHARED),
        (at) => this.#once(links.hrefs[at] ?? ''),
      ),
      ...(words === undefined
        ? this.#words({ texts, blocks, fields, tables }, own)
        : this.#words(JSON.parse(words) as PackedWords)),
    };
  }

  #words({ texts, blocks, fields, tables }: PackedWords, { text, shared } = this.#textsOf(texts)): Words {
    return {
      blocks: blocks.map(([words, index, kind, level, region, place, under, sure]): Block => ({
        ...{ index, kind, level, region, text: shared(words, region === 'main' ? SHARED_CELL : SHARED) },
        ...{ place: this.#once(place), under },
        ...(sure !== undefined && { sure }),
      })),
      fields: fields.map(([label, value, block]): Field => ({ label: text(label), value: text(value), block })),
      tables: tables.map(({ rows, ...table }) => ({ ...table, rows: rows.map((row) => row.map(text)) })),
    };
  }

  /** The texts of a list, each made once. */
  #textsOf(texts: readonly PackedText[]): {
    readonly text: (at: At) => NormalText;
    readonly shared: (at: At, most: number) => NormalText;
  } {
    const own: (NormalText | undefined)[] = [];
    return {
      text: (at) => (own[at] ??= unpacked(texts[at] ?? '')),
      shared: (at, most) => (own[at] ??= this.#share(texts[at] ?? '', most)),
    };
  }

  #share(packed: PackedText, most: number): NormalText {
    const [raw, , noise] = typeof packed === 'string' ? [packed] : packed;
    if (raw.length > most || noise) return unpacked(packed);
    const known = this.#texts.get(raw);
    if (known) return known;
    const made = unpacked(packed);
    this.#texts.set(raw, made);
    return made;
  }

  #once(words: string): string {
    const known = this.#strings.get(words);
    if (known !== undefined) return known;
    this.#strings.set(words, words);
    return words;
  }
}

export function unpacked(packed: PackedText): NormalText {
  if (typeof packed === 'string') return { raw: packed, norm: packed };
  const [raw, norm, noise] = packed;
  return noise ? { raw, norm, noise } : { raw, norm };
}
