import { createSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';

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
  readonly close: () => Promise<void>;
}

export async function openTrap(): Promise<Trap> {
  let touches = 0;
  const tcp = createTcpServer((socket) => {
    touches += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4', () => {
    touches += 1;
  });
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    port,
    touches: () => touches,
    close: async () => {
      await new Promise<void>((resolve) => void tcp.close(() => resolve()));
      await new Promise<void>((resolve) => void udp.close(() => resolve()));
    },
  };
}
