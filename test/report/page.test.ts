import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as launcher, type Browser, type Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { text } from '../../src/language/text.ts';
import { htmlPage } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { PAYLOADS } from './payloads.ts';
import { reportOn, SAMPLE, VERDICTS } from './sample.ts';

const ADDRESS = 'http://report.example/report.html';

const launched = await launch();
afterAll(async () => {
  if (launched) await launched.close();
});

/** The browser of the test dependencies; a machine that cannot start it skips these tests and says so. */
async function launch(): Promise<Browser | undefined> {
  try {
    const executablePath = await chromium.executablePath();
    return await launcher.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
  } catch {
    return undefined;
  }
}

interface Visit {
  readonly page: Page;
  /** Addresses asked for beyond the page itself. */
  readonly asked: readonly string[];
  /** Dialogs that a script opened. */
  readonly dialogs: readonly string[];
}

/** Opens a report as a page of its own; nothing else is answered. */
async function visit(
  report: Report,
  options: { readonly language?: 'zh' | 'en'; readonly width?: number; readonly dark?: boolean } = {},
): Promise<Visit> {
  const { language = 'zh', width = 1280, dark = false } = options;
  if (!launched) throw new Error('no browser');
  const context = await launched.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  const asked: string[] = [];
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await context.route('**', (route) => {
    const url = route.request().url();
    if (url === ADDRESS)
      return route.fulfill({
        contentType: 'text/html',
        body: htmlPage.render(report, { language, colour: false, width: 100 }),
      });
    asked.push(url);
    return route.abort();
  });
  await page.goto(ADDRESS);
  return { page, asked, dialogs };
}

/** Every payload as it is and behind what closes the places it may stand in: 500 and more. */
const HOSTILE = PAYLOADS.flatMap((one) => [
  one,
  `">${one}`,
  `'>${one}`,
  `</script></style></title>${one}`,
  one.toUpperCase(),
]);

/** A gap for each of the words, in every place of a verdict and of the evidence that a page, a file or a register can fill. */
function hostileReport(): Report {
  const [first] = VERDICTS;
  if (!first) throw new Error('no sample');
  const verdicts = HOSTILE.map((words, at): Verdict => ({
    ...first,
    id: `${first.id}/${words}/${at}`,
    channel: 'hall',
    site: words,
    instance: words,
    says: [text(words, words)],
    remarks: [text(words, words)],
    remedy: text(words, words),
    quotes: first.quotes.map((quote) => ({ ...quote, words, url: words, place: words, sha256: words })),
    search: { pages: 1, relevant: 1, unread: 0, terms: [words] },
    owners: { content: [words], publisher: words },
  }));
  const [line] = SAMPLE.evidence;
  return reportOn(verdicts, {
    evidence: HOSTILE.flatMap((words) => (line ? [{ ...line, id: words, url: words, site: words }] : [])),
    coverage: {
      ...SAMPLE.coverage,
      unread: HOSTILE.map((words) => ({ channel: 'hall', site: words, url: words, reason: 'soft-404', detail: words })),
    },
    alerts: HOSTILE.map((words) => ({ channel: 'portal', url: words, why: words })),
  });
}

describe.skipIf(!launched)('the page in a browser', () => {
  it('runs no script of 500 hostile words in ten places and asks for nothing', async () => {
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(500);
    const { page, asked, dialogs } = await visit(hostileReport());
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.evaluate('document.scripts.length')).toBe(1);
    const armed =
      'document.querySelectorAll("iframe,object,embed,img,base,math,[onerror],[onload],[onclick],[style]").length';
    expect(await page.evaluate(armed)).toBe(0);
    expect(await page.evaluate('document.title')).not.toBe('');
    expect(dialogs).toEqual([]);
    expect(asked).toEqual([]);
    await page.context().close();
  }, 120_000);

  const seen = (page: Page): Promise<number> => page.locator('.gap:visible').count();

  it('filters by kind, channel, department, severity and words, counts what is shown, and forgets on demand', async () => {
    const { page } = await visit(SAMPLE);
    const form = page.locator('form[data-list=gaps]');
    const all = await seen(page);
    expect(all).toBe(5);
    await form.locator('[name=kind]').selectOption('overdue');
    expect(await seen(page)).toBe(2);
    expect(await form.locator('output').innerText()).toBe('2 / 5');
    await form.locator('[name=severity]').selectOption('critical');
    expect(await page.locator('.gap:visible h5').allInnerTexts()).toEqual([expect.stringContaining('企业门户网站')]);
    await form.locator('button[type=reset]').click();
    await form.locator('[name=channel]').selectOption('hall');
    expect(await seen(page)).toBe(1);
    expect(await page.locator('h3:visible').allInnerTexts()).not.toContain(expect.stringContaining('办公室'));
    await form.locator('button[type=reset]').click();
    await form.locator('[name=words]').fill('新城大道');
    expect(await seen(page)).toBe(2);
    await page.context().close();
  }, 60_000);

  it('a square of the matrix leads to its gap even when a filter hid it', async () => {
    const { page } = await visit(SAMPLE);
    await page.locator('form[data-list=gaps] [name=kind]').selectOption('missing');
    await page.locator('.matrix a[href^="#gap-"]').first().click();
    await page.locator('.gap:target').waitFor({ state: 'visible' });
    expect(await seen(page)).toBe(5);
    await page.context().close();
  }, 60_000);

  it('filters the verdicts and opens what matches', async () => {
    const { page } = await visit(SAMPLE);
    await page.locator('form[data-list=verdicts] [name=outcome]').selectOption('cantTell');
    expect(await page.locator('#verdicts tbody tr:visible').count()).toBe(2);
    await page.context().close();
  }, 60_000);

  it('prints every gap whatever the filters hide, and no control', async () => {
    const { page } = await visit(SAMPLE);
    await page.locator('form[data-list=gaps] [name=kind]').selectOption('missing');
    await page.emulateMedia({ media: 'print' });
    expect(await seen(page)).toBe(5);
    expect(await page.locator('form:visible, nav:visible').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it('is used by keyboard: the filters can be reached and changed', async () => {
    const { page } = await visit(SAMPLE);
    await page.locator('form[data-list=gaps] [name=item]').focus();
    for (let at = 0; at < 3; at += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('kind');
    await page.keyboard.press('ArrowDown');
    expect(await seen(page)).toBeLessThan(5);
    await page.context().close();
  }, 60_000);

  it.each([
    { language: 'zh', width: 1280, dark: false },
    { language: 'en', width: 390, dark: false },
    { language: 'zh', width: 1280, dark: true },
  ] as const)(
    'is accessible by the rules of axe: %o',
    async (options) => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const { page } = await visit(SAMPLE, options);
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
      await page.evaluate(axe);
      const found = await page.evaluate<string[]>(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`))',
      );
      expect(found).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it('leaves room for words in tables on a telephone, which scroll by themselves', async () => {
    const { page } = await visit(SAMPLE, { width: 390 });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect(await page.evaluate<number>("document.querySelector('#verdicts table').offsetWidth")).toBeGreaterThan(600);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    const widths = await page.evaluate<number[]>(
      "[...document.querySelectorAll('.terms tbody tr')[0].cells].slice(0, 3).map((cell) => cell.offsetWidth)",
    );
    expect(widths[0]).toBeGreaterThanOrEqual(140);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(70);
  });

  it('fits a telephone: the page itself never scrolls sideways', async () => {
    const { page } = await visit(SAMPLE, { width: 390 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.context().close();
  }, 60_000);
});
