import { kindOf } from '../evidence/snapshot-kind.ts';
import { HTML_LIMITS, seemsWithin } from './html-limits.ts';
import { isHopeless } from './read.ts';

/** Pages from this size up are read apart, whatever is in them. */
export const LIGHT_BYTES = 2 * 1024 * 1024;

/** Far beyond any page of a portal, and far below what a parser chokes on. */
const LIGHT = { ...HTML_LIMITS, characters: LIGHT_BYTES, depth: 128, nodes: 60_000, attributes: 100 };

/**
 * Whether a page may be read in this process: small, no file, and without the signs of a bomb, which a scan of the bytes
 * finds before anything is built of them. UTF-16 hides tags from such a scan and is never light; what is refused for its
 * size alone always is.
 */
export function isLight(body: Uint8Array): boolean {
  const kind = kindOf(body);
  if (kind === 'pdf' || kind === 'office' || kind === 'zip' || kind === 'image') return false;
  if (kind !== 'html' && kind !== 'text' && kind !== 'unknown') return true;
  if (isHopeless(body)) return true;
  if (body.length > LIGHT_BYTES || body.includes(0)) return false;
  return seemsWithin(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), LIGHT);
}
