/** Options as commander hands them over; each command reads what it declared. */
export interface AuditOptions {
  readonly asOf?: string;
  readonly out?: string;
  readonly format: readonly string[];
  readonly failOn: string;
  /** The JSON report to stdout, and nothing else there. */
  readonly json?: boolean;
  readonly rate: string;
  readonly maxPages?: string;
  readonly allowPrivate?: readonly string[];
  readonly robots: string;
  readonly trustProxy?: boolean;
  readonly maxDepth?: string;
  /** Megabytes of one page or file. */
  readonly maxBody?: string;
  /** Seconds for one request, from start to last byte. */
  readonly timeout?: string;
  readonly retries?: string;
  /** Pages of a source that are looked at again as a citizen's browser would. */
  readonly secondLooks?: string;
  /** PEM files of certificates trusted besides the platform's. */
  readonly extraCa?: readonly string[];
  /** Hosts that still need legacy TLS renegotiation. */
  readonly tlsLegacy?: readonly string[];
  /** Whether pages that need scripts are shown in a browser: `auto` or `never`. */
  readonly render?: string;
  /** Path of the browser; `none` for none. */
  readonly browser?: string;
  /** Unless said, pages of a live capture are pictured when there is a browser. */
  readonly screenshots?: boolean;
  /** Fetch every page whole, whatever the last bundle holds. */
  readonly fresh?: boolean;
  /** Go on with the interrupted capture. */
  readonly resume?: boolean;
  /** Print only what differs from the run recorded last. */
  readonly sinceLast?: boolean;
  /** Nights of passing trouble before it is told. */
  readonly patience?: string;
  /** Working days to look ahead; the whole list is printed where it is given. */
  readonly forecast?: string;
  /** False where neither earlier runs are taken into account nor this one is recorded. */
  readonly history?: boolean;
  /** Seconds between the two looks at an address that is not there. */
  readonly confirmAfter?: string;
}
