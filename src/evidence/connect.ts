import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import { buildConnector } from 'undici';
import { BlockedAddress, isSameAddress, type Guard } from './guard.ts';

/** What the user grants beyond the safe defaults, each recorded in the report's head. */
export interface TlsOptions {
  /** PEM certificates trusted besides the platform's, e.g. an intermediate that a server forgets to send. */
  readonly extraCa: readonly string[];
  /** Hosts that still need legacy renegotiation. */
  readonly tlsLegacy: readonly string[];
}

/** Opens connections only to addresses that the guard has checked, literals included, with the right SNI and Host. */
export type GuardedConnector = buildConnector.connector;

export function guardedConnector(guard: Guard, connectMs: number, tls: TlsOptions): GuardedConnector {
  const trusted = tls.extraCa.length === 0 ? {} : { ca: [...rootCertificates, ...tls.extraCa] };
  const strict = buildConnector({ timeout: connectMs, ...trusted });
  const legacy = buildConnector({
    timeout: connectMs,
    ...trusted,
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  });
  return (options, callback) => {
    const connect = tls.tlsLegacy.includes(options.hostname) ? legacy : strict;
    guard.addresses(options.hostname).then(
      (addresses) => tryEach(connect, options, addresses, callback),
      (error: unknown) => callback(asError(error), null),
    );
  };
}

/** One address after the other: a name often has one that does not answer. */
function tryEach(
  connect: buildConnector.connector,
  options: buildConnector.Options,
  addresses: readonly string[],
  callback: buildConnector.Callback,
): void {
  const [address, ...others] = addresses;
  if (address === undefined) return;
  connect({ ...options, hostname: address }, (error, socket) => {
    if (socket) return callback(...checkedPeer(socket, address));
    if (others.length === 0 || !isUnanswered(error)) return callback(error ?? new Error('no socket'), null);
    tryEach(connect, options, others, callback);
  });
}

/** A last look: the peer must be the address that was checked, whatever happened in between. */
function checkedPeer(socket: Socket, address: string): [null, Socket] | [Error, null] {
  const peer = socket.remoteAddress;
  if (peer === undefined || isSameAddress(peer, address)) return [null, socket];
  socket.destroy();
  return [new BlockedAddress(`${address} answered as ${peer}`), null];
}

const UNANSWERED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);
const isUnanswered = (error: NodeJS.ErrnoException | null): boolean => UNANSWERED.has(error?.code ?? '');

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
