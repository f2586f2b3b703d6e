import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/search/finding.ts';
import { text } from '../../src/language/text.ts';
import { judged, missing, QUOTE, seen, short, SOME_PAGE, UNREAD_PAGE, type Stand } from './bench.ts';

/** The content verdict on the portal of 1.2 办公地址. */
const content = async (stand: Stand): Promise<string> =>
  short(await judged({ element: '1.2', stands: [stand] }), 'portal/content');

const wrong: Finding = { ...missing, gap: 'wrong', proof: 'seen', quotes: [QUOTE] };
const forbidden: Finding = { ...wrong, proof: 'conclusive' };

describe('what was seen decides the outcome', () => {
  it.each<[string, Stand, string]>([
    ['shown: passed', { findings: [seen()] }, 'passed'],
    ['not found anywhere: missing', { findings: [missing] }, 'failed missing'],
    ['there in part: incomplete', { findings: [{ ...missing, gap: 'incomplete' }] }, 'failed incomplete'],
    ['an old version: wrong', { findings: [wrong] }, 'failed wrong'],
    ['left standing though expired', { findings: [{ ...wrong, gap: 'expired' }] }, 'failed expired'],
    ['published without review: procedure', { findings: [{ ...forbidden, gap: 'procedure' }] }, 'failed procedure'],
    [
      'a picture without words',
      { findings: [{ ...missing, holds: 'unknown', reason: 'no-text-layer' }] },
      'cantTell no-text-layer',
    ],
    [
      'no reason given: for a person',
      { findings: [{ holds: 'unknown', says: [], quotes: [], sought: [] }] },
      'cantTell needs-person',
    ],
    ['nothing looked at', { findings: [] }, 'cantTell insufficient-evidence'],
    ['a violation beside good evidence', { findings: [seen(), wrong] }, 'failed wrong'],
    ['good evidence beside doubt', { findings: [missing, seen()] }, 'passed'],
  ])('%s', async (_, stand, expected) => {
    expect(await content(stand)).toBe(expected);
  });

  it.each<[string, Stand, string]>([
    [
      'not for this kind of company',
      { applies: { kind: 'inapplicable', why: text('本类企业不适用', 'not for this kind') } },
      'inapplicable',
    ],
    [
      'the company must have the channel and has not (A15)',
      { applies: { kind: 'no-channel', why: text('没有该渠道', 'no channel') } },
      'failed channel',
    ],
    [
      'the channel was not shown to us',
      { applies: { kind: 'no-evidence', why: text('未提供佐证', 'no evidence') } },
      'cantTell insufficient-evidence',
    ],
  ])('%s', async (_, stand, expected) => {
    expect(await content(stand)).toBe(expected);
  });
});

describe('what was not read keeps back what it might overturn', () => {
  it.each<[string, Partial<Stand>, string]>([
    ['an unread page', { pages: UNREAD_PAGE }, 'timeout'],
    ['a crawl cut short', { cut: 'scope-cut' }, 'scope-cut'],
    [
      'a page that looks tampered with',
      {
        pages: {
          ...SOME_PAGE,
          'a.html': { html: '<h1>彩票</h1>', identity: 'suspicious' },
          'b.html': '<p>b</p>',
          'c.html': '<p>c</p>',
          'd.html': '<p>d</p>',
        },
      },
      'tampered',
    ],
  ])('%s: neither missing nor wrong, but cantTell', async (_, stand, reason) => {
    expect(await content({ ...stand, findings: [missing] })).toBe(`cantTell ${reason}`);
    expect(await content({ ...stand, findings: [wrong] })).toBe(`cantTell ${reason}`);
  });

  it('what is shown is shown, whatever else was not read', async () => {
    expect(await content({ pages: UNREAD_PAGE, findings: [seen()] })).toBe('passed');
  });

  it('what must not appear has appeared, whatever else was not read', async () => {
    expect(await content({ pages: UNREAD_PAGE, findings: [forbidden] })).toBe('failed wrong');
  });

  it('“every” and “nowhere” need all of it', async () => {
    for (const proof of ['every', 'absence'] as const) {
      expect(await content({ findings: [seen({ proof })] })).toBe('passed');
      expect(await content({ pages: UNREAD_PAGE, findings: [seen({ proof })] })).toBe('cantTell timeout');
    }
  });

  it('the newest period shown may not be the newest there is', async () => {
    const figure = seen({ period: '2026Q2' });
    expect(await content({ findings: [figure] })).toBe('passed');
    expect(await content({ pages: UNREAD_PAGE, findings: [figure] })).toBe('cantTell timeout');
  });

  it('nothing of the channel was read: the reason why', async () => {
    expect(await content({ pages: { 'index.html': { fault: 'dns' } }, findings: [missing] })).toBe('cantTell dns');
  });
});

describe('an unread page is held against what it may be about only', () => {
  const portal = (link: string, date = ''): NonNullable<Stand['pages']> => ({
    'index.html': '<h1>首页</h1>',
    'xxgk/index.html': `<h1>信息公开</h1><ul><li><a href="/xxgk/x.html">${link}</a><span>${date}</span></li></ul>`,
    'xxgk/x.html': { fault: 'auth-wall' },
  });

  it.each([
    ['供电质量指标公布', 'failed missing'],
    ['供电企业基本情况', 'cantTell auth-wall'],
    ['办公地址', 'cantTell auth-wall'],
    ['供电企业许可证编号', 'failed missing'],
    ['点击查看', 'cantTell auth-wall'],
  ])('a link “%s”: the address is %s', async (link, expected) => {
    expect(await content({ pages: portal(link), findings: [missing] })).toBe(expected);
  });

  it('a page that its list dates long before the period cannot hold its figures', async () => {
    const verdict = async (date: string): Promise<string> => {
      const stand = { pages: portal('供电质量', date), findings: [seen({ period: '2026Q3' })] };
      return short(await judged({ element: '4.1', stands: [stand] }), 'portal/content');
    };
    expect(await verdict('2025-09-10')).toBe('passed');
    expect(await verdict('2026-10-14')).toBe('cantTell auth-wall');
  });
});

describe('a page whose list only a script fills is held against what it may be about only', () => {
  const portal = (link: string): NonNullable<Stand['pages']> => ({
    'index.html': '<h1>首页</h1>',
    'xxgk/index.html': `<h1>信息公开</h1><ul><li><a href="/xxgk/x.html">${link}</a></li></ul>`,
    'xxgk/x.html': `<h1>${link}</h1><ul id="list"></ul><script>$.get('/api/list', (html) => $('#list').html(html))</script>`,
  });

  it.each([
    ['供电质量指标公布', 'failed missing'],
    ['办公地址', 'cantTell needs-js'],
    ['点击查看', 'cantTell needs-js'],
  ])('behind a link “%s”: the address is %s', async (link, expected) => {
    expect(await content({ pages: portal(link), findings: [missing] })).toBe(expected);
  });
});

it.each([
  ['办公地址', 'show(12)', 'cantTell needs-js'],
  ['供电质量', 'show(12)', 'failed missing'],
  ['办公地址', 'doZoom(16)', 'failed missing'],
  ['办公地址', 'void(0)', 'failed missing'],
])('what a click on “%s” opens by %s is unknown, not absent: %s', async (words, script, expected) => {
  const list = `<h1>信息公开</h1><ul><li><a href="javascript:${script}">${words}</a></li></ul>`;
  const pages = { 'index.html': '<h1>首页</h1>', 'xxgk/index.html': list };
  expect(await content({ pages, findings: [missing] })).toBe(expected);
});

it('a menu word that is the name of the whole item means every part of it, though a part is called like its end', async () => {
  const menu = '<h1>信息公开</h1><ul><li><a href="javascript:openCol(2802)">办理用电业务的程序及时限</a></li></ul>';
  const pages = { 'index.html': '<h1>首页</h1>', 'xxgk/index.html': menu };
  const verdicts = await judged({ element: '2.3-new', stands: [{ pages, findings: [missing] }] });
  const told = [...verdicts]
    .filter(([id]) => id.endsWith('content'))
    .map(([, { outcome, reason }]) => [outcome, reason]);
  expect(told).toEqual([['cantTell', 'needs-js']]);
});

describe('a menu whose disclosure column only a click opens', () => {
  const home = (more = ''): NonNullable<Stand['pages']> => ({
    'index.html': `<h1>首页</h1><ul><li><a href="#" onclick="go('xxgk')">信息公开</a></li>${more}</ul>`,
    'xxgk/index.html': '<h1>信息公开</h1><p>国网山城供电公司</p>',
  });

  it('keeps anything from being called missing', async () => {
    expect(await content({ pages: home(), findings: [missing] })).toBe('cantTell needs-js');
  });

  it('does not where another link leads there', async () => {
    const pages = home('<li><a href="/xxgk/index.html">信息公开</a></li>');
    expect(await content({ pages, findings: [missing] })).toBe('failed missing');
  });
});

describe('evidence too old (C58)', () => {
  const old = '2026-09-01T02:00:00Z';

  it('speaks neither for nor against', async () => {
    expect(await content({ capturedAt: old, findings: [seen({ quotes: [{ ...QUOTE, capturedAt: old }] })] })).toBe(
      'cantTell stale',
    );
    expect(await content({ capturedAt: old, findings: [missing] })).toBe('cantTell stale');
  });

  it('is still evidence on its thirty-fifth day, counted in Shanghai', async () => {
    const on = (capturedAt: string): Promise<string> =>
      content({ capturedAt, findings: [seen({ quotes: [{ ...QUOTE, capturedAt }] })] });
    expect(await on('2026-10-15T16:00:00Z')).toBe('passed');
    expect(await on('2026-10-15T15:59:59Z')).toBe('cantTell stale');
  });
});

it('a page of another company stands where ours should be: 主体不符 (C78)', async () => {
  const pages = {
    ...SOME_PAGE,
    'other.html': { html: '<h1>供电企业基本情况</h1><p>办公地址：云岭市北路1号</p>', identity: 'other' as const },
  };
  expect(await content({ pages, findings: [missing] })).toBe('failed wrong');
});

it.each([
  [
    'the line that names it',
    '<h1>供电企业基本情况</h1><p>版权所有：国网云岭供电公司</p>',
    '版权所有：国网云岭供电公司',
    'p[1]',
  ],
  ['its title, where no line does', '<p>办公地址：云岭市北路1号</p>', '国网云岭供电公司', 'title'],
])('the other company is shown by %s', async (_, body, words, place) => {
  const html = `<title>供电企业基本情况_国网云岭供电公司</title>${body}`;
  const pages = { ...SOME_PAGE, 'other.html': { html, identity: 'other' as const, why: '国网云岭供电公司' } };
  const verdicts = await judged({ element: '1.2', stands: [{ pages, findings: [missing] }] });
  const [quote] = verdicts.get('portal/content')?.quotes ?? [];
  expect(quote?.words).toBe(words);
  expect(quote?.place).toContain(place);
});

describe('verdicts', () => {
  it('all have the same fields in the same order, whatever was found', async () => {
    const stands: Stand[] = [{ findings: [seen()] }, { findings: [missing] }, { findings: [], pages: UNREAD_PAGE }];
    const verdicts = (await Promise.all(stands.map((stand) => judged({ element: '1.2', stands: [stand] })))).flatMap(
      (one) => [...one.values()],
    );
    expect(new Set(verdicts.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
    expect(new Set(verdicts.map((one) => Object.keys(one).join(' '))).size).toBe(1);
  });
});
