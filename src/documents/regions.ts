import type { Region } from './document.ts';
import { isBlock, walk, type Box } from './html-tree.ts';
import { isMainName, NAMES, namesOf, VAGUE } from './regions-names.ts';

/** Which part of the page an element belongs to: by its tag and role, by the names that templates use, by what it holds. */

const BY_TAG: Readonly<Record<string, Region>> = {
  nav: 'nav',
  header: 'header',
  footer: 'footer',
  aside: 'aside',
  main: 'main',
  article: 'main',
};
const BY_ROLE: Readonly<Record<string, Region>> = {
  navigation: 'nav',
  menu: 'nav',
  menubar: 'nav',
  banner: 'header',
  contentinfo: 'footer',
  complementary: 'aside',
  search: 'header',
  main: 'main',
  article: 'main',
};

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
  const said = BY_ROLE[box.attrs.role ?? ''] ?? (isSectionHeader(box) ? undefined : BY_TAG[box.tag]);
  if (said === 'main') return inherited === 'nav' ? inherited : 'main';
  if (said) return inherited === 'main' || said === 'nav' ? said : inherited;
  if (inherited !== 'main') return inherited;
  const named = namedRegion(box, page);
  return named ?? (linkBars && isLinkBar(box, page) ? 'nav' : inherited);
}

/** `<header>` and `<footer>` of an article are part of it. */
function isSectionHeader({ tag, parent }: Box): boolean {
  if (tag !== 'header' && tag !== 'footer') return false;
  for (let at = parent; at; at = at.parent) if (/^(?:article|main|section)$/.test(at.tag)) return true;
  return false;
}

function namedRegion(box: Box, page: Box): Region | undefined {
  if (/^h\d$|^p$|^t[hr]$|^tbody$/.test(box.tag)) return undefined;
  const names = namesOf(box);
  if (names.length === 0 || names.some(isMainName)) return undefined;
  for (const words of [names.map((name) => name.at(-1) ?? ''), names.flat()]) {
    for (const [region, pattern] of NAMES) {
      const name = words.find((word) => pattern.test(word));
      if (name !== undefined && isBelievable(region, name, box, page)) return region;
    }
  }
  return undefined;
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
function sample(root: Box): string {
  const parts: string[] = [];
  let length = 0;
  walk(root, {
    enter: () => length < 2000,
    text: (words) => {
      if (length < 2000) parts.push(words);
      length += words.length;
    },
  });
  return parts.join('');
}

/** Five or more short links and hardly a word beside them, outside what calls itself content; 首页 first is always a menu. */
function isLinkBar(box: Box, page: Box): boolean {
  if (box.links < 5 || !/^(?:ul|ol|div|table|tr|dl|p|section)$/.test(box.tag)) return false;
  if (box.linked < box.letters * 0.85 || box.linked / box.links > 6) return false;
  if (/^\s*(?:网站)?(?:首页|主页)/.test(sample(box))) return true;
  for (let at: Box | undefined = box; at && at.letters < page.letters * 0.8; at = at.parent) {
    if (namesOf(at).some(isMainName)) return false;
  }
  return true;
}

/** A page's last words when they are its imprint, in a template that gives them no name. */
export const isImprint = (box: Box): boolean => box.letters < 500 && OWNER.test(sample(box));
