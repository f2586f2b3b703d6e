import { revised, type Document } from '../document.ts';

/**
 * One hijacked page taints its site: when a start page, or a fifth of the pages and at least two, are suspicious, every
 * other page of that host is too. A clone often rewrites its home page only.
 */
export function spreadSuspicion(documents: readonly Document[]): Document[] {
  const sites = new Map<string, Document[]>();
  for (const document of documents) {
    const key = siteOf(document);
    sites.set(key, [...(sites.get(key) ?? []), document]);
  }
  const tainted = new Map(
    [...sites].flatMap(([key, pages]) => taint(pages).map((why): [string, string] => [key, why])),
  );
  return documents.map((document) => {
    const why = tainted.get(siteOf(document));
    if (why === undefined || document.unread || document.identity === 'suspicious') return document;
    return revised(document, { identity: 'suspicious', identityWhy: why });
  });
}

const siteOf = ({ capture: { channel, site, url } }: Document): string =>
  `${channel}@${site}@${/^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? 'snapshot'}`;

function taint(pages: readonly Document[]): string[] {
  const bad = pages.filter(({ identity }) => identity === 'suspicious');
  const [first] = bad;
  if (!first) return [];
  const root = bad.find(({ capture }) =>
    /^(?:https?:\/\/[^/]+\/?(?:index\.\w+)?|snapshot:(?:index\.\w+)?)$/i.test(capture.url),
  );
  const many = bad.length >= 2 && bad.length >= pages.length * 0.2;
  const source = root ?? (many ? first : undefined);
  return source ? [`${source.capture.url}: ${source.identityWhy}`] : [];
}
