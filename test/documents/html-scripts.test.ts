import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanHtml } from '../../src/documents/html-limits.ts';
import { wordsOf } from '../../src/documents/html-tree.ts';
import { StyleSheet } from '../../src/documents/visible-css.ts';
import { see } from '../../src/documents/visible.ts';

/** What a citizen sees of a page, parsed as it stands or without what its scripts say. */
const seen = (html: string): unknown => {
  const { body, ...beside } = see(html, new StyleSheet([]));
  return { words: wordsOf(body), letters: body.letters, links: body.links, ...beside };
};

describe('what scripts say is not parsed', () => {
  const bare = (html: string): string => scanHtml(html).bare;

  it('and all else is', () => {
    expect(bare('<p>停电公告</p><script>var a = "停电" < 1;</script><p>完</p>')).toBe(
      '<p>停电公告</p><script></script><p>完</p>',
    );
  });

  it.each([
    ['a comment may hide where a script ends', '<script><!-- var a; </script><p>停电公告</p>'],
    ['a script that speaks of scripts may end later', '<script>var a = "<script>";</script><p>停电公告</p>'],
    ['a script without an end is the rest of the page', '<script>var a = 1; <p>停电公告</p>'],
    ['a title is no script', '<title><script>a</script></title><p>停电公告</p>'],
    ['nor is a comment', '<!-- <script>a</script> --><p>停电公告</p>'],
    ['nor what a reader may copy', '<textarea><script>a</script></textarea><p>停电公告</p>'],
  ])('%s', (_why, html) => {
    expect(bare(html)).toBe(html);
  });
});

const folder = path.resolve(import.meta.dirname, '../../../shared/suites/html5lib-tests/tree-construction');

describe.skipIf(!existsSync(folder))('the pages of html5lib-tests', () => {
  const pages = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.dat'))
        .flatMap((name) => [...readFileSync(path.join(folder, name), 'utf8').matchAll(/^#data\n([^]*?)\n#errors/gm)])
        .map(([, html = '']) => html)
    : [];

  it(`are seen alike without what their scripts say: ${pages.length} pages`, () => {
    expect(pages.length).toBeGreaterThan(1000);
    expect(pages.filter((html) => JSON.stringify(seen(html)) !== JSON.stringify(seen(scanHtml(html).bare)))).toEqual(
      [],
    );
  });
});
