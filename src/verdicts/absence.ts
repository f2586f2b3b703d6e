import type { Item } from '../catalogue/rule.ts';
import type { Corpus } from '../checks/corpus.ts';
import type { Document } from '../documents/document.ts';
import type { Fault } from '../evidence/capture.ts';
import type { Search } from './verdict.ts';

/**
 * What keeps an absence from being proved: "not there" is said only when everything that could have held it was read
 * (faults 5.1). An unread page stands in the way of the items that the links leading to it speak of; one that nothing
 * leads to stands in the way of all, and so does a page of the site that an incomplete snapshot left out (A17). A page
 * about the item whose panes open on a click was read in part only.
 */
export function doubt(corpus: Corpus, item: Item): Fault | undefined {
  if (corpus.scope.cut) return corpus.scope.cut;
  const hijacked = corpus.foreign.find(({ identity }) => identity === 'suspicious');
  if (hijacked) return { reason: 'tampered', detail: hijacked.capture.url };
  const aboutItem = new Set(corpus.about(item).map(({ document }) => document));
  const pane = [...aboutItem].find(({ remarks }) => remarks.includes('hidden-tabs'));
  if (pane) return { reason: 'needs-js', detail: pane.capture.url };
  const obstacle = corpus.unread.find((document) => standsInTheWay(document, corpus, item, aboutItem));
  return obstacle?.unread ? { reason: obstacle.unread.reason, detail: obstacle.capture.url } : leftOut(corpus);
}

/** What keeps "nothing of the kind anywhere" from being said: any page at all that was not read. */
export function anyDoubt(corpus: Corpus): Fault | undefined {
  const [first] = corpus.unread;
  const unread = first?.unread && { reason: first.unread.reason, detail: first.capture.url };
  return corpus.scope.cut ?? unread ?? leftOut(corpus);
}

/** Why nothing of the channel was read; undefined when something was. */
export function unreadable(corpus: Corpus): Fault | undefined {
  if (corpus.documents.length > 0 || corpus.foreign.some(({ identity }) => identity === 'other')) return undefined;
  return anyDoubt(corpus) ?? { reason: 'insufficient-evidence', detail: '' };
}

const leftOutCache = new WeakMap<Corpus, Fault | undefined>();

function leftOut(corpus: Corpus): Fault | undefined {
  if (corpus.scope.closed) return undefined;
  if (!leftOutCache.has(corpus)) leftOutCache.set(corpus, firstLeftOut(corpus));
  return leftOutCache.get(corpus);
}

function firstLeftOut(corpus: Corpus): Fault | undefined {
  const link = corpus.documents.flatMap(({ links }) => links).find((one) => corpus.follow(one).kind === 'not-captured');
  return link && { reason: 'not-attempted', detail: link.href };
}

function standsInTheWay(unread: Document, corpus: Corpus, item: Item, aboutItem: ReadonlySet<Document>): boolean {
  const inbound = inboundLinks(corpus).get(unread.capture.url) ?? [];
  if (inbound.length === 0) return true;
  const words = [item.name.zh, ...item.aliases, ...item.topics];
  return inbound.some(
    // The start page speaks of everything, so only the words of its links and pictures count.
    ({ from, words: said, main }) => words.some((word) => said.includes(word)) || (main && from !== corpus.home && aboutItem.has(from)),
  );
}

interface Inbound {
  readonly from: Document;
  readonly words: string;
  readonly main: boolean;
}

const inboundCache = new WeakMap<Corpus, ReadonlyMap<string, readonly Inbound[]>>();

function inboundLinks(corpus: Corpus): ReadonlyMap<string, readonly Inbound[]> {
  const known = inboundCache.get(corpus);
  if (known) return known;
  const inbound = new Map<string, Inbound[]>(corpus.unread.map(({ capture }) => [capture.url, []]));
  if (inbound.size > 0) for (const from of corpus.documents) for (const [url, one] of leadsOf(from, corpus)) inbound.get(url)?.push(one);
  inboundCache.set(corpus, inbound);
  return inbound;
}

/** Where a page leads: its links, and the pictures that it shows. */
function leadsOf(from: Document, corpus: Corpus): [string, Inbound][] {
  const links = from.links.flatMap((link): [string, Inbound][] => {
    const end = corpus.follow(link);
    if (end.kind !== 'document' || !end.document.unread) return [];
    return [[end.document.capture.url, { from, words: link.text.norm, main: link.region === 'main' }]];
  });
  const pictures = from.images.map(({ src, alt, region }): [string, Inbound] => [src, { from, words: alt, main: region === 'main' }]);
  return [...links, ...pictures];
}

/** What was looked at and for what: the proof of an absence. */
export function searchOf(corpus: Corpus, item: Item, terms: readonly string[]): Search {
  return {
    pages: corpus.documents.length,
    relevant: corpus.about(item).length,
    terms: [...new Set(terms)],
    unread: corpus.unread.length,
  };
}
