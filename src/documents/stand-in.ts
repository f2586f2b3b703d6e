import type { Vocabulary } from '../catalogue/rule.ts';
import type { Reason } from '../evidence/reason.ts';
import type { Document } from './document.ts';
import { norm } from './normal-text.ts';

/** A real page says more than this; a page that stands in for one says little else. */
const LITTLE_TEXT = 160;

/**
 * Whether a page served with success stands in for the real one: "page not found" (soft 404), a firewall's challenge, a
 * login form. Such a page proves nothing, whatever words its menu holds (faults 5.2, N27–N29).
 */
export function standIn(document: Document, vocabulary: Vocabulary): Reason | undefined {
  if (document.unread) return undefined;
  const own = norm(document.blocks.filter(({ region }) => region === 'main').map(({ text }) => text.norm).join(' '));
  const title = norm(document.title);
  if (own.length > LITTLE_TEXT) return undefined;
  const says = (words: readonly string[]): boolean => words.map(norm).some((word) => own.includes(word) || title.includes(word));
  if (says(vocabulary.not_found)) return 'soft-404';
  if (says(vocabulary.challenge)) return 'waf-challenge';
  if (says(vocabulary.login)) return 'auth-wall';
  return undefined;
}
