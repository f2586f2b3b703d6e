import { describe, expect, it } from 'vitest';
import { isPlaceholder, partial, quoteFrom, sections } from '../../../src/checks/search/evidence.ts';
import { labelIs, labelled } from '../../../src/checks/labelled.ts';
import { corpusOf, ruleBook } from '../../support/corpus.ts';

const { catalogue } = await ruleBook();
const read = (page: string) => {
  const [document] = corpusOf({ 'a.html': page }, catalogue).documents;
  if (!document) throw new Error('not read');
  return document;
};

it('the same words at the same place are quoted once', () => {
  const page = read('<p>中心营业厅、南岸营业厅</p><p>中心营业厅、南岸营业厅</p>');
  const [first, second] = page.blocks.map((block) => quoteFrom(page, block));
  if (!first || !second) throw new Error('two lines');
  expect(partial([], { quotes: [first, { ...first }, second] }).quotes).toEqual([first, second]);
});

describe('a placeholder', () => {
  it.each([
    '暂无',
    '暂无数据',
    '栏目建设中，敬请期待！',
    '该栏目正在建设中…',
    '——',
    '-',
    '/',
    '',
    '　',
    '待补充',
    'XXXX年XX月XX日',
    'XX市XX路XX号',
    '0600-XXXXXXX',
    '0600-xxxxxxx',
  ])('%s', (words) => expect(isPlaceholder(words, catalogue.vocabulary)).toBe(true));

  it.each([
    '山城市新城大道66号',
    '暂无停电计划的区域为南岸区，其余区域见附表',
    'http://www.shancheng.example/xxgk/',
    '0',
    '5个工作日',
    '国有企业',
  ])('is not: %s', (words) => expect(isPlaceholder(words, catalogue.vocabulary)).toBe(false));
});

describe('a label', () => {
  it.each([
    '办公地址',
    '办公地址：',
    '公司办公地址',
    '一、办公地址',
    '（二）办公地址',
    '3.办公地址',
    '办公地址（总部）',
    '国网山城供电公司办公地址',
  ])('says 办公地址: %s', (label) => expect(labelIs(label, ['办公地址'])).toBe(true));

  it.each(['申请人办公地址变更', '如需变更办公地址', '办公地址变更登记', '地址', '客户地址'])('does not: %s', (label) =>
    expect(labelIs(label, ['办公地址'])).toBe(false),
  );
});

describe('reading by labels', () => {
  it.each([
    ['text', '<p>办公地址：新城大道66号</p>'],
    ['terms', '<dl><dt>办公地址</dt><dd>新城大道66号</dd></dl>'],
    [
      'two columns',
      '<table><tr><th>企业性质</th><td>国有</td></tr><tr><th>办公地址</th><td>新城大道66号</td></tr></table>',
    ],
    [
      'a numbered table',
      '<table><tr><th>序号</th><th>项目</th><th>内容</th></tr><tr><td>1</td><td>办公地址</td><td>新城大道66号</td></tr></table>',
    ],
    [
      'a column',
      '<table><tr><th>单位</th><th>办公地址</th><th>电话</th></tr><tr><td>山城</td><td>新城大道66号</td><td>1</td></tr></table>',
    ],
    ['a heading', '<h2>一、办公地址</h2><p>新城大道66号</p>'],
  ])('finds the value in %s', (_, body) => {
    expect(labelled(read(`<h1>概况</h1>${body}`), ['办公地址']).map(({ value }) => value)).toContain('新城大道66号');
  });

  it('finds nothing in menus and footers', () => {
    const page =
      '<nav><a href="x">办公地址</a></nav><main><h1>概况</h1><p>正文</p></main><footer>办公地址：新城大道66号</footer>';
    expect(labelled(read(page), ['办公地址'])).toEqual([]);
  });
});

describe('sections and quotes', () => {
  const document = read('<h1>指南</h1><h2>新装</h2><h3>时限</h3><p>５ 个工作日</p><h2>增容</h2><p>六个工作日</p>');

  it('give a heading all that it owns, subheadings included', () => {
    const owned = new Map(
      sections(document).map(({ heading, blocks }) => [heading.text.norm, blocks.map(({ text }) => text.norm)]),
    );
    expect(owned.get('新装')).toEqual(['时限', '5个工作日']);
    expect(owned.get('增容')).toEqual(['六个工作日']);
  });

  it('quote the page’s own characters', () => {
    const block = document.blocks.find(({ text }) => text.norm === '5个工作日');
    expect(block && quoteFrom(document, block, 0, 2).words).toBe('５ 个');
  });

  it('never quote more than 500 characters', () => {
    const long = read(`<h1>长文</h1><p>${'电'.repeat(2000)}</p>`);
    const block = long.blocks.find(({ kind }) => kind === 'paragraph');
    expect(block && quoteFrom(long, block).words).toHaveLength(500);
  });
});
