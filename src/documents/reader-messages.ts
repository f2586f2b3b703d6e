import type { Capture } from '../evidence/capture.ts';
import type { PageSource } from './identity.ts';
import type { ReaderSetting } from './reader.ts';

/** A body larger than this travels in pieces, so that neither process holds copies of it. */
export const PIECE_BYTES = 1024 * 1024;

/** To the child. Bodies of a page follow it as `piece`s, `bytes` in all; a page without a body has none. */
export type Order =
  | { readonly kind: 'open'; readonly setting: ReaderSetting }
  | { readonly kind: 'page'; readonly capture: Capture; readonly source: PageSource; readonly bytes: number }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array };

/** From the child: it is up; reading goes on; a page is read, packed. Pages come back in the order in which they were sent. */
export type Answer = { readonly kind: 'ready' | 'alive' } | { readonly kind: 'read'; readonly packed: string };
