import type { CivilDate } from '../../calendar/civil-date.ts';
import type { Link } from '../document.ts';
import type { NormalText } from '../normal-text.ts';
import { LINK_NUMBERS, linksOf, unpacked, type PackedLinks, type PackedText } from '../packing.ts';

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
  keep({ numbers: packed, hrefs, dates }: PackedLinks, texts: readonly PackedText[]): StoredLinks {
    const numbers = Uint32Array.from(packed);
    const hrefAt = hrefs.map((href) => this.#href(href));
    for (let at = 0; at < numbers.length; at += LINK_NUMBERS) {
      numbers[at] = this.#text(texts[numbers[at] ?? 0] ?? '');
      numbers[at + 1] = hrefAt[numbers[at + 1] ?? 0] ?? 0;
    }
    return { numbers, dates: dates.length > 0 ? new Map(dates) : NO_DATES };
  }

  /** The links that were kept; rules ask for those of all pages, one after the other. */
  links({ numbers, dates }: StoredLinks): Link[] {
    return linksOf(
      numbers,
      dates,
      (at) => this.#texts[at] ?? NOTHING,
      (at) => this.#hrefs[at] ?? '',
    );
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
