import type { Capture, Scope } from './capture.ts';

/** The captures of one run. Readers see only this: it is the same for a live crawl, a snapshot and a stored bundle. */
export interface Bundle {
  /** In a fixed order: channel, site, url. */
  readonly captures: readonly Capture[];
  readonly scopes: readonly Scope[];
  /** The sealed bytes of a capture; throws if the capture has none or they do not match their digest. */
  readonly body: (capture: Capture) => Promise<Uint8Array>;
}
