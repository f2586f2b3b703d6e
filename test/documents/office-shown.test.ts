import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docxFile, xlsxFile } from '../support/office-file.ts';
import { linesOf, readAsFile, rowsOf } from './read-as-file.ts';

/* What a person sees who opens an Office file, and a reader of its text alone does not. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rels = (related: Readonly<Record<string, readonly [kind: string, target: string]>>): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(related)
    .map(([id, [kind, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const PIC = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
const paragraph = (words: string): string => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const drawing = (inside: string): string =>
  `<w:p><w:r><w:drawing><wp:inline>${inside}</wp:inline></w:drawing></w:r></w:p>`;
const picture = (id: string): string =>
  drawing(
    `<a:graphic><a:graphicData uri="${PIC}"><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>`,
  );

const wordFile = (
  body: string,
  related: Parameters<typeof rels>[0],
  parts: Readonly<Record<string, string | Uint8Array>>,
): Uint8Array =>
  docxFile([], {
    'word/document.xml': `<w:document ${W} ${A} xmlns:r="${OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="${PIC}" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': rels(related),
    ...parts,
  });

describe('a Word file shows', () => {
  it('what stands above and below every page, once and without page numbers', async () => {
    const section =
      '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/></w:sectPr>';
    const document = await readAsFile(
      wordFile(
        paragraph('计划检修停电公告') + section,
        { h: ['header', 'header1.xml'], f: ['footer', 'footer1.xml'], g: ['footer', 'footer2.xml'] },
        {
          'word/header1.xml': `<w:hdr ${W}>${paragraph('国网山城供电公司')}</w:hdr>`,
          'word/footer1.xml': `<w:ftr ${W}>${paragraph('能源监管热线 12398')}${paragraph('第 1 页 共 2 页')}</w:ftr>`,
          'word/footer2.xml': `<w:ftr ${W}>${paragraph('没有一节用到的页脚')}</w:ftr>`,
        },
      ),
      'notice.docx',
    );
    expect(linesOf(document)).toEqual(['国网山城供电公司', '计划检修停电公告', '能源监管热线 12398']);
    expect(document.blocks.map(({ region }) => region)).toEqual(['header', 'main', 'footer']);
    expect(document.title).toBe('计划检修停电公告');
  });

  it('its own text where a relation of a broken file leads nowhere', async () => {
    const document = await readAsFile(
      wordFile(paragraph('计划检修停电公告'), { h: ['header', '%zz.xml'], f: ['footer', 'http://['] }, {}),
      'notice.docx',
    );
    expect(linesOf(document)).toEqual(['计划检修停电公告']);
  });

  it('the words of a diagram where it stands', async () => {
    const document = await readAsFile(
      wordFile(
        `${paragraph('办电流程')}${drawing('<a:graphic><a:graphicData uri="d"><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic>')}${paragraph('联系电话 95598')}`,
        { d1: ['diagramData', 'diagrams/data1.xml'] },
        {
          'word/diagrams/data1.xml': `<dgm:dataModel ${A}><a:p><a:r><a:t>用电申请</a:t></a:r></a:p><a:p><a:r><a:t>装表</a:t></a:r><a:r><a:t>接电</a:t></a:r></a:p></dgm:dataModel>`,
        },
      ),
      'flow.docx',
    );
    expect(linesOf(document)).toEqual(['办电流程', '用电申请', '装表接电', '联系电话 95598']);
  });

  it('a scan that was put into it, where it stands', async () => {
    const document = await readAsFile(
      wordFile(
        `${paragraph('附件')}${picture('p')}${paragraph('以上自发布之日起执行。')}`,
        { p: ['image', 'media/image1.png'] },
        { 'word/media/image1.png': readFileSync('fixtures/pictures/prices.png') },
      ),
      'prices.docx',
    );
    expect(rowsOf(document)[1]).toEqual(['居民生活用电', '不满1千伏', '0.5200']);
    expect(linesOf(document).at(-1)).toBe('以上自发布之日起执行。');
    // The words beside the scan were typed.
    expect(document.recognised?.unclear).toEqual([]);
    expect(document.recognised?.lines).toContain('居民生活用电');
    expect(document.recognised?.lines).not.toContain('以上自发布之日起执行。');
  });

  it('a picture that cannot be read: nothing is said to be absent from the file', async () => {
    const document = await readAsFile(
      wordFile(
        `${paragraph('服务承诺')}${picture('p')}`,
        { p: ['image', 'media/image1.emf'] },
        { 'word/media/image1.emf': new Uint8Array(200) },
      ),
      'promises.docx',
    );
    expect(linesOf(document)).toEqual(['服务承诺']);
    expect(document.recognised?.unclear).toEqual([{ text: '', place: 'picture 1', sure: 0 }]);
    expect(document.images).toHaveLength(1);
  });

  it('an ornament: the file is read whole', async () => {
    const bullet = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const file = wordFile(
      `${paragraph('服务承诺')}${picture('p')}`,
      { p: ['image', 'media/image1.png'] },
      { 'word/media/image1.png': bullet },
    );
    expect((await readAsFile(file, 'promises.docx')).recognised).toBeUndefined();
  });
});

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const cell = (at: string, words: string): string => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const sheetFile = (content: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  xlsxFile([{ name: '电价表', rows: [] }], {
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEET}" xmlns:r="${OFFICE}">${content}</worksheet>`,
    ...parts,
  });
const HEAD = `<row r="1">${cell('A1', '用电分类')}${cell('B1', '电价')}${cell('C1', '备注')}</row>`;
const prices = (price: string): string =>
  `<sheetData>${HEAD}<row r="2">${cell('A2', '居民')}${price}${cell('C2', '无')}</row></sheetData>`;

describe('a spreadsheet shows', () => {
  it('text boxes and pictures upon its cells', async () => {
    const shape = (words: string, hidden = ''): string =>
      `<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x"${hidden}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>`;
    const file = sheetFile(`${prices(cell('B2', '0.52'))}<drawing r:id="d"/>`, {
      'xl/worksheets/_rels/sheet1.xml.rels': rels({ d: ['drawing', '../drawings/drawing1.xml'] }),
      'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="x" ${A}>${shape('监督电话 12398')}${shape('内部底稿', ' hidden="1"')}</xdr:wsDr>`,
      'xl/drawings/_rels/drawing1.xml.rels': rels({ p: ['image', '../media/image1.png'] }),
      'xl/media/image1.png': readFileSync('fixtures/pictures/prices.png'),
    });
    const lines = linesOf(await readAsFile(file, 'prices.xlsx'));
    expect(lines).toContain('监督电话 12398');
    expect(lines).toContain('农业生产用电');
    expect(lines).not.toContain('内部底稿');
  });

  it.each([
    ['no value', '<c r="B2"><f>0.5+0.02</f></c>'],
    ['an empty value', '<c r="B2"><f>0.5+0.02</f><v></v></c>'],
    ['no value, of words', '<c r="B2" t="str"><f>A1</f></c>'],
  ])('what its formulas come to; where they were saved with %s, that cannot be told', async (_, formula) => {
    const { unread } = await readAsFile(sheetFile(prices(formula)), 'prices.xlsx');
    expect(unread).toEqual({ reason: 'unsupported-format', detail: 'formulas without saved values' });
  });

  it('nothing of a formula whose words are none', async () => {
    const document = await readAsFile(sheetFile(prices('<c r="B2" t="str"><f>IF(1,"")</f><v></v></c>')), 'a.xlsx');
    expect(rowsOf(document)[1]).toEqual(['居民', '', '无']);
  });

  it('no columns and rows that were drawn together to nothing', async () => {
    const narrow = '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>';
    const flat = prices(cell('B2', '0.52')).replace(
      '</sheetData>',
      `<row r="3" ht="0" customHeight="1">${cell('A3', '农业')}</row></sheetData>`,
    );
    expect(rowsOf(await readAsFile(sheetFile(narrow + flat), 'a.xlsx'))).toEqual([
      ['用电分类', '备注'],
      ['居民', '无'],
    ]);
  });

  it('the rows that it names, where all others are hidden', async () => {
    const content = `<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>${prices(cell('B2', '0.52'))}`;
    expect(rowsOf(await readAsFile(sheetFile(content), 'a.xlsx'))[1]).toEqual(['居民', '0.52', '无']);
  });

  it('letters of a drawing that are written by their numbers', async () => {
    const file = sheetFile(`${prices(cell('B2', '0.52'))}<drawing r:id="d"/>`, {
      'xl/worksheets/_rels/sheet1.xml.rels': rels({ d: ['drawing', '../drawings/drawing1.xml'] }),
      'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="x" ${A}><xdr:sp><a:p><a:r><a:t>&#x76D1;&#30563;&#30005;&#x8bdd; 12398 &#x110000;&amp;#50;</a:t></a:r></a:p></xdr:sp></xdr:wsDr>`,
    });
    expect(linesOf(await readAsFile(file, 'prices.xlsx'))).toContain('监督电话 12398 &#x110000;&#50;');
  });
});
