import { EnvHttpProxyAgent } from 'undici';
import type { LiveLimits } from './limits.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy'];

/** The proxy variables that are set: behind a proxy the address guard is blind, so a run needs the user's word. */
export const proxyVariables = (environment: Environment): readonly string[] =>
  Object.keys(environment)
    .filter((name) => PROXY_VARIABLES.includes(name.toLowerCase()) && environment[name])
    .sort();

/** Requests through the proxies that the environment names; every capture made so is marked `via-proxy`. */
export function openProxyAgent(environment: Environment, limits: LiveLimits): EnvHttpProxyAgent {
  const valueOf = (name: string): string | undefined => environment[name] ?? environment[name.toUpperCase()];
  const fallback = valueOf('all_proxy');
  const httpProxy = valueOf('http_proxy') ?? fallback;
  const httpsProxy = valueOf('https_proxy') ?? httpProxy;
  const noProxy = valueOf('no_proxy');
  return new EnvHttpProxyAgent({
    ...(httpProxy ? { httpProxy } : {}),
    ...(httpsProxy ? { httpsProxy } : {}),
    ...(noProxy ? { noProxy } : {}),
    maxHeaderSize: limits.headerBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
