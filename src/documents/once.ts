import type { Document } from './document.ts';

/**
 * Remembers per document what every rule asks for: a document never changes, and lives no longer for it. For what is small
 * and holds no part of the page itself; see `onceRead`.
 */
export const once = <T>(make: (document: Document) => T): ((document: Document) => T) =>
  remembering(make, (document) => document);

/**
 * The same for what holds blocks of the page: it goes when the page's words go from memory, and is made anew of the blocks
 * that come with them, so that a block is always the same object as in `document.blocks`.
 */
export const onceRead = <T>(make: (document: Document) => T): ((document: Document) => T) =>
  remembering(make, ({ blocks }) => blocks);

function remembering<T>(
  make: (document: Document) => T,
  keyOf: (document: Document) => WeakKey,
): (document: Document) => T {
  const known = new WeakMap<WeakKey, { readonly made: T }>();
  return (document) => {
    const key = keyOf(document);
    const before = known.get(key);
    if (before) return before.made;
    const made = make(document);
    known.set(key, { made });
    return made;
  };
}
