import type { Capture } from '../evidence/capture.ts';
import { addressOf } from './assignment.ts';
import type { Document } from './document.ts';

/** Why a picture was not read although it could have been. */
export const ORNAMENT = 'a picture of the frame of pages, not of their content';

const NAMED = /\.(?:png|jpe?g|gif|bmp|webp|tiff?|hei[cf]|avif)$/i;

/** The captures that are pictures by what their server, or else their name, calls them. */
export function picturesAmong(captures: readonly Capture[]): ReadonlySet<Capture> {
  return new Set(captures.filter(isNamedPicture));
}

function isNamedPicture({ url, headers, sha256, fault }: Capture): boolean {
  const [type] = headers['content-type'] ?? [];
  const isPicture = type === undefined ? NAMED.test(url.replace(/[?#].*$/u, '')) : /^image\/(?!svg)/i.test(type);
  return isPicture && sha256 !== '' && !fault;
}

/**
 * Which pictures are worth the seconds that reading them takes: what pages show or link to in their own content, and what no
 * page shows at all (screens, photographs of a hall). A logo or an ornament in the frame of pages discloses nothing.
 */
export function worthReading(pages: readonly Document[]): (picture: Capture) => boolean {
  const [content, frame] = [new Set<string>(), new Set<string>()];
  for (const page of pages) {
    for (const { src, region } of page.images) (region === 'main' ? content : frame).add(keyOf(page.capture, src));
    for (const { href, region } of page.links) if (region === 'main') content.add(keyOf(page.capture, href));
  }
  return (picture) => {
    const key = keyOf(picture, picture.url);
    return content.has(key) || !frame.has(key);
  };
}

const keyOf = ({ channel, site }: Capture, address: string): string => `${channel}@${site} ${addressOf(address)}`;
