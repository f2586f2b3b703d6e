import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLink } from '../../src/evidence/address.ts';
import { resolveLinks } from '../../src/evidence/resolve-links.ts';

const BASES = [
  'http://www.shancheng.example/',
  'http://www.shancheng.example/gsgk/index.html',
  'http://www.shancheng.example/gsgk/2026/a.html?p=/x/y',
  'https://www.shancheng.example/gsgk/',
  'http://95598.shancheng.example:8080/gsgk/',
];
const REFERENCES = [
  ...[
    'index.html',
    './index.html',
    '../gdzl/',
    '/gdzl/?q=停电',
    '?page=2',
    '#top',
    '',
    ' a.html',
    '//cdn.example/x.html',
  ],
  ...['http://www.shancheng.example/a?b', 'HTTP://WWW.SHANCHENG.EXAMPLE/a', 'http:a.html', 'javascript:void(0)'],
  ...['list.jsp;jsessionid=1A?id=公告', 'mailto:a@shancheng.example', '/%7ea', 'http://[', '\\gdzl\\a.html'],
];

/** As it is without a memory. */
const anew = (references: readonly string[], base: string, encoding: string): string[] => [
  ...new Set(references.map((one) => resolveLink(one, base, encoding)).filter((link) => link !== null)),
];

describe('links of many pages', () => {
  it('lead where they lead alone, whatever was resolved before', () => {
    const page = fc.record({
      base: fc.constantFrom(...BASES),
      encoding: fc.constantFrom('utf-8', 'gb18030'),
      references: fc.array(fc.oneof(fc.constantFrom(...REFERENCES), fc.webPath(), fc.string()), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(page, ({ base, encoding, references }) => {
        expect(resolveLinks(references, base, encoding)).toEqual(anew(references, base, encoding));
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    );
  });

  it('are as many as there are, also beyond what is remembered', () => {
    const references = Array.from({ length: 12_000 }, (_, at) => `a${at}.html`);
    for (const base of BASES) expect(resolveLinks(references, base, 'utf-8')).toEqual(anew(references, base, 'utf-8'));
  });
});
