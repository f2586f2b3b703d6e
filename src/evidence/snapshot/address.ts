import type { SnapshotEntry } from './entry.ts';
import type { Origin } from './origin.ts';

/** The part of a declared source that addresses depend on. */
export interface Addressed {
  readonly base?: string | undefined;
  readonly hosts: readonly string[];
  /** The path of a snapshot that is one file: the base is then its own address. */
  readonly single?: string | undefined;
}

/** The address of a file, and others under which links may lead to it. */
export interface Address {
  readonly url: string;
  readonly aliases: readonly string[];
}

const DIRECTORY_INDEX = /(?:^|\/)(?:index|default)\.(?:s?html?|aspx?|jsp|php)$/i;
/** `list.html@id=3` (wget on Windows) and `list.html?id=3` (elsewhere), with the suffix that `-E` puts behind. */
const QUERY_NAME = /^(?<file>.+\.[a-z0-9]{2,5})[@?](?<query>[^@?]*=[^@?]*?)(?:\.html?)?$/i;

/** Names the address of each file of one snapshot. */
export class SnapshotAddresses {
  readonly #base: URL | undefined;
  readonly #single: string | undefined;
  readonly #own: string | undefined;
  readonly #hosts: ReadonlySet<string>;

  constructor({ base, hosts, single }: Addressed) {
    this.#single = single;
    this.#own = base;
    this.#base = base === undefined ? undefined : folderOf(base);
    this.#hosts = new Set([...(this.#base ? [this.#base.host] : []), ...hosts.map((host) => host.toLowerCase())]);
  }

  /** The address of an entry; `origin` is what the tool noted that saved it. */
  of(entry: SnapshotEntry, origin: Origin | undefined): Address {
    const stated = entry.url ?? this.#believable(origin?.url);
    const byPath = entry.url === undefined ? this.#byPath(entry.path) : undefined;
    // A browser makes links absolute when it saves, so its own address is the one they resolve from; mirrors keep paths.
    const saved = entry.url ?? (origin?.tool === 'browser' && entry.path !== this.#single ? stated : undefined);
    const url = saved ?? byPath ?? stated ?? `snapshot:${entry.path}`;
    const others = [stated, byPath, ...this.#queryForms(entry.path), ...(entry.redirects ?? [])].filter(
      (other) => other !== undefined,
    );
    return { url, aliases: [...new Set(others)].filter((other) => other !== url) };
  }

  /** A comment inside a page is a claim: with declared hosts it is believed only for these. */
  #believable(url: string | undefined): string | undefined {
    if (url === undefined || this.#base === undefined) return url;
    const parsed = new URL(url);
    if (!this.#hosts.has(parsed.host)) return undefined;
    if (parsed.host === this.#base.host) parsed.protocol = this.#base.protocol;
    return parsed.href;
  }

  #byPath(path: string): string | undefined {
    if (path === this.#single) return this.#own && new URL(this.#own).href;
    const root = this.#rootFor(path);
    return (
      root &&
      new URL(
        encodePath(root.rest).replace(DIRECTORY_INDEX, (name) => (name.startsWith('/') ? '/' : '')),
        root.at,
      ).href
    );
  }

  #queryForms(path: string): string[] {
    const root = this.#rootFor(path);
    const { file, query } = QUERY_NAME.exec(root?.rest ?? '')?.groups ?? {};
    if (!root || file === undefined || query === undefined) return [];
    return [`${new URL(encodePath(file), root.at).href}?${query}`];
  }

  /** A mirror of several hosts keeps each in a folder of its name. */
  #rootFor(path: string): { at: URL; rest: string } | undefined {
    const [first = '', ...rest] = path.split('/');
    const host = first.toLowerCase();
    if (rest.length > 0 && this.#hosts.has(host))
      return { at: new URL(`${this.#base?.protocol ?? 'http:'}//${host}/`), rest: rest.join('/') };
    return this.#base && { at: this.#base, rest: path };
  }
}

/** The declared base as a folder: `…/xxgk` and `…/xxgk/index.html` both mean `…/xxgk/`. */
export function folderOf(base: string): URL {
  const url = new URL(base);
  url.hash = '';
  url.search = '';
  if (!url.pathname.endsWith('/'))
    url.pathname = url.pathname.replace(/[^/]*$/, (last) => (last.includes('.') ? '' : `${last}/`));
  return url;
}

/** A name on disk as a path: `?` and `#` in a file name are part of the name; what the tool escaped stays escaped. */
const encodePath = (path: string): string =>
  `./${path}`
    .split('/')
    .map((segment) =>
      encodeURI(Buffer.from(segment.normalize('NFC')).toString())
        .replace(/%25([0-9A-F]{2})/gi, '%$1')
        .replace(/[?#]/g, encodeURIComponent),
    )
    .join('/');
