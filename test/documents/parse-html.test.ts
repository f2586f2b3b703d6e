import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/documents/parse-html.ts';

/** A tree without the ways up, which lead in circles. */
const tree = (root: unknown): string =>
  JSON.stringify(root, (key, value: unknown) => (key === 'parentNode' ? undefined : value));
/** Where the parser itself breaks, on a number that no machine holds, it is to break alike. */
const orWhy = (make: () => unknown): string => {
  try {
    return tree(make());
  } catch (error) {
    return String(error);
  }
};
const ours = (html: string): string => orWhy(() => parseHtml(html).root);
const letterByLetter = (html: string): string => orWhy(() => parse(html));

describe('a page parsed in runs is the page parsed letter by letter', () => {
  it.each([
    ['words and the spaces between them', '<p>停电  公告\n\t95598</p> \n <p>完</p>'],
    [
      'space before the page, and after it',
      ' \n<!DOCTYPE html> \n<html> <head> <title>a b</title> </head> <body> x </body> </html> \n y',
    ],
    ['spaces of frames, where words are not kept', '<frameset> a b <frame> c </frameset> d '],
    ['words in a table, which move before it', '<table> a <tr> b <td> c </td> d </tr></table>'],
    [
      'entities, whole, cut short and unknown',
      '<p title="a&amp;b&notit;&copy">&lt;电价&gt;&nbsp;&#x4f9b;&#3;&AMP&bogus; & &',
    ],
    [
      'line breaks of every system',
      '<pre>\r\na\r\rb\n\r\n</pre><p class="x\r\ny\rz">a\r\nb\rc\n</p><script>a\r\nb\r</script>',
    ],
    [
      'NUL in words, values, names, comments and scripts',
      'a\0b<p cl\0ass="a\0b"\0>c</p\0><!--a\0b--><script>a\0b</script><sv\0g>',
    ],
    [
      'scripts with tags in strings and in comments',
      '<script>var a = "</p>" < 1; <!-- <script> </script> --> </scr ipt></SCRIPT><p>完',
    ],
    ['a script without an end', '<script>var a = 1; <p>停电公告</p>'],
    ['styles, and what only looks like their end', '<style>a{} </stylex> b{}</style ><p>'],
    ['a title and a copied page are words', '<title>a<b>&amp;</title><textarea>\n<p> a b</textarea>'],
    ['names in capitals, with digits and signs', '<H1 CLASS=A data-Id2=\'x\' @click="y" 数="z">a</h1><my-tag2 a/b=c>'],
    ['values without quotes, and quotes without values', '<a href=/x?a=1&b=2 title=\'a"b\' alt="" "x"y=\'\' z = w>'],
    ['an attribute twice', '<a href="1" HREF="2" href=3>'],
    ['a tag cut short', '<p class="供电'],
    ['letters beyond the first plane, whole and halved', '𠮷a𠮷 b<p title="𠮷\ud842">\udfb7</p>\ud842'],
    ['comments of all kinds', '<!-- a -- b <!-- c --!> d <!x> e <?y?> f </> g <!---> h <!-->'],
    ['text in a drawing', '<svg> a <![CDATA[ <b> ]]> <title>t t</title></svg>'],
    [
      'what stands after a page of more than 64 kB',
      `<p>${'供电 '.repeat(40_000)}</p><b a="${'x'.repeat(70_000)}">y</b><script>${'z '.repeat(40_000)}</script>&amp;`,
    ],
  ])('%s', (_what, html) => {
    expect(ours(html)).toBe(letterByLetter(html));
  });

  it('whatever stands on the page', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          '<p>',
          '</p>',
          '<b>',
          '</b>',
          '<table>',
          '<tr>',
          '<td>',
          '</table>',
          '<a href="',
          '">',
          "='",
          "'",
          '=',
          ' ',
          '\n',
        ],
        ...[
          '<script>',
          '</script>',
          '<style media=print>',
          '</style>',
          '<title>',
          '</title>',
          '<textarea>',
          '</textarea>',
        ],
        ...[
          '<!--',
          '-->',
          '--!>',
          '<!',
          '<?',
          '</',
          '<',
          '>',
          '/',
          '&',
          '&amp',
          '&amp;',
          '&#x4f9b;',
          '\r',
          '\r\n',
          '\0',
          '\f',
        ],
        ...[
          '<select><option>',
          '<svg>',
          '<math>',
          '<![CDATA[',
          ']]>',
          '<template>',
          '<frameset>',
          '<plaintext>',
          '<noscript>',
        ],
        ...['供电', '95598', 'aB-c', '𠮷', '\u00a0', '\u3000', '"', '-', '--', 'X', '<BODY CLASS=x>', '</body>'],
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('');
        expect(ours(html)).toBe(letterByLetter(html));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is told of a page beside its tree', () => {
  it('the sheets for screens, and how many scripts run', () => {
    const { sheets, scripts } = parseHtml(
      '<style>.a{}</style><style media=print>.b{}</style><style media="screen and (x)">.c{}</style><noscript><style>.d{}</style></noscript><script></script><script src=x></script>',
    );
    expect([sheets, scripts.length]).toEqual([['.a{}', '.c{}'], 2]);
  });
});

const suite = path.resolve(import.meta.dirname, '../../../shared/suites/html5lib-tests');

/** The pages of a suite of tests, by the file that holds them. */
const pagesIn = (folder: string, ending: string, pages: (file: string) => readonly string[]): readonly string[] =>
  existsSync(suite)
    ? readdirSync(path.join(suite, folder))
        .filter((name) => name.endsWith(ending))
        .flatMap((name) => pages(readFileSync(path.join(suite, folder, name), 'utf8')))
    : [];

describe.skipIf(!existsSync(suite))('the pages of html5lib-tests', () => {
  const trees = pagesIn('tree-construction', '.dat', (file) =>
    Array.from(file.matchAll(/^#data\n([^]*?)\n#errors/gm), ([, html = '']) => html),
  );
  const tokens = pagesIn('tokenizer', '.test', (file) =>
    ((JSON.parse(file) as { tests?: { input: string; doubleEscaped?: boolean }[] }).tests ?? []).map(
      ({ input, doubleEscaped }) =>
        doubleEscaped ? (JSON.parse(`"${input.replaceAll('"', '\\"')}"`) as string) : input,
    ),
  );

  it.each([
    ['trees', trees, 1000],
    ['tokens', tokens, 5000],
  ] as const)('are parsed alike: %s', (_what, pages, least) => {
    expect(pages.length).toBeGreaterThan(least);
    expect(pages.filter((html) => ours(html) !== letterByLetter(html))).toEqual([]);
  });
});
