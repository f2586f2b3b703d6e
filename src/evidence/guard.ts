import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import PQueue from 'p-queue';
import type { Fault } from './capture.ts';

/** All addresses of a name. Rejects with a Node DNS error (`code`) when there are none. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/** How a guard is set up. */
export interface GuardOptions {
  readonly resolver: Resolver;
  /** Networks that may be contacted though they are not public; never a bare switch. */
  readonly allowPrivate: readonly string[];
  /** Ports that the workspace names, besides 80, 443, 8080 and 8443. */
  readonly ports: readonly string[];
}

/** Decides what may be contacted (faults 5.4). Everything that connects asks it, on every hop and for every connection. */
export interface Guard {
  /** Scheme, user name, port, length, and the address when the host is one. Contacts nobody. */
  readonly inspect: (url: URL) => Fault | undefined;
  /** The addresses of a host, all of them checked; rejects with `BlockedAddress` or a DNS error. */
  readonly addresses: (hostname: string) => Promise<readonly string[]>;
  /** Whether one address may be contacted. */
  readonly permits: (address: string) => boolean;
}

/** Refused before (or, for a peer that is not the one checked, right after) connecting. */
export class BlockedAddress extends Error {
  readonly code = 'GONGKAI_BLOCKED_ADDRESS';
}

const USUAL_PORTS = ['', '80', '443', '8080', '8443'];

export function createGuard(options: GuardOptions): Guard {
  const ports = [...USUAL_PORTS, ...options.ports];
  const networks = options.allowPrivate.map((cidr) => ipaddr.parseCIDR(cidr));
  const permits = (address: string): boolean =>
    isPublic(address) || networks.some((network) => within(address, network));
  // A crawl asks for the same few hosts thousands of times.
  const refusals = new Map<string, boolean>();
  const isRefused = (host: string): boolean => {
    const refused = refusals.get(host) ?? (isLiteral(host) && !permits(host));
    refusals.set(host, refused);
    return refused;
  };
  return {
    permits,
    inspect: (url) => inspect(url, ports, isRefused),
    addresses: async (hostname) => {
      const literal = isLiteral(hostname);
      const found = literal ? [hostname] : await options.resolver(hostname);
      const refused = found.find((address) => !permits(address));
      if (refused !== undefined) throw new BlockedAddress(literal ? refused : `${hostname} → ${refused}`);
      if (found.length === 0) throw Object.assign(new Error(hostname), { code: 'ENODATA' });
      return found;
    },
  };
}

function inspect(url: URL, ports: readonly string[], isRefused: (host: string) => boolean): Fault | undefined {
  const blocked = (detail: string): Fault => ({ reason: 'blocked-address', detail });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return blocked(`scheme ${url.protocol}`);
  if (url.username !== '' || url.password !== '') return blocked('user name in address');
  if (!ports.includes(url.port)) return blocked(`port ${url.port}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '' || host.length > 253) return blocked('host name');
  if (isRefused(host)) return blocked(host);
  return undefined;
}

const isLiteral = (host: string): boolean => ipaddr.isValid(host);

/** IANA special-purpose ranges are refused, among them NAT64, 6to4 and Teredo, which carry a v4 address inside. */
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  if (ip.range() !== 'unicast') return false;
  return ip instanceof ipaddr.IPv4 || (ip.parts[0] ?? 0) >> 13 === 1;
}

/** Whether two spellings name one address; a v4 peer of a v6 socket is spelled `::ffff:…`. */
export const isSameAddress = (left: string, right: string): boolean =>
  ipaddr.isValid(left) && ipaddr.isValid(right) && ipaddr.process(left).toString() === ipaddr.process(right).toString();

function within(address: string, [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  return ip.kind() === network.kind() && ip.match(network, bits);
}

/**
 * The machine's own resolver, two look-ups at a time: getaddrinfo blocks a pool thread, and a slow name server must not
 * starve file input and output of them.
 */
export function systemResolver(deadlineMs: number): Resolver {
  const queue = new PQueue({ concurrency: 2 });
  return (hostname) =>
    withDeadline(
      queue.add(() => lookup(hostname, { all: true, verbatim: true })).then((found) => found.map((one) => one.address)),
      deadlineMs,
    );
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('look-up'), { code: 'ETIMEOUT' })), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
