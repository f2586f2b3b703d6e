import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalUrl,
  pathShape,
  resolveLink,
  resolveLocation,
  scopeOf,
  seriesOf,
} from '../../src/evidence/address.ts';

describe('the one spelling of an address', () => {
  it.each([
    ['HTTP://WWW.Shancheng.example:80/', 'http://www.shancheng.example/'],
    ['https://www.shancheng.example:443', 'https://www.shancheng.example/'],
    ['http://a.example/x#top', 'http://a.example/x'],
    ['http://a.example/x?', 'http://a.example/x'],
    ['http://a.example/./b/../c', 'http://a.example/c'],
    ['http://a.example/%7ex/%e7%94%b5', 'http://a.example/~x/%E7%94%B5'],
    ['http://a.example/公开', 'http://a.example/%E5%85%AC%E5%BC%80'],
    ['http://a.example/x.jsp;jsessionid=0A1B', 'http://a.example/x.jsp'],
    ['http://a.example/x.jsp;JSESSIONID=0A1B?id=3', 'http://a.example/x.jsp?id=3'],
    ['http://a.example/x?PHPSESSID=q&id=3', 'http://a.example/x?id=3'],
    ['http://a.example/x?jsessionid=q', 'http://a.example/x'],
    ['http://a.example/x?sessionid=9f86d081884c7d659a2feaa0c55ad015&id=3', 'http://a.example/x?id=3'],
    ['http://a.example/meeting?session_id=3', 'http://a.example/meeting?session_id=3'],
    ['http://a.example/(S(mf2q1a55xkzq4v45bqk2v155))/xxgk/a.aspx?id=3', 'http://a.example/xxgk/a.aspx?id=3'],
    ['http://a.example/(S(mf2q1a55xkzq4v45bqk2v155))/', 'http://a.example/'],
    [
      'http://a.example/list?sid=402881e53f1b2c4d5e6f708192a3b4c5',
      'http://a.example/list?sid=402881e53f1b2c4d5e6f708192a3b4c5',
    ],
    ['http://a.example/x?b=2&a=1', 'http://a.example/x?b=2&a=1'],
    ['http://a.example/x?lm=%b9%ab%b8%e6', 'http://a.example/x?lm=%B9%AB%B8%E6'],
    ['http://a.example/x?sid=3', 'http://a.example/x?sid=3'],
    ['http://公开.example/', 'http://xn--55qw44a.example/'],
  ])('%s → %s', (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
  });

  it.each(['mailto:a@b.example', 'javascript:void(0)', 'ftp://a.example/', 'not an address', ''])(
    '%s is none',
    (address) => {
      expect(canonicalUrl(address)).toBeNull();
    },
  );

  it('does not change when it is taken twice', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonicalUrl(address) ?? '';
        expect(canonicalUrl(once)).toBe(once);
      }),
    );
  });
});

describe('a link', () => {
  const base = 'http://a.example/xxgk/list.asp';

  it.each([
    ['art.html', 'utf-8', 'http://a.example/xxgk/art.html'],
    ['/公告.html', 'gb18030', 'http://a.example/%E5%85%AC%E5%91%8A.html'],
    ['?lm=停电', 'gb18030', 'http://a.example/xxgk/list.asp?lm=%CD%A3%B5%E7'],
    ['?lm=停电#一', 'gbk', 'http://a.example/xxgk/list.asp?lm=%CD%A3%B5%E7'],
    ['?lm=停电', 'utf-8', 'http://a.example/xxgk/list.asp?lm=%E5%81%9C%E7%94%B5'],
    ['?lm=%CD%A3', 'utf-8', 'http://a.example/xxgk/list.asp?lm=%CD%A3'],
    ['?lm=😀', 'gbk', 'http://a.example/xxgk/list.asp?lm=%26%23128512%3B'],
    [' \n/a.html\t', 'utf-8', 'http://a.example/a.html'],
    ['//b.example/x', 'utf-8', 'http://b.example/x'],
    ['\\b\\c.html', 'utf-8', 'http://a.example/b/c.html'],
  ])('%s on a %s page leads to %s', (href, encoding, target) => {
    expect(resolveLink(href, base, encoding)).toBe(target);
  });

  it.each([
    '',
    '#',
    '#top',
    'javascript:;',
    'JavaScript:void(0)',
    'mailto:a@b.example',
    'tel:95598',
    'data:text/html,x',
    'http://[',
  ])('“%s” leads nowhere', (href) => {
    expect(resolveLink(href, base)).toBeNull();
  });

  it('is encoded for every character that GBK has as GBK decodes it', () => {
    const decoder = new TextDecoder('gb18030');
    let wrong = 0;
    for (let lead = 0x81; lead <= 0xf7; lead += 1) {
      for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
        const character = decoder.decode(Uint8Array.of(lead, trail));
        if (character.length !== 1 || character === '\ufffd' || /[\ue000-\uf8ff]/.test(character)) continue;
        const query = resolveLink(`?q=${character}`, base, 'gbk')?.split('=')[1] ?? '';
        const bytes = Uint8Array.from(query.match(/%../g) ?? [], (escape) => parseInt(escape.slice(1), 16));
        if (decoder.decode(bytes) !== character) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });
});

describe('a Location header', () => {
  it('keeps the bytes that the server sent', () => {
    expect(resolveLocation('/\xb9\xab', 'http://a.example/')?.href).toBe('http://a.example/%B9%AB');
    expect(resolveLocation(Buffer.from('/公').toString('latin1'), 'http://a.example/')?.href).toBe(
      'http://a.example/%E5%85%AC',
    );
    expect(resolveLocation('b?x=1#frag', 'http://a.example/a/')?.href).toBe('http://a.example/a/b?x=1');
  });
});

describe('the scope of a source', () => {
  const inScope = scopeOf('https://www.shancheng.example/index.html', [
    'fgw.shancheng.example',
    'http://data.shancheng.example:8080/x',
  ]);
  const asked = (address: string): boolean => inScope(new URL(address));

  it('holds its own host, with and without www, and the declared ones', () => {
    for (const address of [
      'http://www.shancheng.example/',
      'https://shancheng.example/',
      'http://fgw.shancheng.example/a',
      'http://data.shancheng.example:8080/',
    ]) {
      expect([address, asked(address)]).toEqual([address, true]);
    }
  });

  it('holds nothing else, however alike it looks', () => {
    const others = [
      'http://shancheng.example.evil.example/',
      'http://evil-shancheng.example/',
      'http://x.shancheng.example/',
      'http://www.shancheng.example:8080/',
      'http://data.shancheng.example/',
    ];
    for (const address of others) expect([address, asked(address)]).toEqual([address, false]);
  });
});

describe('the shape of an address', () => {
  it.each([
    ['/a/b/c', 1],
    ['/a/a/c', 2],
    ['/a/a/a', 3],
    ['/a/b/a/b', 2],
    ['/a/b/a/b/a/b', 3],
    ['/', 0],
    ['/2026/11/20/x.html', 1],
  ])('%s repeats itself %i times', (at, repeats) => {
    expect(pathShape(new URL(at, 'http://a.example')).repeats).toBe(repeats);
  });

  it('puts queries and calendars in series, and articles not', () => {
    const series = (at: string): string | null => seriesOf(new URL(at, 'http://a.example'));
    expect(series('/list?page=1')).toBe(series('/list?page=999'));
    expect(series('/list?b=1&a=2')).toBe(series('/list?a=1&b=9'));
    expect(series('/list?page=1')).not.toBe(series('/other?page=1'));
    expect(series('/calendar/2026/11/')).toBe(series('/calendar/2031/02/'));
    expect(series('/art/2026/11/20/art_35_1.html')).toBeNull();
    expect(series('/xxgk/')).toBeNull();
  });
});

const suite = path.resolve(import.meta.dirname, '../../../shared/suites/url-wpt/urltestdata.json');

describe.skipIf(!existsSync(suite))('links as the web platform tests have them', () => {
  interface UrlCase {
    readonly input: string;
    readonly base: string | null;
    readonly failure?: boolean;
  }

  it('lead nowhere where a browser fails, and otherwise only to http(s)', () => {
    const all = JSON.parse(readFileSync(suite, 'utf8')) as readonly (UrlCase | string)[];
    const cases = all.filter((one) => typeof one !== 'string');
    const wrong = cases.filter(({ input, base, failure }) => {
      const target = resolveLink(input, base ?? 'about:blank');
      return failure === true ? target !== null : target !== null && !/^https?:\/\/[^/]+\//.test(target);
    });
    process.stdout.write(`links, WPT addresses: ${cases.length - wrong.length} passed, ${wrong.length} failed\n`);
    expect(wrong).toEqual([]);
  });
});
