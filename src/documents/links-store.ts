import type { CivilDate } from '../calendar/civil-date.ts';
import type { Link } from './document.ts';
import type { NormalText } from './normal-text.ts';
import { unpacked, type PackedLink, type PackedText } from './packing.ts';

const REGIONS = ['main', 'header', 'nav', 'aside', 'footer'] as const satisfies readonly Link['region'][];
/** Numbers that a link is told by: its words, its address, its block and its region. */
const NUMBERS = 4;

/** The links of one page: a row of numbers, since the links of a site are the same few thousand words and addresses. */
export interface StoredLinks {
  readonly numbers: Uint32Array;
  /** By place in the list of links; most have none. */
  readonly dates: ReadonlyMap<number, CivilDate>;
}

/** Words and addresses of the links of many pages, each held once. */
export class LinkStore {
  readonly #texts: NormalText[] = [];
  readonly #hrefs: string[] = [];
  readonly #textAt = new Map<string, number>();
  readonly #hrefAt = new Map<string, number>();

  /** Takes links as they were packed, with the list of texts that they point into. */
  keep(links: readonly PackedLink[], texts: readonly PackedText[]): StoredLinks {
    const numbers = new Uint32Array(links.length * NUMBERS);
    const dates = new Map<number, CivilDate>();
    links.forEach(([text, href, region, block, date], at) => {
      numbers[at * NUMBERS] = this.#text(texts[text] ?? '');
      numbers[at * NUMBERS + 1] = this.#href(href);
      numbers[at * NUMBERS + 2] = block;
      numbers[at * NUMBERS + 3] = REGIONS.indexOf(region);
      if (date !== undefined) dates.set(at, date);
    });
    return { numbers, dates: dates.size > 0 ? dates : NO_DATES };
  }

  /** The links that were kept. Rules ask for those of all pages, one after the other: each link is made in one step. */
  links({ numbers, dates }: StoredLinks): Link[] {
    const links: Link[] = [];
    for (let at = 0; at < numbers.length; at += NUMBERS) {
      const text = this.#texts[numbers[at] ?? 0] ?? NOTHING;
      const href = this.#hrefs[numbers[at + 1] ?? 0] ?? '';
      const region = REGIONS[numbers[at + 3] ?? 0] ?? 'main';
      links.push({ text, href, region, block: numbers[at + 2] ?? 0 });
    }
    for (const [at, date] of dates) {
      const link = links[at];
      if (link) links[at] = { ...link, date };
    }
    return links;
  }

  #text(packed: PackedText): number {
    const [raw, , noise] = typeof packed === 'string' ? [packed] : packed;
    // The same words have the same normal form, unless something in them was told to be noise.
    const known = noise ? undefined : this.#textAt.get(raw);
    if (known !== undefined) return known;
    const at = this.#texts.push(unpacked(packed)) - 1;
    if (!noise) this.#textAt.set(raw, at);
    return at;
  }

  #href(href: string): number {
    const known = this.#hrefAt.get(href);
    if (known !== undefined) return known;
    this.#hrefAt.set(href, this.#hrefs.length);
    return this.#hrefs.push(href) - 1;
  }
}

const NO_DATES: StoredLinks['dates'] = new Map();
const NOTHING: NormalText = { raw: '', norm: '' };
