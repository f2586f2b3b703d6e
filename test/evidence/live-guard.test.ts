import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuard, isSameAddress, type Resolver } from '../../src/evidence/guard.ts';
import { faultServer, page, type FaultServer } from '../support/fault-server.ts';
import { rebindingProof } from '../support/guard-rebinding-proof.ts';
import { liveRun } from '../support/live-run.ts';

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
const open = async (...parameters: Parameters<typeof faultServer>): Promise<FaultServer> => {
  const server = await faultServer(...parameters);
  servers.push(server);
  return server;
};

/** A listener that must not hear anything. */
const victim = (address: string, port = 0): Promise<FaultServer> => open(() => page('secret'), { address, port });

const never: Resolver = (hostname) => Promise.reject(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }));

/** The same two loopback addresses in every spelling that a URL parser takes for one. */
const LOOPBACK = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '0x7f.1',
    '0x7f000001',
    '0x7F.0x0.0x0.0x1',
    '2130706433',
    '017700000001',
    '0177.0.0.1',
    '127.0.0.1.',
  ],
  ...[
    '0',
    '0.0.0.0',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[0000::0001]',
  ],
  ...[
    '１２７.０.０.１',
    '127。0。0。1',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
    '127%2e0%2e0%2e1',
    '0x7f.0.0.0x1',
    '00000177.1',
  ],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fc00::1]',
    '[ff02::1]',
    '[::ffff:0:127.0.0.1]',
  ],
];
/** Addresses that a company's own network, its cloud or the net's plumbing uses. */
const SPECIAL = [
  ...[
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.254',
    '192.168.0.1',
    '192.168.255.255',
    '169.254.169.254',
    '169.254.0.1',
  ],
  ...[
    '100.100.100.200',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
  ],
  ...['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '0.1.2.3', '127.255.255.254', '192.88.99.1'],
  ...[
    '[fd00:ec2::254]',
    '[fe80::a9fe:a9fe]',
    '[2001:db8::1]',
    '[2002:a9fe:a9fe::]',
    '[64:ff9b::a9fe:a9fe]',
    '[100::1]',
    '[::ffff:169.254.169.254]',
  ],
  ...[
    '[::ffff:a9fe:a9fe]',
    '[fec0::1]',
    '[4000::1]',
    '[2001:10::1]',
    '0xa9fea9fe',
    '2852039166',
    '0251.0376.0251.0376',
  ],
];

describe('the address guard', () => {
  it('refuses every spelling of loopback and of special addresses, as the first address of a crawl', async () => {
    const listener = await victim('127.0.0.1');
    const six = await victim('::1', listener.port).catch(() => undefined);
    for (const host of [...LOOPBACK, ...SPECIAL]) {
      const address = `http://${host}:${listener.port}/`;
      const { scope } = await liveRun(new URL(address).href, { allowPrivate: [] });
      expect([host, scope.cut?.reason]).toEqual([host, 'blocked-address']);
    }
    expect(listener.connections() + (six?.connections() ?? 0)).toBe(0);
  });

  it('refuses names that lead to any address that is not public, and contacts none of them', async () => {
    const listener = await victim('127.0.0.1');
    const answers = [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '169.254.169.254',
      'fd00:ec2::254',
      'fe80::1%lo',
      '64:ff9b::7f00:1',
      'not an address',
      '',
    ];
    for (const answer of answers) {
      const resolver: Resolver = () => Promise.resolve([answer]);
      const { scope } = await liveRun(`http://portal.shancheng.example:${listener.port}/`, {
        allowPrivate: [],
        resolver,
      });
      expect([answer, scope.cut?.reason]).toEqual([answer, 'blocked-address']);
    }
    const mixed: Resolver = () => Promise.resolve(['93.184.216.34', '127.0.0.1']);
    const { scope } = await liveRun(`http://portal.shancheng.example:${listener.port}/`, {
      allowPrivate: [],
      resolver: mixed,
    });
    expect(scope.cut?.reason).toBe('blocked-address');
    expect(listener.connections()).toBe(0);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'http://user@www.example/',
    'http://user:pw@www.example/',
    'http://www.example:25/',
    'http://www.example:6379/',
  ])('refuses %s before anything is looked up', (address) => {
    const guard = createGuard({ resolver: never, allowPrivate: [], ports: [] });
    expect(guard.inspect(new URL(address))?.reason).toBe('blocked-address');
  });

  it('lets public addresses and usual ports pass', () => {
    const guard = createGuard({ resolver: never, allowPrivate: [], ports: ['8090'] });
    for (const address of [
      'http://93.184.216.34/',
      'https://[2606:2800:220:1::1]/',
      'https://www.example:8443/',
      'http://www.example:8090/',
    ]) {
      expect([address, guard.inspect(new URL(address))]).toEqual([address, undefined]);
    }
  });

  it('allows what the operator names, network by network, and nothing beside it', () => {
    const guard = createGuard({ resolver: never, allowPrivate: ['10.1.0.0/16', 'fd12::/16'], ports: [] });
    expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1'].map(guard.permits)).toEqual([true, true, true]);
    expect(['10.2.0.1', 'fd13::1', '127.0.0.1', 'nonsense'].map(guard.permits)).toEqual([false, false, false, false]);
  });

  it('knows one address in two spellings', () => {
    expect(isSameAddress('127.0.0.1', '::ffff:127.0.0.1')).toBe(true);
    expect(isSameAddress('127.0.0.1', '127.0.0.2')).toBe(false);
  });
});

describe('a name that changes its address', () => {
  it('leads inside 0 of 1,000 times', async () => {
    expect(await rebindingProof.run()).toEqual([]);
  });
});

const suite = path.resolve(import.meta.dirname, '../../../shared/suites/url-wpt/urltestdata.json');

describe.skipIf(!existsSync(suite))('the addresses of the web platform tests', () => {
  interface UrlCase {
    readonly input: string;
    readonly base: string | null;
    readonly href?: string;
  }

  it('never pass as public when they lead to this machine', async () => {
    const cases = (JSON.parse(readFileSync(suite, 'utf8')) as readonly (UrlCase | string)[]).filter(
      (one) => typeof one !== 'string',
    );
    const guard = createGuard({ resolver: () => Promise.resolve(['127.0.0.1']), allowPrivate: [], ports: [] });
    const passed: string[] = [];
    for (const { input, base } of cases) {
      if (!URL.canParse(input, base ?? undefined)) continue;
      const url = new URL(input, base ?? undefined);
      if (guard.inspect(url)) continue;
      const reached = await guard.addresses(url.hostname.replace(/^\[|\]$/g, '')).catch((): readonly string[] => []);
      if (reached.includes('127.0.0.1')) passed.push(input);
    }
    process.stdout.write(
      `address guard, WPT addresses: ${cases.length - passed.length} passed, ${passed.length} failed\n`,
    );
    expect(passed).toEqual([]);
  });
});
