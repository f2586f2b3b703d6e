import type { Reason } from '../../src/evidence/reason.ts';
import type { CrawlOptions, LiveSource } from '../../src/evidence/session.ts';
import { certificate } from './certificates.ts';
import {
  faultServer,
  page,
  redirect,
  type Asked,
  type FaultServerOptions,
  type Scenario,
  type Step,
} from './fault-server.ts';
import { liveRun } from './live-run.ts';
import type { RoadFault, Taken } from './road-fault.ts';

const NAME = 'portal.shancheng.example';
const html = (body: string, title = '首页'): Scenario =>
  page(`<!doctype html><html><title>${title}</title>${body}</html>`);
const links = (...to: readonly string[]): string => to.map((href) => `<a href="${href}">x</a>`).join('');
const anywhere = ['127.0.0.1'];
const resolver = (): Promise<readonly string[]> => Promise.resolve(anywhere);

interface Site {
  readonly answer: (path: string) => Scenario | undefined;
  readonly server?: FaultServerOptions;
  /** The start address in place of the server's own. */
  readonly start?: (port: number) => string;
  readonly options?: Partial<CrawlOptions>;
  readonly source?: (port: number) => Partial<LiveSource>;
  /** The page under test. */
  readonly page?: string;
}

async function visit({ answer, server: how, start, options, source, page: asked }: Site): Promise<Taken> {
  const server = await faultServer(answer, how);
  try {
    const url = start?.(server.port) ?? `${server.origin}/`;
    const { bundle } = await liveRun(url, options, source?.(server.port));
    const declared = { url, hosts: [], landmarks: [], ...source?.(server.port) };
    return { bundle, source: declared, ...(asked !== undefined && { url: new URL(asked, url).href }) };
  } finally {
    await server.close();
  }
}

const fault = (row: string, what: string, reason: Reason | undefined, site: Site): RoadFault => ({
  ...{ row, what, ...(reason && { reason }) },
  take: () => visit(site),
});

const nowhere = (): undefined => undefined;
const named = (port: number): string => `http://${NAME}:${port}/`;
const failing = (code: string) => (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));

const names: readonly RoadFault[] = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ESERVFAIL', 'ETIMEOUT', 'EAI_NODATA'].map((code) =>
    fault('N1', `the name does not resolve: ${code}`, 'dns', {
      answer: nowhere,
      start: named,
      options: { resolver: failing(code) },
    }),
  ),
  fault('N1', 'the name resolves to nothing', 'dns', {
    answer: nowhere,
    start: named,
    options: { resolver: () => Promise.resolve([]) },
  }),
  fault('N3', 'nobody listens', 'connect', {
    answer: nowhere,
    start: () => 'http://127.0.0.1:9/',
    source: () => ({ hosts: ['127.0.0.1:9'] }),
  }),
  ...[
    ['127.0.0.1'],
    ['::1'],
    ['169.254.169.254'],
    ['fd00:ec2::254'],
    ['93.184.216.34', '10.0.0.1'],
    ['64:ff9b::7f00:1'],
    [''],
  ].map((answers) =>
    fault('N23', `the name leads to ${answers.join(' and ') || 'no address'}`, 'blocked-address', {
      answer: nowhere,
      start: named,
      options: { allowPrivate: [], resolver: () => Promise.resolve(answers) },
    }),
  ),
];

const INSIDE = [
  '127.0.0.2',
  '2130706434',
  '[::1]',
  '[::ffff:127.0.0.2]',
  '169.254.169.254',
  '100.100.100.200',
  '10.0.0.1',
  '192.168.1.1',
  '172.16.0.1',
  '[fd00:ec2::254]',
];

const guarded: readonly RoadFault[] = [
  ...INSIDE.map((host) =>
    fault('N21', `a redirect to ${host}`, 'blocked-address', {
      answer: (path) => (path === '/' ? html(links('/x')) : path === '/x' ? redirect(`http://${host}/`) : undefined),
      source: () => ({ hosts: [new URL(`http://${host}/`).host] }),
      page: '/x',
    }),
  ),
  ...INSIDE.slice(0, 5).map((host) =>
    fault('N21', `a declared address at ${host}`, 'blocked-address', {
      answer: nowhere,
      start: () => `http://${host}/`,
      options: { allowPrivate: [] },
    }),
  ),
  fault('N35', 'a proxy that nobody vouched for', 'blocked-address', {
    answer: () => html('x'),
    options: { environment: { HTTPS_PROXY: 'http://127.0.0.1:3128' } },
  }),
];

const root = certificate({ name: '示范根证书', isAuthority: true });
const intermediate = certificate({ name: '示范中间证书', isAuthority: true, issuer: root });
const good = certificate({ name: NAME, issuer: intermediate });

const tls = (
  what: string,
  row: string,
  reason: Reason,
  shown: { cert: string; key: string },
  trusted: readonly string[],
): RoadFault =>
  fault(row, what, reason, {
    answer: () => html('x'),
    server: { tls: { cert: shown.cert, key: shown.key } },
    start: (port) => `https://${NAME}:${port}/`,
    options: { resolver, extraCa: [...trusted], limits: { retries: 0 } },
  });

const secured: readonly RoadFault[] = [
  tls('a certificate signed by itself', 'N4', 'tls', certificate({ name: NAME }), []),
  tls(
    'an expired certificate',
    'N4',
    'tls',
    certificate({ name: NAME, issuer: root, from: '20200101', until: '20210101' }),
    [root.cert],
  ),
  tls('a certificate that is not valid yet', 'N4', 'tls', certificate({ name: NAME, issuer: root, from: '20980101' }), [
    root.cert,
  ]),
  tls('the certificate of another host', 'N4', 'tls', certificate({ name: 'other.shancheng.example', issuer: root }), [
    root.cert,
  ]),
  tls('a root that nobody trusts', 'N4', 'tls', { cert: good.cert + intermediate.cert + root.cert, key: good.key }, []),
  tls('a chain without its intermediate', 'N5', 'tls-incomplete-chain', good, [root.cert]),
];

const robotsOf = (robots: Scenario, closed?: string): Site => ({
  answer: (path) =>
    path === '/' ? html(links('/x')) : path === '/x' ? html('x') : path === '/robots.txt' ? robots : undefined,
  options: { limits: { firstByteMs: 1_200, retries: 0, rawBytes: 2_000_000 } },
  ...(closed !== undefined && { page: closed }),
});
const rules = (text: string): Scenario => page(text, { type: 'text/plain' });

const robots: readonly RoadFault[] = [
  fault('N31', 'robots.txt answers 500', 'server-error', robotsOf(page('', { status: 500 }))),
  fault('N31', 'robots.txt answers 503', 'server-error', robotsOf(page('', { status: 503 }))),
  fault('N31', 'robots.txt never answers', 'timeout', robotsOf(['hang'])),
  fault('N31', 'robots.txt answers 403', undefined, robotsOf(page('', { status: 403 }))),
  fault('N31', 'robots.txt is an HTML page', undefined, robotsOf(html('Disallow: /'))),
  fault('N32', 'robots.txt closes the site', 'robots', robotsOf(rules('User-agent: *\nDisallow: /\n'))),
  fault('N32', 'robots.txt closes the page', 'robots', robotsOf(rules('User-agent: *\nDisallow: /x\n'), '/x')),
  fault(
    'N32',
    'robots.txt with a BOM closes the page',
    'robots',
    robotsOf(rules('\ufeffUser-agent: *\nDisallow: /x\n'), '/x'),
  ),
];

/** Addresses that a crawl asks for by itself are honestly not there. */
const OWN = /robots|sitemap|gongkai-|^\/\w{6}\/\w{6}\/$/;
const endless = (what: string, answer: (path: string) => Scenario, limits: CrawlOptions['limits'] = {}): RoadFault =>
  fault('N30', what, 'scope-cut', {
    answer: (path) => (OWN.test(path) ? undefined : answer(path)),
    options: { limits },
  });
const counted = (path: string, pattern: RegExp): number => Number(pattern.exec(path)?.[1] ?? 0) + 1;
const MISSING = html('<h1>抱歉，您访问的页面不存在</h1>', '页面不存在');

const traps: readonly RoadFault[] = [
  endless('a calendar without end', (path) => html(links(`/cal?month=${counted(path, /month=(\d+)/)}`)), {
    perPattern: 5,
    hops: 100,
  }),
  endless('folders of a calendar', (path) => html(links(`/d/${counted(path, /d\/(\d+)/)}/`)), {
    perPattern: 5,
    hops: 100,
  }),
  endless('a path that grows by itself', () => html(links('a/')), { hops: 100 }),
  endless('two segments in turn', (path) => html(links(path.endsWith('/a/') ? 'b/' : 'a/')), { hops: 100 }),
  endless('more hops than allowed', (path) => html(links(`/page${counted(path, /page(\d+)/)}.html`))),
  endless(
    'more pages than allowed',
    () => html(links(...Array.from({ length: 30 }, (_, index) => `/art${index}.html`))),
    { pages: 10 },
  ),
  fault('N29', 'a page that is not there but says 200', 'soft-404', {
    answer: (path) => (path === '/' ? html(links('/old.html')) : /robots|sitemap/.test(path) ? undefined : MISSING),
    page: '/old.html',
  }),
  fault('N29', 'a host that leads the lost to its home page', 'soft-404', {
    answer: (path) =>
      path === '/'
        ? html(`山城供电公司首页${links('/old.html')}`)
        : /robots|sitemap/.test(path)
          ? undefined
          : redirect('/'),
    page: '/old.html',
  }),
  fault('N26', 'a start page that is not there', 'soft-404', { answer: nowhere }),
];

const OURS = html(
  '<h1>国网山城供电公司 信息公开</h1><p>供电服务热线95598，营业网点、收费标准、停电公告在本专栏公布。</p>',
);
const SPAM = html(
  '<h1>官方入口</h1><p>注册送彩金，真人视讯，体育投注，电子游艺，手机下载，二十四小时客服在线。</p>',
  '官方入口',
);
const isCitizen = (head: string): boolean => /^user-agent:.*Chrome/im.test(head);
const scene = (one: Scenario, asked: Asked): readonly Step[] => (typeof one === 'function' ? one(asked) : one);
const byVisitor =
  (shown: Scenario, hidden: Scenario): Scenario =>
  (asked) => {
    return scene(isCitizen(asked.head) ? hidden : shown, asked);
  };

const cloaked: readonly RoadFault[] = [
  fault('N36', 'another page for a citizen', 'conflicting', {
    answer: (path) => (path === '/' ? byVisitor(OURS, SPAM) : undefined),
    options: { secondLooks: 5 },
    page: '/',
  }),
  fault('N36', 'a column that leads citizens to a foreign site', 'conflicting', {
    answer: (path) =>
      path === '/'
        ? html(links('/x/'))
        : path === '/x/'
          ? byVisitor(OURS, redirect('http://spam.example/'))
          : undefined,
    options: { secondLooks: 5 },
    page: '/x/',
  }),
  fault('N36', 'servers that take turns', undefined, {
    answer: (path) => (path === '/' ? (asked) => scene(asked.times % 2 === 0 ? SPAM : OURS, asked) : undefined),
    options: { secondLooks: 5 },
    page: '/',
  }),
];

/** Faults of a whole site: its name, its certificate, its robots.txt, its shape. */
export const SITE_FAULTS: readonly RoadFault[] = [...names, ...guarded, ...secured, ...robots, ...traps, ...cloaked];
