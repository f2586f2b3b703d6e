import { describe, expect, it } from 'vitest';
import { COMPANY, look } from '../support/corpus.ts';

const page = (title: string, body: string): string =>
  `<div class="path">当前位置：首页 &gt; 信息公开 &gt; 可开放容量信息</div><div class="content"><h1>${title}</h1>${body}</div>`;
const TABLE = `<table><tr><th>变电站</th><th>线路</th><th>可开放容量（kVA）</th><th>是否受限</th></tr>
  <tr><td>南坪站</td><td>10千伏南江线</td><td>3200</td><td>否</td></tr></table>`;

describe('available capacity by substation, line or area (11.1, 11.2)', () => {
  it('holds as a table with its quarter', async () => {
    const pages = { '/1.html': page('2026年第三季度可开放容量信息', TABLE) };
    for (const id of ['11.1', '11.2']) {
      expect((await look(id, pages))[0], id).toMatchObject({ holds: 'yes', period: '2026Q3' });
    }
  });

  it('is left to a person where the page is headed with another supply company alone (A9)', async () => {
    const other = { '/1.html': page('国网邻水供电公司2026年第三季度可开放容量信息', TABLE) };
    const [found] = await look('11.1', other);
    expect(found).toMatchObject({ holds: 'unknown', reason: 'needs-person', period: '2026Q3' });
    expect(found?.says[0]?.zh).toContain('国网邻水供电公司');
    const both = { ...other, '/2.html': page('2026年第三季度可开放容量信息', TABLE) };
    expect((await look('11.1', both))[0]).toMatchObject({ holds: 'yes' });
    const above = { '/1.html': page('国网示范省电力公司2026年第三季度可开放容量信息', TABLE) };
    expect((await look('11.1', above))[0]).toMatchObject({ holds: 'yes' });
    const named = { ...COMPANY, aliases: [...COMPANY.aliases, '国网邻水供电公司'] };
    expect((await look('11.1', other, { company: named }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('gives a finding a quarter, newest first', async () => {
    const pages = {
      '/1.html': page('2026年第二季度可开放容量信息', TABLE),
      '/2.html': page('2026年第三季度可开放容量信息', TABLE),
    };
    expect((await look('11.1', pages)).map(({ period }) => period)).toEqual(['2026Q3', '2026Q2']);
  });

  it('holds where it says that nothing is constrained', async () => {
    const body = `${TABLE.replace('<th>是否受限</th>', '').replace('<td>否</td>', '')}<h2>容量受限情况</h2><p>2026年第三季度无容量受限区域。</p>`;
    expect((await look('11.2', { '/1.html': page('2026年第三季度可开放容量信息', body) }))[0]).toMatchObject({
      holds: 'yes',
    });
  });

  it('reads lines of text: a figure tied to a line by name holds, a sum is left to a person, praise is nothing', async () => {
    const said = async (words: string) =>
      (await look('11.1', { '/1.html': page('2026年第三季度可开放容量信息', `<p>${words}</p>`) }))[0];
    expect(await said('10千伏东一线可开放容量3500千伏安，10千伏东二线可开放容量2100千伏安。')).toMatchObject({
      holds: 'yes',
      period: '2026Q3',
    });
    expect(await said('全区可开放容量合计12.5万千伏安。')).toMatchObject({
      holds: 'unknown',
      reason: 'needs-person',
      period: '2026Q3',
    });
    expect(await said('我公司10千伏线路可开放容量充足，欢迎报装。')).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('is incomplete without its quarter', async () => {
    expect((await look('11.1', { '/1.html': page('可开放容量信息', TABLE) }))[0]).toMatchObject({
      holds: 'no',
      gap: 'incomplete',
    });
  });

  it('is incomplete as a table without rows', async () => {
    const heads = '<table><tr><th>变电站</th><th>可开放容量</th></tr><tr><td>—</td><td>暂无数据</td></tr></table>';
    expect((await look('11.1', { '/1.html': page('2026年第三季度可开放容量信息', heads) }))[0]).toMatchObject({
      holds: 'no',
      gap: 'incomplete',
    });
  });

  it('C02: is missing where the list names it and the link is dead', async () => {
    const list = page(
      '可开放容量信息',
      '<ul><li><a href="/11/q3.html">2026年三季度可开放容量</a><span>2026-10-12</span></li></ul>',
    );
    const [found] = await look('11.1', { '/11/': list, '/11/q3.html': { status: 404 } });
    expect(found).toMatchObject({ holds: 'no', gap: 'missing', proof: 'seen' });
    expect(found?.quotes[0]?.words).toContain('/11/q3.html');
  });

  it('cannot be told where the table is a file that was not read (C22)', async () => {
    const list = page('可开放容量信息', '<p><a href="/f.xls">2026年三季度可开放容量.xls</a></p>');
    const [found] = await look('11.1', { '/11/': list, '/f.xls': { fault: 'unsupported-format' } });
    expect(found).toMatchObject({ holds: 'unknown', reason: 'unsupported-format' });
  });

  it('cannot be told where the table is a picture (C23)', async () => {
    const pages = { '/1.html': page('2026年第三季度可开放容量信息', '<p><img src="/t.jpg" alt=""></p>') };
    expect((await look('11.1', pages))[0]).toMatchObject({ holds: 'unknown', reason: 'no-text-layer' });
  });
});
