import type { SealedBrowser } from '../../src/evidence/browser.ts';
import { takeScreenshots } from '../../src/evidence/screenshot.ts';
import { askAuthority } from '../../src/evidence/timestamp-fetch.ts';
import type { CrawlOptions, LiveSource } from '../../src/evidence/session.ts';
import { openTrap } from './browser-site.ts';
import { faultServer, page, redirect, type Scenario } from './fault-server.ts';
import { insideResolver, INSIDE, SPECIAL } from './inside-addresses.ts';
import { liveRun, type LiveRun } from './live-run.ts';

/** One way in, tried with every spelling. */
export interface GuardProof {
  readonly what: string;
  readonly tried: number;
  /** What went wrong: a connection that was made, or an address that ended as anything but blocked. */
  readonly run: () => Promise<readonly string[]>;
}

type Answers = (addresses: readonly string[], path: string, head: string) => Scenario | undefined;

const html = (body: string): Scenario => page(`<!doctype html><html><title>国网山城供电公司</title>${body}</html>`);
const leads = (addresses: readonly string[]): string =>
  addresses.map((_, at) => `<a href="/p${at}.html">页面${at}</a>`).join('');
const numbered = (path: string): number | undefined =>
  /^\/p(\d+)\.html$/.test(path) ? Number(/\d+/.exec(path)) : undefined;
const asLatin1 = (address: string): string => Buffer.from(address).toString('latin1');
const plain = (text: string): Scenario => page(text, { type: 'text/plain' });

/** The public site on 127.0.0.1; listeners on the same port of the addresses inside, which the site declares its own. */
export async function against(
  answers: Answers,
  visit: (origin: string, addresses: readonly string[], hosts: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  let addresses: readonly string[] = [];
  const server = await faultServer((path) => ({ head, path: asked, times }) => {
    const found = answers(addresses, path, head) ?? page('<html><title>404</title>404</html>', { status: 404 });
    return typeof found === 'function' ? found({ head, path: asked, times }) : found;
  });
  const trap = await openTrap({ port: server.port, addresses: ['127.0.0.2', '::1'] });
  addresses = [...INSIDE, ...SPECIAL].map((host) => `http://${host}:${server.port}/`);
  const hosts = addresses.map((address) => new URL(address).host);
  try {
    const wrong = await visit(server.origin, addresses, hosts);
    return trap.touches() === 0 ? wrong : [...wrong, `${trap.touches()} connections: ${trap.heard().join('; ')}`];
  } finally {
    await server.close();
    await trap.close();
  }
}

export const crawl = (
  url: string,
  source: Partial<LiveSource>,
  options: Partial<CrawlOptions> = {},
): Promise<LiveRun> => liveRun(url, { resolver: insideResolver, ...options }, source);

/** Whatever is not of the site itself was refused by the guard, and by nothing else. */
const notBlocked = ({ bundle }: LiveRun, origin: string): string[] =>
  bundle.captures
    .filter(({ url }) => !url.startsWith(`${origin}/`))
    .filter(({ fault }) => fault?.reason !== 'blocked-address')
    .map(({ url, fault }) => `${url} ${fault ? `${fault.reason} ${fault.detail}` : 'read'}`);

export const proof = (what: string, run: GuardProof['run']): GuardProof => ({
  ...{ what, run },
  tried: INSIDE.length + SPECIAL.length,
});

/** A crawl of a site whose every page holds one address in the way that is under test. */
const byPage = (what: string, body: (address: string) => string): GuardProof =>
  bySite(`a page's ${what}`, (addresses, path) => {
    const at = numbered(path);
    return path === '/' ? html(leads(addresses)) : at === undefined ? undefined : html(body(addresses[at] ?? ''));
  });

const bySite = (what: string, answers: Answers, options: Partial<CrawlOptions> = {}): GuardProof =>
  proof(what, () =>
    against(answers, async (origin, _addresses, hosts) => {
      const run = await crawl(`${origin}/`, { hosts: [...hosts] }, options);
      return notBlocked(run, origin);
    }),
  );

/** Pages that redirect: each ends as blocked. */
const byRedirect = (status: number): GuardProof =>
  proof(`a redirect with ${status}`, () =>
    against(
      (addresses, path) => {
        const at = numbered(path);
        return path === '/'
          ? html(leads(addresses))
          : at === undefined
            ? undefined
            : redirect(asLatin1(addresses[at] ?? ''), status);
      },
      async (origin, addresses, hosts) => {
        const run = await crawl(`${origin}/`, { hosts: [...hosts] });
        const ends = addresses.map((address, at) => [address, run.at(`${origin}/p${at}.html`).fault?.reason] as const);
        return ends
          .filter(([, reason]) => reason !== 'blocked-address')
          .map(([address, reason]) => `${address} ${reason}`);
      },
    ),
  );

/** Each address on its own, declared by the workspace. */
const declared = (what: string, source: (address: string, origin: string) => LiveSource): GuardProof =>
  proof(what, () =>
    against(
      (_addresses, path) => (path === '/' ? html('首页') : undefined),
      async (origin, addresses) => {
        const wrong: string[] = [];
        for (const address of addresses) {
          const { url, ...rest } = source(new URL(address).href, origin);
          const run = await crawl(url, rest);
          if (run.scope.cut?.reason !== 'blocked-address') wrong.push(`${address} ${run.scope.cut?.reason}`);
        }
        return wrong;
      },
    ),
  );

const HOME = html('<p>首页</p>');
const isCitizen = (head: string): boolean => /^user-agent:.*Chrome/im.test(head);

export const CRAWL_PROOFS: readonly GuardProof[] = [
  declared('the start address', (url) => ({ url, hosts: [], landmarks: [] })),
  declared('the declared column', (column, origin) => ({
    ...{ url: `${origin}/`, column, landmarks: [] },
    hosts: [new URL(column).host],
  })),
  byPage('link', (address) => `<a href="${address}">x</a><map><area href="${address}a"></map>`),
  byPage('frames', (address) => `<iframe src="${address}"></iframe><frameset><frame src="${address}f"></frameset>`),
  byPage('objects', (address) => `<object data="${address}"></object><embed src="${address}e">`),
  byPage('pictures', (address) => `<img src="${address}" srcset="${address}s 2x"><video poster="${address}p"></video>`),
  byPage('next page', (address) => `<link rel="next" href="${address}"><link rel="canonical" href="${address}c">`),
  byPage('base', (address) => `<base href="${address}"><a href="relative.html">x</a><img src="picture.png">`),
  byPage('refresh', (address) => `<meta http-equiv="refresh" content="0;url=${address}">`),
  byPage('jump', (address) => `<script>location.href = "${address}"</script>`),
  byPage('form', (address) => `<form action="${address}"><input type="image" src="${address}i"></form>`),
  byPage(
    'scripts and style sheets',
    (address) => `<script src="${address}"></script><link rel="stylesheet" href="${address}c">`,
  ),
  ...[301, 302, 303, 307, 308].map(byRedirect),
  bySite('a sitemap', (addresses, path) =>
    path === '/'
      ? HOME
      : path === '/sitemap.xml'
        ? sitemap(addresses.map((address) => `<url><loc>${address}</loc></url>`))
        : undefined,
  ),
  bySite('a sitemap of sitemaps', (addresses, path) =>
    path === '/'
      ? HOME
      : path === '/sitemap.xml'
        ? sitemap(
            addresses.map((address) => `<sitemap><loc>${address}s.xml</loc></sitemap>`),
            'sitemapindex',
          )
        : undefined,
  ),
  bySite('a sitemap of lines', (addresses, path) =>
    path === '/' ? HOME : path === '/sitemap.xml' ? plain(addresses.join('\n')) : undefined,
  ),
  bySite('the sitemaps that robots.txt names', (addresses, path) =>
    path === '/'
      ? HOME
      : path === '/robots.txt'
        ? plain(`User-agent: *\nAllow: /\n${addresses.map((address) => `Sitemap: ${address}sitemap.xml`).join('\n')}`)
        : undefined,
  ),
  ...['/robots.txt', '/sitemap.xml'].map((file) => byRedirectedFile(file)),
  bySite(
    'a redirect for citizens only, at the second look',
    (addresses, path, head) => {
      const at = numbered(path);
      if (path === '/') return html(leads(addresses));
      if (at === undefined) return undefined;
      return isCitizen(head) ? redirect(asLatin1(addresses[at] ?? '')) : html('<p>页面</p>');
    },
    { secondLooks: 100 },
  ),
  proof('a time stamp authority', () =>
    against(
      () => undefined,
      async (_origin, addresses) => {
        const signal = new AbortController().signal;
        // Names are looked up by the machine itself here, and these do not exist.
        const literal = addresses.filter((address) => !/example|localhost/i.test(address));
        const answers = await Promise.all(
          literal.map((address) =>
            askAuthority(new URL(address), Uint8Array.of(1), { allowPrivate: [], environment: {}, signal }),
          ),
        );
        return answers.flatMap((answer, at) =>
          'reason' in answer && answer.reason === 'blocked-address' ? [] : [`${literal[at]} answered`],
        );
      },
    ),
  ),
];

/** The file that every crawl asks for leads away, once to each address. */
function byRedirectedFile(file: string): GuardProof {
  let target = '';
  return proof(`a ${file.slice(1)} that redirects`, () =>
    against(
      (_addresses, path) => (path === '/' ? HOME : path === file ? redirect(asLatin1(target)) : undefined),
      async (origin, addresses, hosts) => {
        const wrong: string[] = [];
        for (const address of addresses) {
          target = address;
          wrong.push(...notBlocked(await crawl(`${origin}/`, { hosts: [...hosts] }), origin));
        }
        return wrong;
      },
    ),
  );
}

const sitemap = (entries: readonly string[], root = 'urlset'): Scenario =>
  page(`<${root}>${entries.join('')}</${root}>`, { type: 'text/xml' });

/** Ways that only a browser goes; the rendered pages have a proof of their own. */
export const pictureProof = (browser: SealedBrowser): GuardProof =>
  proof('the parts of a live page that is pictured', () =>
    against(
      (addresses, path) => {
        const parts = addresses.map(
          (address) =>
            `<img src="${address}i"><link rel="stylesheet" href="${address}c"><iframe src="${address}f"></iframe>`,
        );
        return path === '/' ? html(`<p>首页</p>${parts.join('')}`) : undefined;
      },
      async (origin) => {
        const { bundle } = await crawl(`${origin}/`, {});
        const live = { rate: 0, allowPrivate: ['127.0.0.1/32'], resolver: insideResolver };
        const ids = new Set(bundle.captures.map(({ id }) => id));
        const wrong: string[] = [];
        for await (const { picture } of takeScreenshots(bundle, ids, { browser, live }))
          if (!(picture instanceof Uint8Array)) wrong.push(`no picture: ${picture.detail}`);
        return wrong;
      },
    ),
  );
