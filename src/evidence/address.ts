import { encodeQuery } from './encode-query.ts';

/** Parameters that name a visit and not a page; two visits must find one address. */
const SESSION_PARAMETER = /^(?:jsessionid|phpsessid|aspsessionid[a-z]*|cfid|cftoken)$/i;
/** The same in names that a page might use for something else, which has no such value: sessionid=9f86d081884c7d659a2f. */
const SESSION_VALUE = /^(?:session_?id|sess_?id)=(?=[^=]*\d)[\w-]{16,}$/i;
/** …;jsessionid=…, and the folder that ASP.NET puts in front where it sets no cookie: /(S(24 letters and digits))/… */
const SESSION_PATH = /;jsessionid=[^/?#;]*|\/\((?:X\(1\))?S\([a-z0-9]{24}\)\)(?=\/)/gi;
/** Characters; what is longer is data and no address. */
const LONGEST_LINK = 8_000;
const ELSEWHERE = /^(?:javascript|mailto|tel|data|about|blob|file|ftp):/i;
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/**
 * The one spelling of an address (WHATWG URL): default port, fragment, empty query and session ids dropped, percent
 * escapes in upper case and not used for unreserved characters. Nothing is sorted; bytes that are not UTF-8 stay as
 * they are escaped. `null` for what is not an http(s) address.
 */
export function canonicalUrl(address: string): string | null {
  const url = parsed(address);
  return url === null ? null : canonicalOf(url);
}

/** Changes the URL that it is given. */
function canonicalOf(url: URL): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.hash !== '' || url.href.endsWith('#')) url.hash = '';
  const path = normalEscapes(url.pathname.replace(SESSION_PATH, ''));
  if (path !== url.pathname) url.pathname = path;
  const query = canonicalQuery(url.search);
  if (query !== url.search || url.href.endsWith('?')) url.search = query;
  return url.href;
}

/** One parse where `canParse` and `new` would be two; links are the most frequent thing a crawl handles. */
function parsed(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

function canonicalQuery(search: string): string {
  if (search.length < 2) return '';
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => !SESSION_PARAMETER.test(pair.split('=', 1)[0] ?? '') && !SESSION_VALUE.test(pair));
  return kept.length === 0 ? '' : `?${normalEscapes(kept.join('&'))}`;
}

const normalEscapes = (part: string): string =>
  part.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });

/**
 * Where a link leads, as a browser resolves it: the path in UTF-8, the query in the page's own encoding (the WHATWG
 * label; GBK pages write GBK queries). Canonical; `null` when it leads nowhere that can be fetched.
 */
export function resolveLink(href: string, base: string, encoding = 'utf-8'): string | null {
  // Not `trim()`: to a browser an ideographic space is a letter.
  const trimmed = href.replace(/^[\0- ]+/, '');
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.length > LONGEST_LINK || ELSEWHERE.test(trimmed))
    return null;
  const url = parsed(encodeQuery(trimmed, encoding), base);
  return url === null ? null : canonicalOf(url);
}

/** A `Location` value as Latin-1 text, made an address: servers send raw UTF-8 or GBK bytes, which are escaped as they are. */
export function resolveLocation(location: string, base: string): URL | null {
  const escaped = location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  const url = parsed(escaped.trim(), base);
  if (url !== null) url.hash = '';
  return url;
}

/** `www.` and the bare name are one site to a citizen; a port that is not the default makes another. */
const siteOf = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** Which hosts belong to a source: its start page's and the declared ones (`name` or `name:port`). */
export function scopeOf(start: string, hosts: readonly string[]): (url: URL) => boolean {
  const sites = new Set([new URL(start).host, ...hosts.map(hostOf)].map(siteOf));
  return (url) => sites.has(siteOf(url.host));
}

/** People write hosts as names, with ports, or as whole addresses. */
const hostOf = (entry: string): string => parsed(entry.includes('://') ? entry : `http://${entry}`)?.host ?? entry;

/** Ports that the workspace itself names, besides the usual ones. */
export const declaredPorts = (start: string, hosts: readonly string[]): readonly string[] =>
  [new URL(start).port, ...hosts.map((entry) => /:(\d+)$/.exec(hostOf(entry))?.[1] ?? '')].filter(
    (port) => port !== '',
  );

/** The number of path segments, and the longest run of one sequence of segments repeated (`/a/b/a/b` is 2). */
export function pathShape(url: URL): { readonly segments: number; readonly repeats: number } {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  return { segments: segments.length, repeats: longestRepeat(segments) };
}

function longestRepeat(segments: readonly string[]): number {
  let longest = segments.length === 0 ? 0 : 1;
  for (let width = 1; width <= Math.min(3, segments.length / 2); width += 1) {
    let same = 0;
    for (let index = width; index < segments.length; index += 1) {
      same = segments[index] === segments[index - width] ? same + 1 : 0;
      longest = Math.max(longest, Math.floor(same / width) + 1);
    }
  }
  return longest;
}

/**
 * What addresses of one endless series share: the path and the names of the parameters, or a folder path with its
 * numbers blanked (calendars). A file with an extension and no query is no series, only an article.
 */
export function seriesOf(url: URL): string | null {
  if (url.search !== '') {
    const names = url.search
      .slice(1)
      .split('&')
      .map((pair) => pair.split('=', 1)[0] ?? '');
    return `${url.host}${url.pathname}?${names.sort().join('&')}`;
  }
  if (/\.[a-z0-9]{2,5}$/i.test(url.pathname) || !/\d/.test(url.pathname)) return null;
  return `${url.host}${url.pathname.replace(/\d+/g, '#')}`;
}

const ATTACHMENT = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|txt|csv|zip|rar|7z|png|jpe?g|gif|bmp|webp|svg)$/i;
const NUMBERED = /\d{6,}[^/]*(?:\.[a-z]{3,5})?$|\/(?:19|20)\d\d[-/]?[01]\d[-/].*[^/]$/i;

/** Whether an address is that of a file from which nothing more hangs. */
export const isAttachment = (url: URL): boolean => ATTACHMENT.test(url.pathname);

/**
 * Whether an address is that of an article, which other pages list and from which nothing more hangs: its name carries a
 * date or a long number, as content systems give them. A folder, a list or a short name may lead to a whole column.
 */
export const isArticle = (url: URL): boolean => NUMBERED.test(url.pathname);
