import type { Headers } from './exchange.ts';

/** The body is sealed decoded, so the headers that describe it on the wire are kept under another name. */
const ON_THE_WIRE: ReadonlySet<string> = new Set(['content-encoding', 'transfer-encoding', 'content-length']);
const WIRE = 'x-wire-';

/** Headers as a capture keeps them, in the order of their names. */
export function sealedHeaders(headers: Headers): Headers {
  const entries = Object.entries(headers).map(([name, values]): [string, readonly string[]] => [
    ON_THE_WIRE.has(name) ? `${WIRE}${name}` : name,
    values,
  ]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Headers as they came, from those that a capture keeps. */
export const wireHeaders = (sealed: Headers): Headers =>
  Object.fromEntries(
    Object.entries(sealed).map(([name, values]) => {
      const plain = name.startsWith(WIRE) ? name.slice(WIRE.length) : name;
      return [ON_THE_WIRE.has(plain) ? plain : name, values];
    }),
  );
