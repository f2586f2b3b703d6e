import type { Capture, Fault, Scope } from './capture.ts';
import type { PackedContent } from './packed-content.ts';

/** The captures of one run. Readers see only this: it is the same for a live crawl, a snapshot and a stored bundle. */
export interface Bundle {
  /** In a fixed order: channel, site, url. */
  readonly captures: readonly Capture[];
  readonly scopes: readonly Scope[];
  /**
   * The sealed bytes of a capture. Rejects with `StoreDamaged` when they do not match their digest, and with a
   * RangeError when the capture has none (`sha256 === ''`), which is a fault of the caller.
   */
  readonly body: (capture: Capture) => Promise<Uint8Array>;
  /** Its record, packed as it was sealed, where there is one; rejects as `body` does. */
  readonly record?: (capture: Capture) => Promise<Buffer>;
  /** Where that record lies, for another process to fetch it with `fetchBody`. */
  readonly place?: (capture: Capture) => SealedPlace | undefined;
}

/** Where the record of a capture lies, packed as it was sealed. Plain data, so that another process can be told. */
export interface SealedPlace {
  /** The path of the bundle. */
  readonly file: string;
  /** Of the record in the file, in bytes. */
  readonly at: number;
  readonly bytes: number;
  /** SHA-256 of the packed record, in hex. */
  readonly digest: string;
}

/** The bytes of a capture, or the record that an earlier bundle holds of them. */
export type Content = Uint8Array | PackedContent;

/** Where captures go while a run lasts: memory, or a bundle on disk. A crawl and a snapshot both write to one. */
export interface CaptureSink {
  /** Takes the bytes over: the caller must not change them afterwards. A capture without `sha256` comes without body. */
  readonly add: (capture: Capture, content?: Content, seen?: Seen) => Promise<void>;
}

/** How a crawl came by a capture: kept in the journal, not in the bundle, for a run that goes on after a kill. */
export interface Seen {
  /** The address that was asked for. */
  readonly asked: string;
  /** As it was seen, before the crawl put it under the address where it lives. */
  readonly capture: Capture;
  /** Whether a first look had found nothing there. */
  readonly late: boolean;
  /** Why it leaves more unread than itself, if so. */
  readonly cut?: Fault;
  /** The id of what the browser made of it, which tells where it leads. */
  readonly shown?: string;
}

/** The stored bytes are not those that were sealed; readers turn it into `cantTell: store-damaged`. */
export class StoreDamaged extends Error {
  readonly fault: Fault;
  constructor(detail: string) {
    super(detail);
    this.name = 'StoreDamaged';
    this.fault = { reason: 'store-damaged', detail };
  }
}

/** Code-unit order, the same on every machine; `localeCompare` depends on the ICU data. */
export const byCode = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The fixed order of captures: channel, site, url, id. */
export const inBundleOrder = (left: Capture, right: Capture): number =>
  byCode(left.channel, right.channel) ||
  byCode(left.site, right.site) ||
  byCode(left.url, right.url) ||
  byCode(left.id, right.id);

/** One scope for each channel and site, where several sources feed one: cut if any is cut, closed if all are. */
export function mergeScopes(scopes: readonly Scope[]): Scope[] {
  const merged = new Map<string, Scope>();
  for (const scope of scopes) {
    const key = `${scope.channel}@${scope.site}`;
    const before = merged.get(key);
    merged.set(key, before ? joined(before, scope) : scope);
  }
  return [...merged.values()].sort(
    (left, right) => byCode(left.channel, right.channel) || byCode(left.site, right.site),
  );
}

function joined(left: Scope, right: Scope): Scope {
  const cut = left.cut ?? right.cut;
  const logged = left.logged ?? right.logged;
  // Beside a source that is a whole site nothing is known to have been left out.
  const saved = left.saved && right.saved && [...new Set([...left.saved, ...right.saved])].sort(byCode);
  const perView = [...new Set([...(left.perView ?? []), ...(right.perView ?? [])])].sort(byCode);
  const { saved: _, ...first } = left;
  return {
    ...first,
    closed: left.closed && right.closed,
    ...(perView.length > 0 && { perView }),
    ...(saved && { saved }),
    ...(logged ? { logged } : {}),
    pages: left.pages + right.pages,
    ...(cut ? { cut } : {}),
  };
}

/**
 * `portal:https://…`, or `hall@中心营业厅:snapshot:…` for a channel with several places. What the browser made of a page
 * stands beside it: `portal:https://…#rendered`.
 */
export const captureId = (capture: Pick<Capture, 'channel' | 'site' | 'url'> & Partial<Capture>): string =>
  `${capture.channel}${capture.site === '' ? '' : `@${capture.site}`}:${capture.url}${capture.obtained === 'browser' ? '#rendered' : ''}`;
