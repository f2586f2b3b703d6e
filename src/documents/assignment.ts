import type { Catalogue, Item } from '../catalogue/rule.ts';
import {
  isNews,
  note,
  noteContent,
  notesOf,
  numbersOf,
  zonePoints,
  type Note,
  type Notes,
  type Zone,
} from './assignment-notes.ts';
import { withoutParameters } from '../evidence/per-view.ts';
import { lower, termsOf, type Subjects, type Terms } from './assignment-terms.ts';
import type { Document } from './document.ts';
import { normalise } from './normal-text.ts';

/** Why a document is thought to speak about an item. `Assignment` of the corpus. */
export interface AboutItem {
  readonly document: Document;
  /** 0–100; from `THRESHOLD` up the document is searched for the item. */
  readonly score: number;
  /** In Chinese, most telling first: 栏目：供电质量. */
  readonly because: readonly string[];
}

export const THRESHOLD = 30;

/** News about a thing is not the thing (C12, C25). */
const NEWS_CAP = 20;
const NEWS_COLUMN_MALUS = 25;
const NEWS_COLUMN =
  /^(?:公司|企业|行业|图片|综合|工作|基层|时政|通讯)?(?:新闻|要闻|动态|快讯|报道)(?:中心|资讯|动态)?$|媒体聚焦|媒体报道|党建|企业文化/u;
/** A page whose words fit this many items speaks about none of them: a law, an annual report. */
const TOO_MANY = 4;
/**
 * The documents that speak about an item, best first: by column, title, headings, the words of links that lead there, and
 * the topics of the content. Menus prove nothing. Each document is read once for all items, so that the cost is
 * pages + items; ask with the same array of documents again. `perView`: parameters that were left out of the documents' addresses.
 */
export function assign(
  documents: readonly Document[],
  item: Item,
  catalogue: Catalogue,
  perView: readonly string[] = [],
): AboutItem[] {
  return [...(shelve(documents, catalogue, perView).get(item.id) ?? [])];
}

const shelves = new WeakMap<readonly Document[], WeakMap<Catalogue, ReadonlyMap<string, readonly AboutItem[]>>>();

function shelve(
  documents: readonly Document[],
  catalogue: Catalogue,
  perView: readonly string[],
): ReadonlyMap<string, readonly AboutItem[]> {
  const known = shelves.get(documents)?.get(catalogue);
  if (known) return known;
  const made = build(documents, termsOf(catalogue), new Set(perView));
  const byCatalogue = shelves.get(documents) ?? new WeakMap<Catalogue, ReadonlyMap<string, readonly AboutItem[]>>();
  shelves.set(documents, byCatalogue.set(catalogue, made));
  return made;
}

function build(documents: readonly Document[], terms: Terms, perView: ReadonlySet<string>): Map<string, AboutItem[]> {
  const shelf = new Map<string, AboutItem[]>();
  const inbound = linkWords(documents, terms, perView);
  for (const document of documents) {
    if (document.unread) continue;
    const about = read(document, inbound.get(addressOf(document.capture.url)) ?? [], terms);
    for (const [item, entry] of about) {
      const list = shelf.get(item);
      if (list) list.push(entry);
      else shelf.set(item, [entry]);
    }
  }
  // Equal scores keep the bundle's order, so that two runs agree.
  for (const list of shelf.values()) list.sort((one, other) => other.score - one.score);
  return shelf;
}

function read(
  document: Document,
  linked: readonly string[],
  terms: Terms,
  content = contentOf(document, terms),
): Map<string, AboutItem> {
  const notes: Notes = new Map();
  const title = normalise(document.title).norm;
  for (const column of document.breadcrumb) note(notes, '栏目', normalise(column).norm, terms);
  note(notes, '标题', title, terms);
  for (const words of linked) note(notes, '链接', words, terms);
  for (const [item, list] of content.notes) notes.set(item, [...(notes.get(item) ?? []), ...list]);
  return weigh(document, title, notes, content.isShort, terms);
}

/** What the page itself says of items, whoever links to it. Plain data. */
export interface ContentNotes {
  readonly notes: Notes;
  readonly isShort: boolean;
}

/** `ContentNotes` as they are held of many pages. */
interface Told {
  readonly numbers: Uint32Array;
  readonly isShort: boolean;
}

const contents = new WeakMap<Terms, WeakMap<Document, Told>>();

/** What a page says of the subjects, to be worked out where there is time for it and handed on with `tellItems`. */
export const itemNotes = (document: Document, subjects: Subjects): ContentNotes =>
  contentNotes(document, termsOf(subjects));

/** The items that a page speaks about by itself, and by links that name it as its title does: nearly all that it is about. */
export const itemsAlone = (document: Document, subjects: Subjects, content: ContentNotes): ReadonlySet<string> =>
  new Set(read(document, [normalise(document.title).norm], termsOf(subjects), content).keys());

/** Takes in what `itemNotes` found, for the one time that it is asked for. */
export function tellItems(document: Document, subjects: Subjects, { notes, isShort }: ContentNotes): void {
  const terms = termsOf(subjects);
  const told = contents.get(terms) ?? new WeakMap<Document, Told>();
  contents.set(terms, told.set(document, { numbers: numbersOf(notes), isShort }));
}

function contentOf(document: Document, terms: Terms): ContentNotes {
  const told = contents.get(terms);
  const known = told?.get(document);
  // It is asked for once.
  told?.delete(document);
  return known ? { notes: notesOf(known.numbers), isShort: known.isShort } : contentNotes(document, terms);
}

function contentNotes(document: Document, terms: Terms): ContentNotes {
  const notes: Notes = new Map();
  noteContent(document, notes, terms);
  const letters = document.blocks.reduce(
    (sum, { region, text }) => sum + (region === 'main' ? text.norm.length : 0),
    0,
  );
  return { notes, isShort: letters < SHORT_PAGE };
}

/** Words count double on a short page: a screen of the App, a message, a board. */
const SHORT_PAGE = 600;

function weigh(
  document: Document,
  title: string,
  notes: Notes,
  isShort: boolean,
  terms: Terms,
): Map<string, AboutItem> {
  const news = isNews(title, terms);
  const newsColumn = document.breadcrumb.some((column) => NEWS_COLUMN.test(normalise(column).norm));
  const scored = [...notes].map(([item, list]) => ({ item, list, zones: zonePoints(list, isShort) }));
  const byWords = scored.filter(({ zones }) => onlyWords(zones) >= THRESHOLD).length;
  const about = new Map<string, AboutItem>();
  for (const { item, list, zones } of scored) {
    if (document.attribution === 'kind' && !terms.outageItems.has(item)) continue;
    if (byWords >= TOO_MANY) zones.delete('正文');
    const sum = [...zones.values()].reduce((total, points) => total + points, 0);
    const score = Math.max(0, Math.min(100, news ? NEWS_CAP : 100, newsColumn ? sum - NEWS_COLUMN_MALUS : sum));
    if (score < THRESHOLD) continue;
    about.set(item, { document, score, because: reasons(list, zones, newsColumn) });
  }
  return about;
}

const onlyWords = (zones: ReadonlyMap<Zone, number>): number => zones.get('正文') ?? 0;

function reasons(list: readonly Note[], zones: ReadonlyMap<Zone, number>, newsColumn: boolean): string[] {
  const told = [...zones]
    .sort((one, other) => other[1] - one[1])
    .map(([zone]) => {
      const words = list.filter((one) => one.zone === zone).sort((one, other) => other.points - one.points);
      return `${zone}：${words
        .slice(0, 4)
        .map(({ term }) => term)
        .join('、')}`;
    });
  return newsColumn ? [...told, '新闻栏目，降权'] : told;
}

/** More names than this for one page add nothing. */
const NAMES = 20;

/** The words of links by the address they lead to; only words that name an item, each once. */
function linkWords(documents: readonly Document[], terms: Terms, perView: ReadonlySet<string>): Map<string, string[]> {
  const words = new Map(documents.map(({ capture }) => [addressOf(capture.url), [] as string[]]));
  const telling = new Map<string, boolean>();
  const byHref = new Map<string, string[]>();
  for (const { links } of documents) {
    for (const { href, text } of links) {
      if (href === '' || !tells(text.norm, telling, terms)) continue;
      const list = byHref.get(href) ?? words.get(addressOf(withoutParameters(href, perView))) ?? [];
      byHref.set(href, list);
      if (list.length < NAMES && !list.includes(text.norm)) list.push(text.norm);
    }
  }
  return words;
}

/** The same few menu entries stand on every page. */
function tells(words: string, telling: Map<string, boolean>, terms: Terms): boolean {
  const known = telling.get(words);
  if (known !== undefined) return known;
  const answer = terms.finder.test(lower(words)) && !isNews(words, terms);
  telling.set(words, answer);
  return answer;
}

/** One address for `/x/`, `/x/index.html` and either scheme. */
export const addressOf = (url: string): string =>
  url
    .replace(/#.*$/, '')
    .replace(/^https?:\/\//, '')
    .replace(/\/(?:index|default)\.(?:s?html?|aspx?|jsp)$/, '/')
    .replace(/\/$/, '');
