import { leadOf, refreshTarget } from '../evidence/references.ts';
import { BeyondLimit } from './html-limits.ts';
import { formIn } from './forms.ts';
import type { Box } from './html-tree.ts';
import { parseHtml, textOf, type ParsedPage, type SourceElement } from './parse-html.ts';
import type { Declarations, StyleSheet } from './visible/css.ts';
import { hiddenBy, UNDRAWN, type Hidden } from './visible/rules.ts';

/** A page as a citizen sees it, and what stands beside the text. */
export interface Seen {
  readonly body: Box;
  /** Large parts hidden by `display:none` that look like the panes of tabs: a click would show them, so they are not absent. */
  readonly hiddenPanes: number;
  readonly title: string;
  /** `<base href>`, '' when there is none. */
  readonly base: string;
  /** `<meta>` by lower-case name, property or http-equiv; the first of a name counts. */
  readonly metas: Readonly<Record<string, string>>;
  /** What the page loads into itself or sends its reader to: frames, embedded files, a refresh; in page order. */
  readonly embedded: readonly Embedded[];
  /** Whether a `<noscript>` or an empty application root says that scripts draw the page. */
  readonly appRoot: boolean;
}

export interface Embedded {
  readonly src: string;
  readonly title: string;
}

/** A pane is larger than a banner: less than this hidden text is simply not shown. */
const PANE_LETTERS = 60;
/** How many nodes before a pane its visible sister may stand. */
const NEAR = 8;
const PANE_NAME = /tab|pane|panel|\bcon|content|slide|box|item|list|_\d+$|\d$/i;

interface Open {
  readonly nodes: ParsedPage['root']['childNodes'];
  readonly box: Box;
  readonly hidden: Hidden | undefined;
  /** `font-size: 0` lasts until a descendant sets a size of its own. */
  readonly tiny: boolean;
  next: number;
}

/** Keeps what is drawn of a parsed page. */
export const see = (root: ParsedPage['root'], sheet: StyleSheet): Seen => new Eye(sheet).look(root);

class Eye {
  readonly #sheet: StyleSheet;
  readonly #open: Open[] = [];
  readonly #embedded: Embedded[] = [];
  readonly #bodyAttrs: Record<string, string> = {};
  readonly #metas: Record<string, string> = {};
  #title = '';
  #base = '';
  #panes = 0;
  #appRoot = false;

  constructor(sheet: StyleSheet) {
    this.#sheet = sheet;
  }

  look(root: ParsedPage['root']): Seen {
    const body = box('body', this.#bodyAttrs, undefined);
    this.#open.push({ nodes: root.childNodes, box: body, hidden: undefined, tiny: false, next: 0 });
    for (let top = this.#open.at(-1); top; top = this.#open.at(-1)) {
      const child = top.nodes[top.next];
      top.next += 1;
      if (!child) this.#leave(top);
      else if ('value' in child) this.#text(child.value, top);
      else if ('tagName' in child) this.#enter(child, top);
    }
    return {
      body,
      hiddenPanes: this.#panes,
      title: this.#title,
      base: this.#base,
      metas: this.#metas,
      embedded: this.#embedded,
      appRoot: this.#appRoot,
    };
  }

  #text(words: string, { box: within, tiny, hidden }: Open): void {
    if (tiny && hidden === undefined) return;
    within.children.push(words);
    within.letters += lettersOf(words);
  }

  #enter(node: SourceElement, top: Open): void {
    const tag = node.tagName;
    const attrs = attributesOf(node);
    this.#note(tag, attrs, node);
    if (tag === 'iframe' && attrs.srcdoc !== undefined) return this.#enterPage(attrs.srcdoc, top);
    if (UNDRAWN.has(tag) && tag !== 'head') return;
    // The document, html and body are one: the tree that is read begins at the body.
    if (tag === 'body') Object.assign(this.#bodyAttrs, attrs);
    const merged = tag === 'html' || tag === 'body' || tag === 'head';
    const plain = merged ? top.box : box(tag, attrs, top.box);
    const own = tag === 'form' ? { ...plain, form: formIn(node) } : plain;
    const declared: Declarations = merged ? new Map() : this.#sheet.of(own);
    const hidden = tag === 'head' ? 'other' : (top.hidden ?? hiddenBy(own, declared));
    const tiny = declared.has('font-size')
      ? /^0(?:[a-z%]*)?(?:\s|$|!)/.test(declared.get('font-size') ?? '')
      : top.tiny;
    this.#open.push({ nodes: node.childNodes, box: own, hidden, tiny, next: 0 });
  }

  /** A page that stands whole in an attribute is drawn where its frame is. */
  #enterPage(html: string, { box: around, hidden, tiny }: Open): void {
    const nodes = nodesOf(html);
    if (nodes) this.#open.push({ nodes, box: box('div', NO_ATTRIBUTES, around), hidden, tiny, next: 0 });
    else this.#panes += 1;
  }

  #leave({ box: own, hidden }: Open): void {
    this.#open.pop();
    const parent = this.#open.at(-1);
    if (!parent || parent.box === own) return;
    if (hidden === undefined || parent.hidden !== undefined) attach(own, parent.box);
    else if (hidden === 'display' && isPane(own)) this.#panes += 1;
  }

  #note(tag: string, attrs: Readonly<Record<string, string>>, node: SourceElement): void {
    const name = (attrs.name ?? attrs.property ?? attrs['http-equiv'] ?? '').trim().toLowerCase();
    if (tag === 'meta' && name !== '') this.#metas[name] ??= (attrs.content ?? '').trim();
    // WeChat writes it beside the name of the account, where a day could also be what the article is about.
    if (attrs.id === 'publish_time') this.#metas.publish_time ??= textOf(node);
    if (tag === 'title') this.#title ||= textOf(node).replace(/\s+/g, ' ').trim();
    if (tag === 'base') this.#base ||= attrs.href ?? '';
    if (tag === 'noscript' && /javascript/i.test(textOf(node))) this.#appRoot = true;
    if (/^(?:app|root|__next|__nuxt|q-app)$/i.test(attrs.id ?? '')) this.#appRoot = true;
    const src = LOADING.has(tag) && attrs.srcdoc === undefined ? leadOf(tag, attrs) : undefined;
    const sent = name === 'refresh' ? refreshTarget(attrs.content ?? '') : undefined;
    if (sent !== undefined) this.#embedded.push({ src: sent, title: '' });
    if (src !== undefined) this.#embedded.push({ src, title: attrs.title ?? attrs.name ?? '' });
  }
}

const LOADING = new Set(['iframe', 'frame', 'embed', 'object', 'param']);

/** The nodes of a page that stands in an attribute; undefined where it is too much to read. */
function nodesOf(html: string): ParsedPage['root']['childNodes'] | undefined {
  try {
    return parseHtml(html).root.childNodes;
  } catch (error) {
    if (error instanceof BeyondLimit) return undefined;
    throw error;
  }
}

type Attributes = Record<string, string>;

/** Makes objects without the names that every object inherits; as a class, since V8 is slow with `Object.create(null)`. */
const Attributes = Object.assign(
  function () {
    // An object with nothing in it.
  } as unknown as new () => Attributes,
  { prototype: Object.create(null) as object },
);

const NO_ATTRIBUTES: Attributes = new Attributes();

function attributesOf({ attrs }: SourceElement): Attributes {
  if (attrs.length === 0) return NO_ATTRIBUTES;
  const attributes = new Attributes();
  for (const { name, value } of attrs) attributes[name] = value;
  return attributes;
}

const NO_CLASSES: readonly string[] = [];

const box = (tag: string, attrs: Readonly<Record<string, string>>, parent: Box | undefined): Box => ({
  tag,
  attrs,
  classes: attrs.class === undefined ? NO_CLASSES : attrs.class.split(/\s+/).filter((name) => name !== ''),
  parent,
  children: [],
  letters: 0,
  linked: 0,
  links: 0,
  at: 0,
  from: 0,
  to: 0,
});

function attach(own: Box, parent: Box): void {
  const link = own.tag === 'a' && own.attrs.href !== undefined;
  own.at = parent.children.length;
  parent.children.push(own);
  parent.letters += own.letters;
  parent.linked += link ? own.letters : own.linked;
  parent.links += own.links + (link ? 1 : 0);
}

/** Counts, rather than builds, what is not a space. */
function lettersOf(words: string): number {
  let letters = 0;
  for (let at = 0; at < words.length; at += 1) {
    const unit = words.charCodeAt(at);
    if (unit > 0x20 && unit !== 0xa0 && unit !== 0x3000) letters += 1;
  }
  return letters;
}

/** Hidden, large, and named or placed like the pane of a tab whose header is in sight. */
function isPane(own: Box): boolean {
  if (own.letters < PANE_LETTERS) return false;
  // It is made to be opened.
  if (own.tag === 'dialog') return true;
  if (PANE_NAME.test(`${own.attrs.class ?? ''} ${own.attrs.id ?? ''}`)) return true;
  const before = own.parent?.children.slice(-NEAR) ?? [];
  return before.some(
    (child) => typeof child !== 'string' && child.tag === own.tag && child.attrs.class === own.attrs.class,
  );
}
