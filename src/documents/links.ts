import { resolveLink } from '../evidence/address.ts';
import type { Block, Image, Link } from './document.ts';
import type { Placed } from './blocks.ts';
import { wordsOf, type Box } from './html-tree.ts';
import { dateBeside } from './links-date.ts';
import { normalise } from './normal-text.ts';
import type { Embedded } from './visible.ts';

/** Stands for the root of a snapshot whose address nobody declared, so that its links can be resolved like others. */
const SNAPSHOT_ROOT = 'http://snapshot.invalid/';
const SNAPSHOT = 'snapshot:';

/** How the references of one page are resolved. */
export interface Resolver {
  readonly url: string;
  /** `<base href>` as written, '' when there is none. */
  readonly base: string;
  /** The encoding that the page was read in (WHATWG label): queries are sent in it. */
  readonly encoding: string;
}

/** The canonical address that a reference leads to; '' when it leads nowhere that can be opened. */
export function addressOf(reference: string, resolver: Resolver): string {
  const key = cacheKey(reference, resolver);
  if (key === undefined) return resolved(reference, resolver);
  const known = sameEverywhere.get(key);
  if (known !== undefined) return known;
  if (sameEverywhere.size >= MOST_KNOWN) sameEverywhere.clear();
  const address = resolved(reference, resolver);
  sameEverywhere.set(key, address);
  return address;
}

/** Links from the root of a site lead to the same place from every page of it; menus are made of them. */
const sameEverywhere = new Map<string, string>();
const MOST_KNOWN = 20_000;
const LONGEST_KEY = 300;

function cacheKey(reference: string, { url, base, encoding }: Resolver): string | undefined {
  if (base !== '' || !/^\/(?!\/)/.test(reference) || reference.length > LONGEST_KEY) return undefined;
  const origin = /^https?:\/\/[^/?#]+/.exec(url)?.[0];
  return origin && `${origin} ${encoding} ${reference}`;
}

function resolved(reference: string, { url, base, encoding }: Resolver): string {
  const start = url.startsWith(SNAPSHOT) ? SNAPSHOT_ROOT + escapePath(url.slice(SNAPSHOT.length)) : url;
  const from = base !== '' && URL.canParse(base, start) ? new URL(base, start).href : start;
  const address = resolveLink(reference, from, encoding);
  if (address === null) return '';
  return address.startsWith(SNAPSHOT_ROOT) ? SNAPSHOT + readable(address.slice(SNAPSHOT_ROOT.length)) : address;
}

const escapePath = (path: string): string => path.replace(/[%?#]/g, encodeURIComponent);

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface Source {
  readonly blocks: readonly Block[];
  readonly links: readonly Placed[];
  readonly images: readonly Placed[];
}

/** The links of a page in page order, then what it loads into itself (frames, embedded files). */
export function readLinks(source: Source, embedded: readonly Embedded[], resolver: Resolver): Link[] {
  const links = source.links.map(({ box, region, block }) => {
    const words = linkWords(box);
    const href = addressOf(box.attrs.href ?? '', resolver);
    const date = dateBeside(box, href, source.blocks);
    return {
      text: normalise(words),
      href,
      region,
      block: within(block, source.blocks),
      ...(date !== null && { date }),
    };
  });
  const framed = embedded.map(({ src, title }) => ({
    text: normalise(title),
    href: addressOf(src, resolver),
    region: 'main' as const,
    block: within(source.blocks.length, source.blocks),
  }));
  return [...links, ...framed.filter(({ href }) => href !== '')];
}

export function readImages({ images, blocks }: Source, resolver: Resolver): Image[] {
  return images.map(({ box, region, block }) => ({
    alt: (box.attrs.alt ?? box.attrs.title ?? '').trim(),
    src: addressOf(box.attrs.src ?? box.attrs['data-src'] ?? '', resolver),
    region,
    block: within(block, blocks),
  }));
}

const within = (block: number, blocks: readonly Block[]): number => Math.max(0, Math.min(block, blocks.length - 1));

/** What the link says: its words, whole where a template cut them (…), else its title or its picture's words. */
function linkWords(box: Box): string {
  const words = wordsOf(box).replace(/\s+/g, ' ');
  const title = (box.attrs.title ?? '').trim();
  if (words === '') return title === '' ? pictureWords(box) : title;
  const cut = /(?:…|\.\.|。。)$/.test(words)
    ? words
        .slice(0, 200)
        .replace(/[….。]+$/, '')
        .trimEnd()
    : '';
  return cut.length > 1 && title.startsWith(cut) ? title : words;
}

function pictureWords(box: Box): string {
  const pictures = box.children.filter((child) => typeof child !== 'string').filter(({ tag }) => tag === 'img');
  return (
    pictures.map(({ attrs }) => (attrs.alt ?? attrs.title ?? '').trim()).find((alt) => alt !== '') ??
    box.attrs.alt ??
    ''
  );
}
