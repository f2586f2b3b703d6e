import type { Region } from './document.ts';
import type { Box } from './html-tree.ts';

/** Whole words of class and id names, first match counts. Pinyin as templates have it: daohang, dibu, weizhi, banquan. */
export const NAMES: readonly (readonly [region: Region, pattern: RegExp])[] = [
  [
    'footer',
    /^(?:(?:site|page|main|common|web)?foot(?:er)?|bottom|copyright|dibu|di|banquan|bq|friend(?:ly)?links?|yqlj|wzbs)$/,
  ],
  [
    'nav',
    /^(?:[a-z]*nav(?:bar|igation|first|second|list|box)?|(?:[a-z]*)menus?|daohang|dh|crumbs?|breadcrumbs?|curmb|location|weizhi|dqwz|loc|position|pagination|pager|pages?|fenye)$/,
  ],
  [
    'header',
    /^(?:(?:site|page|main|common|web|h)?head(?:er)?|top(?:bar|box|er)?|banner|logo|tou(?:bu)?|search(?:box|bar|form)?)$/,
  ],
  [
    'aside',
    /^(?:side(?:bar|box|menu)?|aside|left(?:bar|box|side)?|right(?:bar|box|side)?|hot(?:news)?|tuijian|related|xgxx|share|fenxiang|bdsharebuttonbox)$/,
  ],
];
/** Names that as often stand for something else: a page's wrapper, a column of content. */
export const VAGUE = /^(?:pages?|loc(?:ation)?|position|left|right)$/;
/** What templates call the page's own content. */
const MAIN_NAME =
  /^(?:(?:main|article|detail|news|page)?con(?:tent)?|article|detail|zoom(?:con)?|main(?:content)?|zhengwen|zw|neirong|nr|wenzhang|xiangqing|text)$/;

type Names = readonly (readonly string[])[];

const NONE: Names = [];
/** The pages of a site are made of a few templates, with a few hundred names between them. */
const known = new Map<string, Names>();
const MOST_KNOWN = 10_000;

/** The words of each class and id: `mainNav top_bar2` → [[main, nav], [top, bar]]. */
export function namesOf({ attrs: { class: classes = '', id = '' } }: Box): Names {
  if (classes === '' && id === '') return NONE;
  const wording = `${classes} ${id}`;
  const before = known.get(wording);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const names = wording.split(/\s+/).flatMap((name) => {
    const words = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/g);
    return words ? [words] : [];
  });
  known.set(wording, names);
  return names;
}

/** The last word says what a thing is: main-nav is a menu, header-content is content. */
export const isMainName = (words: readonly string[]): boolean => MAIN_NAME.test(words.at(-1) ?? '');
