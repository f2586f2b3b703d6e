import type { Capture } from '../../evidence/capture.ts';
import type { SealedPlace } from '../../evidence/bundle.ts';
import type { PageSource } from '../identity.ts';
import type { ReaderSetting } from '../reader.ts';
import type { Place } from '../spill.ts';

/** A body larger than this travels in pieces, so that neither process holds copies of it. */
export const PIECE_BYTES = 1024 * 1024;

/** What a process works by. Plain data. */
export interface Desk {
  readonly setting: ReaderSetting;
  /** Where it lays the words of documents down instead of sending them. */
  readonly folder?: string | undefined;
  /** What it is asked to look for on each page; understood by whoever looks. */
  readonly wanted?: unknown;
}

/** A page read, packed: without its words where these were laid down, packed apart, at `place`. */
export interface Reading {
  readonly kind: 'read';
  readonly packed: string;
  readonly place?: Place;
  /** What was found on it of what is wanted. */
  readonly facts?: unknown;
}

/** A page to be read whose body follows it as `piece`s, `bytes` in all, or is to be fetched from where it was `sealed`. */
export interface PageOrder {
  readonly kind: 'page';
  readonly capture: Capture;
  readonly source: PageSource;
  readonly bytes: number;
  readonly sealed?: SealedPlace;
}

/** To the child. */
export type Order =
  { readonly kind: 'open'; readonly desk: Desk } | PageOrder | { readonly kind: 'piece'; readonly bytes: Uint8Array };

/**
 * From the child: it is up; reading goes on; a page is read; what was sealed has to be brought after all. Pages come back in the
 * order in which they were sent.
 */
export type Answer = { readonly kind: 'ready' | 'alive' | 'unfetched' } | Reading;
