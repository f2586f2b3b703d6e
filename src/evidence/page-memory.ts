/**
 * What was found on pages, kept from run to run under a key that tells everything it depends on. It may forget whatever it
 * likes, and never gives anything else than what was kept.
 */
export interface PageMemory {
  readonly get: (key: string) => string | undefined;
  readonly keep: (key: string, found: string) => void;
}
