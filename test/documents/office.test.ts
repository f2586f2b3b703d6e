import { existsSync, readFileSync, readdirSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docxFile, packageFile, xlsxFile } from '../support/office-file.ts';
import { encodeGb18030 } from '../support/gb18030.ts';
import { shared } from './page.ts';
import { linesOf, readAsFile, rowsOf } from './read-as-file.ts';

const PRICES = [
  ['用电分类', '电价（元/千瓦时）'],
  ['居民生活用电', '0.5200'],
  ['大工业用电', '0.6480'],
];
/** A spreadsheet as Excel 97 saved it; the second sheet is hidden. */
function oldSheet(rows: readonly (readonly string[])[]): Uint8Array {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), '电价');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['内部成本', '0.1000']]), '底稿');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
}

const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t>${text}</w:t></w:r>`;
/** A Word file whose body is this markup. */
const wordFile = (body: string): Uint8Array =>
  docxFile([], {
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });

const BOX_NAMES =
  'xmlns:wp="wp" xmlns:a="a" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="wps" xmlns:v="urn:schemas-microsoft-com:vml"';
/** A text box as Word draws it, without the copy for old programs. */
const textBox = (paragraph: string): string =>
  `<w:drawing ${BOX_NAMES}><wp:anchor><wp:simplePos x="0"/><a:graphic><a:graphicData uri="u"><wps:wsp><wps:txbx><w:txbxContent>${paragraph}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;

const ole = (stream: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(64),
  ]);

describe('a Word file', () => {
  it('is read as the page that it would be', async () => {
    const document = await readAsFile(
      docxFile([{ heading: '现行电价表' }, '发布日期：2026年1月5日', { rows: PRICES }, '联系电话：95598']),
      'a.docx',
    );
    expect(document.title).toBe('现行电价表');
    expect(document.identity).toBe('ours');
    expect(rowsOf(document)).toEqual(PRICES);
    expect(document.fields.map(({ label, value }) => `${label.norm}=${value.norm}`)).toContain('联系电话=95598');
    expect(document.dates).toMatchObject([{ date: '2026-01-05', role: 'published' }]);
  });

  it('with a DTD is refused before anything is resolved', async () => {
    const evil = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hosts">]><w>&x;</w>';
    const document = await readAsFile(docxFile(['电价'], { 'word/styles.xml': evil }), 'a.docx');
    expect(document.unread).toEqual({ reason: 'unsafe-archive', detail: 'DTD in word/styles.xml' });
  });

  it('with macros and a template from elsewhere is read as text and says so', async () => {
    const link = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://elsewhere.example/t.dotm" TargetMode="External"/></Relationships>`;
    const document = await readAsFile(
      docxFile(['居民电价0.52元'], { 'word/vbaProject.bin': new Uint8Array(9), 'word/_rels/settings.xml.rels': link }),
      'a.docm',
    );
    expect(linesOf(document)).toEqual(['居民电价0.52元']);
    expect(document.remarks).toEqual(['macros', 'external-content']);
  });
});

describe('what a Word file does not show', () => {
  const shownOf = async (body: string): Promise<readonly [string[], readonly string[]]> => {
    const document = await readAsFile(wordFile(`<w:p>${run('现行电价')}</w:p>${body}`), 'a.docx');
    return [linesOf(document).slice(1), document.remarks];
  };

  it.each([
    ['hidden letters', `<w:p>${run('12398', '<w:vanish/>')}</w:p>`],
    ['letters hidden expressly', `<w:p>${run('12398', '<w:b/><w:vanish w:val="1"/>')}</w:p>`],
    ['white letters on paper', `<w:p>${run('12398', '<w:color w:val="FFFFFF"/>')}</w:p>`],
  ])('%s are left out, and the file says so', async (_what, body) => {
    expect(await shownOf(body)).toEqual([[], ['hidden-text']]);
  });

  it.each([
    ['what a tracked change deleted', `<w:p><w:del w:id="1"><w:r><w:delText>12398</w:delText></w:r></w:del></w:p>`],
    ['what is struck out', `<w:p>${run('12398', '<w:strike/>')}</w:p>`],
    ['what a tracked change moved away', `<w:p><w:moveFrom w:id="2">${run('12398')}</w:moveFrom></w:p>`],
  ])('%s is left out', async (_what, body) => {
    expect((await shownOf(body))[0]).toEqual([]);
  });

  it.each([
    ['letters shown again', `<w:p>${run('12398', '<w:vanish w:val="0"/>')}</w:p>`],
    ['white letters on a ground', `<w:p>${run('12398', '<w:color w:val="FFFFFF"/><w:shd w:fill="1F4E79"/>')}</w:p>`],
    [
      'white letters in a paragraph with a ground',
      `<w:p><w:pPr><w:shd w:fill="1F4E79"/></w:pPr>${run('12398', '<w:color w:val="FFFFFF"/>')}</w:p>`,
    ],
    [
      'the white head of a table',
      `<w:tbl><w:tr><w:tc><w:p>${run('12398', '<w:color w:val="FFFFFF"/>')}</w:p></w:tc></w:tr></w:tbl>`,
    ],
    ['what a tracked change put in', `<w:p><w:ins w:id="3">${run('12398')}</w:ins></w:p>`],
    // 插入 → 日期, and the numbers of tables; hidden letters inside stay hidden.
    [
      'what a field shows',
      `<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>12398</w:t></w:r>${run('内部', '<w:vanish/>')}</w:fldSimple></w:p>`,
    ],
    ['a text box', `<w:p><w:r>${textBox(`<w:p>${run('12398')}</w:p>`)}</w:r></w:p>`],
    [
      'a text box for new programs only',
      `<w:p><w:r><mc:AlternateContent ${BOX_NAMES}><mc:Choice Requires="wps">${textBox(`<w:p>${run('12398')}</w:p>`)}</mc:Choice></mc:AlternateContent></w:r></w:p>`,
    ],
    [
      'a text box with its copy for old programs, once,',
      `<w:p><w:r><mc:AlternateContent ${BOX_NAMES}><mc:Choice Requires="wps">${textBox(`<w:p>${run('12398')}</w:p>`)}</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>${run('12398')}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    ],
    ['letters beside hidden ones', `<w:p>${run('内部', '<w:vanish/>')}${run('12398')}</w:p>`],
  ])('%s stay', async (_what, body) => {
    expect((await shownOf(body))[0]).toEqual(['12398']);
  });
});

describe('a spreadsheet of the old kind', () => {
  it.each(['a.xls', 'a.et', 'download?id=7'])('%s is read as the new kind is, hidden sheets left out', async (name) => {
    const document = await readAsFile(oldSheet(PRICES), name);
    expect(document.unread).toBeUndefined();
    expect(document.format).toBe('xls');
    expect(rowsOf(document)).toEqual(PRICES);
    expect(document.remarks).toEqual(['hidden-sheets']);
  });
});

it('a spreadsheet of the old kind shows the long date of the system as Chinese Excel does', async () => {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['线路', '日期'],
    ['城南线', { t: 'n', v: 46_346, z: '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy' }],
  ]);
  const bytes = XLSX.write(XLSX.utils.book_new(sheet, '停电'), { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
  expect(rowsOf(await readAsFile(bytes, 'a.xls'))[1]).toEqual(['城南线', '2026年11月20日']);
});

it('a spreadsheet of the old kind shows days in the formats of Chinese Excel', async () => {
  const [day, code] = [46_346, 'yyyy"年"m"月"d"日"'];
  // The writer then names the format by its number only, as Excel does.
  (XLSX.SSF as { load: (code: string, id: number) => unknown }).load(code, 31);
  const sheet = XLSX.utils.aoa_to_sheet([
    ['线路', '日期'],
    ['城南线', { t: 'n', v: day, z: code }],
  ]);
  const book = XLSX.utils.book_new(sheet, '停电');
  const bytes = XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
  // A packed one puts the library's own table back.
  XLSX.read(Buffer.from(xlsxFile([{ name: '电价', rows: PRICES }])), { type: 'buffer' });
  expect(rowsOf(await readAsFile(bytes, 'a.xls'))[1]).toEqual(['城南线', '2026年11月20日']);
});

describe('a spreadsheet', () => {
  it('is read with its title, its table, and its notes', async () => {
    const rows = [['国网山城供电公司电价表'], ['单位：元/千瓦时'], ...PRICES, ['注：自2026年1月1日起执行']];
    const document = await readAsFile(xlsxFile([{ name: 'Sheet1', rows, merges: ['A1:B1'] }]), 'a.xlsx');
    expect(document.title).toBe('国网山城供电公司电价表');
    expect(rowsOf(document)).toEqual(PRICES);
    expect(linesOf(document).slice(0, 2)).toEqual(['国网山城供电公司电价表', '单位：元/千瓦时']);
    expect(linesOf(document).at(-1)).toBe('注：自2026年1月1日起执行');
  });

  it('tells which of its own rows stand in its tables, the hidden and the empty counted', async () => {
    const rows = [['现行电价表'], [''], ...PRICES, ['商业', '0.7000'], ['合表', '0.5500']];
    const file = xlsxFile([
      { name: '电价', rows, merges: ['A1:B1'], hiddenRows: [3] },
      { name: '说明', rows: [['另见附件']] },
      { name: 'Sheet3', rows: PRICES },
    ]);
    const { sheets } = await readAsFile(file, 'a.xlsx');
    expect(sheets).toEqual([
      { name: '电价', rows: [4, 5, 6, 7] },
      { name: 'Sheet3', rows: [1, 2, 3] },
    ]);
    const text = new TextEncoder().encode('用电分类,电价\r\n\r\n居民,0.52\r\n,\r\n商业,0.70\r\n');
    expect((await readAsFile(text, 'a.csv')).sheets).toEqual([{ name: '', rows: [1, 3, 4, 5] }]);
  });

  it('shows dates, shares and formulas as they are printed, and evaluates nothing', async () => {
    const rows = [
      ['日期', '供电可靠率', '合计'],
      [
        { number: 46_027, format: 'date' as const },
        { number: 0.9987, format: 'percent' as const },
        { formula: '1+1', saved: 3 },
      ],
      ['=WEBSERVICE("http://elsewhere.example/")', '', ''],
    ];
    const document = await readAsFile(xlsxFile([{ name: '质量', rows }]), 'a.xlsx');
    expect(rowsOf(document)).toEqual(
      [
        ['日期', '供电可靠率', '合计'],
        ['2026/1/5', '99.87%', '3'],
        ['=WEBSERVICE("http://elsewhere.example/")', '', ''],
      ].slice(0, 2),
    );
    expect(linesOf(document)).toContain('=WEBSERVICE("http://elsewhere.example/")');
  });

  it('shows days in the formats that Chinese Excel has no code for, and in those of the system', async () => {
    const styles = (numbers: readonly number[], codes = ''): string =>
      `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${codes}<cellXfs>${numbers.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;
    const read = async (id: number, codes?: string): Promise<string | undefined> => {
      const rows = [
        ['线路', '停电时间'],
        ['城南线', { number: 46_346.375, format: 'date' as const }],
      ];
      const file = xlsxFile([{ name: '停电', rows }], { 'xl/styles.xml': styles([0, id], codes) });
      return rowsOf(await readAsFile(file, 'a.xlsx'))[1]?.[1];
    };
    // 2012年3月14日, 3月14日 and 2012年3月 of the list of formats are written as 31, 58 and 57 and nothing else.
    expect(await read(31)).toBe('2026年11月20日');
    expect(await read(58)).toBe('11月20日');
    expect(await read(57)).toBe('2026年11月');
    expect(await read(22)).toBe('2026/11/20 9:00');
    expect(await read(32)).toBe('9时00分');
    // The first entry of that list, which follows the system: *2012年3月14日.
    const system = (code: string): string =>
      `<numFmts count="1"><numFmt numFmtId="176" formatCode="${code}"/></numFmts>`;
    expect(await read(176, system('[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'))).toBe('2026年11月20日');
    expect(await read(176, system('[$-x-sysdate]dddd, mmmm dd, yyyy'))).toBe('2026年11月20日');
    // A file's own code counts.
    expect(await read(31, '<numFmts count="1"><numFmt numFmtId="31" formatCode="yyyy-mm-dd"/></numFmts>')).toBe(
      '2026-11-20',
    );
  });

  it('spreads merged cells, and believes no stated range', async () => {
    const rows = [
      ['电压等级', '电价'],
      ['不满1千伏', '0.52'],
      ['', '0.50'],
    ];
    const document = await readAsFile(
      xlsxFile([{ name: 'Sheet1', rows, merges: ['A2:A3'], dimension: 'A1:XFD1048576' }]),
      'a.xlsx',
    );
    expect(rowsOf(document)).toEqual([
      ['电压等级', '电价'],
      ['不满1千伏', '0.52'],
      ['不满1千伏', '0.50'],
    ]);
  });

  it('hides what is hidden, and says so', async () => {
    const rows = [...PRICES, ['内部成本', '0.1000']];
    const document = await readAsFile(
      xlsxFile([
        { name: '电价', rows, hiddenRows: [4] },
        { name: '底稿', rows: [['秘密', '1']], hidden: true },
      ]),
      'a.xlsx',
    );
    expect(rowsOf(document)).toEqual(PRICES);
    expect(document.remarks).toEqual(['hidden-sheets']);
  });

  it('hides hidden columns', async () => {
    const columns = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>';
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = `<worksheet xmlns="${main}">${columns}<sheetData><row r="1">${cell('A1', '电价')}${cell('B1', '成本')}${cell('C1', '单位')}</row><row r="2">${cell('A2', '0.52')}${cell('B2', '0.10')}${cell('C2', '元')}</row></sheetData></worksheet>`;
    const file = xlsxFile([{ name: '电价', rows: [] }], { 'xl/worksheets/sheet1.xml': sheet });
    expect(rowsOf(await readAsFile(file, 'a.xlsx'))).toEqual([
      ['电价', '单位'],
      ['0.52', '元'],
    ]);
  });

  it('larger than is laid out whole is too complex', async () => {
    const rows = Array.from({ length: 10_001 }, (_, at) => Array.from({ length: 10 }, () => String(at)));
    expect((await readAsFile(xlsxFile([{ name: 'Sheet1', rows }]), 'a.xlsx')).unread?.reason).toBe('too-complex');
  });
});

describe('delimited text', () => {
  it.each([';', '\t'])('with a title above its columns is a table all the same (%j)', async (mark) => {
    const lines = ['2026年11月停电计划', ...PRICES.map((row) => row.join(mark))];
    const document = await readAsFile(encodeGb18030(lines.join('\r\n')), 'a.csv');
    expect(rowsOf(document).slice(-PRICES.length)).toEqual(PRICES);
  });

  const text = PRICES.map((row) => row.join(',')).join('\r\n');
  it.each([
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['GBK, as Excel saves it', encodeGb18030(text)],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
  ])('is a table: %s', async (_, bytes) => {
    expect(rowsOf(await readAsFile(bytes, 'dianjia.csv', 'text/csv'))).toEqual(PRICES);
  });
});

describe('other files are named', () => {
  it.each([
    ['a.doc', ole('WordDocument'), 'unsupported-format', 'doc'],
    ['a.xls', ole('Workbook'), 'corrupt-archive', 'not a spreadsheet'],
    ['a.wps', ole('WordDocument'), 'unsupported-format', 'wps'],
    ['download?id=7', ole('PowerPoint Document'), 'unsupported-format', 'ppt'],
    ['a.docx', ole('EncryptedPackage'), 'encrypted', 'password needed'],
    ['a.rtf', Buffer.from('{\\rtf1 电价}'), 'unsupported-format', 'rtf'],
    [
      'a.pptx',
      packageFile({ '[Content_Types].xml': '<x/>', 'ppt/presentation.xml': '<x/>' }),
      'unsupported-format',
      'pptx',
    ],
    ['a.ofd', packageFile({ 'OFD.xml': '<x/>' }), 'unsupported-format', 'ofd'],
    ['a.ods', packageFile({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'unsupported-format', 'ods'],
    ['a.zip', packageFile({ 'a.txt': 'x' }), 'unsupported-format', 'zip'],
    ['a.docx', docxFile(['电价']).subarray(0, 200), 'corrupt-archive', 'no ZIP directory'],
  ])('%s', async (name, bytes, reason, detail) => {
    expect((await readAsFile(bytes, name)).unread).toEqual({ reason, detail });
  });

  it('a part that inflates beyond all measure is a bomb', async () => {
    const { unread } = await readAsFile(
      docxFile(['电价'], { 'word/styles.xml': new Uint8Array(30_000_000) }),
      'a.docx',
    );
    expect(unread?.reason).toBe('bomb');
  });

  it('whatever their bytes are', async () => {
    const whole = [docxFile(['居民电价0.52元']), xlsxFile([{ name: '电价', rows: PRICES }])];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        async (file, flips) => {
          const bytes = Uint8Array.from(file);
          for (const [at, value] of flips) bytes[4 + (at % (bytes.length - 4))] = value;
          expect((await readAsFile(bytes, 'a.docx')).unread?.reason).not.toBe('internal-error');
        },
      ),
      { numRuns: 100 },
    );
  });
});

const folder = shared('realdata/office');
describe.skipIf(!existsSync(folder))('real Office files', () => {
  const real = (name: string) => readAsFile(Uint8Array.from(readFileSync(`${folder}/${name}`)), name);

  it('are all read', async () => {
    for (const name of readdirSync(folder)) expect([name, (await real(name)).unread]).toEqual([name, undefined]);
  });

  it('keep times as they are printed, in every row that holds one', async () => {
    const rows = rowsOf(await real('gov_messages_2.xlsx'));
    expect(rows[0]?.slice(0, 4)).toEqual(['留言编号', '留言用户', '留言主题', '留言时间']);
    expect(rows).toHaveLength(496);
    for (const row of rows.slice(1)) expect(row[3]).toMatch(/^\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d{2}:\d{2}$/);
  });

  it('keep the form that a table is', async () => {
    expect((await real('fujian1_baomingbiao.docx')).tables[0]?.rows[0]?.map(({ norm }) => norm)).toEqual([
      '姓名',
      '',
      '年级',
      '',
    ]);
  });
});
