import { describe, expect, it } from 'vitest';
import { COMPANY, look } from '../support/corpus.ts';

const article = (body: string): Record<string, string> => ({
  '/html/main/col1/2026-10/20/20261020090000123456_1.html': `
    <div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">信息公开</a> &gt; 供电质量</div>
    <div class="content">${body}</div>`,
});

describe('an indicator with unit, period and area', () => {
  it('is found in a sentence', async () => {
    const [first] = await look(
      '4.2',
      article('<h1>供电质量情况</h1><p>2026年第三季度，全市综合电压合格率为99.912%。</p>'),
    );
    expect(first).toMatchObject({ holds: 'yes', period: '2026Q3' });
    expect(first?.quotes[0]?.words).toContain('99.912%');
  });

  it('is found in a table whose columns are the indicators', async () => {
    const table = `<table><tr><th>区域</th><th>供电可靠率（%）</th><th>综合电压合格率（%）</th></tr>
      <tr><td>城市</td><td>99.981</td><td>99.995</td></tr><tr><td>农村</td><td>99.902</td><td>99.871</td></tr></table>`;
    const page = article(`<h1>2026年第三季度供电质量</h1>${table}`);
    const [reliability] = await look('4.1', page);
    const [voltage] = await look('4.2', page);
    expect(reliability).toMatchObject({ holds: 'yes', period: '2026Q3' });
    expect(reliability?.facts?.map(({ value }) => value)).toEqual(['99.981%', '99.902%']);
    expect(voltage?.facts?.map(({ value }) => value)).toEqual(['99.995%', '99.871%']);
  });

  it('is found in a table whose rows are the indicators and columns the quarters, newest first', async () => {
    const table = `<table><caption>城市供电质量指标</caption>
      <tr><th>指标</th><th>单位</th><th>2026年第二季度</th><th>2026年第三季度</th></tr>
      <tr><td>供电可靠率</td><td>%</td><td>99.961</td><td>99.972</td></tr></table>`;
    const found = await look('4.1', article(`<h1>供电质量情况</h1>${table}`));
    expect(found.map(({ period }) => period)).toEqual(['2026Q3', '2026Q2']);
    expect(found.every(({ holds }) => holds === 'yes')).toBe(true);
  });

  it('takes period and area from the lines beside it', async () => {
    const body = '<h1>供电可靠性指标</h1><p>统计期间：2026年第三季度　供电区域：山城市</p><p>供电可靠率：99.9412%</p>';
    const [first] = await look('4.1', article(body));
    expect(first).toMatchObject({ holds: 'yes', period: '2026Q3' });
  });

  it('takes the unit from the line above its table', async () => {
    const table = '<table><tr><th>区域</th><th>供电可靠率</th></tr><tr><td>城市</td><td>99.981</td></tr></table>';
    const [first] = await look('4.1', article(`<h1>2026年第三季度供电可靠性</h1><p>单位：%</p>${table}`));
    expect(first).toMatchObject({ holds: 'yes', facts: [{ value: '99.981%' }] });
  });

  it('is incomplete without its unit', async () => {
    const [first] = await look(
      '4.1',
      article('<h1>供电可靠性</h1><p>2026年第三季度全市供电可靠率（RS-1）为99.981。</p>'),
    );
    expect(first).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(first?.says[0]?.zh).toContain('单位');
  });

  it('knows a place by its name', async () => {
    const [first] = await look('4.1', article('<h1>供电可靠性</h1><p>2026年第三季度山城市供电可靠率：99.9142%</p>'));
    expect(first).toMatchObject({ holds: 'yes', period: '2026Q3' });
  });

  it('states the date on which it was published', async () => {
    const body = '<h1>供电质量情况</h1><p>发布日期：2026-10-20</p><p>2026年第三季度全市供电可靠率99.97%。</p>';
    const [first] = await look('4.1', article(body));
    expect(first?.stated?.date).toBe('2026-10-20');
  });

  it('C09: is missing where 暂无数据 stands in its place', async () => {
    const [first] = await look('4.1', article('<h1>供电质量情况</h1><h2>供电可靠性指标</h2><p>暂无数据</p>'));
    expect(first).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('is incomplete without its period, and says so', async () => {
    const [first] = await look('4.2', article('<h1>供电质量情况</h1><p>全市综合电压合格率为99.912%。</p>'));
    expect(first).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'seen' });
    expect(first?.says[0]?.zh).toContain('统计期间');
  });

  it('is incomplete without its area', async () => {
    const [first] = await look('4.2', article('<h1>供电质量情况</h1><p>2026年第三季度综合电压合格率为99.912%。</p>'));
    expect(first).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(first?.says[0]?.zh).toContain('供电区域');
  });

  it('is wrong where the value cannot be true', async () => {
    const [first] = await look('4.1', article('<h1>供电质量情况</h1><p>2026年第三季度全市供电可靠率为9.997%。</p>'));
    expect(first).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'seen' });
  });

  it('C54: a figure of a whole year is a figure of that year, not of a quarter', async () => {
    const [first] = await look('4.2', article('<h1>供电质量情况</h1><p>2025年度全市综合电压合格率为99.90%。</p>'));
    expect(first).toMatchObject({ holds: 'yes', period: '2025' });
  });

  it('takes a promise for no figure', async () => {
    const promise = '<h1>供电质量情况</h1><p>城市电网平均供电可靠率不低于99.9%，力争提升0.02%。</p>';
    const [first] = await look('4.1', article(promise));
    expect(first).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('cannot be told where the figures are in a file that was not read', async () => {
    const pages = {
      ...article('<h1>2026年第三季度供电质量情况</h1><p><a href="/f/zl.pdf">附件：供电质量指标.pdf</a></p>'),
      '/f/zl.pdf': { fault: 'unsupported-format' } as const,
    };
    const [first] = await look('4.1', pages);
    expect(first).toMatchObject({ holds: 'unknown', reason: 'unsupported-format' });
  });

  it('is an absence on an empty channel', async () => {
    const [first] = await look('4.1', {});
    expect(first).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('is found spelled out', async () => {
    const page = article('<h1>供电质量情况</h1><p>2026年第三季度，全市供电可靠率为百分之九十九点九六。</p>');
    const [first] = await look('4.1', page);
    expect(first).toMatchObject({ holds: 'yes', facts: [{ value: '99.96%', shown: '百分之九十九点九六' }] });
  });

  it.each(['预计供电可靠率99.91%', '计划全市供电可靠率99.91%', '力争全年供电可靠率达到99.91%'])(
    'is not one that is yet to come: %s',
    async (words) => {
      const [first] = await look('4.1', article(`<h1>供电质量情况</h1><p>2026年第三季度，${words}。</p>`));
      expect(first).toMatchObject({ holds: 'no', gap: 'missing' });
    },
  );

  it('does not take the city itself for its urban part', async () => {
    const page = article('<h1>供电质量情况</h1><p>2026年第三季度，山城市供电可靠率为99.96%。</p>');
    const [first] = await look('4.1', page);
    expect(first?.says[0]?.zh).toContain('山城市供电可靠率');
  });

  it.each(['示范省全省', '示范省', '邻水市'])('is left to a person where it is only of %s', async (area) => {
    const page = article(`<h1>供电质量情况</h1><p>2026年第三季度，${area}供电可靠率为99.96%。</p>`);
    expect((await look('4.1', page))[0]).toMatchObject({ holds: 'unknown', reason: 'needs-person', period: '2026Q3' });
    const both = article(
      `<h1>供电质量情况</h1><p>2026年第三季度，${area}供电可靠率为99.96%；山城市供电可靠率为99.91%。</p>`,
    );
    expect((await look('4.1', both))[0]).toMatchObject({ holds: 'yes' });
  });

  it('of the whole province is the provincial company’s own', async () => {
    const company = { ...COMPANY, name: '国网示范省电力公司', kind: 'province' as const };
    const page = article('<h1>供电质量情况</h1><p>2026年第三季度，全省供电可靠率为99.96%。</p>');
    expect((await look('4.1', page, { company }))[0]).toMatchObject({ holds: 'yes' });
  });
});

describe('two figures of one disclosure (3.4, 3.5)', () => {
  const month = (rows: string): string =>
    `<h1>2026年11月代理购电信息</h1><table><tr><th>项目</th><th>2026年11月</th></tr>${rows}</table>`;
  const price = '<tr><td>代理购电价格</td><td>0.4231元/千瓦时</td></tr>';

  it('C34: the price without the volume is incomplete, not missing', async () => {
    const [volume] = await look('3.4', { '/a.html': month(price) }, { channel: 'hall' });
    expect(volume).toMatchObject({ holds: 'no', gap: 'incomplete', proof: 'absence' });
    const [stated] = await look('3.5', { '/a.html': month(price) }, { channel: 'hall' });
    expect(stated).toMatchObject({ holds: 'yes', period: '2026-11' });
  });

  it.each(['执行时间：2026年12月1日至12月31日', '执行时间：2026年12月1日—31日', '执行月份：2026年12月'])(
    'takes the month from the line that says when it applies: %s',
    async (line) => {
      const page = `<h1>代理购电价格公告</h1><p>${line}</p><table><tr><th>名称</th><th>数值</th></tr><tr><td>当月平均上网电价（元/千瓦时）</td><td>0.4123</td></tr></table>`;
      expect((await look('3.5', { '/a.html': page }, { channel: 'app' }))[0]).toMatchObject({
        holds: 'yes',
        period: '2026-12',
      });
    },
  );

  it('is missing where neither stands', async () => {
    const [volume] = await look(
      '3.4',
      { '/a.html': '<h1>代理购电</h1><p>公司召开代理购电工作推进会。</p>' },
      { channel: 'hall' },
    );
    expect(volume).toMatchObject({ holds: 'no', gap: 'missing' });
  });
});
