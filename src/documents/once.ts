import type { Document } from './document.ts';

/**
 * Remembers per document what every rule asks for: a document never changes, and lives no longer for it. For what is small
 * and holds no part of the page itself; see `onceRead`.
 */
export const once = <T>(make: (document: Document) => T): Asked<T> => remembering(make, (document) => document);

/** Tells of a document, and takes what was worked out of it elsewhere. */
export interface Asked<T> {
  (document: Document): T;
  readonly tell: (document: Document, made: T) => void;
}

/**
 * The same for what holds blocks of the page: it goes when the page's words go from memory, and is made anew of the blocks
 * that come with them, so that a block is always the same object as in `document.blocks`.
 */
export const onceRead = <T>(make: (document: Document) => T): ((document: Document) => T) =>
  remembering(make, ({ blocks }) => blocks);

function remembering<T>(make: (document: Document) => T, keyOf: (document: Document) => WeakKey): Asked<T> {
  const known = new WeakMap<WeakKey, { readonly made: T }>();
  const tell = (document: Document, made: T): void => void known.set(keyOf(document), { made });
  const ask = (document: Document): T => {
    const before = known.get(keyOf(document));
    if (before) return before.made;
    const made = make(document);
    tell(document, made);
    return made;
  };
  return Object.assign(ask, { tell });
}
