import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { GuardedConnector } from './connect.ts';
import type { Exchange, Headers } from './exchange.ts';
import { Stopped, faultOf } from './fault/of.ts';
import { wrongFraming } from './framing.ts';
import type { LiveLimits } from './limits.ts';

/**
 * The same request through Node's lenient parser, over a connection opened by the same guard: bare LF, odd status lines and
 * blanks in header lines are refused by strict parsers and read by every browser. That parser in turn lets too much
 * through (NUL in headers, chunked not last, HTTP/1.2), so its result is checked here and marked `lenient-http`.
 */
export async function lenientExchange(
  connect: GuardedConnector,
  url: URL,
  headers: Record<string, string>,
  limits: LiveLimits,
  signal?: AbortSignal,
): Promise<Exchange> {
  const failed = (error: unknown, started: boolean): Exchange => ({
    status: 0,
    headers: {},
    raw: new Uint8Array(),
    lenient: true,
    unparsed: false,
    fault: faultOf(error, started ? 'body' : 'connecting'),
  });
  const socket = await opened(connect, url).catch((error: unknown) => failed(error, false));
  if ('fault' in socket) return socket;
  const deadline = AbortSignal.timeout(limits.requestMs);
  const stop = signal ? AbortSignal.any([deadline, signal]) : deadline;
  let started = false;
  try {
    const reply = await answered(socket as Socket, url, headers, limits, stop);
    started = true;
    return await readReply(reply, limits);
  } catch (error) {
    if (deadline.aborted) return failed(new Stopped('timeout', `request over ${limits.requestMs} ms`), started);
    if (signal?.aborted) return failed(new Stopped('interrupted', 'interrupted'), started);
    return failed(error, started);
  } finally {
    (socket as Socket).destroy();
  }
}

const opened = (connect: GuardedConnector, url: URL): Promise<Socket | Exchange> =>
  new Promise((resolve, reject) => {
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    connect({ hostname, host: url.host, protocol: url.protocol, port: url.port }, (error, socket) =>
      socket ? resolve(socket) : reject(error ?? new Error('no socket')),
    );
  });

const answered = (
  socket: Socket,
  url: URL,
  headers: Record<string, string>,
  limits: LiveLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent: ClientRequest = request({
      createConnection: () => socket,
      path: url.pathname + url.search,
      headers: { host: url.host, ...headers, connection: 'close' },
      insecureHTTPParser: true,
      maxHeaderSize: limits.headerBytes,
      signal,
    });
    sent
      .on('response', resolve)
      .on('upgrade', () => reject(new Stopped('protocol', 'upgrade unasked')))
      .on('error', reject)
      .end();
  });

async function readReply(reply: IncomingMessage, limits: LiveLimits): Promise<Exchange> {
  const headers = listed(reply.rawHeaders);
  const wrong = refused(reply, headers);
  if (wrong !== undefined) throw new Stopped('protocol', wrong);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.rawBytes) throw new Stopped('too-large', `over ${limits.rawBytes} bytes`);
    chunks.push(chunk);
  }
  if (!reply.complete) throw new Stopped('truncated', 'connection closed early');
  return { status: reply.statusCode ?? 0, headers, raw: Buffer.concat(chunks, bytes), lenient: true, unparsed: false };
}

/** What a browser refuses too. */
function refused(reply: IncomingMessage, headers: Headers): string | undefined {
  const status = reply.statusCode ?? 0;
  if (reply.httpVersion !== '1.1' && reply.httpVersion !== '1.0') return `HTTP/${reply.httpVersion}`;
  if (status < 200 || status > 599) return `status ${status}`;
  if (reply.rawHeaders.some((part) => part.includes('\0'))) return 'NUL in a header';
  return wrongFraming(headers);
}

function listed(rawHeaders: readonly string[]): Headers {
  const lists: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    (lists[name] ??= []).push(rawHeaders[index + 1] ?? '');
  }
  return lists;
}
