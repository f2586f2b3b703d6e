import { describe, expect, it } from 'vitest';
import { COMPANY, look } from '../support/corpus.ts';

/** Ten short clauses of our own around the figures that tell the version in force. */
const CURRENT = [
  '城市电网平均供电可靠率达到99.9%，居民客户端平均电压合格率达到98.5%；农村电网分别达到99.8%、97.5%。',
  '计划检修停电，提前7日通知用户或进行公告。',
  '抢修人员到达现场：城区45分钟，农村90分钟，边远地区2小时。',
  '及时公开电价、收费标准和服务程序。',
  '通过营业厅、热线、App提供服务。',
  '居民5个工作日，低压非居民6个工作日，高压单电源22个工作日，双电源32个工作日。',
  '受理校验申请后，5个工作日内出具结果。',
  '告知电费发生及余额变化情况。',
  '受理投诉后，24小时内联系客户。',
  '履行保底供电责任。',
];
const OLD = CURRENT.map((clause, index) =>
  index === 0
    ? '供电可靠率不低于99.90%，居民客户端电压合格率96%。'
    : clause.replace(/低压非居民6.*/, '高压双电源客户不超过30个工作日。'),
);
const numbered = (clauses: readonly string[]): string =>
  clauses.map((clause, index) => `<p>${index + 1}．${clause}</p>`).join('');
const promises = (clauses: readonly string[]): string => `<h1>供电服务“十项承诺”</h1>${numbered(clauses)}`;

describe('clauses: the ten commitments (8.1)', () => {
  it('holds with all ten in the version in force', async () => {
    const [finding] = await look('8.1', { 'a.html': promises(CURRENT) });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ key: 'commitments', value: 'current' }] });
  });

  it.each([
    ['1', (index: number) => String(index + 1)],
    ['一', (index: number) => '一二三四五六七八九十'[index] ?? ''],
  ])('counts clauses whose numbers (%s) stand in a column of their own', async (_, number) => {
    const table = (clauses: readonly string[]): string =>
      `<h1>供电服务十项承诺</h1><table><tr><th>序号</th><th>承诺内容</th></tr>${clauses
        .map((clause, index) => `<tr><td>${number(index)}</td><td>${clause}</td></tr>`)
        .join('')}</table>`;
    expect((await look('8.1', { 'a.html': table(CURRENT) }))[0]).toMatchObject({ holds: 'yes' });
    const [short] = await look('8.1', { 'a.html': table(CURRENT.slice(0, 9)) });
    expect(short).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it.each([
    ['第一条', (index: number) => `<p>第${'一二三四五六七八九十'[index] ?? ''}条　`],
    ['一、', (index: number) => `<p>${'一二三四五六七八九十'[index] ?? ''}、`],
    ['（一）', (index: number) => `<p>（${'一二三四五六七八九十'[index] ?? ''}）`],
  ])('counts clauses numbered %s', async (_, opening) => {
    const body = CURRENT.map((clause, index) => `${opening(index)}${clause}</p>`).join('');
    expect((await look('8.1', { 'a.html': `<h1>供电服务十项承诺</h1>${body}` }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('counts the items of a list whose numbers the browser draws', async () => {
    const body = `<h1>供电服务“十项承诺”</h1><ol>${CURRENT.map((clause) => `<li>${clause}</li>`).join('')}</ol>`;
    expect((await look('8.1', { 'a.html': body }))[0]).toMatchObject({ holds: 'yes' });
  });

  describe('of a text that lacks clauses', () => {
    const shown = async (body: string): Promise<readonly string[]> => {
      const [finding] = await look('8.1', { 'a.html': body });
      expect(finding).toMatchObject({ holds: 'no', gap: 'incomplete' });
      return finding?.quotes.map(({ words }) => words.slice(0, 8)) ?? [];
    };
    const dated = (body: string): string => body.replace('</h1>', '</h1><p>发布时间：2024-01-08 来源：营销部</p>');

    it('quotes the last clause that is there where the end is lacking, not the line of the date', async () => {
      expect(await shown(dated(promises(CURRENT.slice(0, 9))))).toEqual(['9．受理投诉后，']);
    });

    it('quotes the clauses on both sides of the first that is lacking', async () => {
      const body = dated(promises(CURRENT))
        .replace(/<p>5．[^<]*<\/p>/, '')
        .replace(/<p>8．[^<]*<\/p>/, '');
      expect(await shown(body)).toEqual(['4．及时公开电价', '6．居民5个工作']);
    });

    it('quotes the first clause that is there where the beginning is lacking', async () => {
      const body = `<h1>供电服务“十项承诺”</h1><p>发布时间：2024-01-08</p>${numbered(CURRENT).replace(/<p>1．[^<]*<\/p>/, '')}`;
      expect(await shown(body)).toEqual(['2．计划检修停电']);
    });

    it('quotes the last of items whose numbers the browser draws', async () => {
      const items = CURRENT.slice(0, 8).map((clause) => `<li>${clause}</li>`);
      expect(await shown(`<h1>供电服务“十项承诺”</h1><p>更新：2024-01-08</p><ol>${items.join('')}</ol>`)).toEqual([
        '告知电费发生及余',
      ]);
    });

    it('quotes a text told in one paragraph once', async () => {
      const told = CURRENT.slice(0, 9).map((clause, index) => `${'一二三四五六七八九十'[index] ?? ''}、${clause}`);
      expect(await shown(`<h1>供电服务“十项承诺”</h1><p>发布时间：2024-01-08</p><p>${told.join('')}</p>`)).toEqual([
        '一、城市电网平均',
      ]);
    });
  });

  it('reads a lost 9 printed as + for what it is (noise 12)', async () => {
    const body = promises(CURRENT).replace('9．', '+．');
    expect((await look('8.1', { 'a.html': body }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is incomplete with nine clauses and names the one that lacks', async () => {
    const body = `<h1>供电服务“十项承诺”</h1>${numbered(CURRENT).replace(/<p>7．.*?<\/p>/, '')}`;
    const [finding] = await look('8.1', { 'a.html': body });
    expect(finding).toMatchObject({ holds: 'no', gap: 'incomplete' });
    expect(finding?.says[0]?.zh).toContain('缺第7条');
  });

  it('is wrong in the old version, whole as it is', async () => {
    const [finding] = await look('8.1', { 'a.html': promises(OLD) });
    expect(finding).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'seen', facts: [{ value: 'outdated' }] });
  });

  it('cannot tell the version of ten clauses without its figures', async () => {
    const body = promises(CURRENT.map((clause) => clause.replace(/[\d.]+%|\d+个工作日/g, '若干')));
    expect((await look('8.1', { 'a.html': body }))[0]).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });

  it('is missing in news about it (C25)', async () => {
    const news =
      '<h1>践行“十项承诺” 服务不打烊</h1><p>公司以“十项承诺”为抓手，开展上门服务。</p><p>1．走进社区。</p><p>2．走进企业。</p><p>3．走进校园。</p>';
    expect((await look('8.1', { 'a.html': news }))[0]).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('is missing on a list of links of which one is its title', async () => {
    const entries = Array.from(
      { length: 12 },
      (_, index) => `<li><a href="javascript:;">公司动态第${index}条：优质服务进万家</a></li>`,
    );
    const list = `<h1>服务承诺</h1><ul><li><a href="javascript:;">供电服务“十项承诺”</a></li>${entries.join('')}</ul>`;
    expect((await look('8.1', { 'a.html': list }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('is missing behind a dead link, quoting address and status (C02)', async () => {
    const pages = {
      'index.html': '<main><h1>服务承诺</h1><p><a href="p.html">供电服务“十项承诺”</a></p></main>',
      'p.html': { status: 404 },
    };
    const [finding] = await look('8.1', pages);
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing', proof: 'seen' });
    expect(finding?.says[0]?.zh).toMatch(/p\.html.*404/);
  });

  it('cannot tell when the page was not captured (A17)', async () => {
    const pages = { 'index.html': '<main><h1>服务承诺</h1><p><a href="p.html">供电服务“十项承诺”</a></p></main>' };
    expect((await look('8.1', pages, { closed: false }))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'not-attempted',
    });
  });

  it('is met by a county’s link to the province’s page (C92)', async () => {
    const page =
      '<main><h1>服务承诺</h1><p>国网示范省电力公司：<a href="http://www.shifan-sgcc.example/cn.html">供电服务“十项承诺”</a></p></main>';
    const county = { ...COMPANY, kind: 'county' as const };
    const [finding] = await look('8.1', { 'a.html': page }, { company: county });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('http://www.shifan-sgcc.example/cn.html');
  });
});

describe('clauses: the ten prohibitions (8.2)', () => {
  const ten = Array.from(
    { length: 10 },
    (_, index) => `不准做第${'甲乙丙丁戊己庚辛壬癸'[index] ?? ''}种损害客户的事。`,
  );

  it('holds with ten clauses and remarks that the text in force is unconfirmed', async () => {
    const [finding] = await look('8.2', { 'a.html': `<h1>员工服务“十个不准”</h1>${numbered(ten)}` });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('未经核对');
  });

  it('is wrong with words of the old version', async () => {
    const old = ten.with(8, '不准工作时间饮酒。');
    expect((await look('8.2', { 'a.html': `<h1>员工服务“十个不准”</h1>${numbered(old)}` }))[0]).toMatchObject({
      holds: 'no',
      gap: 'wrong',
    });
  });
});
