import { civilDate, type CivilDate } from '../calendar/civil-date.ts';
import { resolveLink } from '../evidence/address.ts';
import type { Block, Image, Link } from './document.ts';
import type { Placed } from './blocks.ts';
import { wordsOf, type Box } from './html-tree.ts';
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
export function addressOf(reference: string, { url, base, encoding }: Resolver): string {
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
  readonly spans: ReadonlyMap<Box, readonly [from: number, to: number]>;
}

/** The links of a page in page order, then what it loads into itself (frames, embedded files). */
export function readLinks(source: Source, embedded: readonly Embedded[], resolver: Resolver): Link[] {
  const links = source.links.map(({ box, region, block }) => {
    const words = linkWords(box);
    const date = dateBeside(box, source);
    const href = addressOf(box.attrs.href ?? '', resolver);
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

const DATE = /(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/;
/** Calendar tiles of list pages: the day large, year and month small, in either order. */
const TILE =
  /^(\d{1,2})\n((?:19|20)\d\d)[-/.年](\d{1,2})月?(?:\n|$)|^((?:19|20)\d\d)[-/.年](\d{1,2})月?\n(\d{1,2})(?:\n|$)/;
/** More words than this around a link are an article and not an entry of a list. */
const ENTRY_LETTERS = 300;
/** [2026年11月20日] with a label before it. */
const LONE_DATE = 18;

/** The date printed in the same entry of a list: the largest box around the link that holds no other link. */
function dateBeside(box: Box, { blocks, spans }: Source): CivilDate | null {
  let entry = box;
  while (entry.parent?.parent && entry.parent.links <= 1 && entry.parent.letters <= ENTRY_LETTERS) entry = entry.parent;
  if (entry === box) return sameLineDate(box);
  const [from, to] = spans.get(entry) ?? [0, 0];
  const words = to > from ? blocks.slice(from, to).map(({ text }) => text.norm) : [normalise(wordsOf(entry)).norm];
  const apart = words
    .map((line) => line.replace(normalise(wordsOf(box)).norm, ' ').trim())
    .filter((line) => line !== '');
  return dateIn(apart.join('\n')) ?? dateInside(box);
}

/** A date set apart inside the link, on a line or in an element of its own; a title may hold one that means something else. */
function dateInside(box: Box): CivilDate | null {
  const parts = box.children.filter((child) => typeof child !== 'string');
  const apart = [...wordsOf(box).split('\n').slice(1), ...parts.map(wordsOf)].map((words) => normalise(words).norm);
  return dateIn(apart.find((words) => words.length <= LONE_DATE && dateIn(words) !== null) ?? '');
}

/** Several links in one line, each followed by its date: only what stands directly behind the link is its own. */
function sameLineDate(box: Box): CivilDate | null {
  for (const next of box.parent?.children.slice(box.at + 1, box.at + 4) ?? []) {
    if (typeof next !== 'string' && next.links + (next.tag === 'a' ? 1 : 0) > 0) return null;
    const date = dateIn(normalise(typeof next === 'string' ? next : wordsOf(next)).norm);
    if (date !== null) return date;
  }
  return null;
}

function dateIn(words: string): CivilDate | null {
  const [, year, month, day] = DATE.exec(words) ?? [];
  if (year !== undefined) return civilDate(Number(year), Number(month), Number(day));
  const tile = TILE.exec(words);
  if (!tile) return null;
  const [, day1, year1, month1, year2, month2, day2] = tile;
  return civilDate(Number(year1 ?? year2), Number(month1 ?? month2), Number(day1 ?? day2));
}
