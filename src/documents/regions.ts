import type { Region } from './document.ts';
import { isBlock, type Box } from './html-tree.ts';
import { namingOf, VAGUE } from './regions-names.ts';

/** Which part of the page an element belongs to: by its tag and role, by the names that templates use, by what it holds. */

const BY_TAG: ReadonlyMap<string, Region> = new Map([
  ['nav', 'nav'],
  ['header', 'header'],
  ['footer', 'footer'],
  ['aside', 'aside'],
  ['main', 'main'],
  ['article', 'main'],
]);
const BY_ROLE: ReadonlyMap<string, Region> = new Map([
  ['navigation', 'nav'],
  ['menu', 'nav'],
  ['menubar', 'nav'],
  ['banner', 'header'],
  ['contentinfo', 'footer'],
  ['complementary', 'aside'],
  ['search', 'header'],
  ['main', 'main'],
  ['article', 'main'],
]);
/** These are too small, or too much a part of something else, to be a region by their name. */
const NEVER_NAMED = new Set('h1 h2 h3 h4 h5 h6 p tr th tbody'.split(' '));
const LINK_BARS = new Set('ul ol div table tr dl p section'.split(' '));

/** Characters of a box that are looked at to know what it is. */
const SAMPLE = 2000;
/** Words that a footer carries and a page's own content does not. */
const OWNER = /copyright|ICP备|公网安备|版权所有/i;
const IMPRINT = /©|copyright|ICP备|ICP证|公网安备|版权所有|主办单位|网站标识码|技术支持/i;

/** What regions are judged against. */
export interface PageShape {
  /** The body: a hint that would swallow the page's text is not believed. */
  readonly page: Box;
  /** Whether unnamed rows of short links are menus; not so under the page's own title, nor where nothing else stands. */
  readonly linkBars: boolean;
}

/** The region of a box inside `inherited`. */
export function regionOf(box: Box, inherited: Region, { page, linkBars }: PageShape): Region {
  if (!box.parent || !isBlock(box)) return inherited;
  const said = statedRegion(box);
  if (said === 'main') return inherited === 'nav' ? inherited : 'main';
  if (said) return inherited === 'main' || said === 'nav' ? said : inherited;
  if (inherited !== 'main') return inherited;
  const named = namedRegion(box, page);
  return named ?? (linkBars && isLinkBar(box, page) ? 'nav' : inherited);
}

function statedRegion(box: Box): Region | undefined {
  const { role } = box.attrs;
  const byRole = role === undefined ? undefined : BY_ROLE.get(role);
  return byRole ?? (isSectionHeader(box) ? undefined : BY_TAG.get(box.tag));
}

/** `<header>` and `<footer>` of an article are part of it. */
function isSectionHeader({ tag, parent }: Box): boolean {
  if (tag !== 'header' && tag !== 'footer') return false;
  for (let at = parent; at; at = at.parent) if (/^(?:article|main|section)$/.test(at.tag)) return true;
  return false;
}

function namedRegion(box: Box, page: Box): Region | undefined {
  const { claims } = namingOf(box);
  if (claims.length === 0 || NEVER_NAMED.has(box.tag)) return undefined;
  return claims.find(({ region, name }) => isBelievable(region, name, box, page))?.region;
}

/** Letters of a link in a menu on average: columns have long names, entries of lists of articles longer ones. */
const MENU_LINK = 9;
const COLUMN_LINK = 14;

const isMenu = ({ links, linked }: Box, letters = MENU_LINK): boolean => linked <= links * letters;

/** Own words are what stands outside links; a template that wraps everything in `#top` must not lose its content. */
function isBelievable(region: Region, name: string, box: Box, page: Box): boolean {
  const own = box.letters - box.linked;
  const share = own / Math.max(1, page.letters - page.linked);
  if (region === 'footer') return share < 0.6 || (own < 1000 && IMPRINT.test(sample(box)));
  if (region === 'header') return isMenu(box) && (own < 30 || share < 0.4);
  if (region === 'nav')
    return isMenu(box, COLUMN_LINK) && (own < 60 || box.linked > own) && (!VAGUE.test(name) || box.letters < 200);
  if (VAGUE.test(name)) return isMenu(box) && box.links > 2 && own < 60;
  return box.letters < page.letters * 0.5;
}

/** The first of a box's words, enough to know an imprint or a menu by. */
function sample({ children }: Box, words = ''): string {
  let all = words;
  for (const child of children) {
    if (all.length >= SAMPLE) return all;
    all = typeof child === 'string' ? all + child : sample(child, all);
  }
  return all;
}

/** Five or more short links and hardly a word beside them, outside what calls itself content; 首页 first is always a menu. */
function isLinkBar(box: Box, page: Box): boolean {
  if (box.links < 5 || !LINK_BARS.has(box.tag)) return false;
  if (box.linked < box.letters * 0.85 || box.linked / box.links > 6) return false;
  if (/^\s*(?:网站)?(?:首页|主页)/.test(sample(box))) return true;
  for (let at: Box | undefined = box; at && at.letters < page.letters * 0.8; at = at.parent) {
    if (namingOf(at).isMain) return false;
  }
  return true;
}

/** A page's last words when they are its imprint, in a template that gives them no name. */
export const isImprint = (box: Box): boolean => box.letters < 500 && OWNER.test(sample(box));
