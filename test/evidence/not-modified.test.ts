import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import type { Bundle } from '../../src/evidence/bundle.ts';
import { previousIn } from '../../src/evidence/previous.ts';
import { openBundle, openBundleWriter } from '../../src/evidence/wacz.ts';
import { verifyBundle } from '../../src/evidence/verify.ts';
import { faultServer, page, type Asked, type FaultServer, type Scenario } from '../support/fault-server.ts';
import { gongkai } from '../support/gongkai.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';
import { stillClock } from '../support/still-clock.ts';

const servers: FaultServer[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
const open = async (...parameters: Parameters<typeof faultServer>): Promise<FaultServer> => {
  const server = await faultServer(...parameters);
  servers.push(server);
  return server;
};

/** A page of the site: its words, and the version that it says it has. */
interface Version {
  readonly body: string;
  readonly etag: string;
}

const HOME = '<!doctype html><html><title>国网山城供电公司</title><a href="/price.html">电价</a></html>';
const PRICE = (price: string): string => `<!doctype html><html><title>电价</title><p>每千瓦时 ${price} 元</p></html>`;

/** A site that answers 304 to whoever names the version that is there, and keeps what it was asked. */
async function datedSite(): Promise<{
  readonly site: FaultServer;
  readonly pages: Map<string, Version>;
  readonly given: string[];
}> {
  const pages = new Map<string, Version>([
    ['/', { body: HOME, etag: '"h1"' }],
    ['/price.html', { body: PRICE('0.52'), etag: '"p1"' }],
  ]);
  const given: string[] = [];
  const answer = ({ path: at, head }: Asked): ReturnType<typeof page> => {
    const { body = '', etag = '' } = pages.get(at) ?? {};
    const same = head.toLowerCase().includes(`if-none-match: ${etag.toLowerCase()}`);
    given.push(`${same ? 304 : 200} ${at}`);
    return same ? page('', { status: 304, headers: [`ETag: ${etag}`] }) : page(body, { headers: [`ETag: ${etag}`] });
  };
  const site = await open((at) => (pages.has(at) ? answer : undefined));
  return { site, pages, given };
}

const night = (day: string): ReturnType<typeof stillClock> => stillClock(Date.parse(`${day}T17:00:00Z`));

const runOn = (day: string, { origin }: FaultServer, before?: Bundle): Promise<LiveRun> => {
  const clock = night(day);
  return liveRun(`${origin}/`, { clock, ...(before && { previous: previousIn(before, clock.now()) }) });
};

describe('the second night', () => {
  it('asks only whether anything has changed, and says from which night the bytes are', async () => {
    const { site, given } = await datedSite();
    const first = await runOn('2026-11-01', site);
    given.length = 0;
    const second = await runOn('2026-11-02', site, first.bundle);
    expect(given).toEqual(['304 /', '304 /price.html']);
    const price = second.at(`${site.origin}/price.html`);
    expect(price).toMatchObject({
      status: 200,
      capturedAt: '2026-11-02T17:00:00.000Z',
      sha256: first.at(`${site.origin}/price.html`).sha256,
      unmodified: { since: '2026-11-01T17:00:00.000Z', headers: { etag: ['"p1"'] } },
    });
    expect(price.marks).toContain('not-modified');
    expect(Buffer.from(await second.bundle.body(price)).toString()).toBe(PRICE('0.52'));
  });

  it('names the same first night on every further one', async () => {
    const { site } = await datedSite();
    const second = await runOn('2026-11-02', site, (await runOn('2026-11-01', site)).bundle);
    const third = await runOn('2026-11-03', site, second.bundle);
    expect(third.at(`${site.origin}/`).unmodified?.since).toBe('2026-11-01T17:00:00.000Z');
  });

  it('sees a page that changed', async () => {
    const { site, pages, given } = await datedSite();
    const first = await runOn('2026-11-01', site);
    pages.set('/price.html', { body: PRICE('0.61'), etag: '"p2"' });
    given.length = 0;
    const second = await runOn('2026-11-02', site, first.bundle);
    expect(given).toEqual(['304 /', '200 /price.html']);
    const price = second.at(`${site.origin}/price.html`);
    expect(price.unmodified).toBeUndefined();
    expect(Buffer.from(await second.bundle.body(price)).toString()).toContain('0.61');
  });
});

describe('a server that wrongly says that nothing changed', () => {
  it('is believed for less than seven days', async () => {
    const { site, pages } = await datedSite();
    let last = (await runOn('2026-11-01', site)).bundle;
    pages.set('/price.html', { body: PRICE('0.61'), etag: '"p1"' });
    for (const day of ['02', '03', '04', '05', '06', '07']) {
      const run = await runOn(`2026-11-${day}`, site, last);
      expect([day, run.at(`${site.origin}/price.html`).unmodified !== undefined]).toEqual([day, true]);
      last = run.bundle;
    }
    const eighth = await runOn('2026-11-08', site, last);
    const price = eighth.at(`${site.origin}/price.html`);
    expect(price.unmodified).toBeUndefined();
    expect(Buffer.from(await eighth.bundle.body(price)).toString()).toContain('0.61');
  });

  it('is not believed when its answer names another version', async () => {
    const site = await open({
      '/': ({ head }) =>
        /if-none-match/i.test(head)
          ? page('', { status: 304, headers: ['ETag: "h2"'] })
          : page(HOME, { headers: ['ETag: "h1"'] }),
    });
    const second = await runOn('2026-11-02', site, (await runOn('2026-11-01', site)).bundle);
    expect(second.at(`${site.origin}/`)).toMatchObject({ status: 200, capturedAt: '2026-11-02T17:00:00.000Z' });
    expect(second.at(`${site.origin}/`).unmodified).toBeUndefined();
  });

  it('is not believed when nobody asked it', async () => {
    const site = await open({ '/': ({ times }) => (times === 1 ? page(HOME) : page('', { status: 304 })) });
    const second = await runOn('2026-11-02', site, (await runOn('2026-11-01', site)).bundle);
    expect(second.at(`${site.origin}/`).fault?.reason).toBe('protocol');
  });
});

describe('a page is fetched whole', () => {
  const asks = async (scenario: Scenario, spoil: (bundle: Bundle) => Bundle = (one) => one): Promise<boolean> => {
    const heads: string[] = [];
    const site = await open({
      '/': (asked) => {
        heads.push(asked.head);
        return typeof scenario === 'function' ? scenario(asked) : scenario;
      },
    });
    const first = await runOn('2026-11-01', site);
    heads.length = 0;
    const second = await runOn('2026-11-02', site, spoil(first.bundle));
    expect(second.at(`${site.origin}/`)).toMatchObject({ status: 200, bytes: Buffer.byteLength(HOME) });
    expect(second.at(`${site.origin}/`).unmodified).toBeUndefined();
    return /if-(?:none-match|modified-since)/i.test(heads[0] ?? '');
  };
  const LASTING = ['ETag: "h1"', 'Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT'];

  it('where the server gave nothing to ask by', async () => {
    expect(await asks(page(HOME))).toBe(false);
  });

  it('where it comes with a cookie, for another visitor may be shown another page', async () => {
    expect(await asks(page(HOME, { headers: [...LASTING, 'Set-Cookie: id=7'] }))).toBe(false);
  });

  it('where its bytes are no longer what was sealed', async () => {
    const whole = ({ head }: Asked): ReturnType<typeof page> =>
      /if-none-match/i.test(head) ? page('', { status: 304 }) : page(HOME, { headers: LASTING });
    const damaged = (bundle: Bundle): Bundle => ({ ...bundle, body: () => Promise.reject(new Error('damaged')) });
    expect(await asks(whole, damaged)).toBe(true);
  });
});

it('does not take a page for cut that came whole, with a length, and without its end tag', async () => {
  const body = '<!doctype html><html><title>国网山城供电公司</title><p>地址';
  const site = await open({
    '/': ({ head }) =>
      /if-none-match/i.test(head) ? page('', { status: 304 }) : page(body, { headers: ['ETag: "h1"'] }),
  });
  const first = await runOn('2026-11-01', site);
  const second = await runOn('2026-11-02', site, first.bundle);
  expect(second.at(`${site.origin}/`).unmodified).toBeDefined();
  expect([first, second].map(({ scope }) => scope.cut)).toEqual([undefined, undefined]);
  expect(second.at(`${site.origin}/`).headers).toEqual(first.at(`${site.origin}/`).headers);
});

describe('a bundle of the second night', () => {
  async function sealed(run: LiveRun, name: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-304-'));
    folders.push(folder);
    const writer = await openBundleWriter(path.join(folder, name));
    if (writer.kind !== 'writer') throw new Error(writer.kind);
    for (const one of run.bundle.captures)
      await writer.add(one, one.sha256 === '' ? undefined : await run.bundle.body(one));
    await writer.close([run.scope], { company: 'shancheng' });
    return path.join(folder, name);
  }

  it('holds every byte itself, and the answer that nothing changed beside it (WARC 1.1, 6.7.3)', async () => {
    const { site } = await datedSite();
    const second = await runOn('2026-11-02', site, (await runOn('2026-11-01', site)).bundle);
    const file = await sealed(second, 'evidence.wacz');
    expect(await verifyBundle(file)).toEqual([]);
    const stored = await openBundle(file);
    if (stored.kind !== 'bundle') throw new Error(stored.kind);
    expect(stored.captures).toEqual(second.bundle.captures);
    const [home] = stored.captures;
    expect(home && Buffer.from(await stored.body(home)).toString()).toBe(HOME);
    await stored.close();
    const warc = unzipSync(await readFile(file))['archive/data.warc.gz'] ?? new Uint8Array();
    const read: string[] = [];
    let [original, refers] = ['', ''];
    for await (const record of new WARCParser([warc], { parseHttp: false })) {
      const block = Buffer.from(await record.readFully(false));
      const digest = record.warcHeader('WARC-Block-Digest') ?? '';
      expect(digest).toBe(`sha256:${createHash('sha256').update(block).digest('hex')}`);
      const uri = (record.warcTargetURI ?? '').replace(site.origin, '');
      read.push(`${record.warcType} ${uri} ${record.warcDate} ${block.toString('latin1').split('\r\n')[0]}`);
      if (uri === '/' && record.warcType === 'response') original = record.warcHeader('WARC-Record-ID') ?? '';
      if (uri === '/' && record.warcType === 'revisit') refers = record.warcHeader('WARC-Refers-To') ?? '';
    }
    expect(read.slice(1)).toEqual([
      'response / 2026-11-01T17:00:00.000Z HTTP/1.1 200 OK',
      'revisit / 2026-11-02T17:00:00.000Z HTTP/1.1 304 Not Modified',
      'response /price.html 2026-11-01T17:00:00.000Z HTTP/1.1 200 OK',
      'revisit /price.html 2026-11-02T17:00:00.000Z HTTP/1.1 304 Not Modified',
    ]);
    expect([original !== '', refers]).toEqual([true, original]);
  });
});

describe('gongkai audit, night after night', () => {
  it('takes what did not change from the last bundle, and check needs no other', async () => {
    const { site, pages, given } = await datedSite();
    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-nights-'));
    folders.push(folder);
    await writeFile(
      path.join(folder, 'gongkai.yaml'),
      `company: { id: shancheng, name: 国网山城供电公司, kind: branch, parent: 国网示范省电力公司 }\nchannels: { portal: { sources: [{ url: "${site.origin}/" }] } }\n`,
    );
    const audit = async (day: string, ...more: readonly string[]): Promise<readonly string[]> => {
      given.length = 0;
      const words = ['audit', folder, '--as-of', day, '--rate', '0', '--allow-private', '127.0.0.1/32'];
      const options = ['--second-looks', '0', '--fail-on', 'never', '-f', 'json', ...more];
      const env = { GONGKAI_TEST_NOW: `${day}T02:00:00Z` };
      const { code, stderr } = await gongkai([...words, ...options], { env });
      expect([code, stderr.includes('错误')]).toEqual([0, false]);
      return [...given];
    };
    expect(await audit('2026-11-18')).toEqual(['200 /', '200 /price.html']);
    pages.set('/price.html', { body: PRICE('0.61'), etag: '"p2"' });
    expect(await audit('2026-11-19')).toEqual(['304 /', '200 /price.html']);
    expect(await audit('2026-11-19', '--fresh')).toEqual(['200 /', '200 /price.html']);
    expect(await audit('2026-11-20')).toEqual(['304 /', '304 /price.html']);
    await rm(path.join(folder, 'out/2026-11-18'), { recursive: true });
    await rm(path.join(folder, 'out/2026-11-19'), { recursive: true });
    const bundle = path.join(folder, 'out/2026-11-20/evidence.wacz');
    const checked = path.join(folder, 'checked');
    await gongkai([
      'check',
      bundle,
      folder,
      '--as-of',
      '2026-11-20',
      '-o',
      checked,
      '-f',
      'json',
      '--fail-on',
      'never',
    ]);
    const [audited, again] = await Promise.all(
      [path.join(folder, 'out/2026-11-20'), checked].map((one) => readFile(path.join(one, 'report.json'), 'utf8')),
    );
    expect(again).toBe(audited);
    expect((await gongkai(['evidence', 'verify', bundle])).code).toBe(0);
  });
});
