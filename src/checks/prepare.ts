import type { Document } from '../documents/document.ts';
import { noteLetters } from '../documents/grams.ts';
import { outagesOf } from '../documents/outages.ts';
import { sections } from './evidence.ts';
import { exposures } from './personal-data.ts';

/** Works out, while other processes still read, what is asked of every page; the checks then find it done. */
export function prepare(document: Document): void {
  if (document.unread) return;
  noteLetters(document);
  sections(document);
  outagesOf(document);
  exposures(document);
}
