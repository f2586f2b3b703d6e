import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/documents/charset.ts';
import { surelyShows } from '../../src/documents/glance.ts';
import { readHtml, SHELL_LETTERS } from '../../src/documents/html.ts';
import { needsRendering, renderingGlance } from '../../src/documents/needs-rendering.ts';
import { pageLinks } from '../../src/evidence/links.ts';
import { encodeGb18030 } from '../support/gb18030.ts';
import { article, shared } from './page.ts';

const words = '因设备检修需要停电，请提前做好准备，给您带来不便敬请谅解。'.repeat(6);
const page = (body: string, head = ''): string =>
  `<html><head><title>页</title>${head}</head><body>${body}</body></html>`;

const ADDRESS = 'http://www.shancheng.example/';

/** What a glance tells while the links of a page are read. */
const shownInPassing = (body: Uint8Array): boolean =>
  pageLinks(body, ADDRESS, 'text/html', renderingGlance).shows ?? false;

describe('a glance at a page', () => {
  it.each([
    ['an article', article('停电公告', `<p>${words}</p>`), true],
    [
      'words behind scripts and sheets',
      page(`<script>var a="${words}"</script><p>${words}</p>`, '<style>.x{display:none}</style>'),
      true,
    ],
    ['words in a box with a size of its own', page(`<div style="font-size:14px">${words}</div>`), true],
    ['an application before its scripts have run', page('<div id="app"></div><script src="/app.js"></script>'), false],
    ['words in scripts alone', page(`<script>document.write("${words}")</script>`), false],
    ['words for browsers without scripts', page(`<noscript>${words}</noscript>`), false],
    ['words of a template', page(`<template>${words}</template>`), false],
    ['words hidden in place', page(`<div style="display:none"><p>${words}</p></div>`), false],
    [
      'words hidden by a sheet until a script shows them',
      page(`<div id="app" v-cloak class="c">${words}</div>`, '<style>.c{display:none}</style>'),
      false,
    ],
    [
      'words hidden by a sheet that comes later',
      page(`<div class="c">${words}</div><style>body .c{visibility:hidden}</style>`),
      false,
    ],
    ['words too small to see', page(`<p style="font-size:0">${words}</p>`), false],
    ['words pushed out of the page', page(`<p style="position:absolute;left:-9999px">${words}</p>`), false],
    ['a title alone', page(''), false],
    ['nothing', '', false],
  ])('%s', (_name, html, shows) => {
    expect(surelyShows(html, SHELL_LETTERS)).toBe(shows);
    expect(shownInPassing(Buffer.from(html))).toBe(shows);
    expect(shownInPassing(encodeGb18030(html.replaceAll('©', '')))).toBe(shows);
  });

  it('says nothing of a page that may be read in several ways', () => {
    const latin1 = Buffer.concat([Buffer.from('<p>'), Buffer.alloc(400, 0xe9), Buffer.from('</p>')]);
    expect(pageLinks(latin1, ADDRESS, 'text/html; charset=iso-8859-1', renderingGlance).shows).toBeUndefined();
    const torn = Buffer.concat([encodeGb18030(page(`<p>${words}</p>`)), Buffer.from([0xff])]);
    expect(shownInPassing(torn)).toBe(false);
  });

  it('stops where it knows enough', () => {
    expect(surelyShows(page(`${words}<b>`.repeat(50_000)), SHELL_LETTERS)).toBe(true);
  });
});

/** Our own pages, and those that nobody here wrote where they are at hand. */
const folders = [path.resolve(import.meta.dirname, '../../fixtures'), shared('realdata/html'), shared('seeds')];
const files = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.s?html?$/i.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name));

describe('a glance and a reading', () => {
  it('never disagree: what surely shows its words is no empty page', () => {
    let shown = 0;
    for (const file of files) {
      const decoded = decode(readFileSync(file));
      if ('reason' in decoded || !surelyShows(decoded.text, SHELL_LETTERS)) continue;
      shown += 1;
      const { needsJs, blocks } = readHtml(decoded.text, 'http://www.shancheng.example/', { encoding: decoded.used });
      expect({
        file,
        needsJs,
        letters: blocks.map(({ text }) => text.norm).join('').length >= SHELL_LETTERS / 2,
      }).toEqual({ file, needsJs: false, letters: true });
    }
    console.info(`a glance was enough for ${shown} of ${files.length} pages`);
    expect(shown).toBeGreaterThan(files.length / 2);
  });

  it('never disagree where the glance is cast in passing', () => {
    let shown = 0;
    for (const file of files) {
      const body = readFileSync(file);
      if (!shownInPassing(body)) continue;
      shown += 1;
      expect({ file, needs: needsRendering({ finalUrl: ADDRESS, headers: {}, body }) }).toEqual({
        file,
        needs: undefined,
      });
    }
    expect(shown).toBeGreaterThan(files.length / 2);
  });
});
