import { resolveLocation } from './address.ts';
import type { Fault } from './capture.ts';
import type { Exchange } from './exchange.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Where a reply sends us; a fault when it says so in no usable way; `undefined` when it is no redirect. */
export function redirectOf(reply: Exchange, from: URL): URL | Fault | undefined {
  if (reply.fault || !REDIRECTS.has(reply.status)) return undefined;
  const locations = new Set((reply.headers.location ?? []).map((value) => value.trim()));
  const [location] = locations;
  if (locations.size !== 1 || location === undefined || location === '') {
    return { reason: 'protocol', detail: `${locations.size} Location values` };
  }
  return resolveLocation(location, from.href) ?? { reason: 'protocol', detail: 'Location' };
}
