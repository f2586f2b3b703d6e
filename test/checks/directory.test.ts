import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/search/finding.ts';
import { look } from '../support/corpus.ts';

const TABLE = `<h1>营业场所一览</h1><table><tr><th>片区</th><th>营业厅名称</th><th>地址</th><th>营业时间</th></tr>
<tr><td rowspan="2">主城</td><td>中心营业厅</td><td>新城大道68号</td><td>8:30—17:30</td></tr>
<tr><td>南岸营业厅</td><td>滨江路102号</td><td>9:00—17:00</td></tr></table>`;

const addresses = (finding: Finding | undefined): string[] | undefined =>
  finding?.facts?.filter(({ key }) => key.endsWith(':address')).map(({ shown }) => shown);

describe('directory: service halls (1.3, 12.2)', () => {
  it('reads a table of halls', async () => {
    const [finding] = await look('1.3', { 'a.html': TABLE });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(addresses(finding)).toEqual(['中心营业厅 新城大道68号', '南岸营业厅 滨江路102号']);
  });

  it.each(['网点', '受理点', '点位'])('reads a table of halls whose names stand under %s', async (head) => {
    const [finding] = await look('1.3', { 'a.html': TABLE.replace('营业厅名称', head) });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(addresses(finding)).toEqual(['中心营业厅 新城大道68号', '南岸营业厅 滨江路102号']);
  });

  it('reads halls named one after the other in one cell', async () => {
    const page = `<h1>供电企业基本情况</h1><table><tr><th>企业性质</th><td>国有企业</td></tr>
<tr><th>营业场所</th><td>中心营业厅：山城市新城大道68号（8:30—17:30）<br>南岸营业厅：山城市南岸区滨江路102号（9:00—17:00）</td></tr></table>`;
    const [finding] = await look('1.3', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.says[0]?.zh).toContain('2 处');
  });

  it('leaves out a hall that is closed for good, and keeps one that rests on holidays', async () => {
    const closed = TABLE.replace('9:00—17:00', '已于2026年6月30日停业').replace(
      '8:30—17:30',
      '8:30—17:30，节假日停止营业',
    );
    const [finding] = await look('1.3', { 'a.html': closed });
    expect(addresses(finding)).toEqual(['中心营业厅 新城大道68号']);
    const page = '<h1>供电服务渠道</h1><p>南岸供电营业厅（地址：滨江路102号）已于2026年6月30日撤销，停止对外营业。</p>';
    expect((await look('12.2', { 'a.html': page }))[0]).toMatchObject({ holds: 'no' });
  });

  it('remarks missing hours and lets the address do', async () => {
    const page = '<h1>供电企业基本情况</h1><h2>营业场所</h2><ul><li>中心营业厅：山城市新城大道68号</li></ul>';
    const [finding] = await look('1.3', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('营业时间');
  });

  it.each([
    [
      'lines below a heading',
      '<h2>中心营业厅</h2><p>山城市新城大道68号</p><p>8:30—17:30</p><h2>南岸营业厅</h2><p>滨江路102号</p>',
    ],
    [
      'labelled lines below a name',
      '<p>中心营业厅</p><p>地址：新城大道68号</p><p>营业时间：8:30—17:30</p><p>南岸营业厅</p><p>地址：滨江路102号</p>',
    ],
    [
      'terms and definitions',
      '<dl><dt>中心营业厅</dt><dd>新城大道68号</dd><dt>南岸营业厅</dt><dd>滨江路102号</dd></dl>',
    ],
  ])('reads %s', async (_, body) => {
    const [finding] = await look('12.2', { 'a.html': `<h1>供电服务渠道</h1>${body}` });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.says[0]?.zh).toContain('2 处');
  });

  it('never gives a hall the company’s address that stands below its name', async () => {
    const page = `<h1>供电企业基本情况</h1><p>国网山城供电公司中心营业厅</p><table><tr><th>企业性质</th><td>国有企业</td></tr><tr><th>办公地址</th><td>山城市新城大道66号</td></tr>
<tr><th>营业场所</th><td>中心营业厅：山城市新城大道68号（8:30—17:30）</td></tr></table>`;
    const [finding] = await look('1.3', { 'a.html': page }, { channel: 'hall' });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(addresses(finding)).toEqual(['中心营业厅 山城市新城大道68号']);
  });

  it('is incomplete where halls are only named, and names them', async () => {
    const page = '<h1>供电企业基本情况</h1><dl><dt>营业场所</dt><dd>中心营业厅、南岸营业厅</dd></dl>';
    const [finding] = await look('1.3', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(finding?.says[0]?.zh).toContain('中心营业厅、南岸营业厅');
  });

  it('takes no hall from a sentence that only speaks of it', async () => {
    const page = '<h1>公司简介</h1><p>欢迎广大客户到中心营业厅办理业务，营业场所环境优美。</p>';
    const [finding] = await look('1.3', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('cannot tell when the list is a scanned attachment (C22)', async () => {
    const [finding] = await look('1.3', {
      'a.html': '<h1>供电企业基本情况</h1><p>营业场所见附件。</p><p><a href="list.pdf">附件：营业厅一览表.pdf</a></p>',
      'list.pdf': { fault: 'no-text-layer' },
    });
    expect(finding).toMatchObject({ holds: 'unknown', reason: 'no-text-layer' });
  });
});
