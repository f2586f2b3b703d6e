import type { Document } from './document.ts';

/** Remembers per document what every rule asks for: a document never changes, and lives no longer for it. */
export function once<T>(make: (document: Document) => T): (document: Document) => T {
  const known = new WeakMap<Document, { readonly made: T }>();
  return (document) => {
    const before = known.get(document);
    if (before) return before.made;
    const made = make(document);
    known.set(document, { made });
    return made;
  };
}
