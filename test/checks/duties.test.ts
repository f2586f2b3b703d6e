import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

describe('what must not appear', () => {
  it('N34: an internal paper is wrong', async () => {
    const page = '<h1>实施方案</h1><p>（此件不公开发布，发至收文单位所属各部门）</p>';
    expect((await look('N34', { '/1.html': page }))[0]).toMatchObject({
      holds: 'no',
      gap: 'wrong',
      proof: 'conclusive',
    });
  });

  it('N34: a filled table of contacts is wrong, an empty one is not', async () => {
    const table = (cells: string): string =>
      `<table><tr><th>部门/单位</th><th>姓名</th><th>联系电话</th><th>邮箱</th></tr><tr>${cells}</tr></table>`;
    const filled = table('<td>营销部</td><td>张某</td><td>0999-6200001</td><td>a@b.example</td>');
    expect((await look('N34', { '/1.html': filled }))[0]).toMatchObject({ holds: 'no', gap: 'wrong' });
    expect((await look('N34', { '/1.html': table('<td></td><td></td><td></td><td></td>') }))[0]).toMatchObject({
      holds: 'yes',
    });
  });

  it('C67: customers’ data is wrong and is masked in the quotation', async () => {
    const table = `<h1>停电公告</h1><table><tr><th>户名</th><th>户号</th><th>手机号</th></tr>
      <tr><td>李某某</td><td>5012345678</td><td>13800001234</td></tr></table>`;
    const [found] = await look('N35', { '/1.html': table });
    expect(found).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'conclusive' });
    const words = found?.quotes[0]?.words ?? '';
    expect(words).not.toMatch(/13800001234|5012345678|李某某/);
    expect(words).toContain('138******34');
  });

  it('N35: service phones and staff who give their own number are not customers’ data', async () => {
    const table = `<table><tr><th>供电所</th><th>客户经理</th><th>联系电话</th></tr>
      <tr><td>南坪供电所</td><td>王工</td><td>13900005678</td></tr></table><p>抢修值班电话 13700001111</p>`;
    expect((await look('N35', { '/1.html': table }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('N36: recommended contractors are wrong', async () => {
    const page = '<h2>推荐施工单位</h2><p>示范省甲安装工程有限公司</p>';
    expect((await look('N36', { '/1.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'wrong' });
  });

  it('cannot be cleared while a page is unread', async () => {
    const pages = { '/1.html': '<p>首页欢迎您</p>', '/2.html': { fault: 'waf-challenge' } as const };
    expect((await look('N35', pages))[0]).toMatchObject({ holds: 'unknown', reason: 'waf-challenge' });
  });
});

describe('the basis cited in the guide', () => {
  const guide = (basis: string): Record<string, string> => ({
    '/zn.html': `<div class="content"><h1>信息公开指南</h1><p>根据${basis}，编制本指南。</p><p>${'公民、法人可以查阅本公司公开的信息。'.repeat(5)}</p></div>`,
  });

  it('holds with the number in force', async () => {
    const [found] = await look('guide.1', guide('《供电企业信息公开实施办法》（国能发监管规〔2021〕56号）'));
    expect(found).toMatchObject({ holds: 'yes' });
    expect(found?.remarks).toBeUndefined();
  });

  it('C77: holds with a slip in the number, and says so', async () => {
    const [found] = await look('guide.1', guide('《供电企业信息公开实施办法》（国能发监规管〔2021〕56号）'));
    expect(found).toMatchObject({ holds: 'yes' });
    expect(found?.remarks?.[0]?.zh).toContain('文号有误');
  });

  it('C76: is expired with the number of 2014 or its 20 working days', async () => {
    for (const basis of ['国能监管〔2014〕149号', '国能发监管规〔2021〕56号，信息变更后20个工作日内更新']) {
      expect((await look('guide.1', guide(basis)))[0], basis).toMatchObject({
        holds: 'no',
        gap: 'expired',
        proof: 'seen',
      });
    }
  });

  it('is for a person once the basis has lapsed', async () => {
    const [found] = await look('guide.1', guide('国能发监管规〔2021〕56号'), { asOf: '2026-12-01' });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });
});

describe('the disclosure column (N04)', () => {
  const home =
    '<h1>首页</h1><div class="nav"><a href="/xxgk/">信息公开专栏</a></div><div class="content"><p>欢迎</p></div>';
  const column = '<h1>信息公开专栏</h1><div class="content"><ul><li><a href="/q.html">供电质量</a></li></ul></div>';
  const quality =
    '<h1>供电质量</h1><div class="content"><p>2026年第三季度全市供电可靠率99.97%，综合电压合格率99.9%。</p></div>';
  const capacity =
    '<h1>可开放容量信息</h1><div class="content"><p>2026年第三季度可开放容量：南坪站 3200 kVA。</p></div>';

  it('exists, and gathers what can be reached from it', async () => {
    const pages = { '/': home, '/xxgk/': column, '/q.html': quality };
    expect((await look('N04.1', pages))[0]).toMatchObject({ holds: 'yes' });
    expect((await look('N04.2', pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is incomplete where an item stands elsewhere only, and names it', async () => {
    const pages = { '/': home, '/xxgk/': column, '/q.html': quality, '/other/c.html': capacity };
    const [found] = await look('N04.2', pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(found?.says[0]?.zh).toContain('可开放容量有关信息');
    expect(found?.says[0]?.zh).not.toContain('供电质量');
  });

  it('is missing where there is none', async () => {
    expect((await look('N04.1', { '/': '<h1>首页</h1><p>欢迎访问</p>' }))[0]).toMatchObject({
      holds: 'no',
      gap: 'missing',
    });
  });
});

describe('business forms (Z07)', () => {
  const form = (words: string): Record<string, string> => ({
    '/tz.html': `<h1>停止供电通知书</h1><p>因贵户欠费，将停止供电。</p><p>${words}</p>`,
  });

  it('hold with the number and the right to complain', async () => {
    const page = form('如您的合法权益受到侵害，有权拨打12398能源监管热线投诉举报。');
    for (const id of ['Z07.1-disconnection', 'Z07.2-disconnection']) {
      expect((await look(id, page, { channel: 'documents' }))[0], id).toMatchObject({ holds: 'yes' });
    }
  });

  it('C84: are incomplete with the number and without the right', async () => {
    const page = form('12398能源监管热线');
    expect((await look('Z07.1-disconnection', page, { channel: 'documents' }))[0]).toMatchObject({ holds: 'yes' });
    const [lacking] = await look('Z07.2-disconnection', page, { channel: 'documents' });
    expect(lacking).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(lacking?.says[0]?.zh).toBe('《停止供电通知书》没有载明：投诉举报的权利');
    expect(lacking?.quotes.map(({ words }) => words)).toEqual(['停止供电通知书']);
  });

  it('cannot be told without a sample of the form', async () => {
    const [found] = await look('Z07.1-dunning', form('12398'), { channel: 'documents' });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });
});

describe('the three reviews (N17)', () => {
  const review = (compliance: string) => ({
    subject: '4.2',
    channel: 'portal' as const,
    published: '2026-10-20',
    content: '2026-10-19',
    compliance,
    secrecy: '2026-10-20',
    at: 'records/三审.csv:2',
  });

  it('hold where all were signed no later than publication', async () => {
    expect((await look('N17', {}, { records: { reviews: [review('2026-10-20')] } }))[0]).toMatchObject({
      holds: 'yes',
    });
  });

  it('A20: break procedure where one came later or is lacking, and name the record', async () => {
    for (const late of ['2026-10-22', '']) {
      const [found] = await look('N17', {}, { records: { reviews: [review(late)] } });
      expect(found, late).toMatchObject({ holds: 'no', gap: 'procedure', proof: 'conclusive' });
      expect(found?.says[0]?.zh).toContain('records/三审.csv:2');
    }
  });

  it('cannot be told without records of the channel', async () => {
    const [found] = await look('N17', {}, { channel: 'app', records: { reviews: [review('2026-10-20')] } });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'insufficient-evidence' });
  });
});
