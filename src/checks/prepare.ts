import type { Catalogue } from '../catalogue/rule.ts';
import { noteItems } from '../documents/assignment.ts';
import type { Document } from '../documents/document.ts';
import { noteLetters } from '../documents/grams.ts';
import { noOutagesOf } from '../documents/outages-none.ts';
import { outagesOf } from '../documents/outages.ts';
import { headingLines } from './evidence.ts';
import { exposures } from './personal-data.ts';

/** Works out, while other processes still read, what is asked of every page; the checks then find it done. */
export function prepare(document: Document, catalogue: Catalogue): void {
  if (document.unread) return;
  noteLetters(document);
  headingLines(document);
  noteItems(document, catalogue);
  outagesOf(document);
  noOutagesOf(document);
  exposures(document);
}
