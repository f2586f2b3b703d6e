import { canonicalUrl } from './address.ts';
import type { RulesOf } from './host-rules.ts';
import type { Session } from './session.ts';
import { parseSitemap, type Sitemap } from './sitemap.ts';

const NOTHING: Sitemap = { pages: [], sitemaps: [] };

/**
 * The addresses in the sitemaps of the start page's host: those that robots.txt names and the usual one. A sitemap is a
 * hint; one that cannot be read leaves nothing unread.
 */
export async function sitemapPages(
  session: Session,
  rulesOf: RulesOf,
  isOver: () => boolean,
): Promise<readonly string[]> {
  const { origin } = new URL(session.source.url);
  const { sitemaps } = await rulesOf(new URL(origin));
  const found: string[] = [];
  let level: readonly string[] = [...new Set([...sitemaps, `${origin}/sitemap.xml`])];
  for (let depth = 0; depth < session.limits.sitemapLevels && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const address of level) {
      if (isOver() || found.length >= session.limits.sitemapUrls) return found;
      const map = await readSitemap(session, rulesOf, address);
      found.push(...map.pages);
      next.push(...map.sitemaps);
    }
    level = next;
  }
  return [...new Set(found)].slice(0, session.limits.sitemapUrls);
}

async function readSitemap(
  { fetch, inScope, admit, limits }: Session,
  rulesOf: RulesOf,
  address: string,
): Promise<Sitemap> {
  const canonical = canonicalUrl(address);
  if (canonical === null) return NOTHING;
  const url = new URL(canonical);
  if (!inScope(url) || (await rulesOf(url)).refusal(url)) return NOTHING;
  const reply = await fetch(canonical, { admit });
  return reply.fault || reply.status !== 200
    ? NOTHING
    : parseSitemap(reply.body, limits.sitemapUrls, limits.decodedBytes);
}
