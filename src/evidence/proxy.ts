import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import type { Fault } from './capture.ts';
import { Stopped } from './fault/of.ts';
import type { LiveLimits } from './limits.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy'];

/** The proxy variables that are set: behind a proxy the address guard is blind, so a run needs the user's word. */
export const proxyVariables = (environment: Environment): readonly string[] =>
  Object.keys(environment)
    .filter((name) => PROXY_VARIABLES.includes(name.toLowerCase()) && environment[name])
    .sort();

/** Without a scheme a proxy is one of HTTP, as other programs have it; undefined for what is no address. */
const addressOf = (value: string): string | undefined => {
  const address = value.includes('://') ? value : `http://${value}`;
  return URL.canParse(address) ? address : undefined;
};

/** Why nothing is fetched at all: a proxy that nobody vouched for, or one whose address is none. */
export function proxyFault(environment: Environment, isTrusted: boolean): Fault | undefined {
  const named = proxyVariables(environment);
  const broken = named.filter((name) => addressOf(environment[name] ?? '') === undefined);
  if (named.length > 0 && !isTrusted) return { reason: 'blocked-address', detail: `proxy: ${named.join(', ')}` };
  return broken.length > 0 ? { reason: 'connect', detail: `proxy: ${broken.join(', ')}` } : undefined;
}

/** Connections to a proxy. One that opens no tunnel (407: it wants a name and a password) is at fault itself, not the site. */
class ProxyConnections extends Pool {
  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    const answer = await super.connect(options);
    if (answer.statusCode === 200) return answer;
    answer.socket.on('error', () => undefined).destroy();
    throw new Stopped('connect', `proxy HTTP ${answer.statusCode}`);
  }
}

/** Requests through the proxies that the environment names; every capture made so is marked `via-proxy`. */
export function openProxyAgent(environment: Environment, limits: LiveLimits): EnvHttpProxyAgent {
  // An empty variable is as good as none.
  const valueOf = (name: string): string | undefined =>
    [environment[name], environment[name.toUpperCase()]].find((value) => value !== undefined && value !== '');
  const proxyOf = (name: string): string | undefined => addressOf(valueOf(name) ?? '');
  const fallback = proxyOf('all_proxy');
  const httpProxy = proxyOf('http_proxy') ?? fallback;
  const httpsProxy = proxyOf('https_proxy') ?? httpProxy;
  const noProxy = valueOf('no_proxy');
  return new EnvHttpProxyAgent({
    ...(httpProxy ? { httpProxy } : {}),
    ...(httpsProxy ? { httpsProxy } : {}),
    ...(noProxy ? { noProxy } : {}),
    clientFactory: (origin, options) => new ProxyConnections(origin, options),
    maxHeaderSize: limits.headerBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
