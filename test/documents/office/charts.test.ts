import { describe, expect, it } from 'vitest';
import { docxFile, xlsxFile } from '../../support/office-file.ts';
import { linesOf, readAsFile, rowsOf } from '../read-as-file.ts';

/* Charts of Office files: titles, categories and the figures that are printed beside bars and points. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const rels = (kind: string, target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`;

const points = (values: readonly string[]): string =>
  values.map((value, at) => (value === '' ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join('');
const LABELS = '<c:dLbls><c:showVal val="1"/></c:dLbls>';
const series = (name: string, values: readonly string[], labels: string): string =>
  `<c:ser><c:tx><c:strRef><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx>${labels}<c:cat><c:strRef><c:strCache>${points(['第一季度', '第二季度'])}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>0.000%</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`;
const chart = (plot: string): string =>
  `<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>2026年电压合格率</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea>${plot}</c:plotArea></c:chart></c:chartSpace>`;
const TWO = (labels: string): string =>
  `<c:barChart>${series('城网', ['0.99921', '0.99934'], labels)}${series('农网', ['0.99712', ''], labels)}</c:barChart>`;

const word = (xml: string): Uint8Array =>
  docxFile([], {
    'word/document.xml': `<w:document ${W}><w:body><w:p><w:r><w:t>供电质量</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="c"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p><w:p><w:r><w:t>数据来源：运维检修部</w:t></w:r></w:p></w:body></w:document>`,
    'word/_rels/document.xml.rels': rels('chart', 'charts/chart1.xml'),
    'word/charts/chart1.xml': xml,
  });
const UNTOLD = [{ text: '', place: 'chart 1', sure: 0 }];

describe('a chart', () => {
  it('tells its titles, and the figures that are printed in it, as they are printed', async () => {
    const document = await readAsFile(word(chart(TWO(LABELS))), 'quality.docx');
    expect(rowsOf(document)).toEqual([
      ['', '城网', '农网'],
      ['第一季度', '99.921%', '99.712%'],
      ['第二季度', '99.934%', ''],
    ]);
    expect(linesOf(document)[1]).toBe('2026年电压合格率');
    expect(linesOf(document).at(-1)).toBe('数据来源：运维检修部');
    expect(document.recognised).toBeUndefined();
  });

  it.each([
    ['the labels of the whole chart', `<c:barChart>${series('城网', ['0.99921'], '')}${LABELS}</c:barChart>`],
    ['a table below it', `<c:barChart>${series('城网', ['0.99921'], '')}</c:barChart><c:dTable/>`],
  ])('prints its figures by %s', async (_, plot) => {
    expect(rowsOf(await readAsFile(word(chart(plot)), 'quality.docx'))[1]).toEqual(['第一季度', '99.921%']);
  });

  it('rounds as its labels do', async () => {
    const labels = '<c:dLbls><c:numFmt formatCode="0.0%" sourceLinked="0"/><c:showVal val="1"/></c:dLbls>';
    expect(rowsOf(await readAsFile(word(chart(TWO(labels))), 'quality.docx'))[1]?.[1]).toBe('99.9%');
  });

  it.each([
    ['no labels', TWO('')],
    ['labels that were taken away', TWO('<c:dLbls><c:delete val="1"/></c:dLbls>')],
    [
      'a label of its own words',
      TWO('<c:dLbls><c:dLbl><c:idx val="0"/><c:tx></c:tx><c:showVal val="1"/></c:dLbl><c:showVal val="1"/></c:dLbls>'),
    ],
  ])(
    'whose figures are drawn and not printed (%s) keeps its names, and nothing is said to be absent',
    async (_, plot) => {
      const document = await readAsFile(word(chart(plot)), 'quality.docx');
      expect(linesOf(document)).toEqual([
        ...['供电质量', '2026年电压合格率', '城网', '农网', '第一季度', '第二季度', '数据来源：运维检修部'],
      ]);
      expect(document.recognised?.unclear).toEqual(UNTOLD);
    },
  );

  it('that the file does not hold is one that cannot be told', async () => {
    expect((await readAsFile(word(''), 'quality.docx')).recognised?.unclear).toEqual(UNTOLD);
  });

  it('upon a sheet is read too, unless it is hidden', async () => {
    const sheet = (hidden: string): Uint8Array =>
      xlsxFile([{ name: '供电质量', rows: [] }], {
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>见下图</t></is></c></row></sheetData><drawing r:id="c"/></worksheet>`,
        'xl/worksheets/_rels/sheet1.xml.rels': rels('drawing', '../drawings/drawing1.xml'),
        'xl/drawings/drawing1.xml': `<xdr:wsDr><xdr:twoCellAnchor><xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="x"${hidden}/></xdr:nvGraphicFramePr><a:graphic><c:chart r:id="c"/></a:graphic></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>`,
        'xl/drawings/_rels/drawing1.xml.rels': rels('chart', '../charts/chart1.xml'),
        'xl/charts/chart1.xml': chart(TWO(LABELS)),
      });
    expect(linesOf(await readAsFile(sheet(''), 'quality.xlsx'))).toContain('99.921%');
    expect(linesOf(await readAsFile(sheet(' hidden="1"'), 'quality.xlsx'))).not.toContain('99.921%');
  });
});
