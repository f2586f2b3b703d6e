import type { Document } from '../documents/document.ts';

/** Where links stand: the document's place in the list and the link's place in the document, by turns. */
type Spots = number[];

/** The links of pages' own content by their normalised words; the pages of a site share most of those. */
export class LinkWords {
  readonly #spots = new Map<string, Spots>();

  constructor(documents: readonly Document[]) {
    documents.forEach((document, page) =>
      document.links.forEach(({ region, text: { norm } }, link) => {
        if (region !== 'main') return;
        const spots = this.#spots.get(norm);
        if (spots) spots.push(page, link);
        else this.#spots.set(norm, [page, link]);
      }),
    );
  }

  /** The links with such words, in the order of the documents and of the links in them. */
  find(isMeant: (words: string) => boolean): (readonly [page: number, link: number])[] {
    const found: [number, number][] = [];
    for (const [words, spots] of this.#spots) {
      if (!isMeant(words)) continue;
      for (let at = 0; at < spots.length; at += 2) found.push([spots[at] ?? 0, spots[at + 1] ?? 0]);
    }
    return found.sort(([page, link], [otherPage, otherLink]) => page - otherPage || link - otherLink);
  }
}
