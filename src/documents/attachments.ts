import type { CivilDate } from '../calendar/civil-date.ts';
import type { Scope } from '../evidence/capture.ts';
import { withoutParameters } from '../evidence/per-view.ts';
import { addressOf } from './assignment.ts';
import type { Document, StatedDate } from './document.ts';
import { normalise } from './normal-text.ts';

/** How a page hands on a file: by a link, or by showing it as a picture; its words, and the date beside them. */
interface Handed {
  readonly page: Document;
  readonly words: string;
  readonly date?: CivilDate;
}

/** A heading that only says that this is an attachment. */
const NAMELESS = /^(?:附件|附表|附录|附)?[一二三四五六七八九十\d]{0,3}[:：.、]?$/u;
/** What a link says besides the name of the file: 附件1：, .pdf, (点击下载). */
const LINK_TRIM =
  /^(?:附件|附表|附录)\s?[一二三四五六七八九十\d]{0,3}\s?[:：.、]?\s?|\.(?:pdf|docx?|xlsx?|csv|jpe?g|png)\s*$|[(（](?:点击)?(?:下载|查看|打开)[^)）]{0,8}[)）]\s*$/giu;

/**
 * Files belong to the page that links to them: a citizen comes to them through its column, knows them by the words of the
 * link, and takes the page's date for theirs where they state none. What a file says itself comes first. `scopes`: what was left
 * out of the addresses of each channel and site is left out of links as well.
 */
export function attach(documents: readonly Document[], scopes: readonly Scope[] = []): Document[] {
  if (!documents.some(({ format }) => format)) return [...documents];
  const handed = handedOn(documents, scopes);
  return documents.map((document) => {
    const by = document.format && handed.get(keyOf(document, document.capture.url));
    return by ? attached(document, by) : document;
  });
}

/** The first page in the bundle's order that links to an address in its own words. */
function handedOn(documents: readonly Document[], scopes: readonly Scope[]): Map<string, Handed> {
  const handed = new Map<string, Handed>();
  const names = new Map(scopes.map(({ channel, site, perView }) => [`${channel}@${site}`, new Set(perView)]));
  for (const page of documents) {
    if (page.unread || page.format) continue;
    const perView = names.get(`${page.capture.channel}@${page.capture.site}`) ?? NONE;
    for (const { href, region, text, date } of page.links) {
      const key = keyOf(page, withoutParameters(href, perView));
      if (href !== '' && region === 'main' && !handed.has(key))
        handed.set(key, { page, words: text.raw, ...(date && { date }) });
    }
    for (const { src, region, alt } of page.images) {
      const key = keyOf(page, withoutParameters(src, perView));
      if (src !== '' && region === 'main' && !handed.has(key)) handed.set(key, { page, words: alt });
    }
  }
  return handed;
}

const NONE: ReadonlySet<string> = new Set();

const keyOf = ({ capture: { channel, site } }: Document, address: string): string =>
  `${channel}@${site} ${addressOf(address)}`;

function attached(document: Document, { page, words, date }: Handed): Document {
  if (document.unread) return document;
  const name = words.replace(LINK_TRIM, '').trim();
  const isNamed = !NAMELESS.test(normalise(document.title).norm);
  // What a page of ours shows as a picture is shown by us, whoever is named in it.
  const isOurs = page.identity === 'ours' && (document.identity === 'unrelated' || document.format === 'picture');
  const isAbove = page.attribution === 'above' && document.attribution === 'host';
  return {
    ...document,
    title: isNamed ? document.title : name,
    breadcrumb: [...page.breadcrumb, ...(page.title === '' ? [] : [page.title])],
    dates: [...document.dates, ...datesOf(document, page, words, date)],
    ...(isAbove && { attribution: 'above' }),
    ...(isOurs && { identity: 'ours', identityWhy: page.identityWhy, attribution: page.attribution ?? 'publisher' }),
  };
}

const isPublication = ({ role }: StatedDate): boolean => role === 'published' || role === 'updated';

function datesOf(document: Document, page: Document, words: string, date: CivilDate | undefined): StatedDate[] {
  // A day in a file's name is as likely the day that it is about.
  if (document.dates.some((one) => isPublication(one) && one.source !== 'url')) return [];
  if (date !== undefined) return [{ date, role: 'published', quote: words, block: -1, source: 'title' }];
  return page.dates
    .filter((one) => isPublication(one) && one.block >= 0)
    .map((one) => ({ ...one, block: -1, source: 'title' }));
}
