import { read, utils, type CellObject } from '@e965/xlsx';
import fc from 'fast-check';
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Column, Sheet, Workbook } from '../../src/report/workbook.ts';
import { CELL_LIMIT, cellText, sheetNames } from '../../src/report/workbook/text.ts';
import { writeWorkbook } from '../../src/report/workbook/write.ts';

const column = (header: string, type: Column['type'] = 'text', more: Partial<Column> = {}): Column => ({
  header,
  width: 12,
  type,
  ...more,
});
const book = (sheet: Partial<Sheet>): Workbook => ({
  title: '样表',
  sheets: [{ name: '问题台账', columns: [column('问题描述')], rows: [], ...sheet }],
});
const rowsOf = (...rows: readonly Sheet['rows'][number]['cells'][]): Sheet['rows'] => rows.map((cells) => ({ cells }));

const opened = async (made: Workbook) => read(await writeWorkbook(made), { cellStyles: true, cellNF: true });
const cellsOf = async (made: Workbook): Promise<Readonly<Record<string, CellObject | undefined>>> =>
  (await opened(made)).Sheets['问题台账'] ?? {};
const partsOf = async (made: Workbook): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await writeWorkbook(made))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
const sheetXml = async (made: Workbook): Promise<string> => (await partsOf(made))['xl/worksheets/sheet1.xml'] ?? '';

describe('a written workbook', () => {
  it('gives back every value with its type', async () => {
    const columns = [column('序号', 'integer'), column('单位'), column('完成日期', 'date'), column('得分', 'number')];
    const sheet = await cellsOf(book({ columns, rows: rowsOf([1, '国网山城供电公司', '2026-11-20', 97.5]) }));
    expect([sheet.A2, sheet.B2, sheet.C2, sheet.D2].map((cell) => [cell?.t, cell?.v])).toEqual([
      ['n', 1],
      ['s', '国网山城供电公司'],
      // 2026-11-20 is day 46346 of the calendar that counts 1900-01-01 as day 1 and a 1900-02-29 that never was.
      ['n', 46_346],
      ['n', 97.5],
    ]);
    expect(sheet.C2?.z).toBe('yyyy-mm-dd');
  });

  it('writes what does not fit its column as words', async () => {
    const columns = [
      column('完成日期', 'date'),
      column('日', 'date'),
      column('数', 'number'),
      column('逾期', 'integer'),
    ];
    const sheet = await cellsOf(book({ columns, rows: rowsOf(['2026-02-30', '另行通知', '约3', undefined]) }));
    expect([sheet.A2?.v, sheet.B2?.v, sheet.C2?.v, sheet.D2?.v]).toEqual(['2026-02-30', '另行通知', '约3', undefined]);
  });

  it('is the same file every time, and carries no time of its own', async () => {
    const made = book({ rows: rowsOf(['a'], ['b']) });
    expect(Buffer.compare(await writeWorkbook(made), await writeWorkbook(made))).toBe(0);
    const parts = await partsOf(made);
    expect(parts['docProps/core.xml']?.match(/\d{4}-\d\d-\d\dT[\d:]+Z/g)).toEqual(
      Array<string>(2).fill('1970-01-01T00:00:00Z'),
    );
  });

  it('freezes and repeats the header, filters, prints on the width of one page', async () => {
    const parts = await partsOf(
      book({
        name: '台账 (一季度)',
        columns: [column('甲'), column('乙')],
        frozenColumns: 1,
        rows: rowsOf(['1', '2']),
      }),
    );
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).toMatch(/<pane xSplit="1" ySplit="1" topLeftCell="B2" state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A1:B2"/>');
    expect(xml).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/);
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(parts['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'台账 (一季度)'!$1:$1</definedName>`,
    );
  });

  it('puts lines above the header and moves everything with it', async () => {
    const xml = await sheetXml(book({ lead: ['标题', '核查日 2026-11-20'], rows: rowsOf(['x']) }));
    expect(xml).toMatch(/ySplit="3"/);
    expect(xml).toContain('<autoFilter ref="A3:A4"/>');
  });

  it('offers drop-downs, on a sheet of their own where they are long or hold a comma', async () => {
    const long = Array.from({ length: 60 }, (_, at) => `第${at + 1}供电所, 城区`);
    const columns = [
      column('进展', 'text', { choices: ['待整改', '整改中'], editable: true }),
      column('单位', 'text', { choices: long }),
    ];
    const parts = await partsOf(book({ columns, rows: rowsOf(['待整改', '']) }));
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).toContain('sqref="A2:A202"');
    expect(xml).toContain('<formula1>"待整改,整改中"</formula1>');
    expect(xml).toContain(`<formula1>'_choices'!$A$1:$A$60</formula1>`);
    expect(parts['xl/workbook.xml']).toMatch(/name="_choices" sheetId="2" r:id="rId2" state="veryHidden"/);
  });

  it('locks all but the columns that may be edited, and hides what is hidden', async () => {
    const columns = [column('编号', 'text', { hidden: true }), column('结论', 'text', { editable: true })];
    const parts = await partsOf(book({ columns, locked: true, rows: rowsOf(['a', 'b']) }));
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(/<sheetProtection sheet="1"/);
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(/<col min="1" max="1"[^>]*hidden="true"/);
    expect(parts['xl/styles.xml']).toContain('<protection locked="0"/>');
  });

  it('leads only to http addresses and to its own pictures', async () => {
    const picture = `screenshots/${'a'.repeat(64)}.png`;
    const addresses = [
      'http://x.example/a?b=1',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'http://[',
      picture,
      '=HYPERLINK("x")',
    ];
    const parts = await partsOf(
      book({ columns: [column('网址', 'link')], rows: rowsOf(...addresses.map((one) => [one])) }),
    );
    const targets = [...(parts['xl/worksheets/_rels/sheet1.xml.rels'] ?? '').matchAll(/hyperlink" Target="([^"]*)"/g)];
    expect(targets.map(([, target]) => target)).toEqual(['http://x.example/a?b=1', picture]);
  });

  it('writes twenty thousand links without one too many', async () => {
    const rows = rowsOf(...Array.from({ length: 20_000 }, (_, at) => [`http://x.example/${at}`]));
    const xml = await sheetXml(book({ columns: [column('网址', 'link')], rows }));
    expect(xml.match(/<hyperlink /g)).toHaveLength(20_000);
  });
});

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  "=cmd|'/c calc'!A0",
  '\t=1',
  ' =1',
  '=HYPERLINK("http://evil.example","x")',
  '_x003D_1',
];

it.each(FORMULAS)('%j from a page is words and no formula', async (words) => {
  const made = book({
    columns: [column(words, 'text', { note: words }), column('数', 'number'), column('日', 'date')],
    lead: [words],
    rows: rowsOf([words, words, words], [{ value: words, note: words }, undefined, undefined]),
  });
  const parts = await partsOf(made);
  for (const [name, xml] of Object.entries(parts))
    if (name.startsWith('xl/worksheets/')) expect(xml).not.toMatch(/<f[ >]/);
  const { Sheets } = await opened(made);
  const shown = utils.sheet_to_json<string[]>(Sheets['问题台账'] ?? {}, { header: 1 });
  expect(shown[2]).toEqual([words, words, words]);
});

it('any words come back as they were, less what no cell can hold', async () => {
  const words = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(words, async (list) => {
      const sheet = await cellsOf(book({ rows: rowsOf(...list.map((one) => [one])) }));
      for (const [at, one] of list.entries()) expect(String(sheet[`A${at + 2}`]?.v ?? '')).toBe(cellText(one));
    }),
    { numRuns: 60 },
  );
});

describe('words in a cell', () => {
  it('are cut at the limit, and say so', () => {
    const cut = cellText('电'.repeat(40_000));
    expect([cut.length, cut.at(-1)]).toEqual([CELL_LIMIT, '…']);
    expect(cellText(`${'a'.repeat(CELL_LIMIT - 2)}😀😀`)).toBe(`${'a'.repeat(CELL_LIMIT - 2)}…`);
  });

  it('lose control characters, overrides of direction and halves of pairs', () => {
    expect(cellText('a\u0000b\u001bc\u202ed\ud800e\r\nf\uffff')).toBe('abcd\ufffde\nf');
  });
});

it.each([
  [
    ['台账', '台账'],
    ['台账', '台账 (2)'],
  ],
  [
    ['a/b:c?', "'引'"],
    ['a_b_c_', '引'],
  ],
  [
    ['', ' '],
    ['1', '2'],
  ],
  [
    ['长'.repeat(40), '长'.repeat(41)],
    ['长'.repeat(31), `${'长'.repeat(27)} (2)`],
  ],
])('sheets wished to be called %j are called %j', (wanted, names) => {
  expect(sheetNames(wanted)).toEqual(names);
});
