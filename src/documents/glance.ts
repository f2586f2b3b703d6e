import { Parser } from 'htmlparser2';
import type { Glance } from '../evidence/rendering.ts';
import { StyleSheet } from './visible/css.ts';
import { hiddenBy, UNDRAWN } from './visible/rules.ts';
import type { Styled } from './visible/selector.ts';

/** Characters parsed between two looks at what was found. */
const SLICE = 8_192;
/** More inline style than this is left to the reader. */
const MOST_STYLE = 200_000;

const STYLE = /<style\b[^>]*>([^]*?)(?:<\/style|$)/gi;

/**
 * Whether a page shows at least so many letters before its scripts run: told by the rules that hide things, without building
 * the page, and only as far into it as it takes. `false` is no answer: the page has to be read to know.
 */
export function surelyShows(html: string, letters: number): boolean {
  const glance = openGlance(html, letters);
  if (!glance) return false;
  const parser = new Parser(glance);
  for (let at = 0; at < html.length && !glance.shows; at += SLICE) parser.write(html.slice(at, at + SLICE));
  return glance.shows;
}

/** The same for a page whose tags go by anyway; undefined where it has too much style to tell. */
export function openGlance(html: string, letters: number): Glance | undefined {
  const sheets = Array.from(html.matchAll(STYLE), ([, sheet = '']) => sheet);
  if (sheets.reduce((sum, { length }) => sum + length, 0) > MOST_STYLE) return undefined;
  return new LetterCount(new StyleSheet(sheets), letters);
}

interface Open {
  readonly tag: string;
  readonly element: Styled;
  readonly isHidden: boolean;
}

/** Follows the tags and counts the letters that stand in nothing hidden. */
class LetterCount implements Glance {
  shows = false;
  #letters = 0;
  readonly #enough: number;
  readonly #sheet: StyleSheet;
  readonly #open: Open[] = [];
  readonly #bodyAttrs: Record<string, string> = {};
  readonly #body: Styled = { tag: 'body', attrs: this.#bodyAttrs, classes: [], parent: undefined };

  constructor(sheet: StyleSheet, enough: number) {
    this.#sheet = sheet;
    this.#enough = enough;
  }

  onopentag(tag: string, attrs: Record<string, string>): void {
    const above = this.#open.at(-1);
    const parent = above?.element ?? this.#body;
    // They are one with the body, at which the tree that is read begins.
    if (tag === 'html' || tag === 'body') {
      if (tag === 'body') Object.assign(this.#bodyAttrs, attrs);
      return void this.#open.push({ tag, element: parent, isHidden: false });
    }
    const classes = attrs.class?.split(/\s+/).filter((name) => name !== '') ?? [];
    const element = { tag, attrs, classes, parent };
    const isHidden = above?.isHidden === true || UNDRAWN.has(tag) || this.#hides(element);
    this.#open.push({ tag, element, isHidden });
  }

  onclosetag(tag: string): void {
    if (this.#open.at(-1)?.tag === tag) this.#open.pop();
  }

  ontext(words: string): void {
    if (this.#open.at(-1)?.isHidden !== false) return;
    this.#letters += words.replace(/[\s\u0000-\u001f]+/g, '').length;
    if (this.#letters >= this.#enough) this.shows = true;
  }

  #hides(element: Styled): boolean {
    const declared = this.#sheet.of(element);
    return (declared.get('font-size') ?? '').startsWith('0') || hiddenBy(element, declared) !== undefined;
  }
}
