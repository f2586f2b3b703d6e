import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const articles = [
  '第一条　为了规范供用电秩序，制定本规则。',
  '第二条　供用双方应当遵守本规则。',
  '第三条　用户应当服从统一调度。',
  '第四条　本条略。',
];
const rules = (note: string): string =>
  `<h1>供电营业规则</h1><p>（${note}）</p>${articles.map((one) => `<p>${one}</p>`).join('')}`;
const CURRENT = rules('国家发展和改革委员会令第14号，自2024年6月1日起施行');
const OLD = rules('1996年10月8日电力工业部令第8号发布施行');
const list = (entry: string): string => `<main><h1>政策法规</h1><ul>${entry}<li>供电法规及相关规定</li></ul></main>`;

describe('law: 供电营业规则 (7.5)', () => {
  it('holds as text in the version in force', async () => {
    const [finding] = await look('7.5', { 'a.html': CURRENT });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.quotes[0]?.words).toMatch(/14号|2024年6月1日/);
  });

  it('remarks an extract', async () => {
    const [finding] = await look('7.5', { 'a.html': CURRENT });
    expect(finding?.remarks?.[0]?.zh).toContain('节选');
  });

  it('is wrong in the version of 1996 (C73)', async () => {
    const [finding] = await look('7.5', { 'a.html': OLD });
    expect(finding).toMatchObject({ holds: 'no', gap: 'wrong', proof: 'seen' });
    expect(finding?.says[0]?.zh).toContain('2024-06-01');
  });

  it('holds when the new text says that it repeals the old one', async () => {
    const page = CURRENT.replace(
      '本条略。',
      '本规则自2024年6月1日起施行。1996年10月8日电力工业部令第8号发布的《供电营业规则》同时废止。',
    );
    expect((await look('7.5', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('holds with a remark when an old copy stands beside the new one', async () => {
    const [finding] = await look('7.5', { 'a.html': CURRENT, 'b.html': OLD });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.some(({ zh }) => zh.includes('旧版'))).toBe(true);
  });

  it('cannot tell the version of a text without its marks', async () => {
    expect((await look('7.5', { 'a.html': rules('公司转载') }))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'needs-person',
    });
  });

  it('holds as a link to an official site, which it names (C15)', async () => {
    const page = list('<li><a href="https://www.gov.cn/gongbao/gdyygz.html">《供电营业规则》</a></li>');
    const [finding] = await look('7.5', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.remarks?.[0]?.zh).toContain('https://www.gov.cn/gongbao/gdyygz.html');
  });

  it('reads the official page where it was captured, and finds an old version there', async () => {
    const pages = {
      'a.html': list('<li><a href="https://www.gov.cn/g.html">《供电营业规则》</a></li>'),
      'https://www.gov.cn/g.html': OLD,
    };
    expect((await look('7.5', pages))[0]).toMatchObject({ holds: 'no', gap: 'wrong' });
  });

  it('leaves a link to any other site to a person', async () => {
    const page = list('<li><a href="https://wenku.example.com/1.html">《供电营业规则》</a></li>');
    expect((await look('7.5', { 'a.html': page }))[0]).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });

  it('is wrong as a link whose title is that of the old version', async () => {
    const page = list('<li><a href="https://www.gov.cn/8.html">《供电营业规则》（电力工业部令第8号）</a></li>');
    expect((await look('7.5', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'wrong' });
  });

  it('is incomplete as a title without link or text (C14)', async () => {
    expect((await look('7.5', { 'a.html': list('<li>《供电营业规则》</li>') }))[0]).toMatchObject({
      holds: 'no',
      gap: 'incomplete',
    });
  });

  it('is missing behind a dead link (C02)', async () => {
    const pages = { 'index.html': list('<li><a href="x.html">《供电营业规则》</a></li>'), 'x.html': { status: 404 } };
    expect((await look('7.5', pages))[0]).toMatchObject({ holds: 'no', gap: 'missing', proof: 'seen' });
  });

  it('cannot tell behind a file that could not be read', async () => {
    const pages = {
      'index.html': list('<li><a href="x.pdf">《供电营业规则》</a></li>'),
      'x.pdf': { fault: 'unsupported-format' as const },
    };
    expect((await look('7.5', pages))[0]).toMatchObject({ holds: 'unknown', reason: 'unsupported-format' });
  });

  it('is missing where only another rule of a longer name stands', async () => {
    const page = list('<li>供电营业规则实施细则（征求意见稿）</li>');
    expect((await look('7.5', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'missing' });
  });
});

describe('law: standards and the short name of 电力法', () => {
  it('holds a standard by its bare title, number and text (7.6)', async () => {
    const page =
      '<h1>供电服务规范（GB/T 28583—2012）</h1><p>1 范围：本标准规定了供电企业在供电服务活动中应达到的服务要求和质量标准。</p><p>2 术语：供电服务、营业场所、客户、供电质量等。</p>';
    expect((await look('7.6', { 'a.html': page }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('does not find 电力法 in 电力法律法规 (7.1)', async () => {
    expect((await look('7.1', { 'a.html': list('<li>电力法律法规汇编</li>') }))[0]).toMatchObject({
      holds: 'no',
      gap: 'missing',
    });
  });
});
