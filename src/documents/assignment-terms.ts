import type { Catalogue, Item, Vocabulary } from '../catalogue/rule.ts';
import { norm } from './normal-text.ts';
import { TermFinder } from './term-finder.ts';

/** What a term says about an item: the name of its column, a word of its subject, the name of one of its elements. */
export type TermKind = 'alias' | 'topic' | 'element';

export interface TermUse {
  readonly item: string;
  readonly kind: TermKind;
}

/** Everything by which pages may be told to speak about an item, over all items at once. */
export interface Terms {
  /** Searches lower-cased normal text. */
  readonly finder: TermFinder;
  readonly uses: ReadonlyMap<string, readonly TermUse[]>;
  /** Titles that tell news about a thing. */
  readonly news: RegExp;
  /** Items that notices of 停电 belong to. */
  readonly outageItems: ReadonlySet<string>;
}

const NEVER = /(?!)/u;
const OUTAGE = '停电';
const CURTAILMENT = '限电';
/** 停限电有关信息 names one column for both. */
const BOTH = '停限电';

/** As much of a catalogue as tells what pages speak about. */
export interface Subjects {
  readonly items: readonly Subject[];
  readonly vocabulary: Pick<Vocabulary, 'news'>;
}
type Named = Pick<Item, 'aliases'> & { readonly name: Pick<Item['name'], 'zh'> };
type Subject = Named & Pick<Item, 'id' | 'topics'> & { readonly elements: readonly Named[] };

/** Plain data, so that it can be sent to another process. */
export const subjectsOf = ({ items, vocabulary: { news } }: Catalogue): Subjects => ({
  items: items.map(({ id, name: { zh }, aliases, topics, elements }) => ({
    ...{ id, name: { zh }, aliases, topics },
    elements: elements.map((element) => ({ name: { zh: element.name.zh }, aliases: element.aliases })),
  })),
  vocabulary: { news },
});

const known = new WeakMap<Subjects, Terms>();

/** The terms of a catalogue; built once, because looking for all of them costs little more than looking for one. */
export function termsOf(catalogue: Subjects): Terms {
  const made = known.get(catalogue);
  if (made) return made;
  const terms = build(catalogue);
  known.set(catalogue, terms);
  return terms;
}

/** The items that some words name: by their columns, their subjects or their elements. */
export function itemsNamed(words: string, catalogue: Catalogue): ReadonlySet<string> {
  const { finder, uses } = termsOf(catalogue);
  const found = finder.find(lower(norm(words))).flatMap((term) => uses.get(term) ?? []);
  return new Set(found.map(({ item }) => item));
}

/** Only A–Z, so that offsets stay. */
export const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const key = (term: string): string => lower(norm(term));

function build({ items, vocabulary }: Subjects): Terms {
  const uses = new Map<string, TermUse[]>();
  for (const item of items) for (const [term, kind] of termsOfItem(item)) add(uses, key(term), { item: item.id, kind });
  const outage = itemsNaming(items, OUTAGE);
  const both = new Set([...outage, ...itemsNaming(items, CURTAILMENT)]);
  for (const item of both) add(uses, BOTH, { item, kind: 'alias' });
  return {
    finder: new TermFinder([...uses.keys()]),
    uses: inherit(uses),
    news: alternation(vocabulary.news.map(key)),
    outageItems: outage,
  };
}

function* termsOfItem({ name, aliases, topics, elements }: Subject): Generator<readonly [string, TermKind]> {
  for (const term of [name.zh, ...aliases]) yield [term, 'alias'];
  for (const term of topics) yield [term, 'topic'];
  for (const element of elements) for (const term of [element.name.zh, ...element.aliases]) yield [term, 'element'];
}

const itemsNaming = (items: readonly Subject[], word: string): Set<string> =>
  new Set(
    items
      .filter(({ name, aliases }) => [name.zh, ...aliases].some((term) => key(term).includes(word)))
      .map(({ id }) => id),
  );

const RANK: Record<TermKind, number> = { alias: 0, topic: 1, element: 2 };

/** One use a term and item, the most telling. */
function add(uses: Map<string, TermUse[]>, term: string, use: TermUse): void {
  if ([...term].length < 2) return;
  const list = uses.get(term) ?? [];
  const same = list.findIndex(({ item }) => item === use.item);
  if (same < 0) list.push(use);
  else if (RANK[use.kind] < RANK[list[same]?.kind ?? 'element']) list[same] = use;
  uses.set(term, list);
}

/** The longest match hides the terms inside it, so a term speaks for those as well: 代理购电价格 for 代理购电. */
function inherit(uses: ReadonlyMap<string, readonly TermUse[]>): Map<string, readonly TermUse[]> {
  const terms = [...uses];
  return new Map(
    terms.map(([term, own]) => {
      const inner = terms.filter(([other]) => other.length >= 3 && other.length < term.length && term.includes(other));
      const items = new Set(own.map(({ item }) => item));
      const more = inner.flatMap(([, list]) => list.filter(({ item, kind }) => kind !== 'element' && !items.has(item)));
      return [term, [...own, ...more.map(({ item }): TermUse => ({ item, kind: 'topic' }))]];
    }),
  );
}

const escape = (term: string): string => term.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const alternation = (terms: readonly string[]): RegExp =>
  terms.length === 0 ? NEVER : new RegExp([...new Set(terms)].map(escape).join('|'), 'u');
