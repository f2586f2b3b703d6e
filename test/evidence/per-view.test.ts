import { afterEach, describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import type { Seen } from '../../src/evidence/bundle.ts';
import { crawl } from '../../src/evidence/crawl.ts';
import { PerView, parametersOf, withoutParameters } from '../../src/evidence/per-view.ts';
import { openRecall } from '../../src/evidence/recall.ts';
import type { CrawlOptions } from '../../src/evidence/session.ts';
import { faultServer, page, type FaultServer, type Scenario } from '../support/fault-server.ts';
import { loadLaw } from '../support/law.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';
import { stillClock } from '../support/still-clock.ts';
import { workspaceOf } from '../support/road-fault.ts';

const servers: FaultServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const COLUMNS = ['企业基本情况', '停电公告', '收费标准', '服务规范', '用电业务办理'];
const WORDS = '供电服务热线95598，营业网点、收费标准、停电公告、服务规范均在本专栏公布。';

const shown = (title: string, body: string): ReturnType<typeof page> =>
  page(
    `<!doctype html><html><head><title>${title}</title></head><body><h1>国网山城供电公司 ${title}</h1>${body}</body></html>`,
  );

/** A portal whose pages all link to all others, each address with what `mark` makes of it at that view. */
const portal =
  (mark: (address: string, view: number) => string, extra: (view: number) => string = () => '') =>
  (): ((path: string) => Scenario | undefined) => {
    let view = 0;
    return (path) => {
      const column = /^\/list\.do.*[?&]col=(\d)/.exec(path)?.[1];
      const isHome = path === '/' || path.startsWith('/?') || path.startsWith('/;');
      const isArticle = /^\/show\.do.*[?&]articleId=(\d)/.exec(path)?.[1];
      if (column === undefined && !isHome && isArticle === undefined) return undefined;
      return () => {
        view += 1;
        const links = COLUMNS.map((name, at) => `<a href="${mark(`/list.do?col=${at}`, view)}">${name}</a>`).join('');
        const articles = [1, 2].map((id) => `<a href="${mark(`/show.do?articleId=${id}`, view)}">公告${id}</a>`);
        const own = isHome
          ? WORDS
          : `${column ?? isArticle ?? ''}号${'一二三四五'[Number(column ?? isArticle)]}：${WORDS}`;
        const title = COLUMNS[Number(column ?? -1)] ?? (isHome ? '首页' : `公告${'零甲乙'[Number(isArticle)]}`);
        return shown(
          title,
          `${links}${articles.join('')}${extra(view)}<p>${own}</p><a href="${mark('/', view)}">首页</a>`,
        );
      };
    };
  };

const join = (address: string, pair: string): string => `${address}${address.includes('?') ? '&' : '?'}${pair}`;
const visit = (view: number): string => `A${(view * 7919).toString(16)}F`;

async function crawled(
  site: () => (path: string) => Scenario | undefined,
  options: Partial<CrawlOptions> = {},
): Promise<LiveRun & { readonly home: string; readonly paths: () => string[]; readonly server: FaultServer }> {
  const server = await faultServer(site());
  servers.push(server);
  const run = await liveRun(`${server.origin}/`, {
    secondLooks: 10,
    ...options,
    limits: { pages: 40, ...options.limits },
  });
  const paths = (): string[] =>
    run.bundle.captures.map(({ url }) => url.replace(server.origin, '')).filter((url) => !url.startsWith('urn:'));
  return { ...run, home: `${server.origin}/`, paths, server };
}

const PAGES = ['/', ...COLUMNS.map((_, at) => `/list.do?col=${at}`), '/show.do?articleId=1', '/show.do?articleId=2'];

describe('parameters that are new at each view', () => {
  it.each([
    ['a visit in the query', (address: string, view: number) => join(address, `sid=${visit(view)}`), ['sid']],
    ['a moment in the query', (address: string, view: number) => join(address, `t=${1_795_000_000_000 + view}`), ['t']],
    [
      'a visit in the path',
      (address: string, view: number) => address.replace(/\?|$/, (mark) => `;sess=${visit(view)}${mark}`),
      [';sess'],
    ],
    [
      'two of them at once',
      (address: string, view: number) => join(join(address, `wxsid=${visit(view)}`), `_=${1_795_000_000 + view}`),
      ['_', 'wxsid'],
    ],
  ])('are left out of addresses, so that the site comes to an end: %s', async (_name, mark, names) => {
    const run = await crawled(portal(mark));
    expect(run.paths()).toEqual(PAGES);
    expect(run.scope).toMatchObject({ closed: true, perView: names });
    expect(run.scope.cut).toBeUndefined();
    expect(run.at(run.home).marks).toEqual(
      [...names.map((name) => `per-view:${name}`), 'plain-http', 'seen-twice'].sort(),
    );
  });

  it('are told in the report, and links that bear them lead to the pages that were read', async () => {
    const run = await crawled(portal((address, view) => join(address, `sid=${visit(view)}`)));
    const workspace = workspaceOf({ url: run.home, hosts: [], landmarks: [] });
    const report = check(run.bundle, {
      law: await loadLaw('chongqing'),
      workspace,
      asOf: '2026-11-20',
      version: 'test',
    });
    const { notices, verdicts } = await report;
    expect(notices.map(({ zh }) => zh).filter((one) => one.includes('「sid」'))).toHaveLength(1);
    expect(verdicts.filter((one) => JSON.stringify(one).includes('链接失效'))).toEqual([]);
    expect(verdicts.some(({ outcome, gap }) => outcome === 'failed' && gap === 'missing')).toBe(true);
  });

  it('are not taken for such where they say which page is meant', async () => {
    // A recommendation that is another one at each view, twice and in the same words.
    const random = (view: number): string =>
      [1, 2].map(() => `<a href="/show.do?articleId=${1 + (view % 2)}">查看详情</a>`).join('');
    const run = await crawled(portal((address) => address, random));
    expect(run.scope.perView).toBeUndefined();
    expect(run.paths()).toEqual(PAGES);
  });

  it('are kept where the page is another without them', async () => {
    const site = (): ((path: string) => Scenario | undefined) => {
      let view = 0;
      return (path) => {
        if (path === '/')
          return () => {
            view += 1;
            const links = [1, 2].map((at) => `<a href="/show.do?n=${at}&key=K${view % 2}">查看${'零甲乙'[at]}</a>`);
            return shown('首页', `${links.join('')}<p>${WORDS}</p>`);
          };
        const key = /[?&]key=K(\d)/.exec(path)?.[1];
        return path.startsWith('/show.do') ? shown('公告', `<p>${'甲乙丙'[Number(key ?? 2)]}${WORDS}</p>`) : undefined;
      };
    };
    const run = await crawled(site);
    expect(run.scope.perView).toBeUndefined();
    expect(run.paths().filter((path) => path.includes('key='))).toHaveLength(2);
  });

  it('are as before without second looks: the limit is reached, and nothing is called absent', async () => {
    const run = await crawled(
      portal((address, view) => join(address, `sid=${visit(view)}`)),
      { secondLooks: 0 },
    );
    expect(run.scope.cut?.reason).toBe('scope-cut');
  });

  it('are led away from: a redirect to the same page with a new one is no other page', async () => {
    const mark = (address: string, view: number): string => join(address, `sid=${visit(view)}`);
    const bare = portal(mark)();
    const run = await crawled(() => {
      let turns = 0;
      return (path) =>
        path.startsWith('/list.do') && !path.includes('sid=')
          ? () => {
              turns += 1;
              return [
                { send: `HTTP/1.1 302 Found\r\nLocation: ${join(path, `sid=R${turns}`)}\r\nContent-Length: 0\r\n\r\n` },
              ];
            }
          : bare(path);
    });
    expect(run.paths()).toEqual(PAGES);
    expect(run.at(`${run.home}list.do?col=1`).marks).not.toContain('redirected');
  });
});

describe('an address without such parameters', () => {
  it.each([
    ['http://a.example/x?sid=1&id=2', 'http://a.example/x?id=2'],
    ['http://a.example/x?id=2&sid=1', 'http://a.example/x?id=2'],
    ['http://a.example/x?sid=1', 'http://a.example/x'],
    ['http://a.example/x;v=ab?id=2', 'http://a.example/x?id=2'],
    ['http://a.example/x;v=ab/y;v=c', 'http://a.example/x/y'],
    ['http://a.example/x?insid=1&b;sid=2', 'http://a.example/x?insid=1&b;sid=2'],
    ['http://a.example/x', 'http://a.example/x'],
  ])('%s is %s', (url, bare) => {
    expect(withoutParameters(url, new Set(['sid', ';v']))).toBe(bare);
  });

  it('knows names in query and path apart', () => {
    expect(parametersOf('http://a.example/x;sid=1?sid=2&id=')).toEqual([
      [';sid', '1'],
      ['sid', '2'],
      ['id', ''],
    ]);
  });

  it('counts at once where order is fixed, and from the next round on elsewhere', () => {
    const perView = new PerView();
    perView.learn(['sid']);
    const url = 'http://a.example/?sid=1';
    expect([perView.strip(url), perView.stripSettled(url)]).toEqual(['http://a.example/', url]);
    perView.settle();
    expect(perView.stripSettled(url)).toBe('http://a.example/');
  });
});

describe('a site of such addresses, another night', () => {
  const marked = portal((address, view) => join(address, `sid=${visit(view)}`));

  it('keeps the identity of its pages', async () => {
    const [one, other] = [await crawled(marked), await crawled(marked)];
    const ids = (run: LiveRun & { readonly server: FaultServer }): string[] =>
      run.bundle.captures.map(({ id }) => id.replace(run.server.origin, ''));
    expect(ids(other)).toEqual(ids(one));
  });

  it('goes on where an interrupted run saw the parameter on its first page', async () => {
    const server = await faultServer(marked());
    servers.push(server);
    const seen: Seen[] = [];
    const bodies = new Map<string, Uint8Array>();
    const limits = { pages: 40 };
    const source = { url: `${server.origin}/`, hosts: [], landmarks: [] };
    const options = {
      channel: 'portal',
      site: '',
      rate: 0,
      allowPrivate: ['127.0.0.1/32'],
      secondLooks: 10,
      limits,
    } as const;
    await crawl(
      source,
      { ...options, clock: stillClock() },
      {
        add: (capture, body, how) => {
          if (how) seen.push(how);
          if (body instanceof Uint8Array) bodies.set(capture.sha256, body);
          return Promise.resolve();
        },
      },
    );
    const recall = openRecall(seen.slice(0, 1), {
      body: ({ capture }) => Promise.resolve(bodies.get(capture.sha256)),
      shown: () => Promise.resolve(undefined),
    });
    const run = await liveRun(`${server.origin}/`, { secondLooks: 10, limits, recall });
    expect(run.bundle.captures.map(({ url }) => url.replace(server.origin, ''))).toEqual(PAGES);
    expect(run.scope.perView).toEqual(['sid']);
  });
});
