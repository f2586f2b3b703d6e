import type { Bundle } from '../evidence/bundle.ts';
import { StoreDamaged } from '../evidence/bundle.ts';
import type { Capture } from '../evidence/capture.ts';
import { LOOK } from '../evidence/looks.ts';
import { LAYOUT, RENDERED } from '../evidence/rendering.ts';
import { readProminence, type Prominence } from '../evidence/prominence.ts';
import { revised, type Document } from './document.ts';

const addressOf = ({ channel, site, url }: Pick<Capture, 'channel' | 'site' | 'url'>): string =>
  `${channel}@${site} ${url}`;

/**
 * The captures that are read as pages: of a page that a browser has shown, its rendering and not the empty shell that it
 * was made from; measurements belong to their pages.
 */
export function pagesOf(captures: readonly Capture[]): readonly Capture[] {
  const isRendered = ({ marks }: Capture): boolean => marks.includes(RENDERED);
  const shown = new Set(captures.filter(isRendered).map(addressOf));
  return captures.filter((one) => !isBeside(one) && (isRendered(one) || !shown.has(addressOf(one))));
}

/** Measurements and second looks stand beside their pages and are none themselves. */
const isBeside = ({ marks }: Capture): boolean => marks.includes(LAYOUT) || marks.includes(LOOK);

/**
 * Gives each document the measurement that was stored for its page. One that cannot be read shows nothing: it is not as
 * if none had been made.
 */
export async function withProminence(bundle: Bundle, documents: readonly Document[]): Promise<Document[]> {
  const measured = new Map<string, Prominence>();
  for (const capture of bundle.captures) {
    if (!capture.marks.includes(LAYOUT)) continue;
    const page = { ...capture, url: capture.url.replace(/^urn:layout:/, '') };
    measured.set(addressOf(page), (await measurementOf(bundle, capture)) ?? NOTHING_SEEN);
  }
  if (measured.size === 0) return [...documents];
  // Of a page that only leads on the browser has measured the one that it leads to.
  for (const document of documents) {
    const prominence = measured.get(addressOf(document.capture));
    const [link, another] = prominence && document.blocks.length === 0 ? document.links : [];
    if (!prominence || !link || another) continue;
    const target = addressOf({ ...document.capture, url: link.href });
    measured.set(target, measured.get(target) ?? prominence);
  }
  return documents.map((document) => {
    const prominence = measured.get(addressOf(document.capture));
    return prominence && !document.unread ? revised(document, { prominence }) : document;
  });
}

const NOTHING_SEEN: Prominence = { viewport: [0, 0], texts: [], images: [] };

async function measurementOf(bundle: Bundle, capture: Capture): Promise<Prominence | undefined> {
  if (capture.sha256 === '' || capture.fault) return undefined;
  try {
    return readProminence(await bundle.body(capture));
  } catch (error) {
    if (error instanceof StoreDamaged) return undefined;
    throw error;
  }
}
