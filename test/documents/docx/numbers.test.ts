import { describe, expect, it } from 'vitest';
import { docxFile } from '../../support/office-file.ts';
import { linesOf, readAsFile } from '../read-as-file.ts';

/* The numbers that Word counts by itself: the file holds how they are counted, and a person sees them before the words. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A level of a list: its format, how its number is printed, and what else is said of it. */
type Level = readonly [format: string, text: string, more?: string];
const levelsXml = (levels: readonly Level[]): string =>
  levels
    .map(
      ([format, text, more = ''], at) =>
        `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join('');
const kind = (id: number, ...levels: readonly Level[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levelsXml(levels)}</w:abstractNum>`;
const list = (id: number, of: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const line = (words: string, number: string, level = 0): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr></w:pPr>${run(words)}</w:p>`;
const run = (words: string): string => (words === '' ? '' : `<w:r><w:t>${words}</w:t></w:r>`);
const styled = (words: string, style: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(words)}</w:p>`;

async function shown(numbering: string, body: string, styles = ''): Promise<string[]> {
  return linesOf(await readAsFile(file(numbering, body, styles), 'promises.docx'));
}
const file = (numbering: string, body: string, styles = ''): Uint8Array =>
  docxFile([], {
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/numbering.xml': `<w:numbering ${W}>${numbering}</w:numbering>`,
    'word/styles.xml': `<w:styles ${W}>${styles}</w:styles>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" Type="${OFFICE}/numbering" Target="numbering.xml"/><Relationship Id="s" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  });

describe('the numbers that Word counts', () => {
  it('stand before the words of every clause, as they are printed', async () => {
    const printed = async (format: string, text: string): Promise<string[]> =>
      shown(kind(0, [format, text]) + list(1, 0), line('电费电价公开透明', '1') + line('供电质量可靠优质', '1'));
    expect(await printed('chineseCountingThousand', '第%1条')).toEqual([
      '第一条 电费电价公开透明',
      '第二条 供电质量可靠优质',
    ]);
    expect((await printed('japaneseCounting', '%1、'))[1]).toBe('二、 供电质量可靠优质');
    expect((await printed('chineseCounting', '（%1）'))[1]).toBe('（二） 供电质量可靠优质');
    expect((await printed('decimal', '%1.'))[1]).toBe('2. 供电质量可靠优质');
    expect((await printed('decimalEnclosedCircleChinese', '%1'))[1]).toBe('② 供电质量可靠优质');
    expect((await printed('upperRoman', '%1.'))[1]).toBe('II. 供电质量可靠优质');
    expect((await printed('chineseLegalSimplified', '%1、'))[1]).toBe('贰、 供电质量可靠优质');
    expect((await printed('lowerLetter', '%1)'))[1]).toBe('b) 供电质量可靠优质');
  });

  it('begin anew below a new heading, name the heading, and are counted on where a list is taken up again', async () => {
    const levels = kind(
      0,
      ['chineseCounting', '%1、', '<w:suff w:val="nothing"/>'],
      ['decimal', '%1.%2', '<w:isLgl/>'],
    );
    const body = [
      ...[line('新装', '1'), line('用电申请', '1', 1), line('装表接电', '1', 1)],
      ...[line('增容', '1'), '<w:p><w:r><w:t>说明如下。</w:t></w:r></w:p>', line('用电申请', '1', 1)],
      line('变更用电', '2'),
    ];
    expect(await shown(levels + list(1, 0) + list(2, 0), body.join(''))).toEqual([
      ...['一、新装', '1.1 用电申请', '1.2 装表接电', '二、增容', '说明如下。', '2.1 用电申请', '三、变更用电'],
    ]);
  });

  it('begin where a list says, and do not begin anew where it says so', async () => {
    const levels = kind(0, ['chineseCounting', '%1、'], ['decimal', '%2.', '<w:lvlRestart w:val="0"/>']);
    const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const body = [
      line('新装', '1'),
      line('申请', '1', 1),
      line('增容', '1'),
      line('申请', '1', 1),
      line('更名', '2'),
      line('销户', '2'),
    ];
    expect(await shown(levels + list(1, 0) + list(2, 0, anew), body.join(''))).toEqual([
      ...['一、 新装', '1. 申请', '二、 增容', '2. 申请', '五、 更名', '六、 销户'],
    ]);
  });

  it('come with a style, also with one that is based on it', async () => {
    const numbers =
      kind(
        0,
        ['chineseCounting', '第%1章', '<w:pStyle w:val="chapter"/>'],
        ['chineseCounting', '第%2条', '<w:pStyle w:val="clause"/>'],
      ) + list(7, 0);
    const styles = [
      '<w:style w:type="paragraph" w:styleId="chapter"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="clause"><w:name w:val="clause"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="wide"><w:name w:val="wide"/><w:basedOn w:val="clause"/></w:style>',
    ];
    const body =
      styled('总则', 'chapter') +
      styled('为规范供电服务，制定本规则。', 'clause') +
      styled('本规则自发布之日起施行。', 'wide');
    expect(await shown(numbers, body, styles.join(''))).toEqual([
      ...['第一章 总则', '第一条 为规范供电服务，制定本规则。', '第二条 本规则自发布之日起施行。'],
    ]);
  });

  it('head what stands below them, as typed ones do', async () => {
    const { blocks } = await readAsFile(
      file(
        kind(0, ['chineseCounting', '%1、']) + list(1, 0),
        `${line('工作流程', '1')}<w:p><w:r><w:t>用电申请、装表接电。</w:t></w:r></w:p>`,
      ),
      'flow.docx',
    );
    expect(blocks.map(({ kind: one, under }) => [one, under])).toEqual([
      ['heading', -1],
      ['paragraph', 0],
    ]);
  });

  it('fill the first column of a table (序号), and stand for nothing where a line is empty', async () => {
    const cells = (...inside: readonly string[]): string =>
      `<w:tr>${inside.map((one) => `<w:tc>${one}</w:tc>`).join('')}</w:tr>`;
    const words = (text: string): string => `<w:p>${run(text)}</w:p>`;
    const rows = [
      cells(words('序号'), words('资料')),
      cells(line('', '1'), words('身份证')),
      cells(line('', '1'), words('房产证')),
    ];
    const body = `${line('', '1')}<w:tbl>${rows.join('')}</w:tbl>`;
    expect(await shown(kind(0, ['decimal', '%1']) + list(1, 0), body)).toEqual([
      ...['序号', '资料', '2', '身份证', '3', '房产证'],
    ]);
  });

  it('leave out what is struck out or hidden, and what had a number before it was changed', async () => {
    const gone = (mark: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>${mark}</w:rPr></w:pPr></w:p>`;
    const changed = `<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>${run('附则')}</w:p>`;
    const body = [line('甲', '1'), gone('<w:del w:id="1"/>'), gone('<w:vanish/>'), changed, line('乙', '1')].join('');
    expect(await shown(kind(0, ['decimal', '%1、']) + list(1, 0), body)).toEqual(['1、 甲', '附则', '2、 乙']);
  });

  it('are not made up: a bullet, a format that is not known, and a list that the file does not have', async () => {
    const numbers = kind(0, ['bullet', '●']) + kind(1, ['koreanDigital', '%1.']) + list(1, 0) + list(2, 1);
    expect(await shown(numbers, line('甲', '1') + line('乙', '2') + line('丙', '9') + line('丁', '0'))).toEqual([
      '甲',
      '乙',
      '丙',
      '丁',
    ]);
  });
});
