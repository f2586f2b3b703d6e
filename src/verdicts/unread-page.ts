import type { CivilDate } from '../calendar/civil-date.ts';
import type { Catalogue, Element, Item } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import { itemsNamed } from '../documents/assignment-terms.ts';
import type { Document } from '../documents/document.ts';
import { withoutParameters } from '../evidence/per-view.ts';
import { UNFILLED } from '../documents/read.ts';
import { norm } from '../documents/normal-text.ts';
import type { Obligation } from '../workspace/plan.ts';

/** A link or picture by which a page that was read leads to one that was not. */
interface Lead {
  readonly from: Document;
  readonly words: string;
  readonly main: boolean;
  /** The date that a list prints beside the link. */
  readonly date?: CivilDate;
  readonly picture?: true;
}

/** What is asked for: one element of an item. */
export type Thing = Pick<Obligation, 'item' | 'element'>;

/**
 * Whether a page that was not read may hold something of an element. What is known of it are the links that lead to it:
 * when they name other elements, or other items, or stand on the page of another item, it does not; a page of which nothing
 * is told may hold anything, unless it is a picture. `since`: a page that its lists date before that
 * day is too old to matter.
 */
export function mayHold(
  page: Document,
  thing: Thing,
  corpus: Corpus,
  catalogue: Catalogue,
  since?: CivilDate,
): boolean {
  const leads = leadsTo(corpus).get(page.capture.url) ?? [];
  if (since !== undefined && isOlder(leads, since)) return false;
  const told = leads.map((lead) => topicsOf(lead, corpus, catalogue));
  if (told.some((topics) => topics.has(thing.item.id))) return !isAboutOthers(leads, thing, corpus);
  return told.every(({ size }) => size === 0) && !(leads.length > 0 && leads.every(({ picture }) => picture));
}

/**
 * The links name other elements of the item and not this one. Where they name the item as a whole beside them, they count
 * for this one too, unless it has a page of its own that was read: 高可靠性供电费 beside 其他收费项目和收费标准.
 */
function isAboutOthers(leads: readonly Lead[], { item, element }: Thing, corpus: Corpus): boolean {
  const named = new Set(leads.flatMap(({ words }) => partsNamed(words, item)));
  if (named.has(element) || ![...named].some((part) => part !== item)) return false;
  return !named.has(item) || hasOwnPage(corpus, { item, element });
}

const hasOwnPage = (corpus: Corpus, { item, element }: Thing): boolean =>
  corpus.documents.some(({ links }) =>
    links.some((link) => {
      const end = corpus.follow(link);
      return end.kind === 'document' && !end.document.unread && partsNamed(link.text.norm, item).includes(element);
    }),
  );

/**
 * The elements that words name, and the item itself where they name it apart from its elements: 投诉渠道 in
 * 12398热线等投诉渠道. Of names that overlap the longest counts.
 */
export function partsNamed(words: string, item: Item): (Item | Element)[] {
  const names = [item, ...item.elements].flatMap((part) =>
    [part.name.zh, ...part.aliases].map((name) => ({ part, name: norm(name) })),
  );
  let rest = norm(words);
  const found: (Item | Element)[] = [];
  for (const { part, name } of names.sort((one, other) => other.name.length - one.name.length)) {
    if (!rest.includes(name)) continue;
    found.push(part);
    rest = rest.replaceAll(name, ' ');
  }
  return found;
}

function isOlder(leads: readonly Lead[], since: CivilDate): boolean {
  const dates = leads.flatMap(({ date }) => date ?? []);
  return dates.length > 0 && dates.every((date) => date < since);
}

/**
 * The items that a lead's words name; where they name none, those of the page whose own content it stands in. Duties of the
 * site as a whole, such as the column itself, are named by no words: for them the place counts in any case.
 */
function topicsOf({ from, words, main }: Lead, corpus: Corpus, catalogue: Catalogue): ReadonlySet<string> {
  const named = itemsNamed(words, catalogue);
  // The start page speaks of everything, so only the words of its links and pictures count.
  const shown = main && from !== corpus.home ? (subjects(corpus, catalogue).get(from) ?? []) : [];
  return new Set([...named, ...shown.filter((id) => named.size === 0 || isDuty(id, catalogue))]);
}

const isDuty = (id: string, { items }: Catalogue): boolean => items.find((item) => item.id === id)?.kind === 'duty';

const subjectCache = new WeakMap<Corpus, ReadonlyMap<Document, readonly string[]>>();

/** The items that each document is about. */
function subjects(corpus: Corpus, { items }: Catalogue): ReadonlyMap<Document, readonly string[]> {
  const known = subjectCache.get(corpus);
  if (known) return known;
  const made = new Map<Document, string[]>();
  for (const item of items)
    for (const { document } of corpus.about(item)) made.set(document, [...(made.get(document) ?? []), item.id]);
  subjectCache.set(corpus, made);
  return made;
}

/** Whether a page was not read, or only its frame. */
export const isHollow = ({ unread, remarks }: Document): boolean => unread !== undefined || remarks.includes(UNFILLED);

const leadCache = new WeakMap<Corpus, ReadonlyMap<string, readonly Lead[]>>();

function leadsTo(corpus: Corpus): ReadonlyMap<string, readonly Lead[]> {
  const known = leadCache.get(corpus);
  if (known) return known;
  const hollow = corpus.documents.filter(isHollow);
  const leads = new Map<string, Lead[]>([...corpus.unread, ...hollow].map(({ capture }) => [capture.url, []]));
  if (leads.size > 0)
    for (const from of corpus.documents) for (const [url, lead] of leadsFrom(from, corpus)) leads.get(url)?.push(lead);
  leadCache.set(corpus, leads);
  return leads;
}

function leadsFrom(from: Document, corpus: Corpus): [string, Lead][] {
  const links = from.links.flatMap((link): [string, Lead][] => {
    const end = corpus.follow(link);
    if (end.kind !== 'document' || !isHollow(end.document)) return [];
    const { text, region, date } = link;
    return [[end.document.capture.url, { from, words: text.norm, main: region === 'main', ...(date && { date }) }]];
  });
  const perView = new Set(corpus.scope.perView);
  const pictures = from.images.map(({ src, alt, region }): [string, Lead] => [
    withoutParameters(src, perView),
    // A picture belongs to the page that shows it, and what that page is called says what the picture is about.
    { from, words: `${from.title} ${alt}`, main: region === 'main', picture: true },
  ]);
  return [...links, ...pictures];
}
