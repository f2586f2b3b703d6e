import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCKED, pdfFile, pdfOfLines, type PdfSheet, type PdfWords } from '../support/pdf-file.ts';
import { shared } from './page.ts';
import { linesOf, readAsFile, rowsOf } from './read-as-file.ts';

const line = (text: string, y: number, x = 72, size = 12): PdfWords => ({ text, x, y, size });
const read = (...sheets: PdfSheet[]) => readAsFile(pdfFile(sheets), 'gonggao.pdf');

describe('the text layer of a PDF', () => {
  it.each(['unembedded', 'mapped'] as const)('is read from a font that is %s', async (font) => {
    const notice = await readAsFile(
      pdfFile([{ words: [line('停电公告', 780, 72, 20), line('联系电话：95598', 740)] }], font),
      'a.pdf',
    );
    expect(notice.unread).toBeUndefined();
    expect(notice.title).toBe('停电公告');
    expect(notice.fields.map(({ label, value }) => [label.norm, value.norm])).toEqual([['联系电话', '95598']]);
    expect(notice.identity).toBe('ours');
  });

  it('keeps a line that wraps in its paragraph, and its page as the place', async () => {
    const wide = '为加强供电营业管理，建立正常的供电营业秩序，保障供用双方的合法权益，'; // 34 characters of 13 pt
    const document = await read(
      {
        words: [
          line('供电营业规则', 780, 220, 20),
          line(`　　第一条 ${wide}`.slice(0, 36), 740, 72),
          line('制定本规则。', 722),
          line('第二条 本规则自发布之日起施行。', 704, 96),
        ],
      },
      { words: [line('第三条 解释权归国网山城供电公司。', 780, 96)] },
    );
    expect(linesOf(document).slice(1)).toEqual([
      expect.stringMatching(/^第一条.*制定本规则。$/),
      '第二条 本规则自发布之日起施行。',
      '第三条 解释权归国网山城供电公司。',
    ]);
    expect(document.blocks.map(({ place }) => place)).toEqual(['page 1', 'page 1', 'page 1', 'page 2']);
  });

  it('runs down one column and then down the next one', async () => {
    // Two columns of 16 characters of 12 pt, of which the first goes on in the second.
    const column = (clauses: readonly string[], x: number): PdfWords[] =>
      clauses
        .flatMap((clause) => [clause.slice(0, 16), clause.slice(16)])
        .map((text, at) => line(text, 700 - at * 18, x));
    const clauses = ['一', '二', '三', '四', '五', '六', '七', '八'].map(
      (number) => `${number}、不准漠视客户合理用电诉求、推诿搪塞怠慢客户。`,
    );
    const title = line('员工服务“十个不准”', 760, 200, 20);
    const document = await read({
      words: [title, ...column(clauses.slice(0, 4), 72), ...column(clauses.slice(4), 294)],
    });
    expect(linesOf(document)).toEqual(['员工服务“十个不准”', ...clauses]);
  });

  it('is without page numbers and running lines', async () => {
    const sheets = [1, 2, 3, 4].map((page): PdfSheet => ({
      words: [
        line('国网山城供电公司供电质量报告', 820, 180, 9),
        line(`第${page}页是正文。`, 600),
        line(`- ${page} -`, 20, 290, 9),
      ],
    }));
    const document = await read(...sheets);
    expect(linesOf(document)).toEqual([
      '国网山城供电公司供电质量报告',
      '第1页是正文。',
      '第2页是正文。',
      '第3页是正文。',
      '第4页是正文。',
    ]);
    expect(document.blocks[0]).toMatchObject({ region: 'header' });
  });

  it('is without watermarks that lie across the page, and says once what is printed twice', async () => {
    const words = [
      line('停电时间：8:00', 700),
      line('停电时间：8:00', 700, 72.4),
      { ...line('内部资料2020年1月1日', 400), turned: 45 },
    ];
    expect(linesOf(await read({ words }))).toEqual(['停电时间：8:00']);
  });
});

describe('words that nobody sees in a PDF', () => {
  const shownWith = async (words: Partial<PdfWords>): Promise<string[]> => {
    const title = { text: '国网山城供电公司基本情况', x: 72, y: 780, size: 20 };
    const body = { text: '办公地址：示范省山城市滨江路18号，服务时间8:30至17:30。', x: 72, y: 700 };
    const other = { text: '能源监管热线12398', x: 72, y: 640, ...words };
    return linesOf(await readAsFile(pdfFile([{ words: [title, body, other] }]), 'a.pdf')).slice(2);
  };

  it.each([
    ['set in the invisible mode', { hidden: true as const }, []],
    ['white on paper', { white: 'on-paper' as const }, []],
    ['white on a dark ground', { white: 'on-ground' as const }, ['能源监管热线12398']],
    ['black', {}, ['能源监管热线12398']],
  ])('%s', async (_what, words, expected) => {
    expect(await shownWith(words)).toEqual(expected);
  });
});

describe('tables in a PDF', () => {
  const price = [
    ['用电分类', '电价', '单位'],
    ['居民生活用电', '0.5200', '元/千瓦时'],
    ['一般工商业用电', '0.7350', '元/千瓦时'],
  ];

  it('are told by the columns in which words stand', async () => {
    const document = await readAsFile(pdfOfLines(['现行电价表', ...price.map((row) => row.join('|'))]), 'a.pdf');
    expect(rowsOf(document)).toEqual(price);
    expect(document.tables[0]?.caption).toBe('现行电价表');
  });

  it('are no columns of text, however many rows they have', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => [`10千伏新城${at + 1}线`, `新城大道${at + 1}号、松林路`]);
    const document = await readAsFile(pdfOfLines(['停电线路和区域', ...rows.map((row) => row.join('|'))]), 'a.pdf');
    expect(rowsOf(document)).toEqual(rows);
  });

  it('are told by their lines, with merged cells spread and wrapped cells joined', async () => {
    // Two rows of which the first cell is one; the last column wraps.
    const words = [
      line('居民', 690, 80),
      line('不满1千伏', 705, 180),
      line('0.52元/', 708, 330),
      line('千瓦时', 694, 330),
      line('1至10千伏', 665, 180),
      line('0.50元', 665, 330),
    ];
    const rules: PdfSheet['rules'] = [
      [72, 720, 420, 720],
      [170, 685, 420, 685],
      [72, 650, 420, 650],
      [72, 650, 72, 720],
      [170, 650, 170, 720],
      [320, 650, 320, 720],
      [420, 650, 420, 720],
    ];
    expect(rowsOf(await read({ words, rules }))).toEqual([
      ['居民', '不满1千伏', '0.52元/千瓦时'],
      ['居民', '1至10千伏', '0.50元'],
    ]);
  });

  it('are none where a frame stands around text', async () => {
    const words = [line('温馨提示：请提前做好停电准备。', 700, 80)];
    const rules: PdfSheet['rules'] = [
      [72, 720, 420, 720],
      [72, 690, 420, 690],
      [72, 690, 72, 720],
      [420, 690, 420, 720],
    ];
    const document = await read({ words, rules });
    expect(document.tables).toEqual([]);
    expect(linesOf(document)).toEqual(['温馨提示：请提前做好停电准备。']);
  });
});

describe('a PDF that cannot be read says why', () => {
  const sheet: PdfSheet = {
    words: [line('国网山城供电公司现行电价表', 700), line('居民生活用电每千瓦时零点五二元', 680)],
  };
  it.each([
    [
      'pages that are pictures',
      pdfFile([
        { words: [], scan: true },
        { words: [], scan: true },
      ]),
      'no-text-layer',
      /pictures/,
    ],
    ['a picture with a page number', pdfFile([{ words: [line('1', 20, 290)], scan: true }]), 'no-text-layer', /1 of 1/],
    ['fonts that do not say what their glyphs are', pdfFile([sheet], 'broken'), 'no-text-layer', /broken fonts/],
    [
      'text that a machine read from a scan',
      pdfFile([{ scan: true, words: sheet.words.map((one) => ({ ...one, hidden: true as const })) }]),
      'low-confidence',
      /pictures/,
    ],
    ['a password', pdfFile([sheet], 'unembedded', LOCKED), 'encrypted', /password/],
    ['half a file', pdfFile([sheet]).subarray(0, 60), 'corrupt-archive', /./],
    [
      'more pages than anybody discloses',
      pdfFile(Array.from({ length: 2_001 }, () => ({ words: [] }))),
      'too-complex',
      /2001/,
    ],
  ])('%s', async (_, bytes, reason, detail) => {
    const { unread, blocks } = await readAsFile(bytes, 'a.pdf');
    expect(unread?.reason).toBe(reason);
    expect(unread?.detail).toMatch(detail);
    expect(blocks).toEqual([]);
  });

  it('pages of pictures among pages of text are named', async () => {
    const document = await read(sheet, { words: [], scan: true }, sheet);
    expect(document.remarks).toEqual(['pages without text: 2']);
  });

  it('whatever its bytes are', async () => {
    const whole = pdfFile([sheet]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        async (flips) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, value] of flips) bytes[at] = value;
          bytes.set(whole.subarray(0, 5));
          const document = await readAsFile(bytes, 'a.pdf');
          expect(document.unread?.reason).not.toBe('internal-error');
        },
      ),
      { numRuns: 15 },
    );
  });
});

const folder = shared('realdata/pdf');
describe.skipIf(!existsSync(folder))('real PDFs', () => {
  const real = (name: string) => readAsFile(Uint8Array.from(readFileSync(`${folder}/${name}`)), name);

  it.each(['a', 'b'])('show the first article of copy %s of the rules of electricity supply', async (copy) => {
    const document = await real(`gongdian_yingye_guize_2024_${copy}.pdf`);
    expect(document.title).toBe('供电营业规则');
    const [first, ...twins] = document.blocks.filter(({ text }) => text.norm.startsWith('第一条'));
    expect(twins).toEqual([]);
    expect(first?.text.norm).toMatch(/^第一条为加强供电营业管理.*制定本规则。$/);
    expect(first?.place).toBe('page 1');
  });

  it('are known for copies of one text, though their bytes differ', async () => {
    const [one, other] = [
      await real('gongdian_yingye_guize_2024_a.pdf'),
      await real('gongdian_yingye_guize_2024_b.pdf'),
    ];
    expect(one.textDigest).toBe(other.textDigest);
  });

  it('show tables with their rows and columns', async () => {
    const { tables } = await real('chinese-tables.pdf');
    expect(tables.map(({ rows }) => [rows.length, rows[0]?.length])).toEqual([
      [5, 5],
      [12, 5],
    ]);
    expect(tables[1]?.rows[1]?.map(({ norm }) => norm)).toEqual([
      '1',
      '工商银行',
      '330,435.30',
      '234,850.00',
      '95,585.30',
    ]);
  });
});
