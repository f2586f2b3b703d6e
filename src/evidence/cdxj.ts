/** One line of a CDXJ index: where in the WARC the answer to an address is. */
export interface CdxLine {
  readonly url: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly mime: string;
  readonly status: number;
  /** SHA-256 of the payload, hex. */
  readonly digest: string;
  /** Of the compressed record. */
  readonly offset: number;
  readonly length: number;
  readonly recordDigest: string;
}

/** The whole index, sorted by code units as look-up needs it; addresses that are not http(s) cannot be looked up. */
export const cdxj = (lines: readonly CdxLine[], filename: string): string =>
  lines
    .filter(({ url }) => /^https?:/.test(url))
    .map((line) => cdxLine(line, filename))
    .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
    .map((line) => `${line}\n`)
    .join('');

function cdxLine({ url, time, mime, status, digest, offset, length, recordDigest }: CdxLine, filename: string): string {
  const fields = {
    url,
    mime,
    ...(status > 0 ? { status: String(status) } : {}),
    digest: `sha256:${digest}`,
    length: String(length),
    offset: String(offset),
    filename,
    recordDigest: `sha256:${recordDigest}`,
  };
  return `${surt(url)} ${time.replace(/\D/g, '').slice(0, 14)} ${JSON.stringify(fields)}`;
}

/** Sort-friendly form of an address: `cn,example,www)/xxgk?id=3`, as index tools write it. */
export function surt(url: string): string {
  const { hostname, port, pathname, search } = new URL(url);
  const host = hostname
    .replace(/^www\d*\./, '')
    .split('.')
    .reverse()
    .join(',');
  const query = search.slice(1).split('&').sort().join('&');
  return `${host}${port === '' ? '' : `:${port}`})${pathname}${query === '' ? '' : `?${query}`}`.toLowerCase();
}
