/** An element that a citizen can see, with how much of the page stands in it. Built by `visible.ts`, then only read. */
export interface Box {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly parent: Box | undefined;
  readonly children: (Box | string)[];
  /** Visible characters other than spaces, and how many of them stand in links. */
  letters: number;
  linked: number;
  links: number;
  /** Its place among the parent's children. */
  at: number;
}

/** What to do on the way through a tree. `enter` returning false passes the children by; `leave` is called all the same. */
export interface Visitor {
  readonly enter?: (box: Box) => boolean;
  readonly text?: (words: string, within: Box) => void;
  readonly leave?: (box: Box) => void;
}

/** Visits a tree in page order without recursion: a page's depth is its author's choice, not ours. */
export function walk(root: Box, visitor: Visitor): void {
  const open: { box: Box; next: number }[] = [];
  const enter = (box: Box): void => {
    if (visitor.enter?.(box) === false) visitor.leave?.(box);
    else open.push({ box, next: 0 });
  };
  enter(root);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const child = top.box.children[top.next];
    top.next += 1;
    if (child === undefined) {
      open.pop();
      visitor.leave?.(top.box);
    } else if (typeof child === 'string') visitor.text?.(child, top.box);
    else enter(child);
  }
}

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark meter nobr output q ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr button select textarea area iframe embed object link'
  ).split(' '),
);

/** Whether an element begins on a line of its own, as browsers draw it by default. */
export const isBlock = (box: Box): boolean => !INLINE.has(box.tag);

/** The nearest ancestor-or-self of one of the given tags. */
export function closest(box: Box | undefined, tags: ReadonlySet<string>): Box | undefined {
  let at = box;
  while (at && !tags.has(at.tag)) at = at.parent;
  return at;
}

const CELL = new Set(['td', 'th']);

/** The visible words of a box: inline elements joined as they stand, a line break between blocks, spaces collapsed. */
export function wordsOf(root: Box): string {
  const [only, second] = root.children;
  if (only === undefined) return '';
  if (typeof only === 'string' && second === undefined && root.tag !== 'pre')
    return tidy(only.replace(/[\n\r]+/g, ' '));
  const parts: string[] = [];
  const edge = (box: Box): void => {
    if (box.tag === 'br' || (box !== root && isBlock(box))) parts.push(CELL.has(box.tag) ? '\t' : '\n');
  };
  walk(root, {
    enter: (box) => {
      edge(box);
      return true;
    },
    text: (words, within) => parts.push(within.tag === 'pre' ? words : words.replace(/[\n\r]+/g, ' ')),
    leave: edge,
  });
  return tidy(parts.join(''));
}

/** Collapses runs of spaces (a line break wins over a space) and trims. NBSP is kept: it is the page's own. */
export const tidy = (words: string): string => (/[\t\f\r\n]| {2}/.test(words) ? collapsed(words) : words).trim();

const collapsed = (words: string): string => words.replace(/[ \t\f\r\n]+/g, (run) => (run.includes('\n') ? '\n' : ' '));
