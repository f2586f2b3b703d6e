import { resolveLink } from '../../evidence/address.ts';
import { remembered } from '../remembered.ts';

/** Stands for the root of a snapshot whose address nobody declared, so that its links can be resolved like others. */
const SNAPSHOT_ROOT = 'http://snapshot.invalid/';
const SNAPSHOT = 'snapshot:';

/** How the references of one page are resolved. */
export interface Resolver {
  readonly url: string;
  /** `<base href>` as written, '' when there is none. */
  readonly base: string;
  /** The encoding that the page was read in (WHATWG label): queries are sent in it. */
  readonly encoding: string;
}

/** Gives the canonical address that a reference leads to; '' when it leads nowhere that can be opened. */
export type Resolve = (reference: string) => string;

/** What resolves the references of one page. */
export function resolving({ url, base, encoding }: Resolver): Resolve {
  const start = url.startsWith(SNAPSHOT) ? SNAPSHOT_ROOT + escapePath(url.slice(SNAPSHOT.length)) : url;
  const from = base !== '' && URL.canParse(base, start) ? new URL(base, start).href : start;
  const origin = /^https?:\/\/[^/?#]+/.exec(from)?.[0];
  if (origin === undefined) return (reference) => resolved(reference, from, encoding);
  const fromOrigin = sameEverywhere(`${encoding} ${origin}`);
  return (reference) => (FROM_ROOT.test(reference) ? fromOrigin(reference) : resolved(reference, from, encoding));
}

/** Leads to the same place from every page of a site. */
const FROM_ROOT = /^(?:\/|https?:\/\/)/i;

/** Menus are made of links from the root; a reading process sees few sites at a time. */
const sameEverywhere = remembered(8, (site): Resolve => {
  const gap = site.indexOf(' ');
  const [encoding, root] = [site.slice(0, gap), `${site.slice(gap + 1)}/`];
  return remembered(20_000, (reference) => resolved(reference, root, encoding));
});

function resolved(reference: string, from: string, encoding: string): string {
  const address = resolveLink(reference, from, encoding);
  if (address === null) return '';
  return address.startsWith(SNAPSHOT_ROOT) ? SNAPSHOT + readable(address.slice(SNAPSHOT_ROOT.length)) : address;
}

const escapePath = (path: string): string => path.replace(/[%?#]/g, encodeURIComponent);

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
