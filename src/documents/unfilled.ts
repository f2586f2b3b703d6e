import type { Block } from './document.ts';
import { holds, walk, type Box } from './html-tree.ts';
import { textOf, type SourceElement } from './parse-html.ts';
import { regionOf } from './regions.ts';

/** A page as far as it is read when the question comes up. */
interface Read {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** The visible tree. */
  readonly body: Box;
  readonly scripts: readonly SourceElement[];
}

/** `{{item.title}}`, as it stands until a script puts a title there. */
const BLANK = /\{\{[^{}]{1,200}\}\}/;
/** 正在加载中，请稍候… */
const WAITING =
  /^(?:(?:正在|努力|拼命|玩命|数据|内容|页面|信息)*(?:加载|载入|读取)中|正在(?:努力|拼命|玩命)?(?:加载|载入|读取)(?:数据|内容|页面|信息)?|loading|please wait)[^\p{L}\p{N}]*(?:请(?:您|稍|耐心)?[候等后待]*)?[^\p{L}\p{N}]*$/iu;
/** Pages that show something only to who asks or writes: they hold nothing that is published. */
const ASKED = /搜索|检索|登录|登陆|注册|留言|信箱|意见反馈|问卷|网站地图/;
/** A page with so many letters of its own besides headings shows what it is there for. */
const OWN_LETTERS = 80;

/**
 * Whether what a page is there for is filled in by scripts, while its menus, its title and its footer stand in the source: a
 * template with blanks, a word that bids wait, or next to nothing but an empty box that a script knows. An empty box
 * that no script knows is an empty column.
 */
export function isUnfilled({ title, blocks, body, scripts }: Read): boolean {
  if (scripts.length === 0 || ASKED.test(title)) return false;
  const own = blocks.filter(({ region }) => region === 'main');
  if (own.some(({ kind, text }) => kind === 'heading' && ASKED.test(text.norm))) return false;
  if (scripts.some((script) => isFirstGroup(textOf(script), scripts))) return true;
  if (own.some(({ text }) => text.norm.includes('{{') && BLANK.test(text.norm))) return true;
  const words = own.filter(({ kind }) => kind !== 'heading').map(({ text }) => text.norm);
  if (words.reduce((sum, { length }) => sum + length, 0) >= OWN_LETTERS) return false;
  return words.some((line) => WAITING.test(line)) || emptyBoxes(body).some((box) => isKnown(box, codeOf(scripts)));
}

/** The first records of a list, kept as XML for a script of Hanweb's jpage, which asks for the others. */
function isFirstGroup(data: string, scripts: readonly SourceElement[]): boolean {
  if (!/<nextgroup>[^]*?href/i.test(data)) return false;
  const total = scripts.map((script) => TOTAL.exec(textOf(script))?.[1]).find((count) => count !== undefined);
  return total === undefined || Number(total) > data.split('<record>').length - 1;
}
const TOTAL = /\btotalRecord\s*[:=]\s*["']?(\d{1,7})/i;

/** Quickly, of a page's source: whether the page has to be read to know. */
export function mayBeUnfilled(html: string): boolean {
  if (SOURCE_SIGNS.test(html)) return true;
  // Every page has its `<div class="clear"></div>`: of a box without an id only a script that asks the server may know.
  for (const [, , attributes = ''] of html.matchAll(EMPTY_BOX))
    if (/\sid\s*=/i.test(attributes) || ASKS.test(html)) return true;
  return false;
}

const SOURCE_SIGNS =
  /\{\{|<nextgroup>|\s(?:v-(?:for|html|text)|ng-(?:repeat|bind))[=-]|>\s*(?:正在|努力|拼命|玩命|数据|内容|页面|信息)*(?:加载|载入|读取)|>\s*(?:loading|please wait)/i;
const EMPTY_BOX =
  /<(ul|ol|dl|tbody|table|div|section|article)\b([^>]{0,300})>(?:\s|<!--(?:(?!-->)[^]){0,2000}-->)*<\/\1\s*>/gi;

const LISTS = new Set(['ul', 'ol', 'dl', 'tbody', 'table']);
const BOXES = new Set([...LISTS, 'div', 'section', 'article', 'main']);
/** What tells a script to fill the element: `<li v-for="item in list"><a v-text="item.title"></a></li>`. */
const TO_FILL = ['v-for', 'v-html', 'v-text', 'ng-repeat', 'ng-bind', 'ng-bind-html'];
/** What is drawn without words. */
const DRAWN = new Set(['img', 'input', 'button', 'textarea']);

/** Boxes among the page's own content in which nothing is drawn. */
function emptyBoxes(body: Box): Box[] {
  const found: Box[] = [];
  const shape = { page: body, linkBars: true };
  walk(body, {
    enter: (box) => {
      if (box !== body && regionOf(box, 'main', shape) !== 'main') return false;
      const mayBeFilled = BOXES.has(box.tag) || isToFill(box);
      if (mayBeFilled && box.letters === 0 && !holds(box, ({ tag }) => DRAWN.has(tag))) found.push(box);
      return true;
    },
    text: () => undefined,
    leave: () => undefined,
  });
  return found;
}

/** What the scripts of a page say, and whether there are more than counters and libraries that are not here to be read. */
interface Code {
  readonly words: string;
  readonly asks: boolean;
  readonly more: boolean;
}

const ASKS =
  /\$\.(?:ajax|get|post|getJSON)\b|\bfetch\s*\(|\baxios\b|XMLHttpRequest|\.load\s*\(|ajax\s*\(|\blayui\b|new Vue\b|createApp\s*\(/i;
const LIBRARY =
  /jquery|bootstrap|swiper|superslide|slick|layer|hm\.baidu|cnzz|51\.la|google|analytics|tongji|share|polyfill|respond|html5|modernizr|jweixin/i;
/** What templates call the box that a script of the site fills. */
const CONTENT_NAME =
  /list|content|data|table|grid|news|article|detail|result|^(?:app|root|main|view|container|wrapper)$/i;

function codeOf(scripts: readonly SourceElement[]): Code {
  const words = scripts.map(textOf).join('\n');
  const sources = scripts.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'src').map(({ value }) => value));
  return { words, asks: ASKS.test(words), more: sources.some((source) => !LIBRARY.test(source)) };
}

const isToFill = ({ attrs }: Box): boolean => TO_FILL.some((name) => attrs[name] !== undefined);

/** A script here names the box and asks the server for something, or one from elsewhere can be meant by the name it bears. */
function isKnown(box: Box, { words, asks, more }: Code): boolean {
  const { tag, attrs, classes, parent } = box;
  if (isToFill(box)) return true;
  const id = attrs.id ?? (tag === 'tbody' ? parent?.attrs.id : undefined) ?? '';
  if (asks && (isNamed(id, words, ['#', '"', "'"]) || classes.some((one) => isNamed(one, words, ['.'])))) return true;
  return more && id !== '' && (LISTS.has(tag) || CONTENT_NAME.test(id));
}

const isNamed = (name: string, words: string, marks: readonly string[]): boolean =>
  name !== '' &&
  marks.some((mark) =>
    words
      .split(`${mark}${name}`)
      .slice(1)
      .some((rest) => !/^[\w-]/.test(rest)),
  );
