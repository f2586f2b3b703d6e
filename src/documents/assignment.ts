import type { Catalogue, Item } from '../catalogue/rule.ts';
import { lower, termsOf, type TermKind, type Terms } from './assignment-terms.ts';
import type { Block, Document } from './document.ts';
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

/** Where a term stands decides what it is worth: a column's name says more than a word in a paragraph. */
const POINTS = {
  栏目: { alias: 60, topic: 30, element: 15 },
  标题: { alias: 55, topic: 35, element: 25 },
  链接: { alias: 40, topic: 20, element: 12 },
  条目: { alias: 35, topic: 32, element: 12 },
  小标题: { alias: 40, topic: 16, element: 14 },
  标签: { alias: 12, topic: 8, element: 8 },
  正文: { alias: 10, topic: 6, element: 2 },
} as const satisfies Record<string, Record<TermKind, number>>;
type Zone = keyof typeof POINTS;
/** A zone counts its best term, but for these, whose terms add up to so much. */
const SUMS: Partial<Record<Zone, number>> = { 小标题: 44, 标签: 40, 正文: 40 };
/** News about a thing is not the thing (C12, C25). */
const NEWS_CAP = 20;
const NEWS_COLUMN_MALUS = 25;
const NEWS_COLUMN =
  /^(?:公司|企业|行业|图片|综合|工作|基层|时政|通讯)?(?:新闻|要闻|动态|快讯|报道)(?:中心|资讯|动态)?$|媒体聚焦|媒体报道|党建|企业文化/u;
/** Words count double on a short page: a screen of the App, a message, a board. */
const SHORT_PAGE = 600;
/** A page whose words fit this many items speaks about none of them: a law, an annual report. */
const TOO_MANY = 4;
/** 第六章 供电质量 is a chapter of a law and no column. */
const CHAPTER = /^第[一二三四五六七八九十百\d]+[章节条编]/u;

interface Note {
  readonly points: number;
  readonly zone: Zone;
  readonly term: string;
}
type Notes = Map<string, Note[]>;

/**
 * The documents that speak about an item, best first: by column, title, headings, the words of links that lead there, and
 * the topics of the content. Menus prove nothing. Each document is read once for all items, so that the cost is
 * pages + items; ask with the same array of documents again.
 */
export function assign(documents: readonly Document[], item: Item, catalogue: Catalogue): AboutItem[] {
  return [...(shelve(documents, catalogue).get(item.id) ?? [])];
}

const shelves = new WeakMap<readonly Document[], WeakMap<Catalogue, ReadonlyMap<string, readonly AboutItem[]>>>();

function shelve(documents: readonly Document[], catalogue: Catalogue): ReadonlyMap<string, readonly AboutItem[]> {
  const known = shelves.get(documents)?.get(catalogue);
  if (known) return known;
  const made = build(documents, termsOf(catalogue));
  const byCatalogue = shelves.get(documents) ?? new WeakMap<Catalogue, ReadonlyMap<string, readonly AboutItem[]>>();
  shelves.set(documents, byCatalogue.set(catalogue, made));
  return made;
}

function build(documents: readonly Document[], terms: Terms): Map<string, AboutItem[]> {
  const shelf = new Map<string, AboutItem[]>();
  const inbound = linkWords(documents, terms);
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

function read(document: Document, linked: readonly string[], terms: Terms): Map<string, AboutItem> {
  const notes: Notes = new Map();
  const title = normalise(document.title).norm;
  for (const column of document.breadcrumb) note(notes, '栏目', normalise(column).norm, terms);
  note(notes, '标题', title, terms);
  for (const words of linked) note(notes, '链接', words, terms);
  noteContent(document, notes, terms);
  return weigh(document, title, notes, terms);
}

function note(notes: Notes, zone: Zone, text: string, terms: Terms): void {
  for (const [term] of lower(text).matchAll(terms.pattern)) {
    for (const { item, kind } of terms.uses.get(term) ?? []) {
      const list = notes.get(item) ?? [];
      if (list.some((one) => one.zone === zone && one.term === term)) continue;
      list.push({ points: POINTS[zone][kind], zone, term });
      notes.set(item, list);
    }
  }
}

function noteContent(document: Document, notes: Notes, terms: Terms): void {
  const linkText = linkTextByBlock(document);
  const own = document.blocks.filter((block) => block.region === 'main' && !isLink(block, linkText));
  for (const { kind, text } of own) {
    if (kind !== 'heading') note(notes, '正文', text.norm, terms);
    else if (!CHAPTER.test(text.norm)) note(notes, '小标题', text.norm, terms);
  }
  const main = new Set(own.map(({ index }) => index));
  for (const { label, block } of document.fields) if (main.has(block)) note(notes, '标签', label.norm, terms);
  for (const { rows } of document.tables) for (const cell of rows[0] ?? []) note(notes, '标签', cell.norm, terms);
  for (const { text, region, date } of document.links) {
    // An entry of a list has a date; a menu has none.
    if (region === 'main' && (date !== undefined || /\d{4}\s?年/u.test(text.norm)) && !isNews(text.norm, terms)) {
      note(notes, '条目', text.norm, terms);
    }
  }
}

function linkTextByBlock({ links }: Document): Map<number, number> {
  const length = new Map<number, number>();
  for (const { block, text } of links) length.set(block, (length.get(block) ?? 0) + text.norm.length);
  return length;
}

const isLink = ({ index, text }: Block, linkText: ReadonlyMap<number, number>): boolean =>
  (linkText.get(index) ?? 0) >= text.norm.length * 0.5 && text.norm.length > 0 && linkText.has(index);

// `search` and not `test`: a global pattern keeps where `test` stopped, and the next page would be read from there.
const isNews = (text: string, { news }: Terms): boolean => lower(text).search(news) >= 0;

function weigh(document: Document, title: string, notes: Notes, terms: Terms): Map<string, AboutItem> {
  const short =
    document.blocks.reduce((sum, { region, text }) => sum + (region === 'main' ? text.norm.length : 0), 0) < SHORT_PAGE;
  const news = isNews(title, terms);
  const newsColumn = document.breadcrumb.some((column) => NEWS_COLUMN.test(normalise(column).norm));
  const scored = [...notes].map(([item, list]) => ({ item, list, zones: zonePoints(list, short) }));
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

function zonePoints(list: readonly Note[], short: boolean): Map<Zone, number> {
  const zones = new Map<Zone, number>();
  for (const { zone, points } of list) {
    const worth = zone === '正文' && short ? points * 2 : points;
    const cap = SUMS[zone];
    const before = zones.get(zone) ?? 0;
    zones.set(zone, cap === undefined ? Math.max(before, worth) : Math.min(cap, before + worth));
  }
  return zones;
}

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

/** The words of links by the address they lead to; only words that name an item, each once. */
function linkWords(documents: readonly Document[], terms: Terms): Map<string, string[]> {
  const wanted = new Set(documents.map(({ capture }) => addressOf(capture.url)));
  const telling = new Map<string, boolean>();
  const words = new Map<string, string[]>();
  for (const { links } of documents) {
    for (const { href, text } of links) {
      if (href === '' || !tells(text.norm, telling, terms)) continue;
      const address = addressOf(href);
      if (!wanted.has(address)) continue;
      const list = words.get(address) ?? [];
      if (!list.includes(text.norm)) words.set(address, [...list, text.norm]);
    }
  }
  return words;
}

/** The same few menu entries stand on every page. */
function tells(words: string, telling: Map<string, boolean>, terms: Terms): boolean {
  const known = telling.get(words);
  if (known !== undefined) return known;
  const answer = lower(words).search(terms.pattern) >= 0 && !isNews(words, terms);
  telling.set(words, answer);
  return answer;
}

/** One address for `/x/`, `/x/index.html` and either scheme. */
const addressOf = (url: string): string =>
  url
    .replace(/#.*$/, '')
    .replace(/^https?:\/\//, '')
    .replace(/\/(?:index|default)\.(?:s?html?|aspx?|jsp)$/, '/')
    .replace(/\/$/, '');
