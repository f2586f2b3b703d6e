import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { faultOf } from '../../src/evidence/fault/of.ts';
import type { Resolver } from '../../src/evidence/guard.ts';
import type { CrawlOptions } from '../../src/evidence/session.ts';
import { certificate } from '../support/certificates.ts';
import {
  faultServer,
  page,
  redirect,
  type FaultServer,
  type FaultServerOptions,
  type Scenario,
} from '../support/fault-server.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';

const NAME = 'portal.shancheng.example';
const root = certificate({ name: '示范根证书', isAuthority: true });
const intermediate = certificate({ name: '示范中间证书', isAuthority: true, issuer: root });
const good = certificate({ name: NAME, issuer: intermediate });
const chain = good.cert + intermediate.cert;
const resolver: Resolver = () => Promise.resolve(['127.0.0.1']);

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function visit(
  tls: NonNullable<FaultServerOptions['tls']>,
  options: Partial<CrawlOptions> = {},
  home: Scenario = page('<html>首页</html>'),
): Promise<LiveRun> {
  const server = await faultServer({ '/': home }, { tls });
  servers.push(server);
  return liveRun(`https://${NAME}:${server.port}/`, {
    resolver,
    ...options,
    limits: { retries: 0, ...options.limits },
  });
}

/** A port that answers the first bytes with others and closes. */
async function peer(answer: (hello: Buffer) => Uint8Array): Promise<LiveRun> {
  const server = createServer((socket) =>
    socket.on('error', () => undefined).once('data', (hello: Buffer) => socket.end(answer(hello))),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await liveRun(`https://${NAME}:${port}/`, { resolver, limits: { retries: 0 } });
  } finally {
    server.close();
  }
}

describe('a site over TLS', () => {
  it('is read when its certificate is trusted', async () => {
    const { scope } = await visit({ cert: chain, key: good.key }, { extraCa: [root.cert] });
    expect(scope).toMatchObject({ pages: 1 });
    expect(scope.cut).toBeUndefined();
  });

  it('N4 self-signed: not read, and the certificate is named', async () => {
    const own = certificate({ name: NAME });
    const { scope } = await visit(own);
    expect(scope.cut?.reason).toBe('tls');
    expect(scope.cut?.detail).toMatch(
      /^DEPTH_ZERO_SELF_SIGNED_CERT; certificate sha256 [0-9a-f]{64}, .*2020 GMT to .*2099 GMT$/,
    );
  });

  it('N4 expired', async () => {
    const old = certificate({ name: NAME, issuer: root, from: '20200101', until: '20210101' });
    const { scope } = await visit(old, { extraCa: [root.cert] });
    expect(scope.cut).toMatchObject({ reason: 'tls' });
    expect(scope.cut?.detail).toContain('CERT_HAS_EXPIRED');
  });

  it('N4 of another host', async () => {
    const other = certificate({ name: 'other.shancheng.example', issuer: root });
    const { scope } = await visit(other, { extraCa: [root.cert] });
    expect(scope.cut).toMatchObject({ reason: 'tls' });
    expect(scope.cut?.detail).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('N4 from a root that nobody trusts', async () => {
    const { scope } = await visit({ cert: chain + root.cert, key: good.key });
    expect(scope.cut?.reason).toBe('tls');
  });

  it('N5 without its intermediate: named so, and read once the operator gives it', async () => {
    const bare = { cert: good.cert, key: good.key };
    expect((await visit(bare, { extraCa: [root.cert] })).scope.cut?.reason).toBe('tls-incomplete-chain');
    expect((await visit(bare, { extraCa: [root.cert, intermediate.cert] })).scope.cut).toBeUndefined();
  });

  it('N4 on a port that speaks plain HTTP', async () => {
    const { scope } = await peer(() => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(scope.cut?.reason).toBe('tls');
  });

  it('N6 with legacy renegotiation only', () => {
    const refused = Object.assign(new Error(''), { code: 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED' });
    expect(faultOf(refused, 'connecting').reason).toBe('tls-legacy');
  });

  it('N8 that leads to plain HTTP is read and marked', async () => {
    const plain = await faultServer({ '/plain': page('<html>明文</html>') });
    servers.push(plain);
    const home = redirect(`http://${NAME}:${plain.port}/plain`);
    const server = await faultServer({ '/': home }, { tls: { cert: chain, key: good.key } });
    servers.push(server);
    const start = `https://${NAME}:${server.port}/`;
    const run = await liveRun(start, { resolver, extraCa: [root.cert] }, { hosts: [`${NAME}:${plain.port}`] });
    expect(run.at(start).marks).toEqual(['downgraded', 'plain-http', 'redirected']);
  });
});

describe('N7 a site that speaks 国密 only', () => {
  /** Answers a TLCP hello with a TLCP server hello, anything else as given. */
  const tlcp = (otherwise: Uint8Array): Promise<LiveRun> =>
    peer((hello) => (hello[1] === 1 && hello[2] === 1 ? Uint8Array.of(22, 1, 1, 0, 4, 2, 0, 0, 0) : otherwise));

  it('and closes on everybody else', async () => {
    expect((await tlcp(new Uint8Array())).scope.cut?.reason).toBe('tls-gm');
  });

  it('and sends an alert in its own version', async () => {
    expect((await tlcp(Uint8Array.of(21, 1, 1, 0, 2, 2, 40))).scope.cut?.reason).toBe('tls-gm');
  });
});

describe('N1 a name that does not resolve', () => {
  it.each([
    ['NXDOMAIN', 'ENOTFOUND'],
    ['SERVFAIL', 'EAI_AGAIN'],
    ['a server that fails', 'ESERVFAIL'],
    ['a timeout', 'ETIMEOUT'],
  ])('%s: dns, and which', async (_, code) => {
    const failing: Resolver = () => Promise.reject(Object.assign(new Error(''), { code }));
    const { scope } = await liveRun('http://portal.shancheng.example/', { resolver: failing });
    expect(scope.cut).toMatchObject({ reason: 'dns' });
    expect(scope.cut?.detail).toContain(code);
  });

  it('an empty answer', async () => {
    const { scope } = await liveRun('http://portal.shancheng.example/', { resolver: () => Promise.resolve([]) });
    expect(scope.cut?.reason).toBe('dns');
  });

  it('N3 a port where nobody listens: connect', async () => {
    const server = await faultServer({});
    await server.close();
    const { scope } = await liveRun(`${server.origin}/`);
    expect(scope.cut?.reason).toBe('connect');
  });
});

describe('the reason of an error', () => {
  it.each([
    ['ECONNRESET', 'connecting', 'connect'],
    ['ECONNRESET', 'body', 'truncated'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connecting', 'connect'],
    ['ENETUNREACH', 'connecting', 'connect'],
    ['UND_ERR_HEADERS_OVERFLOW', 'connecting', 'protocol'],
    ['UND_ERR_BODY_TIMEOUT', 'body', 'timeout'],
    ['EAI_NODATA', 'connecting', 'dns'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'connecting', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'connecting', 'tls'],
    ['SOMETHING_NEW', 'connecting', 'internal-error'],
  ] as const)('%s while %s: %s', (code, stage, reason) => {
    expect(faultOf(Object.assign(new Error('any words'), { code }), stage).reason).toBe(reason);
  });

  it('is never taken from its words', () => {
    expect(faultOf(new Error('ECONNREFUSED getaddrinfo ENOTFOUND'), 'connecting').reason).toBe('internal-error');
  });
});
