import type { Fault } from './capture.ts';
import { guardedConnector } from './connect.ts';
import { exchange, openAgent } from './exchange.ts';
import { createGuard, systemResolver } from './guard.ts';
import { LIVE_LIMITS } from './limits.ts';
import { proxyVariables } from './proxy.ts';

export interface AuthorityOptions {
  /** Networks (CIDR) that may be contacted though they are not public. */
  readonly allowPrivate: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Posts a request to a time stamp authority (RFC 3161, 3.4) under the guard and the limits of a capture; follows no redirect. */
export async function askAuthority(
  url: URL,
  request: Uint8Array,
  { allowPrivate, environment, signal }: AuthorityOptions,
): Promise<Uint8Array | Fault> {
  const proxies = proxyVariables(environment);
  if (proxies.length > 0) return { reason: 'blocked-address', detail: `proxy: ${proxies.join(', ')}` };
  const guard = createGuard({ resolver: systemResolver(LIVE_LIMITS.dnsMs), allowPrivate, ports: [url.port] });
  const refusal = guard.inspect(url);
  if (refusal) return refusal;
  const agent = openAgent(
    guardedConnector(guard, LIVE_LIMITS.connectMs, { extraCa: [], tlsLegacy: [] }),
    LIVE_LIMITS,
    1,
  );
  try {
    const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
    const { status, raw, fault } = await exchange(agent, url, headers, LIVE_LIMITS, signal, request);
    if (fault) return fault;
    return status === 200 ? raw : { reason: 'protocol', detail: `HTTP ${status}` };
  } finally {
    await agent.destroy();
  }
}
