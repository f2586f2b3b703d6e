import { keysOf, matches, readSelector, type Selector, type Styled } from './selector.ts';

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

interface StyleRule {
  readonly selector: Selector;
  declared: Declarations;
  /** Place in the cascade: of two rules of one weight the later wins. */
  order: number;
}

/** Nearly every sheet says `none` of links, which tells nothing. */
const isStriking = (property: string, declaration: string): boolean =>
  property.startsWith('text-decoration') && /line-through/i.test(declaration);

/** `display:none; left:-9999px !important` → the watched properties, lower-case; `important` keeps its mark. */
export function declarations(style: string): Declarations {
  const found = new Map<string, string>();
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    const property = part.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && (WATCHED.has(property) || isStriking(property, part)))
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
    const matching =
      this.size === 0 ? [] : this.#candidates(element).filter(({ selector }) => matches(selector, element));
    if (matching.length === 0) return inline;
    const ordered = [
      ...matching
        .sort((a, b) => a.selector.weight - b.selector.weight || a.order - b.order)
        .map((rule) => rule.declared),
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

  #file(wording: string, declared: Declarations): void {
    const selector = readSelector(wording);
    if (!selector) return;
    const rule = { selector, declared, order: this.size };
    this.#bySelector.set(wording, rule);
    const known = this.#byKey.get(selector.key);
    if (known) known.push(rule);
    else this.#byKey.set(selector.key, [rule]);
  }

  #candidates(element: Styled): StyleRule[] {
    return keysOf(element).flatMap((key) => this.#byKey.get(key) ?? []);
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
