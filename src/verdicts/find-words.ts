import type { Item } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/search/corpus.ts';
import type { Quote } from '../checks/search/finding.ts';
import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';

export interface Found {
  readonly document: Document;
  readonly quote: Quote;
}

/** Where the channel shows these words in its own content: first among the documents about the item, then anywhere. */
export function findWords(corpus: Corpus, item: Item, words: string): Found | undefined {
  const sought = norm(words);
  if (sought === '') return undefined;
  const about = corpus.about(item).map(({ document }) => document);
  return firstWith(about, sought) ?? firstWith(corpus.documents, sought);
}

function firstWith(documents: readonly Document[], sought: string): Found | undefined {
  for (const document of documents) {
    const block = document.blocks.find(({ region, text }) => region === 'main' && text.norm.includes(sought));
    if (block) return { document, quote: quoteOf(document, block.text.raw, block.place) };
  }
  return undefined;
}

const quoteOf = ({ capture }: Document, words: string, place: string): Quote => ({
  capture: capture.id,
  url: capture.url,
  sha256: capture.sha256,
  capturedAt: capture.capturedAt,
  words: words.slice(0, 500),
  place,
});
