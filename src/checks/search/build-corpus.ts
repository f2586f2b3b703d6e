import type { Catalogue, Item } from '../../catalogue/rule.ts';
import type { Capture, Scope } from '../../evidence/capture.ts';
import { withoutParameters } from '../../evidence/per-view.ts';
import { assign } from '../../documents/assignment.ts';
import { revised, type Document } from '../../documents/document.ts';
import type { Assignment, Corpus, LinkEnd } from './corpus.ts';
import { isGone, withGoneShown } from '../gone.ts';
import { wallPages } from '../walls.ts';

export interface CorpusInput {
  readonly scope: Scope;
  readonly documents: readonly Document[];
  /** Hosts that belong to the channel; every other host is external. */
  readonly hosts: ReadonlySet<string>;
  readonly catalogue: Catalogue;
  /** The declared start addresses, in order. */
  readonly starts: readonly string[];
}

/** Puts the documents of one channel and site on a shelf where checks can find them by item and follow their links. */
export function buildCorpus({ scope, documents: given, hosts, catalogue, starts }: CorpusInput): Corpus {
  const documents = withGoneShown(given.map(unnamed));
  const startKeys = new Set(starts.map(addressKey));
  const gone = new Map<string, number>();
  const byUrl = new Map<string, Document>();
  for (const document of documents) {
    for (const address of [document.capture.url, ...(document.capture.aliases ?? [])]) {
      const key = addressKey(address);
      if (isGone(document)) gone.set(key, document.capture.status);
      else byUrl.set(key, counting(byUrl.get(key), document));
    }
  }
  const outside = outsideOf(documents, hosts);
  const isStart = ({ capture }: Document): boolean =>
    [capture.url, ...(capture.aliases ?? [])].some((address) => startKeys.has(addressKey(address)));
  const present = withoutWalls(
    documents.filter((document) => !isGone(document) && !outside.has(document)),
    isStart,
  );
  const read = present.filter((document) => !document.unread);
  const isRejected = isCompromised(read, starts);
  const all = isRejected ? [] : read.filter(({ identity }) => identity === 'ours');
  const ours = onceEach(all);
  const cache = new Map<Item, readonly Assignment[]>();
  const ends = new Map<string, LinkEnd>();
  const perView = new Set(scope.perView);
  // Where several sources feed a channel, what one of them leaves out of addresses names the pages of another.
  const keyOf = (href: string): string => {
    const key = addressKey(href);
    return byUrl.has(key) || gone.has(key) ? key : addressKey(withoutParameters(href, perView));
  };
  const shelf = { byUrl, gone, outside, hosts, scope, keyOf };
  const start =
    all.find(({ capture }) => starts.some((one) => addressKey(one) === addressKey(capture.url))) ?? rootOf(all);
  return {
    channel: scope.channel,
    site: scope.site,
    scope: isRejected ? { ...scope, cut: { reason: 'tampered', detail: whyCompromised(read) } } : scope,
    documents: ours,
    foreign: read.filter(({ identity }) => identity === 'suspicious' || identity === 'other'),
    unread: present.filter((document) => document.unread && !isOpened(document.capture)),
    home: start && shownAt(start, ours, shelf),
    about: (item) => remember(cache, item, () => assign(ours, item, catalogue, scope.perView)),
    follow: ({ href }) => remember(ends, href, () => follow(href, shelf)),
  };
}

/**
 * Pages of other sites that were captured along because ours link to them: they are no part of the channel, so they
 * neither disclose anything for the company nor stand in the way of an absence; only a link may end there (C15, A9).
 */
function outsideOf(documents: readonly Document[], hosts: ReadonlySet<string>): ReadonlySet<Document> {
  const isOutside = ({ capture, identity }: Document): boolean =>
    identity !== 'ours' && isForeignHost(hostOf(capture.url), hosts);
  const candidates = documents.filter(isOutside);
  if (candidates.length === 0) return new Set();
  const inside = documents.filter((document) => !isOutside(document));
  const linked = new Set(inside.flatMap(({ links }) => links.map(({ href }) => addressKey(href))));
  return new Set(candidates.filter(({ capture }) => linked.has(addressKey(capture.url))));
}

const isForeignHost = (host: string, hosts: ReadonlySet<string>): boolean =>
  hosts.size > 0 && host !== '' && !hosts.has(host);

/** A page without the landmarks of its site, whatever its status, is not the page that was declared (faults 5.2). */
const unnamed = (document: Document): Document =>
  document.identity === 'unknown' && !document.unread
    ? revised(document, {
        unread: { reason: 'identity-mismatch', detail: document.identityWhy || document.capture.url },
      })
    : document;

/** Pages that read well and yet are not shown to be the declared site's count as unread (see `wallPages`). */
function withoutWalls(present: readonly Document[], isStart: (page: Document) => boolean): readonly Document[] {
  const walls = wallPages(
    present.filter(({ unread, identity }) => !unread && identity === 'ours'),
    isStart,
  );
  if (walls.size === 0) return present;
  const why = (page: Document): Document =>
    revised(page, { unread: { reason: 'identity-mismatch', detail: page.capture.url } });
  return present.map((page) => (walls.has(page) ? why(page) : page));
}

/** From this share of suspicious pages up, the site itself is a clone or has been taken over (C79). */
const COMPROMISED_SHARE = 0.25;

/** A site whose start page, or much of it, is hijacked or cloned proves nothing at all: the source is rejected. */
function isCompromised(read: readonly Document[], starts: readonly string[]): boolean {
  const suspicious = read.filter(({ identity }) => identity === 'suspicious');
  const start = suspicious.some(({ capture }) => starts.some((one) => addressKey(one) === addressKey(capture.url)));
  return start || (suspicious.length > 0 && suspicious.length >= read.length * COMPROMISED_SHARE);
}

const whyCompromised = (read: readonly Document[]): string =>
  read.find(({ identity }) => identity === 'suspicious')?.identityWhy ?? '';

/** An archive that was taken apart whole: nothing in it is unread, for its files are captures of their own. */
const isOpened = ({ marks, fault }: Capture): boolean => marks.includes('container') && !fault;

function remember<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

/** One address for `/x/`, `/x/index.html`, and with or without a fragment. */
export function addressKey(url: string): string {
  return url
    .replace(/#.*$/, '')
    .replace(/^https?:\/\//, '')
    .replace(/\/(?:index|default)\.(?:s?html?|aspx?|jsp)$/, '/')
    .replace(/\/$/, '');
}

/** A page stored twice under the same address (two sources, one with a query) counts once. */
function onceEach(documents: readonly Document[]): Document[] {
  const counts = new Map<string, Document>();
  for (const document of documents) {
    const key = addressKey(document.capture.url);
    counts.set(key, counting(counts.get(key), document));
  }
  return documents.filter((document) => counts.get(addressKey(document.capture.url)) === document);
}

/** Of two pages under one address the first, unless it has no word and only leads on: `/` does so to `/index.html`. */
const counting = (first: Document | undefined, other: Document): Document =>
  first && !(isSignpost(first) && other.blocks.length > 0) ? first : other;

const isSignpost = ({ blocks, links, unread }: Document): boolean => !unread && blocks.length === 0 && links.length > 0;

const rootOf = (documents: readonly Document[]): Document | undefined =>
  documents.find(({ capture }) =>
    /^(?:https?:\/\/[^/]+\/?|snapshot:(?:index\.s?html?)?)$/.test(addressRoot(capture.url)),
  );

/** So many pages in a row lead on at most. */
const MOST_LEADS = 5;

/**
 * What a citizen sees who opens a page: of one without a word, which only leads on by a refresh or a script, the page that it
 * leads to. Undefined where that is not one page, as with frames, or was not read.
 */
function shownAt(page: Document, ours: readonly Document[], shelf: Shelf): Document | undefined {
  let shown = page;
  for (let leads = 0; leads < MOST_LEADS && shown.blocks.length === 0 && shown.links.length > 0; leads += 1) {
    const [link, another] = shown.links;
    const end = link && !another ? follow(link.href, shelf) : undefined;
    if (end?.kind !== 'document' || !ours.includes(end.document)) return undefined;
    shown = end.document;
  }
  return shown;
}

const addressRoot = (url: string): string => url.replace(/\/(?:index|default)\.s?html?$/, '/');

interface Shelf {
  readonly byUrl: ReadonlyMap<string, Document>;
  readonly gone: ReadonlyMap<string, number>;
  readonly outside: ReadonlySet<Document>;
  readonly hosts: ReadonlySet<string>;
  readonly scope: Scope;
  /** The key under which an address is found. */
  readonly keyOf: (href: string) => string;
}

function follow(href: string, { byUrl, gone, outside, hosts, scope, keyOf }: Shelf): LinkEnd {
  if (href === '') return { kind: 'nowhere' };
  if (href.startsWith('javascript:')) return { kind: 'click' };
  const key = keyOf(href);
  const host = hostOf(href);
  const document = byUrl.get(key);
  if (document && outside.has(document) && isReadable(document)) return { kind: 'external', host, document };
  if (document) return { kind: 'document', document };
  const status = gone.get(key);
  if (status !== undefined) return { kind: 'dead', status };
  if (host !== '' && !hosts.has(host)) return { kind: 'external', host };
  const isAsked = scope.closed && !scope.logged && !isBeyond(href, scope.saved);
  return isAsked ? { kind: 'dead', status: 404 } : { kind: 'not-captured' };
}

/** Whether an address lies on a host of which other folders were saved: that it was not captured proves nothing. */
function isBeyond(href: string, saved: readonly string[] = []): boolean {
  const address = href.replace(/^https?:\/\//, '');
  const ofHost = saved.filter((folder) => folder.startsWith(`${hostOf(href)}/`));
  return ofHost.length > 0 && !ofHost.some((folder) => `${address}/`.startsWith(folder));
}

/** Another site bears none of our landmarks and need not. */
const isReadable = ({ capture, unread }: Document): boolean =>
  unread === undefined || (unread.reason === 'identity-mismatch' && capture.fault === undefined);

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(url)?.[1]?.toLowerCase() ?? '';
}
