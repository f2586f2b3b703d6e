import type { Headers } from './exchange.ts';

/** The body is sealed decoded, so the headers that describe it on the wire are kept under another name. */
const ON_THE_WIRE: ReadonlySet<string> = new Set(['content-encoding', 'transfer-encoding', 'content-length']);

/** Headers as a capture keeps them, in the order of their names. */
export function sealedHeaders(headers: Headers): Headers {
  const entries = Object.entries(headers).map(([name, values]): [string, readonly string[]] => [
    ON_THE_WIRE.has(name) ? `x-wire-${name}` : name,
    values,
  ]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
