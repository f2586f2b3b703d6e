import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { Fault } from './capture.ts';
import type { GuardedConnector } from './connect.ts';

/** A TLS fault is looked into by one more connection; nothing is asked for over it. */
export type Diagnose = (url: URL, fault: Fault, code: string) => Promise<Fault>;

const PROBE_MS = 3_000;

/** How a server with 国密 only ends our hello: it cuts the connection, or sends an alert that is not understood. */
const MAY_BE_GM = /^(?:ECONNRESET|EPROTO|UND_ERR_SOCKET|ERR_SSL_.*(?:VERSION|HANDSHAKE|PROTOCOL|ALERT).*)$/;

/**
 * Says more of a host that refused TLS: whether it speaks TLCP (国密, GB/T 38636) alone, and which certificate it showed.
 * Each host is probed once, over connections that the guard has checked.
 */
export function openDiagnosis(connect: GuardedConnector): Diagnose {
  const known = new Map<string, Promise<Fault>>();
  return (url, fault, code) => {
    const key = `${url.host} ${code}`;
    const diagnosis = known.get(key) ?? diagnose(connect, url, fault, code);
    known.set(key, diagnosis);
    return diagnosis;
  };
}

async function diagnose(connect: GuardedConnector, url: URL, fault: Fault, code: string): Promise<Fault> {
  if (url.protocol !== 'https:') return fault;
  if (MAY_BE_GM.test(code) && (await speaksTlcp(connect, url)))
    return { reason: 'tls-gm', detail: `${fault.detail}; TLCP` };
  if (!fault.reason.startsWith('tls')) return fault;
  const shown = await certificateOf(connect, url);
  return shown === undefined ? fault : { ...fault, detail: `${fault.detail}; ${shown}` };
}

const opened = (connect: GuardedConnector, url: URL): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? '443' : url.port;
    connect({ hostname, host: url.host, protocol: 'http:', port }, (_, socket) => resolve(socket ?? undefined));
  });

/** A TLCP ClientHello (version 1.1, ECC-SM4-CBC-SM3 and ECDHE-SM4-CBC-SM3); only a TLCP server answers it with its own hello. */
function tlcpHello(): Buffer {
  const body = Buffer.concat([
    Buffer.from([1, 1]),
    Buffer.alloc(32, 7),
    Buffer.from([0, 0, 4, 0xe0, 0x13, 0xe0, 0x11, 1, 0]),
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0, 0, body.length]), body]);
  return Buffer.concat([Buffer.from([22, 1, 1, 0, handshake.length]), handshake]);
}

async function speaksTlcp(connect: GuardedConnector, url: URL): Promise<boolean> {
  const socket = await opened(connect, url);
  if (!socket) return false;
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PROBE_MS, () => end(false));
    socket.once('data', (data: Buffer) => end(data[0] === 22 && data[1] === 1 && data[2] === 1 && data[5] === 2));
    socket.once('error', () => end(false)).once('close', () => end(false));
    socket.write(tlcpHello());
  });
}

/** `certificate CN until … sha256 …`, as shown by the server; it is looked at and not trusted. */
async function certificateOf(connect: GuardedConnector, url: URL): Promise<string | undefined> {
  const socket = await opened(connect, url);
  if (!socket) return undefined;
  return new Promise((resolve) => {
    const secure = tlsConnect({
      socket,
      servername: /[a-z]/i.test(url.hostname) ? url.hostname : '',
      rejectUnauthorized: false,
    });
    const end = (answer?: string): void => {
      secure.destroy();
      socket.destroy();
      resolve(answer);
    };
    secure.setTimeout(PROBE_MS, () => end());
    secure.once('error', () => end()).once('close', () => end());
    secure.once('secureConnect', () => {
      const { fingerprint256, valid_from, valid_to } = secure.getPeerCertificate();
      end(
        fingerprint256
          ? `certificate sha256 ${fingerprint256.replaceAll(':', '').toLowerCase()}, ${valid_from} to ${valid_to}`
          : undefined,
      );
    });
  });
}
