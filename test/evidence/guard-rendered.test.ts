import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../support/browser-site.ts';
import { openScene, scriptProof, shell, type Scene } from '../support/guard-browser-proof.ts';
import { pictureProof } from '../support/guard-proof.ts';
import { tryEverything } from '../support/hostile-page.ts';
import { INSIDE } from '../support/inside-addresses.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const started = await startTestBrowser();
const why = 'reason' in started ? ` (skipped: no browser starts here: ${started.reason})` : '';
const browser = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

const opened: Scene[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
async function scene(answers: Parameters<typeof openScene>[1]): Promise<Scene> {
  if (!browser) throw new Error(why);
  const made = await openScene(browser, answers);
  opened.push(made);
  return made;
}

describe.skipIf(!browser)(`the address guard behind a rendered page${why}`, () => {
  it.each(browser ? [scriptProof(browser), pictureProof(browser)] : [])(
    'contacts nobody inside through $what, with every spelling',
    { timeout: 300_000 },
    async ({ run, tried, what }) => {
      const wrong = await run();
      process.stdout.write(`guard, ${what}: ${tried - Math.min(tried, wrong.length)} passed, ${wrong.length} failed\n`);
      expect(wrong).toEqual([]);
    },
  );

  it('is what stops them: what the operator allows is reached, by the parts that make a page', async () => {
    const { trap, visit } = await scene((port) => ({ '/': shell(tryEverything('http', `127.0.0.2:${port}`)) }));
    await visit([], ['127.0.0.1/32', '127.0.0.2/32']);
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
      const { trap, visit } = await scene((port) =>
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
      const run = await visit(INSIDE.map((name) => new URL(`http://${name}:${trap.port}`).host));
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
    const { trap, visit } = await scene((port) => ({
      '/': (_request, response) =>
        response.writeHead(200, asks(`http://127.0.0.2:${port}`)).end(shell(`fetch('/missing').catch(() => 0);`)),
    }));
    await visit([`127.0.0.2:${trap.port}`]);
    expect(trap.heard()).toEqual([]);
    expect(trap.touches()).toBe(0);
  });
});
