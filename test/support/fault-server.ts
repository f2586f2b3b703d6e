import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/**
 * A server made of bytes and not of HTTP, so that it can break every rule. A scenario says, step by step, what goes over
 * the wire in answer to one request. Loopback only; the same scenario sends the same bytes every time.
 */
export type Step =
  | { readonly send: string | Uint8Array }
  | { readonly drip: string | Uint8Array; readonly everyMs: number }
  /** Sends the same bytes until the other side hangs up. */
  | { readonly endless: string | Uint8Array }
  /** Says nothing more and keeps the connection open. */
  | 'hang'
  | 'close'
  | 'reset';

export interface Asked {
  readonly path: string;
  /** The request's header block as it came. */
  readonly head: string;
  /** How often this path has been asked for, this time included. */
  readonly times: number;
}

export type Scenario = readonly Step[] | ((asked: Asked) => readonly Step[]);

export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: () => number;
  /** The paths asked for, in order. */
  readonly asked: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface FaultServerOptions {
  readonly address?: string;
  readonly port?: number;
  readonly tls?: TlsOptions;
}

/** Starts a server on a free loopback port. Paths without a scenario are an honest 404. */
export async function faultServer(
  scenarios: Readonly<Record<string, Scenario>> | ((path: string) => Scenario | undefined),
  options: FaultServerOptions = {},
): Promise<FaultServer> {
  const scenarioOf =
    typeof scenarios === 'function' ? scenarios : (path: string): Scenario | undefined => scenarios[path];
  const sockets = new Set<Socket>();
  const paths: string[] = [];
  let connections = 0;
  const serve = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    void converse(socket, scenarioOf, paths);
  };
  const server: Server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve);
  server.on('tlsClientError', () => undefined);
  const address = options.address ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(options.port ?? 0, address, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${options.tls ? 'https' : 'http'}://${address.includes(':') ? `[${address}]` : address}:${port}`,
    port,
    connections: () => connections,
    asked: () => paths,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function converse(
  socket: Socket,
  scenarioOf: (path: string) => Scenario | undefined,
  paths: string[],
): Promise<void> {
  let received = '';
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      received += chunk.toString('latin1');
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const head = received.slice(0, end);
        received = received.slice(end + 4);
        const path = head.split(' ', 2)[1] ?? '';
        paths.push(path);
        const times = paths.filter((one) => one === path).length;
        const scenario = scenarioOf(path) ?? page('<html><title>404</title>404</html>', { status: 404 });
        for (const step of typeof scenario === 'function' ? scenario({ path, head, times }) : scenario)
          await play(socket, step);
      }
    }
  } catch {
    socket.destroy();
  }
}

async function play(socket: Socket, step: Step): Promise<void> {
  if (step === 'close') return void socket.end();
  if (step === 'reset') return void socket.resetAndDestroy();
  if (step === 'hang') return new Promise((resolve) => socket.once('close', () => resolve()));
  if ('send' in step) return write(socket, step.send);
  if ('endless' in step) {
    while (!socket.destroyed) await write(socket, step.endless);
    return;
  }
  for (const byte of Buffer.from(step.drip)) {
    if (socket.destroyed) return;
    await write(socket, Uint8Array.of(byte));
    await pause(step.everyMs);
  }
}

const write = (socket: Socket, data: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    socket.write(data, () => resolve());
  });

export interface PageOptions {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: readonly string[];
}

/** A whole, well-formed reply with its length. */
export function page(
  body: string | Uint8Array,
  { status = 200, type = 'text/html; charset=utf-8', headers = [] }: PageOptions = {},
): readonly Step[] {
  const bytes = Buffer.from(body);
  const lines = [
    `HTTP/1.1 ${status} Status`,
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${bytes.length}`,
    ...headers,
  ];
  return [{ send: Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]) }];
}

/** Header lines exactly as given, then whatever follows. */
export const raw = (lines: readonly string[], body: string | Uint8Array = '', lineEnd = '\r\n'): Step => ({
  send: Buffer.concat([Buffer.from(`${lines.join(lineEnd)}${lineEnd}${lineEnd}`, 'latin1'), Buffer.from(body)]),
});

/** A redirect; `location` may hold any bytes as Latin-1. */
export const redirect = (location: string, status = 302): readonly Step[] =>
  page('', { status, headers: [`Location: ${location}`] });

const CODERS = { gzip: gzipSync, deflate: deflateSync, 'deflate-raw': deflateRawSync, br: brotliCompressSync } as const;

/** A body packed once for each coding, in order. */
export const packed = (body: Uint8Array, ...codings: readonly (keyof typeof CODERS)[]): Uint8Array =>
  codings.reduce<Uint8Array>((bytes, coding) => CODERS[coding](bytes), body);

/** One chunk of a chunked body. */
export const chunk = (data: string): string => `${Buffer.byteLength(data).toString(16)}\r\n${data}\r\n`;
