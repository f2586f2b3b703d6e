import type { ChannelId, Item } from '../../catalogue/rule.ts';
import type { Scope } from '../../evidence/capture.ts';
import type { Document, Link } from '../../documents/document.ts';

/** Where a link ends, as far as the evidence tells (A17). */
export type LinkEnd =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'dead'; readonly status: number }
  /** Another site's page; `document`: it was captured along and read. */
  | { readonly kind: 'external'; readonly host: string; readonly document?: Document }
  | { readonly kind: 'not-captured' }
  /** Something that only a click opens, whose script does not say what. */
  | { readonly kind: 'click' }
  | { readonly kind: 'nowhere' };

/** Why a document is thought to speak about an item; shown by `explain`. */
export interface Assignment {
  readonly document: Document;
  /** 0–100; from 30 up the document is searched for the item. */
  readonly score: number;
  readonly because: readonly string[];
}

/** Everything that one channel showed at one site. */
export interface Corpus {
  readonly channel: ChannelId;
  readonly site: string;
  /** Read, and ours: the documents that may prove something. */
  readonly documents: readonly Document[];
  /** Read, but another company's or suspicious: they prove nothing and are findings of their own. */
  readonly foreign: readonly Document[];
  readonly unread: readonly Document[];
  readonly scope: Scope;
  /** Documents about an item, best first. */
  readonly about: (item: Item) => readonly Assignment[];
  readonly follow: (link: Link) => LinkEnd;
  /** The start page, when it was read. */
  readonly home: Document | undefined;
}
