import { needsRendering } from '../../src/documents/needs-rendering.ts';
import type { SealedBrowser } from '../../src/evidence/browser.ts';
import { openSite, openTrap, type Answer, type Site, type Trap } from './browser-site.ts';
import type { GuardProof } from './guard-proof.ts';
import { tryEverything, WAY_NAMES } from './hostile-page.ts';
import { INSIDE, insideResolver } from './inside-addresses.ts';
import { liveRun, type LiveRun } from './live-run.ts';

/** What a citizen reads on the page, whatever else its script is up to. */
const WORDS = '2026年第三季度综合电压合格率为99.987%，城市供电可靠率为99.95%，统计范围为国网山城供电公司供电区域。';

export const shell = (script: string): string =>
  `<!doctype html><html><head><title>国网山城供电公司</title></head><body><div id="app"></div><script>
    document.getElementById('app').innerHTML = '<h1>供电质量</h1><p>${WORDS}</p>'; ${script}</script></body></html>`;

export interface Scene {
  readonly site: Site;
  readonly trap: Trap;
  /** Crawls the site with the browser; `allowPrivate` is the site alone unless said otherwise. */
  readonly visit: (hosts: readonly string[], allowPrivate?: readonly string[]) => Promise<LiveRun>;
  readonly close: () => Promise<void>;
}

/** The site on 127.0.0.1 and the trap on the same port of the addresses inside, so that no port stands in the way. */
export async function openScene(
  browser: SealedBrowser,
  answers: (port: number) => Readonly<Record<string, Answer>>,
): Promise<Scene> {
  const own: Record<string, Answer> = {};
  const site = await openSite(own);
  const port = Number(new URL(site.origin).port);
  Object.assign(own, answers(port));
  const trap = await openTrap({ port, addresses: ['127.0.0.2', '::1'] });
  const rendering = { needs: needsRendering, limits: { settleMs: 4_000, pageMs: 60_000 }, browser };
  return {
    site,
    trap,
    visit: (hosts, allowPrivate = ['127.0.0.1/32']) =>
      liveRun(`${site.origin}/`, { rendering, allowPrivate, resolver: insideResolver }, { hosts: [...hosts] }),
    close: async () => void (await Promise.all([site.close(), trap.close()])),
  };
}

/** Spellings that one page tries, in all ways; a page may ask for so many parts only. */
const AT_ONCE = 6;

const worker =
  (origin: string): Answer =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(`fetch('${origin}/service-worker')`);

/** Pages whose scripts go every way that a script can, to every spelling; what a citizen reads on them is read all the same. */
export const scriptProof = (browser: SealedBrowser): GuardProof => ({
  what: `${WAY_NAMES.length} ways of a script`,
  tried: WAY_NAMES.length * INSIDE.length * 2,
  run: async () => {
    const wrong: string[] = [];
    for (let from = 0; from < INSIDE.length; from += AT_ONCE) {
      const names = INSIDE.slice(from, from + AT_ONCE);
      wrong.push(...(await tryAll(browser, names)).map((what) => `${names.join(' ')}: ${what}`));
    }
    return wrong;
  },
});

async function tryAll(browser: SealedBrowser, names: readonly string[]): Promise<string[]> {
  const scene = await openScene(browser, (port) => {
    const origins = names.map((name) => `${name}:${port}`);
    const scripts = origins.flatMap((host) => [tryEverything('http', host), tryEverything('https', host)]);
    const workers = origins.map((host): [string, Answer] => [
      `/service-worker.js?${encodeURIComponent(`http://${host}`)}`,
      worker(`http://${host}`),
    ]);
    return { '/': shell(scripts.join('\n')), ...Object.fromEntries(workers) };
  });
  // The addresses are declared the company's own: the guard alone stands in the way.
  const run = await scene.visit(names.map((name) => new URL(`http://${name}:${scene.trap.port}`).host));
  await scene.close();
  const made = run.bundle.captures.find(({ marks }) => marks.includes('rendered'));
  const shown = made?.sha256 ? Buffer.from(await run.bundle.body(made)).toString() : '';
  return [
    ...(shown.includes('综合电压合格率') ? [] : [`not read: ${made?.fault?.detail}`]),
    ...Array.from({ length: scene.trap.touches() }, (_, at) => `connection ${scene.trap.heard()[at] ?? ''}`),
  ];
}
