import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { spreadSuspicion } from '../../src/documents/identity.ts';
import type { Document } from '../../src/documents/document.ts';
import { folderOf } from '../../src/workspace/places.ts';
import { article, readPage, readShared, shared, SHANCHENG, type PageSetting } from './page.ts';

const identity = (html: string, setting?: PageSetting) => {
  const page = readPage(html, setting);
  return [page.identity, page.attribution].filter((word) => word !== undefined).join(' by ');
};
const bare = (title: string, body: string, head = ''): string =>
  `<!doctype html><html><head>${head}<meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
const TEXT =
  '<p>供电可靠率99.95%，居民客户端电压合格率99.9%，统计期间为2026年第三季度，供电区域为山城市城区和农村，数据来自供电可靠性管理系统。</p>';

describe('our folder of a host that our province runs', () => {
  const source = { hosts: ['www.shifansheng.example'], folder: 'http://www.shifansheng.example/shancheng/' };
  const at = (path: string, title: string, body: string): string =>
    identity(bare(title, body), { url: `http://www.shifansheng.example${path}`, source });
  const framed = (name: string): string => `${TEXT}<div class="footer">版权所有：${name}</div>`;
  const PARENT = SHANCHENG.parent ?? '';

  it('is ours, under whatever name', () => {
    expect(at('/shancheng/gdzl.html', '供电质量', framed(PARENT))).toBe('ours by host');
  });

  it('leaves what stands outside it under the province’s name to the province', () => {
    expect(at('/gdzl.html', '供电质量', framed(PARENT))).toBe('ours by above');
  });

  it.each([
    ['title', '供电质量-国网山城供电公司', framed(PARENT)],
    ['frame', '供电质量', framed(`${PARENT}山城供电公司`)],
    ['text', '供电质量', `<p>国网山城供电公司</p>${framed(PARENT)}`],
  ])('does not where our name stands in its %s', (_where, title, body) => {
    expect(at('/gdzl.html', title, body)).toMatch(/^ours by (?:name|host)$/);
  });

  it('has neighbours with pages of their own, and no file of theirs', () => {
    expect(at('/yuanshan/gdzl.html', '供电质量', framed('国网远山供电公司'))).toBe('unrelated');
    expect(at('/upload/1.html', '国网远山供电公司供电质量', TEXT)).toBe('other');
  });
});

it.each([
  ['http://www.shifansheng.example/shancheng/index.html', 'http://www.shifansheng.example/shancheng/'],
  ['http://www.shifansheng.example/sites/shancheng/', 'http://www.shifansheng.example/sites/shancheng/'],
  ['http://www.shancheng.example/', undefined],
  ['http://www.shancheng.example/index.html', undefined],
  ['http://www.shancheng.example/html/main/col1/column_1_1.html', undefined],
])('the part of a host that begins at %s is %s', (url, folder) => {
  expect(folderOf({ url, hosts: [], landmarks: [] })).toBe(folder);
});

describe('our own site', () => {
  it('is ours by its name', () => {
    expect(identity(article('供电质量', TEXT))).toBe('ours by name');
  });

  it('is ours by its host where the name is only in the logo', () => {
    expect(identity(bare('供电质量', TEXT), { source: { hosts: ['www.shancheng.example'] } })).toBe('ours by host');
  });

  it('is unknown on a host that nobody declared', () => {
    expect(identity(bare('供电质量', TEXT), { source: { hosts: ['other.example'] } })).toBe('unknown');
  });

  it('is unknown without the declared landmarks', () => {
    expect(identity(article('供电质量', TEXT), { source: { landmarks: ['示ICP备00000000号'] } })).toBe('unknown');
    expect(
      identity(article('供电质量', `${TEXT}<p>示ＩＣＰ备00000000号</p>`), {
        source: { landmarks: ['示ICP备00000000号'] },
      }),
    ).toBe('ours by name');
  });

  it('may speak of other companies in its news', () => {
    expect(identity(bare('公司赴国网邻江供电公司调研', TEXT))).toBe('ours by host');
  });

  it('may link to other companies in its footer', () => {
    const friends =
      '<div class="footer">友情链接：<a href="http://a.example">国网邻江供电公司</a> <a href="http://b.example">国网远山供电公司</a></div>';
    expect(identity(bare('供电质量', TEXT + friends))).toBe('ours by host');
  });

  it('may bear the name of the parent', () => {
    expect(identity(bare('供电质量', `<div class="header">国网示范省电力有限公司</div>${TEXT}`))).toBe('ours by host');
  });
});

describe("another company's page (C78)", () => {
  it('names it in the header and ours nowhere', () => {
    expect(identity(bare('供电质量', `<div class="header"><h2>国网邻江供电公司</h2></div>${TEXT}`))).toBe('other');
  });

  it('names it throughout the text and ours nowhere', () => {
    const text = '<p>国网邻江供电公司是国有企业。</p><p>国网邻江供电公司办公地址：邻江市江北路1号。</p>';
    expect(identity(bare('企业基本情况', text))).toBe('other');
    expect(readPage(bare('企业基本情况', text)).identityWhy).toBe('国网邻江供电公司');
  });
});

describe('a company of our name in another province', () => {
  const head = (name: string): string => `<div class="header">${name}</div>`;
  const ABOUT = '<p>山城供电公司负责城区和农村的供电服务，供电可靠率99.95%。</p>';

  it.each([
    ['full name in its head', bare('供电质量', head('国网东岳省电力有限公司山城供电公司') + TEXT)],
    ['full name in its text', bare('供电质量', `<p>国网东岳省电力公司山城供电公司办公地址：人民路1号</p>${TEXT}`)],
    ['full name in its title', bare('东岳省电力公司山城供电公司-供电质量', TEXT)],
    ['own province in its head', bare('供电质量', head('国网东岳省电力公司') + ABOUT)],
    [
      'own province in its foot',
      bare('供电质量', `${ABOUT}<div class="footer">版权所有：国网西海自治区电力公司</div>`),
    ],
  ])('is told by its %s', (_, html) => {
    expect(identity(html)).toBe('other');
  });

  it('says whose page it is', () => {
    const html = bare('供电质量', `${ABOUT}<div class="footer">版权所有国网东岳省电力公司</div>`);
    expect(readPage(html).identityWhy).toBe('国网东岳省电力公司');
  });

  it('may be, where only an office address is in another province', () => {
    expect(identity(bare('企业基本情况', `${ABOUT}<p>办公地址：东岳省山城县人民路1号</p>`))).toBe('unknown');
  });

  it.each([
    [
      'our own province stands there too',
      bare('供电质量', head('国网示范省电力公司') + ABOUT + '<p>国网东岳省电力公司来访</p>'),
    ],
    ['only the text speaks of that province', bare('公司动态', `${ABOUT}<p>国网东岳省电力公司一行来我公司交流。</p>`)],
    [
      'its foot links to that province',
      bare('供电质量', `${ABOUT}<div class="footer">友情链接：<a href="http://a.example">国网东岳省电力公司</a></div>`),
    ],
    ['the regulator sits in that province', bare('投诉渠道', `${ABOUT}<p>监管局地址：东岳省海州市人民路1号</p>`)],
    ['only a city stands in its head', bare('供电质量', head('国网溪东市电力公司') + ABOUT)],
  ])('is not seen where %s', (_, html) => {
    expect(identity(html)).toBe('ours by name');
  });

  it('is not looked for where our own province is not known', () => {
    const company = { ...SHANCHENG, parent: '国网溪东供电公司' };
    expect(identity(bare('供电质量', head('国网示范省电力公司') + ABOUT), { company })).toBe('ours by name');
  });

  it('publishes nothing of ours on a site that someone else runs', () => {
    const html = bare('停电通知', `<p>来源：国网东岳省电力公司山城供电公司</p>${TEXT}`);
    expect(identity(html, { source: { operator: '山城县人民政府' } })).toBe('unrelated');
  });
});

describe("someone else's site", () => {
  const county: PageSetting = { source: { operator: '山城市人民政府' } };
  const gov = (title: string, meta: string, body: string): string =>
    bare(
      title,
      `<div class="header">山城市人民政府</div><h1>${title}</h1><p>${meta}</p><div class="content">${body}</div>`,
    );

  it('carries our page when we are named as its source', () => {
    expect(identity(gov('停电公告', '发布日期：2026-11-01 来源：国网山城供电公司 作者：某某', TEXT), county)).toBe(
      'ours by publisher',
    );
    expect(identity(gov('停电公告', '发布日期：2026-11-01 来源：市供电公司', TEXT), county)).toBe('ours by publisher');
  });

  it('carries our page when we signed it', () => {
    expect(identity(gov('通告', '来源：市政府办', `${TEXT}<p>国网山城供电公司</p><p>2026年11月1日</p>`), county)).toBe(
      'ours by publisher',
    );
  });

  it('is not ours because it speaks about us', () => {
    expect(identity(gov('市长走进国网山城供电公司', '来源：市政府办', TEXT), county)).toBe('unrelated');
    expect(identity(gov('国网山城供电公司向我市赠送锦旗', '来源：市政府办', TEXT), county)).toBe('unrelated');
    expect(
      identity(gov('关于电价的通知', '来源：市发展改革委', `${TEXT}<p>国网山城供电公司请遵照执行。</p>`), county),
    ).toBe('unrelated');
  });

  it('lists notices that only we issue', () => {
    const list =
      '<ul><li><a href="/1.html">停电公告2026年11月28日</a> 2026-11-15</li><li><a href="/2.html">招聘公告</a> 2026-11-14</li></ul>';
    expect(identity(gov('公示公告', '', list), county)).toBe('ours by kind');
  });
});

describe('a hijacked or cloned page (C79)', () => {
  it.each([
    ['a spam title', bare('久久国产无码_博彩网站_在线观看', TEXT)],
    ['advert words all over', article('供电质量', `${TEXT}<p>开云体育</p><p>开云入口</p><p>开云官网</p>`)],
    [
      'our name with an advert in it',
      bare(
        '企业基本情况',
        '<p>国网山城供电开云app官方版入口是国有企业。</p><p>国网山城供电开云app官方版入口地址：滨江路1号</p>',
      ),
    ],
    [
      'pinyin in every sentence',
      article(
        '辦法',
        '<p>發(fā)布免費法律咨詢，網(wǎng)站首頁，電力監(jiān)管，聯(lián)系，規(guī)定，請(qǐng)求，業(yè)務(wù)，資(zī)料，單(dān)位，開(kāi)放，責(zé)任</p>',
      ),
    ],
    [
      'a title in character references over a plain page',
      bare([...'彩票走势图'].map((char) => `&#${char.codePointAt(0)};`).join(''), TEXT),
    ],
    [
      'visitors from a search engine sent away',
      bare(
        '供电质量',
        TEXT,
        '<script>if(/baidu|sogou/.test(document.referrer)){location.href="http://x.example/"}</script>',
      ).replace('/baidu|sogou/.test(document.referrer)', 'document.referrer.match(/baidu|sogou/)'),
    ],
    [
      'a hidden farm of links',
      article(
        '供电质量',
        `${TEXT}<div style="position:absolute;left:-9999px">${[1, 2, 3, 4, 5, 6]
          .map((n) => `<a href="http://spam${n}.example.com/">友链</a>`)
          .join('')
          .replaceAll('.example.com', '.example')}</div>`,
      ),
    ],
  ])('%s', (_name, html) => {
    expect(identity(html)).toBe('suspicious');
  });

  it.each([
    ['a warning against gambling', article('警惕网络博彩诈骗', '<p>谨防博彩、时时彩等骗局，远离博彩。</p>')],
    [
      'a page whose framework encodes everything',
      article('供电质量', [...'供电可靠率指标'.repeat(20)].map((char) => `&#${char.codePointAt(0)};`).join('')).replace(
        /<title>.*<\/title>/,
        `<title>${[...'供电质量'].map((char) => `&#${char.codePointAt(0)};`).join('')}</title>`,
      ),
    ],
    [
      'a hidden menu of its own site',
      article(
        '供电质量',
        `${TEXT}<ul style="display:none">${[1, 2, 3, 4, 5, 6].map((n) => `<li><a href="/c${n}/">栏目</a></li>`).join('')}</ul>`,
      ),
    ],
    ['English in brackets', article('供电质量', `<p>系统平均停电时间(saidi)、供电可靠率(asai)</p>${TEXT}`)],
  ])('not %s', (_name, html) => {
    expect(identity(html)).toBe('ours by name');
  });

  it('says why', () => {
    expect(readPage(bare('久久国产无码_在线观看', TEXT)).identityWhy).toContain('无码');
  });
});

describe('a site of which a part is hijacked', () => {
  const good = (path: string) => readPage(article('供电质量', TEXT), { url: `http://www.shancheng.example/${path}` });
  const bad = (path: string) => readPage(bare('国产无码_博彩', TEXT), { url: `http://www.shancheng.example/${path}` });
  const identities = (pages: readonly Document[]): string[] => spreadSuspicion(pages).map((page) => page.identity);

  it('is not trusted when its home page is', () => {
    expect(identities([bad('index.html'), good('a.html'), good('b.html')])).toEqual([
      'suspicious',
      'suspicious',
      'suspicious',
    ]);
  });

  it('is trusted when one page among many is', () => {
    expect(identities([good('index.html'), good('a.html'), bad('b.html')])).toEqual(['ours', 'ours', 'suspicious']);
  });

  it('taints no other host', () => {
    const elsewhere = readPage(article('供电质量', TEXT), { url: 'http://hall.example/a.html' });
    expect(identities([bad('index.html'), elsewhere])).toEqual(['suspicious', 'ours']);
  });
});

const present = existsSync(shared('realdata/html'));
if (!present) process.stdout.write('skipped: the stored real pages are not here\n');

describe.skipIf(!present)('stored real pages', () => {
  const pagesOf = (folder: string): Document[] =>
    readdirSync(shared(`realdata/html/${folder}`), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html'))
      .sort()
      .map((path) =>
        readShared(`realdata/html/${folder}/${path}`, {
          url: `http://${folder.replaceAll('_', '-')}.example/${path}`,
          company: SHANCHENG,
        }),
      );

  it.each([['cptz_clone_of_cwl'], ['zjgztb_clone']])('every page of the clone %s is suspicious', (folder) => {
    const pages = spreadSuspicion(pagesOf(folder));
    expect(
      pages
        .filter((page) => page.unread === undefined && page.identity !== 'suspicious')
        .map(({ capture }) => capture.url),
    ).toEqual([]);
    expect(pages.length).toBeGreaterThan(5);
  });

  it.each([['gne'], ['fund_disclosure'], ['w3school_gb2312'], ['charset']])('no page of %s is', (folder) => {
    expect(
      spreadSuspicion(pagesOf(folder))
        .filter((page) => page.identity === 'suspicious')
        .map(({ capture, identityWhy }) => `${capture.url} ${identityWhy}`),
    ).toEqual([]);
  });

  it.each([
    ['nea_gov_cn_xwzx_index_20260916.html'],
    ['readability_youth.html'],
    ['readability_pixnet_zh_hant.html'],
    ['notebook_gongdian_kefu.html'],
    ['wayback_he_xinhuanet_20120611.html'],
  ])('%s is not', (path) => {
    const page = readShared(`realdata/html/${path}`);
    expect([page.identity, page.identityWhy]).not.toContain('suspicious');
  });
});
