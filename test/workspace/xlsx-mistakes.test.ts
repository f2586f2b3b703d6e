import { describe, expect, it } from 'vitest';
import { spellProblem } from '../../src/catalogue/problem.ts';
import { bindRecords } from '../../src/workspace/bind-records.ts';
import { readChecklist } from '../../src/workspace/checklist.ts';
import { readChanges, readEvaluations, readReviews, type RecordsResult } from '../../src/workspace/records.ts';
import { loadLaw } from '../support/law.ts';
import { xlsxFile, type Sheet, type SheetCell } from '../support/office-file.ts';

const FILE = 'records/变更登记.xlsx';
const HEAD = ['事项', '要素', '变更日期', '变更前', '变更后'];
const ROW: SheetCell[] = ['1 供电企业基本情况', '1.2 办公地址', '2026-09-24', '示范路1号', '示范路2号'];

const book = (rows: readonly (readonly SheetCell[])[], more: Partial<Sheet> = {}, others: readonly Sheet[] = []) =>
  xlsxFile([{ name: '变更登记', rows, ...more }, ...others]);
const said = (result: RecordsResult<unknown>): readonly string[] =>
  'problems' in result ? result.problems.map((one) => spellProblem(one).zh) : ['(读得出)'];
const replaced = (at: number, cell: SheetCell): SheetCell[] => ROW.map((one, index) => (index === at ? cell : one));

const SOUND: readonly (readonly [name: string, bytes: Uint8Array, line: number])[] = [
  ['days as text', book([HEAD, ROW]), 2],
  ['days as Excel keeps them', book([HEAD, replaced(2, { number: 46289, format: 'date' })]), 2],
  ['full-width digits', book([HEAD, replaced(2, '２０２６年９月２４日')]), 2],
  ['a title above the headings', book([['变更登记表'], HEAD, ROW], { merges: ['A1:E1'] }), 3],
  [
    'headings with marks, and columns of the unit’s own',
    book([
      ['序号', ...HEAD.map((one) => `${one} *`)],
      ['1', ...ROW],
    ]),
    2,
  ],
  ['an empty second sheet', book([HEAD, ROW], {}, [{ name: 'Sheet2', rows: [] }]), 2],
  ['a sheet of instructions', book([HEAD, ROW], {}, [{ name: '填写说明', rows: [['一', '二']] }]), 2],
  ['a hidden sheet', book([HEAD, ROW], {}, [{ name: '_choices', rows: [['甲', '乙']], hidden: true }]), 2],
];

/** What staff do to workbooks: the file, and where and how it is told. */
const MISTAKES: readonly (readonly [name: string, bytes: Uint8Array, told: RegExp])[] = [
  ['2022-02-30', book([HEAD, replaced(2, '2022-02-30')]), /变更登记!C2 日历上没有 2022-02-30 这一天（日期写作/],
  ['no day', book([HEAD, replaced(2, '')]), /变更登记!\w2 没有填「变更日期」/],
  ['words for a day', book([HEAD, replaced(2, '上周四')]), /变更登记!C2 「上周四」不是日期（日期写作/],
  [
    'a bare serial number',
    book([HEAD, replaced(2, { number: 46289 })]),
    /变更登记!C2 「46289」是 Excel 的日期序号，不是日期（在 Excel 中把该列设为日期格式再保存/,
  ],
  ['a year and month only', book([HEAD, replaced(2, '2026年9月')]), /变更登记!C2 「2026年9月」不是日期/],
  [
    'a column left out',
    book([
      ['事项', '要素', '变更前'],
      ['1', '1.2', 'x'],
    ]),
    /变更登记!A1 缺少「变更日期」一列/,
  ],
  [
    'a heading mistyped',
    book([
      ['事项', '要素', '变更日其'],
      ['1', '1.2', '2026-09-24'],
    ]),
    /变更登记!C1 不认识的列名「变更日其」（是否想写「变更日期」？）/,
  ],
  [
    'cells merged across',
    book([HEAD, ROW], { merges: ['D2:E2'] }),
    /变更登记!D2 D2:E2 合并了几列.*（取消合并，逐格填写）/,
  ],
  ['headings merged across', book([HEAD, ROW], { merges: ['A1:B1'] }), /变更登记!A1 A1:B1 合并了几列/],
  [
    'no subject',
    book([HEAD, ['', '', '2026-09-24', 'x', 'y']]),
    /变更登记!A2 「事项」和「要素」都没有填（填写编号或名称/,
  ],
  [
    'two sheets with tables',
    book([HEAD, ROW], {}, [{ name: '2025年', rows: [HEAD, ROW] }]),
    /2025年!A1 工作簿有多张工作表：变更登记、2025年/,
  ],
  ['nothing in it', book([]), /工作簿是空的/],
  ['a title and no table', book([['变更登记表']]), /变更登记!A1 没有表头（第一行写列名）/],
  ['a damaged file', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), /打不开这个工作簿.*（在 Excel 中另存为不加密的/],
  [
    'an old encrypted file',
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)]),
    /打不开这个工作簿/,
  ],
];

describe('a register kept in Excel', () => {
  it.each(SOUND)('is read with %s', (_, bytes, line) => {
    const result = readChanges(bytes, FILE);
    expect(said(result)).toEqual(['(读得出)']);
    expect('records' in result && result.records).toMatchObject([
      { subject: '1.2', within: '1', on: '2026-09-24', before: '示范路1号', after: '示范路2号', at: `${FILE}:${line}` },
    ]);
  });

  it('fills a value that is merged downwards into each of its rows', () => {
    const result = readChanges(book([HEAD, ROW, ['', '1.4', '2026-09-25', 'a', 'b']], { merges: ['A2:A3'] }), FILE);
    expect('records' in result && result.records.map(({ within }) => within)).toEqual(['1', '1']);
  });

  it.each(MISTAKES)('says where and what is wrong: %s', (_, bytes, told) => {
    const [first = ''] = said(readChanges(bytes, FILE));
    expect(first).toMatch(told);
    expect(first.startsWith(FILE)).toBe(true);
  });

  it('tells all cells at once, and the cell of a subject that nobody knows', async () => {
    const rows = [HEAD, replaced(2, '上周'), replaced(2, '2022-02-30')];
    expect(said(readChanges(book(rows), FILE))).toHaveLength(2);
    const changes = readChanges(book([HEAD, replaced(1, '办公地止')]), FILE);
    const { catalogue } = await loadLaw('chongqing');
    const workspace = { changes: 'records' in changes ? changes.records : [], approvals: [], reviews: [], waivers: [] };
    const bound = bindRecords(workspace as unknown as Parameters<typeof bindRecords>[0], catalogue);
    expect('problems' in bound && bound.problems.map((one) => spellProblem(one).zh)).toEqual([
      `${FILE} 变更登记!B2 没有「办公地止」这个事项或要素（是否想写「办公地址」？）`,
    ]);
  });

  it('names a channel and a quarter that there are not', () => {
    const reviews = book([
      ['事项', '渠道', '发布日期'],
      ['1', '门户网', '2026-09-24'],
    ]);
    expect(said(readReviews(reviews, FILE))[0]).toMatch(/变更登记!B2 没有「门户网」这个渠道/);
    const evaluations = book([
      ['供电单位', '季度', '评价日期'],
      ['甲', '2026年第五季度', '2026-09-24'],
    ]);
    expect(said(readEvaluations(evaluations, FILE))[0]).toMatch(/变更登记!B2 「2026年第五季度」不是季度（写作 2026Q3/);
  });
});

describe('a checklist', () => {
  const head = ['编号', '核查内容', '核查结论', '照片', '核查人', '复核人', '核查日期', '说明'];
  const list = (...row: SheetCell[]): Uint8Array =>
    book([['核查表'], head, row, ['1.3', '营业场所', '', '', '', '', '', '']]);

  it('gives the lines that were answered', () => {
    const result = readChecklist(
      list('8.1', '十项承诺', '是', 'a.jpg、b.jpg', '甲', '乙', { number: 46336, format: 'date' }, ''),
      FILE,
      '中心营业厅',
    );
    expect(said(result)).toEqual(['(读得出)']);
    expect('records' in result && result.records).toMatchObject([
      { subject: '8.1', site: '中心营业厅', answer: 'yes', photos: ['a.jpg', 'b.jpg'], on: '2026-11-10' },
    ]);
  });

  it.each([
    ['√', 'yes'],
    [' ☑', 'yes'],
    ['有', 'yes'],
    ['×', 'no'],
    ['Ｘ', 'no'],
    ['不 适用', 'na'],
  ])('takes %s for an answer', (written, answer) => {
    const result = readChecklist(list('8.1', '', written, 'a.jpg', '甲', '乙', '2026-11-10', '没有'), FILE, '');
    expect('records' in result && result.records).toMatchObject([{ answer }]);
  });

  it('says which cell is no answer or no day', () => {
    expect(said(readChecklist(list('8.1', '', '合格', '', '甲', '乙', '2026-11-10', ''), FILE, ''))[0]).toMatch(
      /变更登记!C3 「合格」不是核查结论（填写 是、否 或 不适用）/,
    );
    expect(said(readChecklist(list('8.1', '', '是', '', '甲', '乙', '', ''), FILE, ''))[0]).toMatch(
      /变更登记!\w3 没有填「核查日期」/,
    );
  });

  it('tells both mistakes of one line at once', () => {
    expect(said(readChecklist(list('8.1', '', '合格', '', '甲', '乙', '上周', ''), FILE, ''))).toEqual([
      expect.stringMatching(/变更登记!C3 「合格」不是核查结论/),
      expect.stringMatching(/变更登记!G3 「上周」不是日期/),
    ]);
  });
});
