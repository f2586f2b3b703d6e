import type { Catalogue } from '../catalogue/rule.ts';
import type { Corpus, LinkEnd } from '../checks/search/corpus.ts';
import { itemsNamed } from '../documents/assignment-terms.ts';
import type { Document, Link } from '../documents/document.ts';
import { OPENS_ON_CLICK } from '../documents/read.ts';
import { partsNamed, type Thing } from './unread-page.ts';

/** A link, and the page that it stands on. */
export interface Untried {
  readonly from: Document;
  readonly link: Link;
}

const cache = new WeakMap<Corpus, readonly Untried[]>();

/**
 * A link to a page of the site that the saving tool neither stored nor tried although it kept a log (A17), and that may
 * hold something of the item: its words name the item and no other element of it, or name none and stand on a page about it or about nothing known.
 */
export function untriedFor(corpus: Corpus, { item, element }: Thing, catalogue: Catalogue): Link | undefined {
  const known = cache.get(corpus) ?? corpus.documents.flatMap((from) => endsOf('not-captured', from, corpus));
  cache.set(corpus, known);
  return known.find(({ from, link }) => {
    const isMeant = meant(link, { item, element }, catalogue);
    return isMeant ?? mayBeAbout(from, item.id, corpus, catalogue);
  })?.link;
}

/**
 * A link out of the part of a site that was saved which means the element or its item, or the disclosure column itself where
 * no other link leads there.
 */
export function beyondFor(corpus: Corpus, thing: Thing, catalogue: Catalogue): Link | undefined {
  const known = cache.get(corpus) ?? corpus.documents.flatMap((from) => endsOf('not-captured', from, corpus));
  cache.set(corpus, known);
  return known.find(({ link }) => meant(link, thing, catalogue) ?? isClosedColumn(link, corpus, catalogue))?.link;
}

/** Whether the words of a link name the item, and no other element of it; undefined where they name none. */
function meant({ text }: Link, { item, element }: Thing, catalogue: Catalogue): boolean | undefined {
  const named = itemsNamed(text.norm, catalogue);
  if (named.size === 0) return undefined;
  // 办理用电业务的程序及时限 is the name of the item, and not that of its time limits.
  const elements = partsNamed(text.norm, item).filter((part) => part !== item);
  return named.has(item.id) && (elements.length === 0 || elements.includes(element));
}

const clickCache = new WeakMap<Corpus, readonly Untried[]>();

/**
 * A link that only a click opens and that means the element or its item, or the disclosure column itself, which
 * may hold anything, where no other link leads there.
 */
export function clickFor(corpus: Corpus, thing: Thing, catalogue: Catalogue): Untried | undefined {
  const known =
    clickCache.get(corpus) ?? corpus.documents.filter(opensOnClick).flatMap((from) => endsOf('click', from, corpus));
  clickCache.set(corpus, known);
  return known.find(({ link }) => meant(link, thing, catalogue) ?? isClosedColumn(link, corpus, catalogue));
}

function isClosedColumn({ text: { norm } }: Link, corpus: Corpus, { vocabulary }: Catalogue): boolean {
  if (!vocabulary.disclosure_columns.includes(norm)) return false;
  return !corpus.documents.some(({ links }) =>
    links.some((link) => link.text.norm === norm && corpus.follow(link).kind === 'document'),
  );
}

const opensOnClick = ({ remarks }: Document): boolean => remarks.includes(OPENS_ON_CLICK);

const endsOf = (kind: LinkEnd['kind'], from: Document, corpus: Corpus): Untried[] =>
  from.links.filter((link) => corpus.follow(link).kind === kind).map((link) => ({ from, link }));

function mayBeAbout(page: Document, item: string, corpus: Corpus, { items }: Catalogue): boolean {
  const subjects = items.filter((one) => corpus.about(one).some(({ document }) => document === page));
  return subjects.length === 0 || subjects.some(({ id }) => id === item);
}
