import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { canonicalUrl } from './address.ts';

/** The addresses in a sitemap file (sitemaps.org 0.9), and the further sitemaps that an index names. */
export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

/** Reads XML, one address a line, or either of them gzipped. Entities of a document type are never expanded. */
export function parseSitemap(body: Uint8Array, limit: number, maxBytes: number): Sitemap {
  const content = new TextDecoder().decode(unzipped(body, maxBytes));
  if (!content.trimStart().startsWith('<')) return { pages: addresses(content.split(/\r?\n/), limit), sitemaps: [] };
  const pages: string[] = [];
  const sitemaps: string[] = [];
  const path: string[] = [];
  let address = '';
  const parser = new Parser(
    {
      onopentag: (name) => {
        path.push(name.replace(/^.*:/, ''));
        address = '';
      },
      ontext: (data) => void (address += data.slice(0, 2_000)),
      onclosetag: () => {
        const isFull = pages.length + sitemaps.length >= limit;
        if (!isFull && path.at(-1) === 'loc') (path.at(-2) === 'sitemap' ? sitemaps : pages).push(address);
        path.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(content);
  return { pages: addresses(pages, limit), sitemaps: addresses(sitemaps, limit) };
}

const addresses = (lines: readonly string[], limit: number): string[] =>
  lines
    .slice(0, limit)
    .map((line) => canonicalUrl(line.trim()))
    .filter((url) => url !== null);

function unzipped(body: Uint8Array, maxBytes: number): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes });
  } catch {
    return new Uint8Array();
  }
}
