import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FONTS, type Scene } from './ocr-scenes.ts';

/** Draws scenes as PNG with the fonts of the npm packages; nothing is fetched. */
export interface Drawer {
  readonly draw: (scene: Pick<Scene, 'html' | 'width'>) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export async function openDrawer(): Promise<Drawer> {
  const executablePath = await sparticuz.executablePath();
  const browser: Browser = await chromium.launch({ executablePath, args: sparticuz.args, headless: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-draw-'));
  const page = await browser.newPage();
  const { resolve } = createRequire(import.meta.url);
  const fonts = FONTS.map(({ css }) => `<link rel="stylesheet" href="${pathToFileURL(resolve(css)).href}">`).join('');
  return {
    draw: async ({ html, width }) => {
      const file = path.join(folder, 'scene.html');
      await writeFile(file, `<!doctype html><meta charset="utf-8">${fonts}${html}`);
      await page.setViewportSize({ width, height: 200 });
      await page.goto(pathToFileURL(file).href);
      await page.evaluate('document.fonts.ready');
      return page.screenshot({ fullPage: true });
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
