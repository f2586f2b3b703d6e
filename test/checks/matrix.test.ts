import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const CLASSES = `<tr><th>项目</th><th>居民客户</th><th>低压非居民客户</th><th>高压客户</th></tr>`;
const row = (name: string, ...cells: readonly string[]): string =>
  `<tr><th>${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const guide = (title: string, ...rows: readonly string[]): string =>
  `<h1>${title}</h1><table>${CLASSES}${rows.join('')}</table>`;
const LIMITS = row('办理时限', '5个工作日', '6个工作日', '单电源22个工作日，双电源32个工作日');

describe('matrix: business × attribute × class (2.1–2.7)', () => {
  it('reads attributes as rows and classes as columns', async () => {
    const pages = { 'a.html': guide('新装用电业务办理指南', LIMITS) };
    const [finding] = await look('2.2-new', pages);
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.facts?.map(({ key, value }) => [key, value])).toEqual([
      ['time-limit:residential', '5个工作日'],
      ['time-limit:low-voltage non-residential', '6个工作日'],
    ]);
  });

  it('is missing for a business that no page speaks of', async () => {
    const pages = { 'a.html': guide('新装用电业务办理指南', LIMITS) };
    expect((await look('2.2-increase', pages))[0]).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('is missing where only the text of a law says what to submit', async () => {
    const law = (count: number): string =>
      Array.from(
        { length: count },
        (_, at) => `<p>第${at + 1}条 供电企业与用户应当遵守本规则，用户办理新装用电应当向供电企业提出申请。</p>`,
      ).join('');
    const told = '<h2>新装用电 申请资料</h2><p>低压用户需提供有效身份证件、用电地址物权证件。</p>';
    const page = (count: number): string => `<h1>用电业务规则</h1>${told}${law(count)}`;
    expect((await look('2.4-new', { 'a.html': page(30) }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
    // A guide that cites ten articles is a guide.
    expect((await look('2.4-new', { 'a.html': page(10) }))[0]?.gap).not.toBe('missing');
  });

  it('is missing where only the news speaks of it, and not where a guide offers 上门服务', async () => {
    const news = '<h1>我公司压减新装增容办理时限</h1><p>公司召开推进会，将办理时限压减至5个工作日，获客户点赞。</p>';
    expect((await look('2.2-new', { 'a.html': news }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
    const offered = '<h1>新装用电办理指南</h1><p>办理时限：提供上门服务，5个工作日内办结。</p>';
    expect((await look('2.2-new', { 'a.html': offered }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is missing for an attribute that the page leaves out', async () => {
    const pages = { 'a.html': guide('新装用电业务办理指南', LIMITS) };
    expect((await look('2.4-new', pages))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('reads the business from the line that says whom a guide is for, and the label from a question', async () => {
    const guide = (whom: string): string =>
      `<h1>低压用电办事指南</h1><p>适用对象：${whom}</p><h2>需要哪些材料</h2><p>身份证件、房屋权属证明</p>`;
    expect((await look('2.4-new', { 'a.html': guide('申请新装的用户') }))[0]).toMatchObject({ holds: 'yes' });
    expect((await look('2.4-new', { 'a.html': guide('申请增容的用户（不含新装）') }))[0]?.gap).toBe('missing');
    const asked = '<h1>用电业务常见问题</h1><p>问：新装用电需要哪些材料？</p><p>答：身份证件、房屋权属证明。</p>';
    expect((await look('2.4-new', { 'a.html': asked }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('does not take one kind of change for all that the page begins with', async () => {
    const page = '<h1>新装、增容与变更用电指南</h1><h2>过户</h2><p>申请资料：身份证件</p>';
    expect((await look('2.4-new', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
    expect((await look('2.4-change', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('reads classes as rows and attributes as columns', async () => {
    const page = `<h1>增容用电办理指南</h1><table><tr><th>客户类别</th><th>工作流程</th><th>办理时限</th></tr>
<tr><td>居民客户</td><td>申请→换表</td><td>5个工作日</td></tr><tr><td>低压非居民客户</td><td>申请→施工→换表</td><td>6个工作日</td></tr>
<tr><td>高压客户</td><td>申请→答复→施工→接电</td><td>22个工作日</td></tr></table>`;
    expect((await look('2.1-increase', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
    expect((await look('2.2-increase', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is incomplete when classes are told apart and one lacks, and names it (C88)', async () => {
    const page =
      '<h1>增容业务办理指南</h1><h3>一、办理时限</h3><p>居民客户：5个工作日。</p><p>低压非居民客户：6个工作日。</p><h3>二、申请资料</h3><p>各类客户：身份证明。</p>';
    const [finding] = await look('2.2-increase', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(finding?.says[0]?.zh).toContain('高压');
  });

  it('never takes 非居民 for 居民', async () => {
    const page =
      '<h1>新装业务办理指南</h1><h3>办理时限</h3><p>低压非居民客户：6个工作日。</p><p>高压客户：22个工作日。</p>';
    const [finding] = await look('2.2-new', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(finding?.says[0]?.zh).toBe('新装的办理时限缺少：居民');
  });

  it('joins what separate pages say', async () => {
    const pages = {
      'a.html': '<h1>低压居民新装办理指南</h1><dl><dt>办理时限</dt><dd>5个工作日</dd></dl>',
      'b.html': '<h1>低压非居民新装办理指南</h1><dl><dt>办理时限</dt><dd>6个工作日</dd></dl>',
      'c.html': '<h1>高压新装办理指南</h1><dl><dt>办理时限</dt><dd>22个工作日</dd></dl>',
    };
    expect((await look('2.2-new', pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('needs no classes for a change of use', async () => {
    const page = '<h1>变更用电性质办理指南</h1><h3>办理时限</h3><p>低压客户：受理后5个工作日内办结。</p>';
    expect((await look('2.2-change', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('takes a text that names no class for all, with a remark', async () => {
    const page = '<h1>新装业务办理指南</h1><h3>办理环节</h3><p>用电申请、装表接电两个环节。</p>';
    const [finding] = await look('2.3-new', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('未区分用户类别');
  });

  it('lets the nearest level decide the business', async () => {
    const page =
      '<h1>新装、增容业务办理指南</h1><h2>新装</h2><h3>办理时限</h3><p>各类用户5个工作日。</p><h2>增容</h2><h3>办理环节</h3><p>两个环节。</p>';
    expect((await look('2.2-new', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
    expect((await look('2.2-increase', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('reads short names below a heading that says what they are of', async () => {
    const page =
      '<h1>新装业务办理指南</h1><h2>审核查验事项</h2><dl><dt>范围</dt><dd>主体资格、用电地址</dd><dt>明细</dt><dd>核对证照</dd><dt>依据</dt><dd>《供电营业规则》</dd></dl>';
    for (const id of ['2.5-new', '2.6-new', '2.7-new'])
      expect((await look(id, { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is missing where 待补充 stands in the cell (C09)', async () => {
    const page = `<h1>变更用电性质业务办理指南</h1><table><tr><th>项目</th><th>各类客户</th></tr>${row('办理时限', '5个工作日')}${row('审核查验事项依据', '待补充')}</table>`;
    const [finding] = await look('2.7-change', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
    expect(finding?.quotes[0]?.words).toContain('待补充');
  });

  it('is incomplete where a time limit gives no time', async () => {
    const page = '<h1>新装业务办理指南</h1><h3>办理时限</h3><p>按国家有关规定执行。</p>';
    expect((await look('2.2-new', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it('cannot tell when the guide is a picture (C23)', async () => {
    const page = '<h1>新装业务办理指南</h1><p><img src="guide.jpg" alt=""></p>';
    expect((await look('2.1-new', { 'a.html': page }))[0]).toMatchObject({ holds: 'unknown', reason: 'no-text-layer' });
  });
});
