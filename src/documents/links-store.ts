import type { CivilDate } from '../calendar/civil-date.ts';
import type { Link } from './document.ts';
import type { NormalText } from './normal-text.ts';

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

  keep(links: readonly Link[]): StoredLinks {
    const numbers = new Uint32Array(links.length * NUMBERS);
    const dates = new Map<number, CivilDate>();
    links.forEach(({ text, href, region, block, date }, at) => {
      numbers.set([this.#text(text), this.#href(href), block, REGIONS.indexOf(region)], at * NUMBERS);
      if (date !== undefined) dates.set(at, date);
    });
    return { numbers, dates };
  }

  /** The links that were kept. */
  links({ numbers, dates }: StoredLinks): Link[] {
    return Array.from({ length: numbers.length / NUMBERS }, (_, at): Link => {
      const [text = 0, href = 0, block = 0, region = 0] = numbers.subarray(at * NUMBERS, (at + 1) * NUMBERS);
      const date = dates.get(at);
      return {
        ...{ text: this.#texts[text] ?? NOTHING, href: this.#hrefs[href] ?? '' },
        ...{ region: REGIONS[region] ?? 'main', block },
        ...(date !== undefined && { date }),
      };
    });
  }

  #text(text: NormalText): number {
    // The same words have the same normal form, unless something in them was told to be noise.
    const known = text.noise ? undefined : this.#textAt.get(text.raw);
    if (known !== undefined) return known;
    const at = this.#texts.push(text) - 1;
    if (!text.noise) this.#textAt.set(text.raw, at);
    return at;
  }

  #href(href: string): number {
    const known = this.#hrefAt.get(href);
    if (known !== undefined) return known;
    this.#hrefAt.set(href, this.#hrefs.length);
    return this.#hrefs.push(href) - 1;
  }
}

const NOTHING: NormalText = { raw: '', norm: '' };
