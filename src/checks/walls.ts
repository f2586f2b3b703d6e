import type { Document } from '../documents/document.ts';

/** Characters of a whole page, menu and footer included: a portal's own pages say more. */
const LITTLE_TEXT = 500;
/** So many links are the menu of a site. */
const MENU_LINKS = 6;
/** So many addresses with one and the same short page are no columns of a portal. */
const MANY = 5;
/** SHA-256 of nothing: the digest of all pages without words of their own. */
const WORDLESS = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Pages of a crawl that read well and are not shown to be the declared site's: what a network's sign-in page, a firewall that
 * no list knows, a server's default page or an empty frame look like (faults 5.2). Two signs tell them: the crawl came
 * to nothing but one page, which says next to nothing or never names the company; or the same short page without a menu, which
 * never names the company, stands at many addresses, as from the moment on at which a firewall shuts us out.
 * A snapshot holds what somebody chose and is believed. `isStart`: whether the crawl of a source began at a page.
 */
export function wallPages(read: readonly Document[], isStart: (page: Document) => boolean): ReadonlySet<Document> {
  const live = read.filter(({ capture, format }) => capture.obtained !== 'snapshot' && !format);
  return new Set([...live.filter(isStart).flatMap((start) => aloneWith(start, live)), ...repeated(live)]);
}

/** The whole of a site that is one page. */
function aloneWith(start: Document, live: readonly Document[]): readonly Document[] {
  const site = live.filter((page) => hostOf(page) === hostOf(start));
  const isAlone = site.every(({ textDigest }) => textDigest === start.textDigest);
  return isAlone && (!namesUs(start) || lettersOf(start) < LITTLE_TEXT) ? site : [];
}

function repeated(live: readonly Document[]): Document[] {
  const same = new Map<string, Document[]>();
  for (const page of live) {
    if (namesUs(page)) continue;
    // Pages that only lead on have no words either; of these only copies are the same.
    const { textDigest: words, capture } = page;
    const key = `${hostOf(page)} ${words === WORDLESS ? capture.sha256 : words}`;
    const pages = same.get(key);
    if (pages) pages.push(page);
    else same.set(key, [page]);
  }
  return [...same.values()].filter(isWall).flat();
}

/** Only the first of them is looked into: the words of pages that are alike need not be fetched. */
const isWall = ([first, ...others]: readonly Document[]): boolean =>
  first !== undefined && others.length + 1 >= MANY && lettersOf(first) < LITTLE_TEXT && first.links.length < MENU_LINKS;

const namesUs = ({ attribution }: Document): boolean => attribution === 'name';

const hostOf = ({ capture }: Document): string => new URL(capture.url).host;

const lettersOf = ({ blocks }: Document): number => blocks.reduce((sum, { text }) => sum + text.norm.length, 0);
