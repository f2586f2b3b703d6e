import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const PATH = '<div class="path">当前位置：首页 &gt; 信息公开 &gt; 用户受电工程信息</div>';
const page = (body: string): string => `${PATH}<div class="content"><h1>用户受电工程市场公平开放</h1>${body}</div>`;
const TEXT =
  '对供电企业滥用独占经营权，直接、间接或者变相指定设计单位、施工单位和设备材料供应单位的行为进行认定，适用本指引。'.repeat(
    2,
  );

describe('a document with its text (10.1–10.3)', () => {
  it('holds as a section of a page', async () => {
    const [found] = await look('10.3', {
      '/1.html': page(`<h2>《用户受电工程“三指定”行为认定指引》</h2><p>${TEXT}</p>`),
    });
    expect(found).toMatchObject({ holds: 'yes' });
  });

  it('holds as a link to a page with the text', async () => {
    const pages = {
      '/1.html': page('<p><a href="/2.html">用户受电工程“三指定”行为认定指引</a></p>'),
      '/2.html': `<h1>用户受电工程“三指定”行为认定指引</h1><div class="content"><p>${TEXT}</p></div>`,
    };
    expect((await look('10.3', pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('C15: holds as a link to an official site, and names where it leads', async () => {
    const [found] = await look('10.1', {
      '/1.html': page('<p><a href="https://www.gov.cn/zc/722.htm">优化营商环境条例</a></p>'),
    });
    expect(found).toMatchObject({ holds: 'yes' });
    expect(found?.remarks?.[0]?.zh).toContain('www.gov.cn');
  });

  it('C14: is incomplete as a title alone', async () => {
    const [found] = await look('10.3', { '/1.html': page('<ul><li>《用户受电工程“三指定”行为认定指引》</li></ul>') });
    expect(found).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it('C02: is missing where its link is dead, and quotes address and status', async () => {
    const pages = {
      '/1.html': page('<p><a href="/gone.html">受电工程验收标准</a></p>'),
      '/gone.html': { status: 404 },
    };
    const [found] = await look('10.2', pages);
    expect(found).toMatchObject({ holds: 'no', gap: 'missing', proof: 'seen' });
    expect(found?.says[0]?.zh).toContain('HTTP 404');
  });

  it('A17: cannot be told where the linked page was not captured', async () => {
    const pages = { '/1.html': page('<p><a href="/later.html">受电工程验收标准</a></p>') };
    expect((await look('10.2', pages, { closed: false }))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'not-attempted',
    });
  });

  it('C78: is not met by another company’s page', async () => {
    const theirs = `<h1>受电工程验收标准</h1><div class="content"><p>${TEXT}</p></div>`;
    const pages = {
      '/1.html': page('<p><a href="/2.html">受电工程验收标准</a></p>'),
      '/2.html': { html: theirs, identity: 'other' as const },
    };
    expect((await look('10.2', pages))[0]).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('C01: is missing where only a placeholder stands under its heading', async () => {
    const pages = { '/1.html': page('<h2>受电工程验收标准</h2><p>栏目建设中</p>') };
    expect((await look('10.2', pages))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('C12: is not met by news about it', async () => {
    const news = `<div class="content"><h1>公司召开优化营商环境工作推进会</h1><p>${'会议强调要提升服务。'.repeat(20)}</p></div>`;
    expect((await look('10.1', { '/n.html': news }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });
});

describe('a query channel kept by the state (10.4, 10.5)', () => {
  it('C86: holds as a link to a government site', async () => {
    const body = '<p><a href="https://jzsc.mohurd.gov.cn/">设计、施工单位资质信息查询</a></p>';
    for (const id of ['10.4', '10.5'])
      expect((await look(id, { '/1.html': page(body) }))[0], id).toMatchObject({ holds: 'yes' });
  });

  it('holds for the kind of work that its heading names, and for no other', async () => {
    const body = `<h2>设计单位资质信息查询渠道</h2>
      <p>查询网址：<a href="http://zjt.shifansheng.gov.cn/">示范省住房和城乡建设厅企业资质查询</a></p>`;
    expect((await look('10.4', { '/1.html': page(body) }))[0]).toMatchObject({ holds: 'yes' });
    expect((await look('10.5', { '/1.html': page(body) }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('is wrong as a table of recommended firms beside a proper link', async () => {
    const body = `<p>施工单位资质查询：<a href="http://nyjg.shifansheng.gov.cn/">许可证查询</a></p>
      <table><tr><th>序号</th><th>推荐施工单位</th></tr><tr><td>1</td><td>示范甲公司</td></tr><tr><td>2</td><td>示范乙公司</td></tr></table>`;
    expect((await look('10.5', { '/1.html': page(body) }))[0]).toMatchObject({ holds: 'no', gap: 'wrong' });
  });

  it('holds as a printed address', async () => {
    const body = '<p>施工单位资质查询网址：zzxy.nea.gov.cn</p>';
    expect((await look('10.5', { '/1.html': page(body) }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is incomplete where the link leads nowhere', async () => {
    const body = '<p><a href="#">设计单位资质查询</a></p>';
    expect((await look('10.4', { '/1.html': page(body) }))[0]).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it('is for a person where the link leads to another kind of site', async () => {
    const body = '<p><a href="https://zizhi.example.com/">设计单位资质查询</a></p>';
    expect((await look('10.4', { '/1.html': page(body) }))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'needs-person',
    });
  });

  it('is wrong as a list of recommended firms', async () => {
    const body = '<h2>推荐施工单位</h2><p>示范省甲安装工程有限公司</p><p>示范省乙电力建设有限公司</p>';
    expect((await look('10.5', { '/1.html': page(body) }))[0]).toMatchObject({
      holds: 'no',
      gap: 'wrong',
      proof: 'conclusive',
    });
  });
});
