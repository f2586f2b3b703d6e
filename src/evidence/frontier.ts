import { isArticle, isAttachment, pathShape, seriesOf } from './address.ts';
import type { Fault } from './capture.ts';
import type { LiveLimits } from './limits.ts';

/** One address to look at. */
export interface Target {
  readonly url: string;
  /** Clicks from the start page; a picture is where its page is. */
  readonly depth: number;
  readonly role: 'start' | 'page' | 'picture';
  /** How it was found when no link led there: `declared`, `sitemap`. */
  readonly found?: 'declared' | 'sitemap';
  /** Whether it is looked at a second time with other words about who asks. */
  readonly twice?: true;
}

/** What is not worth fetching: programs, films and what pages are painted with. It holds no disclosure that we could read. */
const UNREADABLE =
  /\.(?:css|js|mjs|map|woff2?|ttf|eot|ico|mp[34]|m4a|avi|mov|wmv|flv|mkv|m3u8|wav|apk|ipa|exe|dmg|msi|iso)$/i;

/** Which addresses have been accepted, and which limit turned others away. Breadth first: the caller works level by level. */
export class Frontier {
  readonly #limits: LiveLimits;
  /** In which round each address was found: what earlier rounds found does not depend on timing. */
  readonly #seen = new Map<string, number>();
  readonly #landed = new Set<string>();
  #round = 0;
  readonly #pages = new Map<string, number>();
  readonly #series = new Map<string, number>();
  readonly #inScope: (url: URL) => boolean;
  /** Pages that may still be looked at twice. */
  #secondLooks: number;
  /** The first address that each limit turned away. */
  readonly cuts = new Map<string, Fault>();
  /** Whether any address of the scope was left out, by a limit or as unreadable. */
  leftOut = false;
  /** Addresses accepted so far. */
  accepted = 0;

  /** The address of a page without what names only a view of it. */
  readonly #plain: (url: string) => string;

  constructor(
    limits: LiveLimits,
    inScope: (url: URL) => boolean,
    secondLooks = 0,
    plain = (url: string): string => url,
  ) {
    this.#plain = plain;
    this.#limits = limits;
    this.#inScope = inScope;
    this.#secondLooks = secondLooks;
  }

  /** The targets that are new, in scope and within the limits, in the order given. */
  accept(links: readonly string[], like: Omit<Target, 'url'>): Target[] {
    const wanted = links.map(this.#plain).filter((link) => this.#isWanted(link, like));
    this.accepted += wanted.length;
    return wanted.map((url) => ({
      ...{ ...like, url },
      ...(this.#isLookedAtTwice(url, like) && { twice: true as const }),
    }));
  }

  /** The first pages from the top, from which the others hang; an article or a file is not worth it. */
  #isLookedAtTwice(link: string, { role }: Omit<Target, 'url'>): boolean {
    if (this.#secondLooks === 0 || role === 'picture') return false;
    const url = new URL(link);
    if (isAttachment(url) || isArticle(url)) return false;
    this.#secondLooks -= 1;
    return true;
  }

  /** Marks an address as dealt with, so that it is not asked for again. */
  claim(url: string): void {
    if (!this.#seen.has(url)) this.#seen.set(url, this.#round);
    this.#landed.add(url);
  }

  /** Begins the next depth. */
  nextRound(): void {
    this.#round += 1;
  }

  /** Whether an earlier round found the address: it was looked at, or is looked at now. */
  wasFound(url: string): boolean {
    return (this.#seen.get(url) ?? Infinity) < this.#round;
  }

  /** Targets that no redirect has led to since they were found. One that is to be looked at twice is not done with that. */
  open(targets: readonly Target[]): Target[] {
    return targets.filter(({ url, twice }) => twice === true || !this.#landed.has(url));
  }

  #isWanted(link: string, like: Omit<Target, 'url'>): boolean {
    if (this.#seen.has(link)) return false;
    const url = new URL(link);
    if (!this.#inScope(url)) return false;
    this.#seen.set(link, this.#round);
    if (UNREADABLE.test(url.pathname)) {
      this.leftOut = true;
      return false;
    }
    const limit = this.#exceeded(url, like);
    if (limit === undefined) return true;
    this.leftOut = true;
    if (!this.cuts.has(limit)) this.cuts.set(limit, { reason: 'scope-cut', detail: `${limit}: ${link}` });
    return false;
  }

  #exceeded(url: URL, { depth, role }: Omit<Target, 'url'>): string | undefined {
    const { segments, repeats } = pathShape(url);
    if (segments > this.#limits.segments) return `segments ${this.#limits.segments}`;
    if (repeats > this.#limits.repeats) return `repeats ${this.#limits.repeats}`;
    if (depth > this.#limits.hops) return `hops ${this.#limits.hops}`;
    const series = seriesOf(url);
    if (series !== null && count(this.#series, series) > this.#limits.perPattern)
      return `pattern ${this.#limits.perPattern}`;
    // Pictures are many and small: they must not use up what is meant for pages.
    const kind = role === 'picture' ? 'pictures' : 'pages';
    if (count(this.#pages, `${url.host} ${kind}`) > this.#limits.pages) return `${kind} ${this.#limits.pages}`;
    return undefined;
  }
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}
