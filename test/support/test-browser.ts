import chromium from '@sparticuz/chromium';
import { sealedBrowser, type SealedBrowser } from '../../src/evidence/browser.ts';
import { visitPage } from '../../src/evidence/browser-page.ts';

/** The browser that the test dependencies bring, or why it cannot start on this machine. */
export type TestBrowser =
  { readonly browser: SealedBrowser; readonly executable: string } | { readonly reason: string };

/** Unpacks and starts the browser once; a machine that cannot run it is told by `reason`, not by a failing test. */
export async function startTestBrowser(): Promise<TestBrowser> {
  try {
    const executable = await chromium.executablePath();
    const browser = sealedBrowser(executable);
    const answers = () =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: Buffer.from('<title>ready</title>'),
      });
    const started = await visitPage(browser, { answers, deadlineMs: 30_000 }, async (page) => {
      await page.goto('http://start.example/');
      return { title: await page.title() };
    });
    if ('title' in started && started.title === 'ready') return { browser, executable };
    return { reason: 'detail' in started ? started.detail : 'no title' };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
