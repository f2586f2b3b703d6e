import type { Catalogue, Element } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/corpus.ts';
import { itemsNamed } from '../documents/assignment-terms.ts';
import type { Document, Link } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import type { Thing } from './unread-page.ts';

interface Untried {
  readonly from: Document;
  readonly link: Link;
}

const cache = new WeakMap<Corpus, readonly Untried[]>();

/**
 * A link to a page of the site that the saving tool neither stored nor tried although it kept a log (A17), and that may
 * hold something of the item: its words name the item and no other element of it, or name none and stand on a page about it or about nothing known.
 */
export function untriedFor(corpus: Corpus, { item, element }: Thing, catalogue: Catalogue): Link | undefined {
  const known = cache.get(corpus) ?? corpus.documents.flatMap((from) => untriedIn(from, corpus));
  cache.set(corpus, known);
  return known.find(({ from, link }) => {
    const named = itemsNamed(link.text.norm, catalogue);
    if (named.size === 0) return mayBeAbout(from, item.id, corpus, catalogue);
    const parts = item.elements.filter((one) => isNamed(one, link.text.norm));
    return named.has(item.id) && (parts.length === 0 || parts.includes(element));
  })?.link;
}

const untriedIn = (from: Document, corpus: Corpus): Untried[] =>
  from.links.filter((link) => corpus.follow(link).kind === 'not-captured').map((link) => ({ from, link }));

const isNamed = ({ name, aliases }: Element, words: string): boolean =>
  [name.zh, ...aliases].some((term) => words.includes(norm(term)));

function mayBeAbout(page: Document, item: string, corpus: Corpus, { items }: Catalogue): boolean {
  const subjects = items.filter((one) => corpus.about(one).some(({ document }) => document === page));
  return subjects.length === 0 || subjects.some(({ id }) => id === item);
}
