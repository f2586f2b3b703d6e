import { describe, expect, it } from 'vitest';
import { COMPANY, look } from '../support/corpus.ts';

const table = (price: string): string =>
  `<table><tr><th>用电分类</th><th>电压等级</th><th>电度电价（元/千瓦时）</th></tr><tr><td>居民生活</td><td>不满1千伏</td><td>${price}</td></tr></table>`;
const NOW = `<h1>示范省电网销售电价表（自2026年2月9日起执行）</h1>${table('0.5200')}`;
const OLD = `<h1>示范省电网销售电价表（2019年）</h1><p>自2019年7月1日起执行。</p>${table('0.5383')}`;

describe('publication: the price policy in force (3.1)', () => {
  it('holds a table in force', async () => {
    const [finding] = await look('3.1', { 'a.html': NOW });
    expect(finding).toMatchObject({
      holds: 'yes',
      facts: [{ key: 'tariff:居民生活/不满1千伏', value: '0.52元/千瓦时' }],
    });
  });

  it('makes one value of 0.6元/千瓦时 and 0.60 元/kWh (C40)', async () => {
    const rows = (cell: string): string =>
      `<h1>电价政策</h1><table><tr><th>用电分类</th><th>档次</th><th>电价</th></tr><tr><td>居民生活</td><td>第一档</td><td>${cell}</td></tr></table>`;
    const [one] = await look('3.1', { 'a.html': rows('0.6元/千瓦时') });
    const [other] = await look('3.1', { 'a.html': rows('0.60 元/kWh') }, { channel: 'app' });
    expect(one?.facts?.[0]?.value).toBe(other?.facts?.[0]?.value);
  });

  it('holds with a remark when a superseded table stands unmarked beside it (C38)', async () => {
    const [finding] = await look('3.1', { 'a.html': NOW, 'b.html': OLD });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('2019年');
  });

  it('is wrong with a superseded table only', async () => {
    const old = OLD.replace('居民生活', '一般工商业');
    expect((await look('3.1', { 'b.html': old }))[0]).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'seen' });
  });

  it.each(['征求意见稿', '送审稿'])('is no evidence while it is a draft (%s)', async (word) => {
    const draft = NOW.replace('</h1>', `（${word}）</h1>`);
    expect((await look('3.1', { 'a.html': draft }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('is no evidence when it takes effect only later', async () => {
    const future = NOW.replace('2026年2月9日', '2027年1月1日');
    const [finding] = await look('3.1', { 'a.html': future });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
    expect(finding?.says[0]?.zh).toMatch(/^只有自 2027-01-01 起执行、尚未生效的/);
  });

  it('is missing where only a chapter of a law speaks of prices', async () => {
    const articles = ['三十五', '三十六', '三十七', '三十八', '三十九', '四十', '四十一', '四十二', '四十三', '四十四']
      .map((number) => `<p>第${number}条 电价实行统一政策，统一定价原则，分级管理，由国家按照规定核准并监督执行。</p>`)
      .join('');
    const law = `<h1>中华人民共和国电力法</h1><h2>第五章 电价与电费</h2>${articles}`;
    const [finding] = await look('3.1', { 'a.html': law });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('is wrong when its own term has ended, whether or not a newer one stands anywhere', async () => {
    const term = (line: string): string => `<h1>示范省电网销售电价表</h1><p>${line}</p>${table('0.5200')}`;
    const [finding] = await look('3.1', { 'a.html': term('执行期限：2024年1月1日至2025年12月31日') });
    expect(finding).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'seen' });
    expect(finding?.says[0]?.zh).toContain('执行期限至 2025-12-31');
    for (const line of [
      '现将居民生活用电价格公布如下，执行时间为2023年6月1日至2025年12月31日。',
      '本通知自2023年6月1日起执行，有效期至2026年5月31日。',
      '本电价表执行至2025年12月31日。',
      '有效期至2025年12月31日。',
    ])
      expect((await look('3.1', { 'a.html': term(line) }))[0]).toMatchObject({ holds: 'no', gap: 'wrong' });
    for (const line of [
      '执行期限：2024年1月1日至2026年12月31日',
      '本通知自2026年1月1日起执行，原执行至2025年12月31日的电价表同时废止。',
      '本通知自2023年6月1日起执行，其中免收需量电费政策执行至2025年12月31日。',
      '自2024年1月1日起执行，其中充电设施优惠电价执行至2025年12月31日。',
    ])
      expect((await look('3.1', { 'a.html': term(line) }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('makes one value of 52.00分/千瓦时 and 0.52元/千瓦时', async () => {
    const [finding] = await look('3.1', { 'a.html': NOW.replace('元/千瓦时', '分/千瓦时').replace('0.5200', '52.00') });
    expect(finding?.facts).toMatchObject([{ key: 'tariff:居民生活/不满1千伏', value: '0.52元/千瓦时' }]);
    const words = '<h1>居民电价</h1><p>居民生活用电：52.00分/千瓦时</p>';
    expect((await look('3.1', { 'a.html': words }))[0]?.facts).toMatchObject([{ value: '0.52元/千瓦时' }]);
  });

  it('is incomplete as a title without prices', async () => {
    expect((await look('3.1', { 'a.html': '<h1>销售电价表</h1><p>请咨询营业厅。</p>' }))[0]).toMatchObject({
      holds: 'no',
      gap: 'incomplete',
    });
  });

  it('is missing where nothing names it', async () => {
    expect((await look('3.1', { 'a.html': '<h1>企业文化</h1><p>努力超越，追求卓越。</p>' }))[0]).toMatchObject({
      holds: 'no',
      gap: 'missing',
      proof: 'absence',
    });
  });

  it('cannot tell when the table is a picture (C23) or a scan (C22)', async () => {
    const picture = '<h1>电价政策</h1><p><img src="price.jpg" alt=""></p>';
    expect((await look('3.1', { 'a.html': picture }))[0]).toMatchObject({ holds: 'unknown', reason: 'no-text-layer' });
    const scan = {
      'a.html': '<h1>电价政策</h1><p><a href="p.pdf">销售电价表.pdf</a></p>',
      'p.pdf': { fault: 'no-text-layer' as const },
    };
    expect((await look('3.1', scan))[0]).toMatchObject({ holds: 'unknown', reason: 'no-text-layer' });
  });

  describe('a county that links to the province’s page, captured along (A9),', () => {
    const ABOVE = 'http://www.shifan-sgcc.example/dj.html';
    const county = { ...COMPANY, kind: 'county' as const };
    const link = `<main><h1>电价和收费标准</h1><p>省公司网站：<a href="${ABOVE}">电价政策</a></p></main>`;
    const seen = async (html: string) => {
      const pages = { 'a.html': link, [ABOVE]: { html, identity: 'unknown' as const } };
      return (await look('3.1', pages, { company: county }))[0];
    };

    it('is held to what that page shows, and its prices are compared with other channels', async () => {
      const found = await seen(NOW);
      expect(found).toMatchObject({ holds: 'yes' });
      expect(found?.says.at(-1)?.zh).toContain('所链接的上级公司页面：');
      expect(found?.quotes.map(({ url }) => url)).toContain(ABOVE);
      expect(found?.facts).toEqual([
        { key: 'tariff:居民生活/不满1千伏', value: '0.52元/千瓦时', shown: expect.any(String) as string },
      ]);
    });

    it('is for a person to settle when that page shows an old version', async () => {
      const found = await seen(OLD.replace('居民生活', '一般工商业'));
      expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
      expect(found?.says.at(-1)?.zh).toMatch(/所链接的上级公司页面：.*失效/);
    });

    it('is told where the link leads when the page there says nothing of it', async () => {
      const found = await seen('<h1>国网示范省电力公司</h1><p>欢迎访问。</p>');
      expect(found).toMatchObject({ holds: 'yes' });
      expect(found?.remarks?.map(({ zh }) => zh).join()).toMatch(/dj\.html.*没有读到该项内容/);
    });
  });

  it('is met by a county’s link to the province’s page (C92), and not by an incremental company’s', async () => {
    const page =
      '<main><h1>电价和收费标准</h1><p>省公司网站：<a href="http://www.shifan-sgcc.example/dj.html">电价政策</a></p></main>';
    const county = await look('3.1', { 'a.html': page }, { company: { ...COMPANY, kind: 'county' } });
    expect(county[0]).toMatchObject({ holds: 'yes' });
    for (const kind of ['province', 'incremental'] as const) {
      const other = await look('3.1', { 'a.html': page }, { company: { ...COMPANY, kind } });
      expect(other[0]?.holds).not.toBe('yes');
    }
  });

  it.each([
    ['现行电价', 'yes'],
    ['示范省居民电价表', 'yes'],
    ['示范省发展和改革委员会关于公布电价标准的通知', 'yes'],
    ['关于2018年因税率调整相应降低工商业电价的通知', 'unknown'],
    ['省公司召开电价政策宣讲会', 'unknown'],
    ['代理购电价格政策解读', 'unknown'],
  ])('C15: linked on an official site as %s: %s', async (title, holds) => {
    const page = `<main><h1>电价和收费标准</h1><p><a href="http://fgw.shifan.gov.cn/1.html">${title}</a></p></main>`;
    const [found] = await look('3.1', { 'a.html': page }, { company: { ...COMPANY, kind: 'county' } });
    expect(found).toMatchObject({ holds });
    expect(found?.quotes[0]?.words).toContain(title);
  });
});
