import { lower, type TermKind, type Terms } from './assignment-terms.ts';
import type { Block, Document } from './document.ts';

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
export type Zone = keyof typeof POINTS;
/** A zone counts its best term, but for these, whose terms add up to so much. */
const SUMS: Partial<Record<Zone, number>> = { 小标题: 44, 标签: 40, 正文: 40 };
/** 第六章 供电质量 is a chapter of a law and no column. */
const CHAPTER = /^第[一二三四五六七八九十百\d]+[章节条编]/u;

/** A term found in a zone of a page. */
export interface Note {
  readonly points: number;
  readonly zone: Zone;
  readonly term: string;
}
/** By item. */
export type Notes = Map<string, Note[]>;

/** Notes every term of a text, once a zone. */
export function note(notes: Notes, zone: Zone, text: string, terms: Terms): void {
  for (const term of terms.finder.find(lower(text))) {
    for (const { item, kind } of terms.uses.get(term) ?? []) {
      const list = notes.get(item) ?? [];
      if (list.some((one) => one.zone === zone && one.term === term)) continue;
      list.push({ points: POINTS[zone][kind], zone, term });
      notes.set(item, list);
    }
  }
}

/** All notes that there are, with their items: pages find the same few thousand. */
const numbered: (readonly [item: string, note: Note])[] = [];
const numbers = new Map<string, number>();

/** Notes as a row of numbers, to be held of many pages. */
export const numbersOf = (notes: Notes): Uint32Array =>
  Uint32Array.from([...notes].flatMap(([item, list]) => list.map((one) => numberOf(item, one))));

function numberOf(item: string, one: Note): number {
  const key = `${item} ${one.zone} ${one.points} ${one.term}`;
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbered.length);
  return numbered.push([item, one]) - 1;
}

/** The notes that such numbers stand for. */
export function notesOf(row: Uint32Array): Notes {
  const notes: Notes = new Map();
  for (const number of row) {
    const [item, one] = numbered[number] ?? [];
    if (item === undefined || !one) continue;
    const list = notes.get(item);
    if (list) list.push(one);
    else notes.set(item, [one]);
  }
  return notes;
}

/** Notes the page's own headings, labels and sentences, and the dated entries of its lists. */
export function noteContent(document: Document, notes: Notes, terms: Terms): void {
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

/** Whether a title tells news about a thing. */
export const isNews = (text: string, { news }: Terms): boolean => news.test(lower(text));

/** What the notes of an item are worth, zone by zone. */
export function zonePoints(list: readonly Note[], short: boolean): Map<Zone, number> {
  const zones = new Map<Zone, number>();
  for (const { zone, points } of list) {
    const worth = zone === '正文' && short ? points * 2 : points;
    const cap = SUMS[zone];
    const before = zones.get(zone) ?? 0;
    zones.set(zone, cap === undefined ? Math.max(before, worth) : Math.min(cap, before + worth));
  }
  return zones;
}
