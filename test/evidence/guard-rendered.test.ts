import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { needsRendering } from '../../src/documents/needs-rendering.ts';
import { openSite, openTrap, type Answer, type Site, type Trap } from '../support/browser-site.ts';
import { tryEverything, WAY_NAMES } from '../support/hostile-page.ts';
import { INSIDE, insideResolver } from '../support/inside-addresses.ts';
import { liveRun, type LiveRun } from '../support/live-run.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** What a citizen reads on the page, whatever else its script is up to. */
const WORDS = '2026年第三季度综合电压合格率为99.987%，城市供电可靠率为99.95%，统计范围为国网山城供电公司供电区域。';
const shell = (script: string): string =>
  `<!doctype html><html><head><title>国网山城供电公司</title></head><body><div id="app"></div><script>
    document.getElementById('app').innerHTML = '<h1>供电质量</h1><p>${WORDS}</p>'; ${script}</script></body></html>`;

interface Scene {
  readonly site: Site;
  readonly trap: Trap;
}

/** The site on 127.0.0.1 and the trap on the same port of the addresses inside, so that no port stands in the way. */
async function scene(answers: (port: number) => Readonly<Record<string, Answer>>): Promise<Scene> {
  const own: Record<string, Answer> = {};
  const site = await openSite(own);
  const port = Number(new URL(site.origin).port);
  Object.assign(own, answers(port));
  const trap = await openTrap({ port, addresses: ['127.0.0.2', '::1'] });
  opened.push(site, trap);
  return { site, trap };
}

const rendering = { needs: needsRendering, limits: { settleMs: 4_000 }, ...(browser && { browser }) };
const visit = (site: Site, hosts: readonly string[], allowPrivate = ['127.0.0.1/32']): Promise<LiveRun> =>
  liveRun(`${site.origin}/`, { rendering, allowPrivate, resolver: insideResolver }, { hosts: [...hosts] });

const textOf = async ({ bundle }: LiveRun): Promise<string> => {
  const made = bundle.captures.find(({ marks }) => marks.includes('rendered'));
  return made?.sha256 ? Buffer.from(await bundle.body(made)).toString() : '';
};
const worker =
  (at: string): Answer =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(`fetch('${at}/service-worker')`);

describe.skipIf(!browser)(`the address guard behind a rendered page${why}`, () => {
  // A long list of pages in a browser, each of which has to come to rest.
  it('contacts nobody inside: every way in, with every spelling', { timeout: 300_000 }, async () => {
    let touches = 0;
    for (const name of INSIDE) {
      const { site, trap } = await scene((port) => ({
        '/': shell(tryEverything('http', `${name}:${port}`) + tryEverything('https', `${name}:${port}`)),
        [`/service-worker.js?${encodeURIComponent(`http://${name}:${port}`)}`]: worker(`http://${name}:${port}`),
      }));
      // The addresses are declared the company's own: the guard alone stands in the way.
      const run = await visit(site, [new URL(`http://${name}:${trap.port}`).host]);
      expect.soft([name, trap.heard()]).toEqual([name, []]);
      expect(await textOf(run)).toContain('综合电压合格率');
      touches += trap.touches();
      for (const one of opened.splice(0)) await one.close();
    }
    const tried = WAY_NAMES.length * INSIDE.length * 2;
    process.stdout.write(`guard behind rendered pages: ${tried - touches} passed, ${touches} failed\n`);
    expect(touches).toBe(0);
  });

  it('is what stops them: what the operator allows is reached, by the parts that make a page', async () => {
    const { site, trap } = await scene((port) => ({ '/': shell(tryEverything('http', `127.0.0.2:${port}`)) }));
    await visit(site, [], ['127.0.0.1/32', '127.0.0.2/32']);
    const reached = new Set(trap.heard().map((line) => line.split(/[ /]+/)[1]));
    const parts = ['fetch', 'xhr', 'script', 'module', 'stylesheet', 'style-import', 'image', 'import', 'fetch-post'];
    expect(parts.filter((part) => !reached.has(part))).toEqual([]);
    // Frames, sockets, other windows and what leads away are refused whatever the operator allows.
    for (const never of ['frame', 'socket', 'open', 'beacon', 'ping', 'link', 'location', 'form-post'])
      expect(reached.has(never), never).toBe(false);
  });

  it.each([301, 302, 303, 307, 308])(
    'contacts nobody inside through a redirect with %i of its parts',
    async (status) => {
      const { site, trap } = await scene((port) =>
        Object.fromEntries<Answer>([
          [
            '/',
            shell(INSIDE.map((_, at) => `fetch('/to${at}').catch(() => 0); new Image().src = '/to${at}';`).join('')),
          ],
          ...INSIDE.map((name, at): [string, Answer] => [
            `/to${at}`,
            (_request, response) =>
              response.writeHead(status, { location: encodeURI(`http://${name}:${port}/`) }).end(),
          ]),
        ]),
      );
      const run = await visit(
        site,
        INSIDE.map((name) => new URL(`http://${name}:${trap.port}`).host),
      );
      expect(trap.touches()).toBe(0);
      expect(run.scope.cut).toMatchObject({ reason: 'blocked-address' });
    },
  );

  it('contacts nobody inside for what a reply asks of a browser: preloads, reports, a refresh', async () => {
    const asks = (at: string): Record<string, string> => ({
      'content-type': 'text/html',
      link: `<${at}/preload>; rel=preload; as=script, <${at}/preconnect>; rel=preconnect`,
      'report-to': JSON.stringify({ group: 'x', max_age: 99, endpoints: [{ url: `${at}/report` }] }),
      nel: JSON.stringify({ report_to: 'x', max_age: 99, success_fraction: 1 }),
      'reporting-endpoints': `x="${at}/reporting"`,
      'content-security-policy-report-only': `default-src 'none'; report-uri ${at}/csp; report-to x`,
      refresh: `0;url=${at}/refresh`,
    });
    const { site, trap } = await scene((port) => ({
      '/': (_request, response) =>
        response.writeHead(200, asks(`http://127.0.0.2:${port}`)).end(shell(`fetch('/missing').catch(() => 0);`)),
    }));
    await visit(site, [`127.0.0.2:${trap.port}`]);
    expect(trap.heard()).toEqual([]);
    expect(trap.touches()).toBe(0);
  });
});
