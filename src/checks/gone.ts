import { revised, type Document } from '../documents/document.ts';

/** Statuses that say "not there"; anything else unreadable is a fault. */
const GONE: ReadonlySet<number> = new Set([404, 410]);
/** Characters of a page's own part; the word that it is not there is shorter. */
const OWN_PAGE = 300;

export const isGone = ({ capture, unread }: Document): boolean =>
  GONE.has(capture.status) && unread?.reason !== 'needs-person';

/**
 * The documents, of which those are unread that a server calls not there and sends all the same, whole and signed by the company: people
 * see them in a browser, so that they prove neither that something is published nor that it is not. What stands at several
 * addresses, as the home page for whatever is not there, is no page of its own.
 */
export function withGoneShown(documents: readonly Document[]): readonly Document[] {
  const times = new Map<string, number>();
  for (const { textDigest } of documents) times.set(textDigest, (times.get(textDigest) ?? 0) + 1);
  return documents.map((document) => {
    const { capture, textDigest, attribution, unread } = document;
    const isShown =
      isGone(document) &&
      !unread &&
      attribution === 'name' &&
      times.get(textDigest) === 1 &&
      ownLetters(document) > OWN_PAGE;
    if (!isShown) return document;
    return revised(document, { unread: { reason: 'needs-person', detail: `HTTP ${capture.status}: ${capture.url}` } });
  });
}

const ownLetters = ({ blocks }: Document): number =>
  blocks.reduce((sum, { region, text }) => sum + (region === 'main' ? text.norm.length : 0), 0);
