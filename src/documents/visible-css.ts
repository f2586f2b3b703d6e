/**
 * The little of CSS that decides whether a citizen sees an element: inline style sheets with class, id, tag and
 * descendant selectors, in cascade order. What is not understood (pseudo-classes, attributes, siblings) hides nothing.
 */

const WATCHED = new Set(
  (
    'display visibility opacity position left top right text-indent margin-left width height max-height overflow overflow-x ' +
    'overflow-y font-size color background background-color background-image clip clip-path'
  ).split(' '),
);
/** A desktop window: what a citizen at a screen gets of `@media` rules. */
const WINDOW_PX = 1280;

export type Declarations = ReadonlyMap<string, string>;

const NONE: Declarations = new Map();

/** One compound selector: `div#main.on`. */
interface Compound {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
}

export interface StyleRule {
  /** Outermost first; the last is the element itself. `direct[i]`: `>` stands before compound i. */
  readonly chain: readonly Compound[];
  readonly direct: readonly boolean[];
  readonly weight: number;
  declared: Declarations;
  /** Place in the cascade: of two rules of one weight the later wins. */
  order: number;
}

/** What matching needs to know of an element. */
export interface Styled {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly parent: Styled | undefined;
}

/** `display:none; left:-9999px !important` → the watched properties, lower-case; `important` keeps its mark. */
export function declarations(style: string): Declarations {
  const found = new Map<string, string>();
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    const property = part.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && WATCHED.has(property))
      found.set(
        property,
        part
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      );
  }
  return found;
}

/** The rules of one page's inline sheets that could hide or show something, found by the last compound's key. */
export class StyleSheet {
  readonly #byKey = new Map<string, StyleRule[]>();
  /** The last rule of each selector, which a repetition takes the place of. */
  readonly #bySelector = new Map<string, StyleRule>();
  /** How many rules there are that may hide or show something. */
  size = 0;

  constructor(sheets: readonly string[]) {
    for (const sheet of sheets) for (const [prelude, body] of ruleTexts(sheet)) this.#add(prelude, declarations(body));
  }

  /** The declarations that win for an element, its own `style` attribute included. */
  of(element: Styled): Declarations {
    const inline = element.attrs.style === undefined ? NONE : declarations(element.attrs.style);
    const matching = this.size === 0 ? [] : this.#candidates(element).filter((rule) => matches(rule, element));
    if (matching.length === 0) return inline;
    const ordered = [
      ...matching.sort((a, b) => a.weight - b.weight || a.order - b.order).map((rule) => rule.declared),
      inline,
    ];
    return cascade(ordered);
  }

  #add(prelude: string, declared: Declarations): void {
    if (declared.size === 0) return;
    for (const selector of prelude.split(',')) {
      this.size += 1;
      const rule = this.#bySelector.get(selector.trim());
      if (rule && sameProperties(rule.declared, declared)) Object.assign(rule, { declared, order: this.size });
      else this.#file(selector.trim(), declared);
    }
  }

  #file(selector: string, declared: Declarations): void {
    const rule = selectorOf(selector, declared, this.size);
    const last = rule?.chain.at(-1);
    if (!rule || !last) return;
    this.#bySelector.set(selector, rule);
    const key = last.id ? `#${last.id}` : last.classes[0] !== undefined ? `.${last.classes[0]}` : last.tag;
    const known = this.#byKey.get(key);
    if (known) known.push(rule);
    else this.#byKey.set(key, [rule]);
  }

  #candidates({ tag, attrs, classes }: Styled): StyleRule[] {
    const keys = [tag, `#${attrs.id ?? ''}`, ...classes.map((name) => `.${name}`)];
    return keys.flatMap((key) => this.#byKey.get(key) ?? []);
  }
}

function cascade(ordered: readonly Declarations[]): Declarations {
  const won = new Map<string, string>();
  for (const declared of ordered) {
    for (const [property, value] of declared) {
      if (won.get(property)?.includes('!important') && !value.includes('!important')) continue;
      won.set(property, value);
    }
  }
  return won;
}

const sameProperties = (one: Declarations, other: Declarations): boolean =>
  one.size === other.size && [...one.keys()].every((property) => other.has(property));

/** The flat list of `selector { … }` of a sheet; `@media` is entered when it fits a desktop screen, other at-rules skipped. */
function ruleTexts(sheet: string): [prelude: string, body: string][] {
  const css = sheet.replace(/<!--|-->/g, '').replace(/\/\*[^]*?(?:\*\/|$)/g, '');
  const rules: [string, string][] = [];
  let at = 0;
  for (let open = css.indexOf('{', at); open >= 0; open = css.indexOf('{', at)) {
    const prelude = css.slice(at, open).split(/[;}]/).at(-1)?.trim() ?? '';
    if (/^@(?:media|supports|layer)\b/i.test(prelude) && fitsScreen(prelude)) {
      at = open + 1;
      continue;
    }
    const close = prelude.startsWith('@') ? blockEnd(css, open) : css.indexOf('}', open);
    const end = close < 0 ? css.length : close;
    if (!prelude.startsWith('@')) rules.push([prelude, css.slice(open + 1, end)]);
    at = end + 1;
  }
  return rules;
}

function blockEnd(css: string, open: number): number {
  const brace = /[{}]/g;
  brace.lastIndex = open;
  let depth = 0;
  for (let found = brace.exec(css); found; found = brace.exec(css)) {
    depth += found[0] === '{' ? 1 : -1;
    if (depth === 0) return found.index;
  }
  return -1;
}

function fitsScreen(prelude: string): boolean {
  if (!/^@media/i.test(prelude)) return true;
  if (/\bprint\b/i.test(prelude) && !/\b(?:screen|all)\b/i.test(prelude)) return false;
  const bounds = [...prelude.matchAll(/(min|max)-(?:device-)?width\s*:\s*(\d+)/gi)];
  return bounds.every(([, side, px]) =>
    side?.toLowerCase() === 'min' ? Number(px) <= WINDOW_PX : Number(px) >= WINDOW_PX,
  );
}

const COMPOUND = /^(?:([a-z][a-z0-9]*)|\*)?((?:[.#][\w\u0080-\uffff-]+)*)$/i;

function selectorOf(selector: string, declared: Declarations, order: number): StyleRule | undefined {
  const words = selector.replace(/\s*>\s*/g, ' > ').split(/\s+/);
  const chain: Compound[] = [];
  const direct: boolean[] = [];
  let child = false;
  for (const word of words) {
    if (word === '>') {
      child = true;
      continue;
    }
    const [whole, tag = '', names = ''] = COMPOUND.exec(word) ?? [];
    if (whole === undefined || whole === '') return undefined;
    const parts = names.match(/[.#][^.#]+/g) ?? [];
    const classes = parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1));
    chain.push({ tag: tag.toLowerCase(), id: parts.find((part) => part.startsWith('#'))?.slice(1) ?? '', classes });
    direct.push(child);
    child = false;
  }
  const weight = chain.reduce(
    (sum, { tag, id, classes }) => sum + (id ? 10_000 : 0) + classes.length * 100 + (tag ? 1 : 0),
    0,
  );
  return { chain, direct, weight, declared, order };
}

function fits({ tag, id, classes }: Compound, element: Styled): boolean {
  if (tag !== '' && tag !== element.tag) return false;
  if (id !== '' && id !== element.attrs.id) return false;
  return classes.every((name) => element.classes.includes(name));
}

/** Right to left, each compound by the nearest ancestor that fits: enough for the sheets that pages carry inline. */
function matches({ chain, direct }: StyleRule, element: Styled): boolean {
  let at: Styled | undefined = element;
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    const compound = chain[index];
    if (!compound) return false;
    const last = index === chain.length - 1;
    while (at && !fits(compound, at)) {
      if (last || direct[index + 1]) return false;
      at = at.parent;
    }
    if (!at) return false;
    at = at.parent;
  }
  return true;
}
