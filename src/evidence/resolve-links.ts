import { resolveLink } from './address.ts';

/** References of one page, as they are written, to the addresses that they lead to: each once, in order. */
export function resolveLinks(references: readonly string[], base: string, encoding: string): string[] {
  const [ofSite, ofFolder] = [knownFrom(`${encoding} ${siteOf(base)}`), knownFrom(`${encoding} ${folderOf(base)}`)];
  const links = new Set<string>();
  for (const reference of references) {
    const known = OF_PAGE.test(reference) ? undefined : OF_SITE.test(reference) ? ofSite : ofFolder;
    const link = known?.get(reference) ?? resolveAnew(reference, base, encoding, known);
    if (link !== '') links.add(link);
  }
  return [...links];
}

/** Bare queries and fragments hang on the page itself. */
const OF_PAGE = /^[\0- ?#]|^$/;
/** Leads to the same place from everywhere on a site. */
const OF_SITE = /^\/|^https?:\/\//;

/** What references led to, by where they stand: menus are written on every page, and a URL takes its time. */
type Known = Map<string, string>;
const knownByPlace = new Map<string, Known>();
/** Places, and references of one; beyond that all is forgotten and learnt anew. */
const PLACES = 200;
const REFERENCES = 5_000;
const LONGEST_KEPT = 300;

function knownFrom(place: string): Known {
  const known = knownByPlace.get(place);
  if (known && known.size < REFERENCES) return known;
  if (knownByPlace.size >= PLACES) knownByPlace.clear();
  const fresh: Known = new Map();
  knownByPlace.set(place, fresh);
  return fresh;
}

/** '' for what leads nowhere. */
function resolveAnew(reference: string, base: string, encoding: string, known: Known | undefined): string {
  const link = resolveLink(reference, base, encoding) ?? '';
  // A slice would keep the whole page in memory that it was cut out of.
  if (reference.length <= LONGEST_KEPT) known?.set(Buffer.from(reference, 'utf16le').toString('utf16le'), link);
  return link;
}

const siteOf = (base: string): string => /^[a-z]+:\/\/[^/?#]*/i.exec(base)?.[0] ?? '';

/** The part of an address that references are relative to: up to the last slash of its path. */
function folderOf(base: string): string {
  const path = base.split(/[?#]/, 1)[0] ?? base;
  return path.slice(0, path.lastIndexOf('/') + 1);
}
