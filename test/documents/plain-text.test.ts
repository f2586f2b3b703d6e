import { describe, expect, it } from 'vitest';
import { quote } from '../../src/documents/normal-text.ts';
import { readPlainText } from '../../src/documents/plain-text.ts';

const MARK = '国网山城供电公司营销部甲乙 2026-06-10';
const words = (text: string): string[] => readPlainText(text).blocks.map(({ text: { norm } }) => norm);

/** A page of a scanned paper as text, with the watermark of whoever printed it. */
const paper = (...lines: string[]): string => [MARK, MARK, ...lines, MARK].join('\n\n');

describe('a sentence that lines and pages break', () => {
  const SENTENCE = '用电业务有关信息发生变化的,自发生变化之日起10个工作日内更新,国家另有规定的从其规定。';

  it.each([
    ['a line', '用电业务有关信息发生变化的,自发生变化之日起10个\n工作日内更新,国家另有规定的从其规定。'],
    ['a blank line', '用电业务有关信息发生变化的,自发生变化之日起10个\n\n工作日内更新,国家另有规定的从其规定。'],
    [
      'a page number',
      '用电业务有关信息发生变化的,自发生变化之日起10个\n\n— 7 —\n\n工作日内更新,国家另有规定的从其规定。',
    ],
    [
      '第 3 页 共 10 页',
      '用电业务有关信息发生变化的,自发生变化之日起10个\n第 3 页 共 10 页\n工作日内更新,国家另有规定的从其规定。',
    ],
    ['a number', '用电业务有关信息发生变化的,自发生变化之日起1\n0个工作日内更新,国家另有规定的从其规定。'],
    [
      'Windows line ends',
      '用电业务有关信息发生变化的,自发生变化之日起10个\r\n\r\n工作日内更新,国家另有规定的从其规定。',
    ],
  ])('is whole over %s, and its quote is the file’s own', (_what, text) => {
    const { blocks } = readPlainText(text);
    expect(blocks.map((block) => block.text.norm)).toEqual([SENTENCE]);
    const [block] = blocks;
    const at = SENTENCE.indexOf('10个工作日内');
    const quoted = block ? quote(block.text, at, at + '10个工作日内'.length) : '';
    expect(text).toContain(quoted);
    expect(quoted.replace(/[^1-90个工作日内]/g, '')).toMatch(/^10个/);
  });

  it.each([
    ['a title', ['国网山城供电公司关于公布现行电价和收费标准有关事项的公告', '各电力用户:']],
    [
      'an item of a list',
      ['(一)办公室负责公司基本情况公开,并开展信息保密审查工作', '(二)发展部负责可开放容量公开,按季度更新。'],
    ],
    ['a label', ['办公地址在示范省山城市滨江路18号,邮编400000', '联系电话:023-60001111,工作日接听。']],
    [
      'a sentence that has ended',
      ['公司各部门要高度重视供电服务信息公开工作,落实责任。', '各供电单位要对照清单自查,限期整改。'],
    ],
    ['a signature', ['现予公布,请广大电力用户监督,如有疑问请拨打热线', '国网山城供电公司', '2026年9月1日']],
  ])('does not swallow what follows %s', (_what, lines) => {
    expect(words(lines.join('\n'))).toEqual(lines.map((line) => line.replace(/[:]$/, ':')));
  });
});

describe('a watermark over every page', () => {
  it.each([
    ['whole', MARK],
    ['cut at its head', '供电公司营销部甲乙 2026-06-10'],
    ['cut at its foot', '国网山城供电公司营销部甲乙 2026-06'],
    ['misread', '国网山域供电公司营钥部甲乙 2026-06-10'],
    ['torn', '邻甲乙 2026-06-10'],
    ['its date alone', '26-06-10'],
  ])('%s is no line of the paper', (_what, line) => {
    expect(words(paper(line, '现将限电序位予以公布。'))).toEqual(['现将限电序位予以公布。']);
  });

  it.each([
    ['及时采编、更新供 司营销部甲乙 2026-06-10 电服务信息公开内容。', '及时采编、更新供电服务信息公开内容。'],
    ['通过企业2026-06-10 门户网站主动公开。', '通过企业门户网站主动公开。'],
    ['以客户需求为导向2026-06 的信息发布模式。', '以客户需求为导向的信息发布模式。'],
    [`${MARK} 信息要真实完整。`, '信息要真实完整。'],
  ])('is left out of the sentence that it runs into: %s', (line, expected) => {
    const { blocks } = readPlainText(paper(line));
    expect(blocks.map(({ text }) => text.norm)).toEqual([expected]);
    expect(blocks[0]?.text.raw).toBe(line);
  });

  it.each([
    ['发布日期:2026-06-10'],
    ['自2026-06-10起执行。'],
    ['2026年6月10日前报送自查情况。'],
    ['国网山城供电公司营销部负责电价和收费标准公开。'],
  ])('leaves the paper’s own words: %s', (line) => {
    expect(words(paper(line))).toEqual([line]);
  });

  it('is none when it is a byline: company and person, three times', () => {
    const byline = '国网山城供电公司甲乙';
    expect(words([byline, byline, byline].join('\n'))).toEqual([byline, byline, byline]);
  });
});

describe('a table parted by tabs', () => {
  it('goes on over a page’s edge and drops the column of scraps', () => {
    const { tables } = readPlainText(
      paper(
        '信息公开分工表',
        '信息名称\t更新时限\t责任部门',
        '停电有关信息\t及时公布\t调控中心',
        '— 14 —',
        '\t限电有关信息\t3个工作日内\t营销部',
        '\t可开放容量\t按季度更新\t发展部',
      ),
    );
    expect(
      tables.map(({ caption, rows }) => [caption, rows.map((row) => row.map(({ norm }) => norm).join('|'))]),
    ).toEqual([
      [
        '信息公开分工表',
        [
          '信息名称|更新时限|责任部门',
          '停电有关信息|及时公布|调控中心',
          '限电有关信息|3个工作日内|营销部',
          '可开放容量|按季度更新|发展部',
        ],
      ],
    ]);
  });

  it('is none where one line has a tab, and an entry of a table of contents is navigation', () => {
    const { tables, blocks } = readPlainText('办公地址\t示范省山城市滨江路18号\n营业窗口服务行为规范 .....\t1');
    expect(tables).toEqual([]);
    expect(blocks.map(({ region }) => region)).toEqual(['main', 'nav']);
  });
});

describe('what a text file is about', () => {
  const LONG = '现将有关事项公布如下,请广大电力用户知悉并监督。'.repeat(12);

  it('takes the title of a paper from its head, and none from a message', () => {
    expect(readPlainText(`普通事项\n\n示电营〔2026〕8号\n\n关于公布现行电价的\u3000公告\n\n${LONG}`).title).toBe(
      '关于公布现行电价的公告',
    );
    expect(readPlainText('关于停电的通知\n明天停电。').title).toBe('');
  });

  it('reads Markdown’s signs as what they mean', () => {
    const { blocks } = readPlainText('# 服务承诺\n\n**一、总则**\n\n- 接电时限为**5个工作日**。');
    expect(blocks.map(({ kind, level, text: { norm } }) => [kind, level, norm])).toEqual([
      ['heading', 1, '服务承诺'],
      ['heading', 2, '一、总则'],
      ['paragraph', 0, '接电时限为5个工作日。'],
    ]);
  });

  it('names the line in which a block begins', () => {
    expect(readPlainText('第一段。\n\n第二段。').blocks.map(({ place }) => place)).toEqual(['line 1', 'line 3']);
  });

  it.each([
    ['', 0],
    ['\n\n\n', 0],
    ['a', 1],
    ['\t\t\t', 0],
    ['— 1 —', 0],
  ])('reads %j as %i blocks', (text, count) => {
    expect(readPlainText(text).blocks).toHaveLength(count);
  });
});
