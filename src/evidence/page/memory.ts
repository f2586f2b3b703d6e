/**
 * What was found on pages, kept from run to run under a key that tells everything it depends on. It may forget whatever it
 * likes, and never gives anything else than what was kept.
 */
export interface PageMemory {
  readonly get: (key: string) => string | undefined;
  /** Whether it is there, and whole: then `get` gives it for as long as this memory is open. */
  readonly has: (key: string) => boolean;
  readonly keep: (key: string, found: string) => void;
}
