import { addressOf } from './assignment.ts';
import type { Document, Link, StatedDate } from './document.ts';
import { normalise } from './normal-text.ts';

/** How a page hands on a file: the link, and the page that it stands on. */
interface Handed {
  readonly page: Document;
  readonly link: Link;
}

/** A heading that only says that this is an attachment. */
const NAMELESS = /^(?:附件|附表|附录|附)?[一二三四五六七八九十\d]{0,3}[:：.、]?$/u;
/** What a link says besides the name of the file: 附件1：, .pdf, (点击下载). */
const LINK_TRIM =
  /^(?:附件|附表|附录)\s?[一二三四五六七八九十\d]{0,3}\s?[:：.、]?\s?|\.(?:pdf|docx?|xlsx?|csv)\s*$|[(（](?:点击)?(?:下载|查看|打开)[^)）]{0,8}[)）]\s*$/giu;

/**
 * Files belong to the page that links to them: a citizen comes to them through its column, knows them by the words of the
 * link, and takes the page's date for theirs where they state none. What a file says itself comes first.
 */
export function attach(documents: readonly Document[]): Document[] {
  if (!documents.some(({ format }) => format)) return [...documents];
  const handed = handedOn(documents);
  return documents.map((document) => {
    const by = document.format && handed.get(keyOf(document, document.capture.url));
    return by ? attached(document, by) : document;
  });
}

/** The first page in the bundle's order that links to an address in its own words. */
function handedOn(documents: readonly Document[]): Map<string, Handed> {
  const handed = new Map<string, Handed>();
  for (const page of documents) {
    if (page.unread || page.format) continue;
    for (const link of page.links) {
      const key = keyOf(page, link.href);
      if (link.href !== '' && link.region === 'main' && !handed.has(key)) handed.set(key, { page, link });
    }
  }
  return handed;
}

const keyOf = ({ capture: { channel, site } }: Document, address: string): string =>
  `${channel}@${site} ${addressOf(address)}`;

function attached(document: Document, { page, link }: Handed): Document {
  if (document.unread) return document;
  const name = link.text.raw.replace(LINK_TRIM, '').trim();
  const isNamed = !NAMELESS.test(normalise(document.title).norm);
  const isOurs = document.identity === 'unrelated' && page.identity === 'ours';
  return {
    ...document,
    title: isNamed ? document.title : name,
    breadcrumb: [...page.breadcrumb, ...(page.title === '' ? [] : [page.title])],
    dates: [...document.dates, ...datesOf(document, page, link)],
    ...(isOurs && { identity: 'ours', identityWhy: page.identityWhy, attribution: page.attribution ?? 'publisher' }),
  };
}

const isPublication = ({ role }: StatedDate): boolean => role === 'published' || role === 'updated';

function datesOf(document: Document, page: Document, link: Link): StatedDate[] {
  if (document.dates.some(isPublication)) return [];
  if (link.date !== undefined)
    return [{ date: link.date, role: 'published', quote: link.text.raw, block: -1, source: 'title' }];
  return page.dates
    .filter((one) => isPublication(one) && one.block >= 0)
    .map((one) => ({ ...one, block: -1, source: 'title' }));
}
