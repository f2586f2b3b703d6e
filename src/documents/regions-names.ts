import type { Region } from './document.ts';
import type { Box } from './html-tree.ts';
import { remembered } from './remembered.ts';

/** Whole words of class and id names, first match counts. Pinyin as templates have it: daohang, dibu, weizhi, banquan. */
const NAMES: readonly (readonly [region: Region, pattern: RegExp])[] = [
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

const CRUMB_NAME =
  /^(?:crumbs?|breadcrumbs?|curmb|location|weizhi|dqwz|loc|position|place|now(?:site)?|site(?:path)?|path|local|dangqian)$/;
const TITLED =
  /(?:^|[\s_-])(?:(?:sub|art|page|news|con|content|list|box|mod|article)?-?_?(?:title|tit|biaoti|bt|caption))\d*(?:$|[\s_-])/i;

/** A part of the page that a name speaks of. */
export interface Claim {
  readonly region: Region;
  readonly name: string;
}

/** What the class and id of an element say about it. */
export interface Naming {
  /** Called content; what else its names say is then of no account. */
  readonly isMain: boolean;
  readonly isCrumb: boolean;
  /** Called a title, tit, biaoti. */
  readonly isTitle: boolean;
  /** In the order in which they are believed. */
  readonly claims: readonly Claim[];
}

const NAMELESS: Naming = { isMain: false, isCrumb: false, isTitle: false, claims: [] };

/** What the names of a box say. */
export function namingOf({ attrs: { class: classes = '', id = '' } }: Box): Naming {
  if (id === '') return classes === '' ? NAMELESS : namingBy(classes);
  return namingBy(`${classes} ${id}`);
}

/** The pages of a site are made of a few templates, with a few hundred names between them. */
const namingBy = remembered(10_000, (wording): Naming => {
  const names = wordsIn(wording);
  const isMain = names.some(isMainName);
  return {
    isMain,
    isCrumb: names.some((words) => words.some((word) => CRUMB_NAME.test(word))),
    isTitle: TITLED.test(wording),
    claims: isMain ? [] : claimsOf(names),
  };
});

/** The words of each class and id: `mainNav top_bar2` → [[main, nav], [top, bar]]. */
const wordsIn = (wording: string): string[][] =>
  wording.split(/\s+/).flatMap((name) => {
    const words = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/g);
    return words ? [[...words]] : [];
  });

/** The last word says what a thing is: main-nav is a menu, header-content is content. */
const isMainName = (words: readonly string[]): boolean => MAIN_NAME.test(words.at(-1) ?? '');

/** Last words first, then any. */
function claimsOf(names: readonly (readonly string[])[]): Claim[] {
  return [names.map((words) => words.at(-1) ?? ''), names.flat()].flatMap((words) =>
    NAMES.flatMap(([region, pattern]) => {
      const name = words.find((word) => pattern.test(word));
      return name === undefined ? [] : [{ region, name }];
    }),
  );
}
