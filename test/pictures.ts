// Draws the pictures of the README: npm run pictures. Audits the demonstration company as `npm start` does, and photographs what
// people see of it: terminal, web page, workbook and Word report. The last two need LibreOffice and pdftoppm, and are left as they
// are where a machine has none.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { ansiPage } from './support/ansi-page.ts';
import { DAY, ROOT } from './support/gongkai.ts';
import { smallPng } from './support/small-png.ts';
import { convert, hasOffice } from './support/soffice.ts';

const OUT = path.join(ROOT, 'fixtures/pictures/readme');
const FINGER = 32;
const MOST_BYTES = 250_000;
const LANGUAGES = ['zh', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);
const FONTS = [400, 600, 700]
  .map((weight) => pathToFileURL(resolve(`@fontsource/noto-sans-sc/${weight}.css`)).href)
  .map((href) => `<link rel="stylesheet" href="${href}">`)
  .join('');

const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-pictures-'));
const executablePath = await sparticuz.executablePath();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
await mkdir(OUT, { recursive: true });
try {
  for (const language of LANGUAGES) {
    await terminalPicture(language, browser);
    await webPictures(language, browser);
  }
  await officePictures();
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

/** The demonstration, audited; what it prints. */
async function audit(language: Language, more: readonly string[]): Promise<string> {
  const args = [
    'audit',
    'fixtures/demo/gongkai.yaml',
    '--as-of',
    DAY,
    '--fail-on',
    'never',
    '--lang',
    language,
    ...more,
  ];
  const env = { ...process.env, FORCE_COLOR: '1', COLUMNS: '116', GONGKAI_BROWSER: 'none' };
  const options = { cwd: ROOT, env, maxBuffer: 2 ** 26 };
  return (await run(process.execPath, ['bin/gongkai.js', ...args], options)).stdout;
}

async function terminalPicture(language: Language, by: Browser): Promise<void> {
  const printed = await audit(language, ['--format', 'terminal', '--out', path.join(folder, 'terminal')]);
  const lines = printed.split('\n');
  // The head, the matrix and the first gap: a screenful or two.
  const second = lines.findIndex((line) => line.includes('✘ 2. '));
  const page = path.join(folder, `terminal.${language}.html`);
  await writeFile(
    page,
    ansiPage(lines.slice(0, second).join('\n'), language === 'zh' ? 'npm start' : 'npm start -- --lang en', FONTS),
  );
  const context = await by.newContext({ viewport: { width: 1200, height: 900 }, deviceScaleFactor: 1.5 });
  const shown = await context.newPage();
  await open(shown, page);
  await keep(`terminal.${language}.png`, await shown.locator('body').screenshot());
  await context.close();
}

async function webPictures(language: Language, by: Browser): Promise<void> {
  const out = path.join(folder, language);
  await audit(language, [
    '--format',
    'json,html,xlsx,docx',
    '--out',
    out,
    '--screenshots',
    '--browser',
    executablePath,
  ]);
  const context = await by.newContext({
    viewport: { width: 1240, height: 1180 },
    deviceScaleFactor: 1.5,
    bypassCSP: true,
  });
  const shown = await context.newPage();
  await open(shown, path.join(out, 'report.html'));
  await keep(`report.${language}.png`, await shown.screenshot());
  const card = shown.locator('.gap:has(.thumb)').first();
  await card.scrollIntoViewIfNeeded();
  await shown.waitForTimeout(300);
  await keep(`card.${language}.png`, await card.screenshot());
  await context.close();
}

/** Opens a page of the disk in the fonts of the test dependencies, and waits until they are there. */
async function open(page: Page, file: string): Promise<void> {
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(
    `document.head.insertAdjacentHTML('beforeend', ${JSON.stringify(`${FONTS}<style>body { font-family: 'Noto Sans SC', sans-serif }</style>`)})`,
  );
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready');
}

async function officePictures(): Promise<void> {
  const hasPdf = await run('pdftoppm', ['-v']).then(
    () => true,
    () => false,
  );
  if (!hasOffice || !hasPdf)
    return void print(
      'No LibreOffice or no pdftoppm: the pictures of the workbook and of the Word report stay as they are.',
    );
  for (const [file, name, crop] of [
    ['report.xlsx', 'workbook.png', 0.62],
    ['report.docx', 'word.png', 1],
  ] as const) {
    const pdf = [...(await convert(file, await readFile(path.join(folder, 'zh', file)), 'pdf')).values()][0];
    if (!pdf) throw new Error(`LibreOffice made no PDF of ${file}`);
    const at = path.join(folder, `${file}.pdf`);
    await writeFile(at, pdf);
    const { stdout } = await run('pdftoppm', ['-png', '-f', '1', '-singlefile', '-r', '110', at], {
      encoding: 'buffer',
      maxBuffer: 2 ** 26,
    });
    await keep(name, withoutMargins(stdout, crop));
  }
}

/** The upper part of a sheet of paper, its white margins down to a finger's breadth. */
function withoutMargins(bytes: Buffer, share: number): Buffer {
  const { width, height, data } = PNG.sync.read(bytes);
  const inked = (x: number, y: number): boolean => (data[(y * width + x) * 4] ?? 255) < 250;
  const xs = Array.from({ length: width }, (_, x) => x);
  const ys = Array.from({ length: height }, (_, y) => y);
  const columns = xs.filter((x) => ys.some((y) => inked(x, y)));
  const rows = ys.filter((y) => xs.some((x) => inked(x, y)));
  const [left, top] = [Math.max(0, (columns[0] ?? 0) - FINGER), Math.max(0, (rows[0] ?? 0) - FINGER)];
  const right = Math.min(width, (columns.at(-1) ?? width) + FINGER);
  const bottom = Math.min(height, (rows.at(-1) ?? height) + FINGER);
  const part = new PNG({ width: right - left, height: Math.round((bottom - top) * share) });
  PNG.bitblt(PNG.sync.read(bytes), part, left, top, part.width, part.height, 0, 0);
  return PNG.sync.write(part);
}

async function keep(name: string, bytes: Buffer): Promise<void> {
  const small = smallPng(bytes);
  await writeFile(path.join(OUT, name), small);
  print(`${name}: ${Math.round(small.length / 1000)} kB`);
  if (small.length > MOST_BYTES) throw new Error(`${name} is larger than ${MOST_BYTES} bytes`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
