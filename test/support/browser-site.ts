import { createSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';

/** What a test site answers to a path; a string is an HTML page. */
export type Answer = string | ((request: IncomingMessage, response: ServerResponse, sent: string) => void);

export interface Site {
  readonly origin: string;
  /** `GET /path`, in the order in which they came. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** A site on loopback; what it has no answer for is an honest 404. */
export async function openSite(answers: Readonly<Record<string, Answer>>): Promise<Site> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.sendDate = false;
    const answer = answers[request.url ?? ''];
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (answer === undefined) return void response.writeHead(404).end('not here');
      if (typeof answer !== 'string') return answer(request, response, Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

/** A listener that nobody may reach, over TCP or UDP, and that counts who does. */
export interface Trap {
  readonly port: number;
  readonly touches: () => number;
  /** The first line of what was said to it, for each connection that said anything. */
  readonly heard: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface TrapOptions {
  readonly port?: number;
  /** Loopback addresses to listen on; one that the machine does not have is left out. */
  readonly addresses?: readonly string[];
}

/** Opens listeners on the same port of each address. */
export async function openTrap({ port = 0, addresses = ['127.0.0.1'] }: TrapOptions = {}): Promise<Trap> {
  let touches = 0;
  const heard: string[] = [];
  const closing: (() => Promise<void>)[] = [];
  let shared = port;
  for (const address of addresses) {
    const tcp = createTcpServer((socket) => {
      touches += 1;
      socket
        .on('error', () => undefined)
        .once('data', (data: Buffer) => {
          heard.push(data.toString('latin1').split('\r\n', 1)[0] ?? '');
          socket.destroy();
        });
    });
    const isOpen = await listening(tcp, shared, address);
    if (!isOpen) continue;
    shared = (tcp.address() as AddressInfo).port;
    closing.push(() => new Promise<void>((resolve) => void tcp.close(() => resolve())));
    const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4', () => {
      touches += 1;
    });
    await new Promise<void>((resolve) => udp.bind(shared, address, resolve));
    closing.push(() => new Promise<void>((resolve) => void udp.close(() => resolve())));
  }
  const close = async (): Promise<void> => void (await Promise.all(closing.map((one) => one())));
  return { port: shared, touches: () => touches, heard: () => heard, close };
}

const listening = (server: Server, port: number, address: string): Promise<boolean> =>
  new Promise((resolve) => server.once('error', () => resolve(false)).listen(port, address, () => resolve(true)));
