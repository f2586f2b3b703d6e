/** The selectors that pages' inline sheets are made of: `tag.class#id`, descendants and children. */

/** One compound selector: `div#main.on`. */
interface Compound {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
}

/** A selector read; what is not understood (pseudo-classes, attributes, siblings) reads as undefined and hides nothing. */
export interface Selector {
  /** Outermost first; the last is the element itself. */
  readonly chain: readonly Compound[];
  /** `direct[i]`: `>` stands before compound i. */
  readonly direct: readonly boolean[];
  /** Specificity. */
  readonly weight: number;
  /** What the element itself must have, to find its rules by: `#id`, `.class` or the tag. */
  readonly key: string;
}

/** What matching needs to know of an element. */
export interface Styled {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly parent: Styled | undefined;
}

const COMPOUND = /^(?:([a-z][a-z0-9]*)|\*)?((?:[.#][\w\u0080-\uffff-]+)*)$/i;

export function readSelector(selector: string): Selector | undefined {
  const chain: Compound[] = [];
  const direct: boolean[] = [];
  let child = false;
  for (const word of selector.replaceAll('>', ' > ').trim().split(/\s+/)) {
    const compound = word === '>' ? undefined : readCompound(word);
    if (word !== '>' && !compound) return undefined;
    // The tree that is matched begins at the body.
    if (compound && compound.tag !== 'html') {
      chain.push(compound);
      direct.push(child);
    }
    child = word === '>';
  }
  const last = chain.at(-1);
  return last && { chain, direct, weight: chain.reduce((sum, one) => sum + weightOf(one), 0), key: keyOf(last) };
}

function readCompound(word: string): Compound | undefined {
  const [whole, tag = '', names = ''] = COMPOUND.exec(word) ?? [];
  if (whole === undefined || whole === '') return undefined;
  const parts = names.match(/[.#][^.#]+/g) ?? [];
  const classes = parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1));
  return { tag: tag.toLowerCase(), id: parts.find((part) => part.startsWith('#'))?.slice(1) ?? '', classes };
}

const weightOf = ({ tag, id, classes }: Compound): number => (id ? 10_000 : 0) + classes.length * 100 + (tag ? 1 : 0);

const keyOf = ({ tag, id, classes: [first] }: Compound): string =>
  id !== '' ? `#${id}` : first !== undefined ? `.${first}` : tag;

/** The keys under which rules for an element may be filed. */
export const keysOf = ({ tag, attrs, classes }: Styled): string[] => [
  tag,
  `#${attrs.id ?? ''}`,
  ...classes.map((name) => `.${name}`),
];

function fits({ tag, id, classes }: Compound, element: Styled): boolean {
  if (tag !== '' && tag !== element.tag) return false;
  if (id !== '' && id !== element.attrs.id) return false;
  return classes.every((name) => element.classes.includes(name));
}

/** Right to left, each compound by the nearest ancestor that fits: enough for the sheets that pages carry inline. */
export function matches({ chain, direct }: Selector, element: Styled): boolean {
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
