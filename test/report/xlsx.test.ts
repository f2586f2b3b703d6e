import { read, utils, type CellObject, type WorkBook } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { xlsx } from '../../src/report/xlsx.ts';
import { convert, hasOffice } from '../support/soffice.ts';
import { filledWith } from './filled.ts';
import { reportOn, SAMPLE, VERDICTS } from './sample.ts';

const options = { language: 'zh', colour: false, width: 100 } as const;
const bytesOf = (report: Report, language: 'zh' | 'en' = 'zh'): Promise<Uint8Array> =>
  xlsx.render(report, { ...options, language });
const opened = async (report: Report, language: 'zh' | 'en' = 'zh'): Promise<WorkBook> =>
  read(await bytesOf(report, language), { cellNF: true });

/** The columns of 4.1, in their order. */
const COLUMNS =
  '序号 供电单位 信息类别 检查要素 检查渠道 检查方式 检查时间 问题描述 问题类型 严重程度 依据条款 佐证 应完成日期 逾期天数（工作日） 责任部门 发布责任单位 责任人 整改措施 整改时限 整改进展 完成时间 整改佐证 复核人 复核结论 销号日期 备注'.split(
    ' ',
  );
const HEAD = 3;

type Cells = Readonly<Record<string, CellObject | undefined>>;
const letters = Object.fromEntries(COLUMNS.map((name, at) => [name, utils.encode_col(at)]));

describe('the workbook of a report', () => {
  it('has the sheets people ask for', async () => {
    expect((await opened(SAMPLE)).SheetNames).toEqual(['问题台账', '公开清单', '按部门', '待核实', '证据清单', '说明']);
    expect((await opened(SAMPLE, 'en')).SheetNames).toEqual([
      'Gaps',
      'Items × channels',
      'By department',
      'To be checked',
      'Evidence',
      'Notes',
    ]);
  });

  it('keeps the 问题台账 in the columns of the supply companies, the verdict hidden behind them', async () => {
    const sheet = (await opened(SAMPLE)).Sheets['问题台账'] ?? {};
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 });
    expect(rows[HEAD - 1]).toEqual([...COLUMNS, '结论编号']);
    expect(rows).toHaveLength(HEAD + SAMPLE.gaps);
  });

  it('tells the overdue address in one row, dates as dates and numbers as numbers', async () => {
    const sheet: Cells = (await opened(SAMPLE)).Sheets['问题台账'] ?? {};
    const at = (name: string): CellObject | undefined => sheet[`${letters[name] ?? ''}${HEAD + 1}`];
    expect(at('序号')).toMatchObject({ t: 'n', v: 1 });
    expect(at('信息类别')?.v).toBe('1 供电企业基本情况');
    expect(at('检查要素')?.v).toBe('1.2 办公地址');
    expect(at('检查渠道')?.v).toBe('企业门户网站');
    expect(at('检查方式')?.v).toBe('线上核查');
    expect(at('问题描述')?.v).toBe(
      '2026-09-24 发生变更（records/变更登记.csv:2）；页面标注 2026-10-20 发布（“发布时间：2026-10-20”）',
    );
    expect(at('问题类型')?.v).toBe('更新不及时（逾期3个工作日）');
    expect(at('佐证')?.v).toMatch(/^“示例市新城大道66号” 证据1\nhttp:/);
    // 2026-10-15 and the day of audit, 2026-11-20, as days of the spreadsheet's calendar.
    expect(at('应完成日期')).toMatchObject({ t: 'n', v: 46_310, z: 'yyyy-mm-dd' });
    expect(at('检查时间')).toMatchObject({ t: 'n', v: 46_346 });
    expect(at('逾期天数（工作日）')).toMatchObject({ t: 'n', v: 3 });
    expect(at('整改进展')?.v).toBe('待整改');
    expect(at('责任人')?.v).toBeUndefined();
  });

  it('draws the matrix with marks, numbers of gaps and the last update', async () => {
    const rows = utils.sheet_to_json<unknown[]>((await opened(SAMPLE)).Sheets['公开清单'] ?? {}, {
      header: 1,
    });
    expect(rows[HEAD - 1]).toEqual([
      '信息公开事项',
      '企业门户网站',
      '供电营业厅',
      '渠道之间',
      '最近更新日期',
      '最近更新页面',
    ]);
    expect(rows[HEAD]?.slice(0, 5)).toEqual([
      '1 供电企业基本情况',
      '✘ 1 2026-10-20',
      '✔',
      '✘ 1',
      new Date('2026-10-20T00:00:00Z'),
    ]);
  });

  it('lists evidence by the numbers that proofs are called by', async () => {
    const rows = utils.sheet_to_json<(string | number)[]>((await opened(SAMPLE)).Sheets['证据清单'] ?? {}, {
      header: 1,
    });
    expect(rows[HEAD]?.slice(0, 5)).toEqual([1, '企业门户网站', SAMPLE.evidence[0]?.url, '2026-11-18', '提供方声明']);
    expect(rows[HEAD + 1]?.[5]).toBe('采集失败：动态页面，未读到正文');
  });

  it('says what was not read and which readings were applied', async () => {
    const notes = utils.sheet_to_csv((await opened(SAMPLE)).Sheets['说明'] ?? {});
    for (const said of ['未读到的页面', 'http://www.shili.example/guide', '变更当日不计入', '安全告警', '依据即将失效'])
      expect(notes).toContain(said);
  });

  it('is the same file every time', async () => {
    expect(Buffer.compare(await bytesOf(SAMPLE), await bytesOf(SAMPLE))).toBe(0);
  });

  it('is English but for names and quotations', async () => {
    const { Sheets } = await opened(SAMPLE, 'en');
    const kept =
      /“[^”]*”|\(?城关营业厅\)?|新城大道66号|江北路18号|10千伏学府线|变更登记|示电营〔2022〕1号|三（一）、附件1|真人娱乐 首页|工作流程|办理流程|示例公司|办电指南/g;
    for (const sheet of Object.values(Sheets))
      expect(
        utils
          .sheet_to_csv(sheet)
          .replaceAll(kept, '')
          .match(/.*[\p{Script=Han}，。：；、（）].*/gu),
      ).toBeNull();
  });
});

it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '=HYPERLINK("http://evil.example","x")', '<f>1+1</f>'])(
  '%j in every place of a report makes no formula',
  async (words) => {
    const parts = unzipSync(await bytesOf(filledWith(words)));
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(6);
    for (const [, bytes] of sheets) expect(strFromU8(bytes)).not.toMatch(/<f[ >]/);
  },
);

it('twenty thousand gaps make a workbook', async () => {
  const [first] = VERDICTS;
  if (!first) return;
  const many = reportOn(Array.from({ length: 20_000 }, (_, at) => ({ ...first, id: `${first.id}/${at}` })));
  const sheet = unzipSync(await bytesOf(many))['xl/worksheets/sheet1.xml'];
  expect(strFromU8(sheet ?? new Uint8Array()).match(/<row /g)).toHaveLength(HEAD + 20_000);
}, 120_000);

// LibreOffice is an optional guest: without it the same values are read back by the library above.
describe.skipIf(!hasOffice)('in LibreOffice', () => {
  it('every value, date and Chinese heading of every sheet is what was written', async () => {
    const bytes = await bytesOf(SAMPLE);
    const { SheetNames, Sheets } = read(bytes, { cellNF: true });
    const files = await convert(
      'report.xlsx',
      bytes,
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
    );
    expect(files.size).toBe(SheetNames.length);
    for (const name of SheetNames) {
      const shown: string[][] = parse(files.get(`report-${name}.csv`) ?? '', { bom: true, relax_column_count: true });
      const written = utils.sheet_to_json<string[]>(Sheets[name] ?? {}, {
        header: 1,
        raw: false,
        defval: '',
        blankrows: true,
      });
      expect(shown.map(trimmed), name).toEqual(written.map(trimmed));
    }
  }, 120_000);
});

/** Without empty cells at the end, which one program writes and the other leaves out. */
const trimmed = (row: readonly string[]): string[] =>
  row
    .join('\u0000')
    .replace(/\u0000+$/, '')
    .split('\u0000');
