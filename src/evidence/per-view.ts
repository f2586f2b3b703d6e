import { canonicalUrl } from './address.ts';

/**
 * Parameters of addresses that are new at each view of a page and name a visit or a moment, not a page: `?sid=…`, `?t=…`,
 * `…/list.do;sid=…`. Told by the second look at a page (`per-view-signs.ts`); the same in every run of the same site.
 */
export class PerView {
  readonly #names = new Set<string>();
  readonly #settled = new Set<string>();

  learn(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }

  /** Everything learnt so far counts from now on where pages are looked at side by side, whose order is chance. */
  settle(): void {
    for (const name of this.#names) this.#settled.add(name);
  }

  /** In code-unit order. */
  get names(): readonly string[] {
    return [...this.#names].sort();
  }

  isSettled(name: string): boolean {
    return this.#settled.has(name);
  }

  settledAnd(names: readonly string[]): ReadonlySet<string> {
    return new Set([...this.#settled, ...names]);
  }

  /** The address without what was learnt so far; only what comes in a fixed order may ask. */
  strip(url: string): string {
    return withoutParameters(url, this.#names);
  }

  /** The address without what was learnt in earlier rounds. */
  stripSettled(url: string): string {
    return withoutParameters(url, this.#settled);
  }
}

/** The mark of a page on which a second look has shown such a parameter: `per-view:sid`. */
const MARK = 'per-view:';
export const perViewMark = (name: string): string => `${MARK}${name}`;
export const perViewNames = (marks: readonly string[]): string[] =>
  marks.filter((mark) => mark.startsWith(MARK)).map((mark) => mark.slice(MARK.length));

/** One parameter where it stands: in the query, or in the path behind a semicolon (its name then begins with one). */
const PAIR = /([?&])([^=&#?]+)=([^&#]*)|;([\w.-]+)=([^/?#;]*)/g;

/** Names and values of an address's parameters, as they are written. */
export function parametersOf(url: string): [name: string, value: string][] {
  return Array.from(url.matchAll(PAIR), ([, , name, value = '', inPath, valueInPath = '']) =>
    name === undefined ? [`;${inPath ?? ''}`, valueInPath] : [name, value],
  );
}

/** An address without the parameters of these names, in its one spelling; the same where it has none of them. */
export function withoutParameters(url: string, names: ReadonlySet<string>): string {
  if (names.size === 0 || !/[?;]/.test(url)) return url;
  let isOther = false;
  const rest = url.replace(PAIR, (pair, mark: string | undefined, name: string | undefined, _v, inPath?: string) => {
    if (!names.has(name ?? `;${inPath ?? ''}`)) return pair;
    isOther = true;
    return mark === '?' ? '?' : '';
  });
  if (!isOther) return url;
  const tidy = rest.replace('?&', '?').replace(/\?$/, '');
  return canonicalUrl(tidy) ?? tidy;
}
