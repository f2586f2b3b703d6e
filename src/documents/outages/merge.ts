import { createHash } from 'node:crypto';
import { daysBetween } from '../../calendar/civil-date.ts';
import type { Document } from '../document.ts';
import { listedOutages } from './list.ts';
import { outagesOf, type Outage } from '../outages.ts';

/**
 * Every outage notice of a set of documents, each once: articles stored under two addresses, list entries whose article was
 * read, and entries repeated on several lists are one notice with the earliest posting day. In order of key.
 */
export function noticesOf(documents: readonly Document[]): readonly Outage[] {
  const articles = once(documents.flatMap((document) => outagesOf(document)));
  const opened = new Set(articles.map(({ document }) => addressOf(document.capture.url)));
  const titles = new Set(articles.map(({ title }) => titleKey(title)));
  const entries = documents
    .flatMap((document) => listedOutages(document))
    .filter(({ href = '', title }) => !opened.has(addressOf(href)) && !titles.has(titleKey(title)));
  return [...articles, ...once(entries)].sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
}

/** Days from posting to the start, by date difference (A5): 2018-06-26 for 2018-06-28 is 2. Null when either is unknown. */
export const leadDays = ({ posted, start }: Outage): number | null =>
  posted && start !== undefined ? daysBetween(posted.date, start) : null;

/** One address for `/x/`, `/x/index.html` and either scheme. */
const addressOf = (url: string): string => url.replace(/#.*$/, '').replace(/^https?:\/\//, '');

/** 停电公告2018年05月19日 and 停电公告 2018年5月19号 are one title. */
const titleKey = (title: string): string =>
  title
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replace(/号/gu, '日')
    .replace(/[^\p{L}\p{N}]/gu, '');

function add(groups: Map<string, Outage[]>, key: string, outage: Outage): void {
  const group = groups.get(key);
  if (group) group.push(outage);
  else groups.set(key, [outage]);
}

function once(outages: readonly Outage[]): Outage[] {
  const groups = new Map<string, Outage[]>();
  // What calls an outage off is no copy of what announced it.
  for (const outage of outages) add(groups, `${outage.key}${outage.cancelled ? '-取消' : ''}`, outage);
  return [...groups.values()].flatMap(apart);
}

/** Notices that share days and title are one unless they tell of different places; then the places enter their keys. */
function apart(same: readonly Outage[]): Outage[] {
  const byPlace = new Map<string, Outage[]>();
  for (const outage of same) {
    add(byPlace, placeOf(outage), outage);
  }
  const merged = [...byPlace].map(([place, copies]) => ({ place, outage: merge(copies) }));
  if (merged.length === 1) return merged.map(({ outage }) => outage);
  return merged.map(({ place, outage }) => ({ ...outage, key: `${outage.key}-${digest(place)}` }));
}

const placeOf = ({ area, line, startTime = '' }: Outage): string =>
  [area?.value ?? '', line?.value ?? '', startTime].join('|').replace(/[\s,。;、]/gu, '');

const digest = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 6);

/** The fullest copy, with the earliest day on which any copy was posted. */
function merge(copies: readonly Outage[]): Outage {
  const [first, ...rest] = copies;
  if (!first) throw new RangeError('a notice without copies');
  const posted = copies
    .flatMap((copy) => copy.posted ?? [])
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))[0];
  const best = rest.reduce((kept, copy) => (fullness(copy) > fullness(kept) ? copy : kept), first);
  return posted ? { ...best, posted } : best;
}

const fullness = ({ area, line, time, customers }: Outage): number =>
  [area, line, time, customers].filter((part) => part !== undefined).length;
