import { decode } from './charset.ts';
import { readHtml } from './html.ts';
import { isLight } from './reader-light.ts';

/** A page as it was fetched. */
export interface FetchedPage {
  readonly finalUrl: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}

/**
 * Whether a page reads as empty until its scripts have run (C07), by the same rule that the readers go by. Of a page too
 * heavy to be read on the spot nothing is said: it is no empty one.
 */
export function needsRendering({ finalUrl, headers, body }: FetchedPage): boolean {
  if (!isLight(body)) return false;
  const decoded = decode(body, headers['content-type']);
  return !('reason' in decoded) && readHtml(decoded.text, finalUrl, { encoding: decoded.used }).needsJs;
}
