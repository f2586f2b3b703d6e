import { kindOf } from '../../evidence/snapshot/kind.ts';
import { HTML_LIMITS, type HtmlLimits } from '../html-limits.ts';
import { isHopeless } from '../read.ts';

/** Pages from this size up are read apart, whatever is in them. */
export const LIGHT_BYTES = 2 * 1024 * 1024;

/** Far beyond any page of a portal, and far below what a parser chokes on. */
export const LIGHT_LIMITS: HtmlLimits = {
  ...HTML_LIMITS,
  characters: LIGHT_BYTES,
  depth: 128,
  nodes: 60_000,
  attributes: 100,
};

/**
 * Whether a page may be read in this process, within `LIGHT_LIMITS`: it is small, and no file. What is refused for its size
 * alone may be refused here.
 */
export function isLight(body: Uint8Array): boolean {
  const kind = kindOf(body);
  if (kind === 'pdf' || kind === 'office' || kind === 'zip' || kind === 'image') return false;
  if (kind !== 'html' && kind !== 'text' && kind !== 'unknown') return true;
  return body.length <= LIGHT_BYTES || isHopeless(body);
}
