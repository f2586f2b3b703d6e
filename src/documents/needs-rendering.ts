import { decode } from './charset.ts';
import type { Glance, Need } from '../evidence/rendering.ts';
import { openGlance, surelyShows } from './glance.ts';
import { readHtml, SHELL_LETTERS } from './html.ts';
import { isLight, LIGHT_BYTES, LIGHT_LIMITS } from './reader/light.ts';
import { mayBeUnfilled } from './unfilled.ts';

/** A page as it was fetched. */
export interface FetchedPage {
  readonly finalUrl: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}

/**
 * Whether a page reads as empty until its scripts have run (C07), or its own content does, by the same rule that the readers go
 * by. Of a page too heavy to be read on the spot nothing is said: it is no empty one.
 */
export function needsRendering({ finalUrl, headers, body }: FetchedPage): Need | undefined {
  if (body.length > LIGHT_BYTES) return undefined;
  const decoded = decode(body, headers['content-type']);
  if ('reason' in decoded) return undefined;
  // Nearly every page says enough in its first lines.
  const shows = !mayBeUnfilled(decoded.text) && surelyShows(decoded.text, SHELL_LETTERS);
  if (shows || !isLight(body)) return undefined;
  const { needsJs, unfilled } = readHtml(decoded.text, finalUrl, { encoding: decoded.used, limits: LIGHT_LIMITS });
  return needsJs ? 'whole' : unfilled ? 'part' : undefined;
}

/** Watches a page for being no empty one while its tags go by; what it cannot tell is a question to `needsRendering`. */
export const renderingGlance = (html: string): Glance | undefined =>
  mayBeUnfilled(html) ? undefined : openGlance(html, SHELL_LETTERS);
