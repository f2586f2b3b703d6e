const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const KIB = 1_024;
const MIB = 1_024 * KIB;

/** Every limit of a live capture (milliseconds, bytes, counts). A limit that bites is a reason code, never silence. */
export const LIVE_LIMITS = {
  dnsMs: 5 * SECOND,
  connectMs: 10 * SECOND,
  firstByteMs: 20 * SECOND,
  idleMs: 20 * SECOND,
  /** One request from start to last byte, besides the idle timers: a drip never idles. */
  requestMs: 60 * SECOND,
  /** One address with its redirects and retries. */
  pageMs: 3 * MINUTE,
  /** One source from first to last request. */
  sourceMs: 20 * MINUTE,
  retries: 3,
  backoffMs: [SECOND, 5 * SECOND, 30 * SECOND],
  /** A longer Retry-After is not waited for. */
  retryAfterMs: 10 * MINUTE,
  /** Between the two looks at a declared address that is not there. */
  confirmMs: 10 * MINUTE,
  /** The same for an address that only links lead to; never longer than `confirmMs`. */
  confirmLinkedMs: MINUTE,
  rawBytes: 16 * MIB,
  decodedBytes: 50 * MIB,
  /** Decoded to raw, once `ratioFrom` bytes have come out. */
  ratio: 200,
  ratioFrom: MIB,
  headerBytes: 64 * KIB,
  /** Interim (1xx) replies before the real one. */
  interim: 8,
  /** Content codings on one reply. */
  codings: 2,
  redirects: 5,
  robotsBytes: 500 * KIB,
  sitemapUrls: 50_000,
  sitemapLevels: 3,
  /** Pages of one host. */
  pages: 2_000,
  hops: 6,
  segments: 20,
  /** How often a path segment may follow itself: /a/a passes, /a/a/a is a trap. */
  repeats: 2,
  /** Addresses that differ only in numbers or in query values. */
  perPattern: 200,
  /** Consecutive pages without any answer after which a host counts as down. */
  silentPages: 8,
} as const satisfies Record<string, number | readonly number[]>;

/** The same names with any numbers: the command line overrides, tests shorten. */
export type LiveLimits = {
  readonly [Name in keyof typeof LIVE_LIMITS]: (typeof LIVE_LIMITS)[Name] extends number ? number : readonly number[];
};
