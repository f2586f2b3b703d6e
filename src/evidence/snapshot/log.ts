import { parse } from 'csv-parse/sync';
import type { Capture, Fault } from '../capture.ts';
import { loggedCapture, type Giver } from './capture.ts';
import { isAssetName } from './kind.ts';
import { statusFault } from '../status-fault.ts';

/** What the site answered when the saving tool asked. */
export interface LoggedAnswer {
  readonly status: number;
}

/** The log that the saving tool kept: which addresses were asked for, and with what result. */
export interface FetchLog {
  /** The answer for a stored page, by any of its addresses. */
  readonly answer: (urls: readonly string[]) => LoggedAnswer | undefined;
  /** Captures for the addresses that were asked for and for which no stored page was named. */
  readonly missing: (giver: Giver) => Capture[];
}

/**
 * Reads `url,status` with or without a heading line; further columns are ignored. Undefined when a line is no address
 * with a status: a log that cannot be understood proves nothing.
 */
export function readFetchLog(bytes: Uint8Array): FetchLog | undefined {
  const statuses = readStatuses(bytes);
  if (!statuses) return undefined;
  const stored = new Set<string>();
  return {
    answer: (urls) => {
      urls.forEach((url) => stored.add(pageKey(url)));
      const line = urls.map((url) => statuses.get(pageKey(url))).find((known) => known !== undefined);
      return line && { status: line.status };
    },
    missing: (giver) =>
      [...statuses].flatMap(([key, { url, status }]) =>
        stored.has(key) || isAssetName(new URL(url).pathname) || !isOurs(giver, url)
          ? []
          : [loggedCapture(giver, url, status, faultOfMissing(status))],
      ),
  };
}

interface LogLine {
  readonly url: string;
  readonly status: number;
}

function readStatuses(bytes: Uint8Array): Map<string, LogLine> | undefined {
  let rows: string[][];
  try {
    rows = parse(Buffer.from(bytes), { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch {
    return undefined;
  }
  const asked = rows.filter(([first = ''], index) => !(index === 0 && /^(?:url|网址|地址)$/i.test(first)));
  const lines = asked.filter(([url = '', status = '']) => URL.canParse(url) && /^\d{1,3}$/.test(status));
  if (lines.length < asked.length) return undefined;
  return new Map(
    lines.map(([url = '', status = '']) => [pageKey(url), { url: new URL(url).href, status: Number(status) }]),
  );
}

/** One key for `/x`, `/x/` and `/x/index.html`, with and without fragment. */
const pageKey = (url: string): string =>
  url.replace(/#.*$/, '').replace(/\/(?:(?:index|default)\.(?:s?html?|aspx?|jsp|php))?$/i, '');

/** A log of a whole browser session names other people's hosts too; these are not this site's pages. */
function isOurs({ source }: Giver, url: string): boolean {
  const hosts = [...source.hosts, ...(source.base === undefined ? [] : [new URL(source.base).host])];
  return hosts.length === 0 || hosts.includes(new URL(url).host);
}

/**
 * What a logged answer without a stored page means: 404 and 410 are observations of their own; everything else, a
 * redirect to somewhere among it, is a page that we do not have, and why.
 */
function faultOfMissing(status: number): Fault | undefined {
  if (status === 404 || status === 410) return undefined;
  if (status === 0) return { reason: 'connect', detail: 'log: 0' };
  return statusFault(status, {}) ?? { reason: 'not-attempted', detail: `log: ${status}` };
}
