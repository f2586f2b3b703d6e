import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const basics = (rows: string, more = ''): string => `<h1>供电企业基本情况</h1><dl>${rows}</dl>${more}`;
const pair = (label: string, value: string): string => `<dt>${label}</dt><dd>${value}</dd>`;

describe('field: the office address (1.2)', () => {
  it('holds a labelled address and compares it without spaces', async () => {
    const [finding] = await look('1.2', { 'a.html': basics(pair('办公地址', '山城市 新城大道６６号')) });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ key: 'office-address', value: '山城市新城大道66号' }] });
    expect(finding?.quotes[0]?.words).toContain('新城大道６６号');
  });

  it('takes the same address from a sentence', async () => {
    const page = '<h1>公司简介</h1><p>国网山城供电公司位于山城市新城大道66号，成立于1998年。</p>';
    const [finding] = await look('1.2', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ value: '山城市新城大道66号' }] });
  });

  it('is missing where only another company’s address stands, labelled or in a sentence', async () => {
    for (const words of ['国网邻水供电公司办公地址：邻水县人民路12号。', '国网邻水供电公司位于邻水县人民路12号。']) {
      const page = `<h1>供电企业基本情况</h1><p>${words}</p><p>国网山城供电公司企业性质：国有企业</p>`;
      const [finding] = await look('1.2', { 'a.html': page });
      expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
    }
  });

  it('is our own under our former or fuller name', async () => {
    for (const owner of ['山城供电局', '国网示范省电力公司山城供电公司', '公司', '我公司']) {
      const [finding] = await look('1.2', { 'a.html': `<h1>企业概况</h1><p>${owner}办公地址：山城市新城大道66号</p>` });
      expect(finding).toMatchObject({ holds: 'yes' });
    }
  });

  it('is the present one after a move, not the former one', async () => {
    const page = '<h1>企业基本情况</h1><p>公司已搬迁。原办公地址：山城市旧街1号；现办公地址：山城市新城大道66号。</p>';
    const [finding] = await look('1.2', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ value: '山城市新城大道66号' }] });
  });

  it('is missing where the label stands over a placeholder (C09)', async () => {
    const [finding] = await look('1.2', { 'a.html': basics(pair('办公地址', '暂无') + pair('企业性质', '国有企业')) });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
    expect(finding?.quotes).toHaveLength(1);
  });

  it('is incomplete where the value is no address', async () => {
    const [finding] = await look('1.2', {
      'a.html': basics(pair('办公地址', '详见公司公告') + pair('企业性质', '国有企业')),
    });
    expect(finding).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it('is missing on a page under construction whatever the menu says (C01)', async () => {
    const page =
      '<nav><ul><li><a href="b.html">企业基本情况</a></li></ul></nav><main><h1>企业基本情况</h1><p>栏目建设中，敬请期待！</p></main>';
    const [finding] = await look('1.2', { 'a.html': page });
    expect(finding).toMatchObject({
      holds: 'no',
      gap: 'missing',
      proof: 'absence',
      sought: expect.arrayContaining(['办公地址']) as string[],
    });
  });

  it('does not take the address of a hall for the company’s', async () => {
    const page = `<h1>营业场所一览</h1><table><tr><th>营业厅名称</th><th>地址</th><th>电话</th></tr>
<tr><td>中心营业厅</td><td>新城大道68号</td><td>0600-6200002</td></tr><tr><td>南岸营业厅</td><td>滨江路102号</td><td>0600-6200003</td></tr></table>`;
    const [finding] = await look('1.2', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('cannot tell when the page is a dynamic shell', async () => {
    const [finding] = await look('1.2', {
      'index.html': '<h1>首页</h1><main><p><a href="a.html">办公地址</a></p></main>',
      'a.html': { fault: 'needs-js' },
    });
    expect(finding).toMatchObject({ holds: 'unknown', reason: 'needs-js' });
  });
});

describe('field: the licence number (1.6)', () => {
  it('holds', async () => {
    const [finding] = await look('1.6', { 'a.html': basics(pair('许可证编号', '1052016-00999')) });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ value: '105201600999' }] });
  });

  it('is missing when the number stands in a comment only (C04)', async () => {
    const page = basics(pair('企业性质', '国有企业'), '<!-- 许可证编号：1052016-00999 -->');
    const [finding] = await look('1.6', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('has expired when its term is over on the day of audit (C90)', async () => {
    const page = basics(pair('许可证编号', '1052016-00999（有效期至2026年7月31日）'));
    const [finding] = await look('1.6', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'expired', proof: 'seen' });
    expect(finding?.says[0]?.zh).toContain('2026-07-31');
  });

  it('leaves to a person whether it was renewed, where the page says so', async () => {
    const page = basics(
      pair('许可证编号', '1052016-00999，有效期至2026年7月31日') + pair('备注', '延续申请已获准予，新证待领取'),
    );
    const [finding] = await look('1.6', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });

  it('is in force on the last day of its term', async () => {
    const page = basics(pair('许可证编号', '1052016-00999') + pair('有效期', '2020年8月1日至2026年11月20日'));
    const [finding] = await look('1.6', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
  });
});

describe('field: the legal nature (1.1)', () => {
  it('is not told by the company’s name alone', async () => {
    const page = '<h1>公司简介</h1><p>国网示范省电力有限公司下辖的山城供电公司为您服务。</p>';
    const [finding] = await look('1.1', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('holds in a sentence that states it', async () => {
    const page = '<h1>公司简介</h1><p>公司是国网示范省电力公司的分公司，属国有企业。</p>';
    const [finding] = await look('1.1', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
  });
});
