import type { FormReference } from '../evidence/form-references.ts';

/** An element that a citizen can see, with how much of the page stands in it. Built by `visible.ts`, numbered by `blocks.ts`, then only read. */
export interface Box {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly parent: Box | undefined;
  readonly children: (Box | string)[];
  /** Of a form: where its buttons lead. */
  readonly form?: FormReference;
  /** Visible characters other than spaces, and how many of them stand in links. */
  letters: number;
  linked: number;
  links: number;
  /** Its place among the parent's children. */
  at: number;
  /** Of what begins a line: its first block, and the first block after it. */
  from: number;
  to: number;
}

/** What to do on the way through a tree. `enter` returning false passes the children by; `leave` is called all the same. */
export interface Visitor {
  enter(box: Box): boolean;
  text(words: string, within: Box): void;
  leave(box: Box): void;
}

/** Visits a tree in page order. It is no deeper than `scanHtml` lets a page be, so that it may be followed by recursion. */
export function walk(box: Box, visitor: Visitor): void {
  if (visitor.enter(box)) {
    for (const child of box.children) {
      if (typeof child === 'string') visitor.text(child, box);
      else walk(child, visitor);
    }
  }
  visitor.leave(box);
}

/** Whether any element inside a box fulfils a condition. */
export function holds(box: Box, condition: (inner: Box) => boolean): boolean {
  for (const child of box.children) {
    if (typeof child !== 'string' && (condition(child) || holds(child, condition))) return true;
  }
  return false;
}

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark meter nobr output q ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr button select textarea area iframe embed object link'
  ).split(' '),
);

/** Whether an element begins on a line of its own, as browsers draw it by default. */
export const isBlock = (box: Box): boolean => !INLINE.has(box.tag);

const CELL = new Set(['td', 'th']);

/** The visible words of a box: inline elements joined as they stand, a line break between blocks, spaces collapsed. */
export function wordsOf(root: Box): string {
  const [only, second] = root.children;
  if (only === undefined) return '';
  if (typeof only === 'string' && second === undefined && root.tag !== 'pre') return lineOf(only);
  const words = new Words(root);
  walk(root, words);
  return tidy(words.all);
}

class Words implements Visitor {
  all = '';
  readonly #root: Box;

  constructor(root: Box) {
    this.#root = root;
  }

  enter(box: Box): boolean {
    this.#edge(box);
    return true;
  }

  text(words: string, within: Box): void {
    this.all += within.tag === 'pre' ? words : oneLine(words);
  }

  leave(box: Box): void {
    this.#edge(box);
  }

  #edge(box: Box): void {
    if (box !== this.#root && isBlock(box)) this.all += CELL.has(box.tag) ? '\t' : '\n';
  }
}

/** Line breaks of the source are spaces on the page. */
const oneLine = (words: string): string => words.replace(/[\n\r]+/g, ' ');

const UNTIDY = /[\t\f\r\n]| {2}/;

/** Collapses runs of spaces (a line break wins over a space) and trims. NBSP is kept: it is the page's own. */
const tidy = (words: string): string => (UNTIDY.test(words) ? collapsed(words) : words).trim();

const collapsed = (words: string): string => words.replace(/[ \t\f\r\n]+/g, (run) => (run.includes('\n') ? '\n' : ' '));

/** The same for words that are drawn on one line, whatever the source has. */
export const lineOf = (words: string): string =>
  (UNTIDY.test(words) ? words.replace(/[ \t\f\r\n]+/g, ' ') : words).trim();
