import type { Document } from '../documents/document.ts';

/** Where a link stands, in one number: the document's place in the list, and the link's among fewer than `MOST` in it. */
type Spot = number;
const MOST = 2 ** 24;

/** The links of pages' own content by their normalised words; the pages of a site share most of those. */
export class LinkWords {
  readonly #spots = new Map<string, Spot[]>();

  constructor(documents: readonly Document[]) {
    documents.forEach((document, page) =>
      document.links.forEach(({ region, text: { norm } }, link) => {
        if (region !== 'main') return;
        const spots = this.#spots.get(norm);
        const spot = page * MOST + link;
        if (spots) spots.push(spot);
        else this.#spots.set(norm, [spot]);
      }),
    );
  }

  /** The links with such words, in the order of the documents and of the links in them. */
  find(isMeant: (words: string) => boolean): (readonly [page: number, link: number])[] {
    const found: Spot[] = [];
    for (const [words, spots] of this.#spots) if (isMeant(words)) for (const spot of spots) found.push(spot);
    return found.sort((one, other) => one - other).map((spot) => [Math.floor(spot / MOST), spot % MOST]);
  }
}
