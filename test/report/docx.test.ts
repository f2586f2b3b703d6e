import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { docx } from '../../src/report/docx.ts';
import type { Report } from '../../src/report/report.ts';
import { largeReport } from '../support/large-report.ts';
import { convert, hasOffice } from '../support/soffice.ts';
import { filledWith } from './filled.ts';
import { SAMPLE } from './sample.ts';

const bytesOf = (report: Report, language: 'zh' | 'en' = 'zh'): Promise<Uint8Array> =>
  docx.render(report, { language, colour: false, width: 100 });
const wordsOf = async (report: Report, language: 'zh' | 'en' = 'zh'): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(await bytesOf(report, language)) })).value;
const partOf = async (report: Report, name: string): Promise<string> =>
  strFromU8(unzipSync(await bytesOf(report))[name] ?? new Uint8Array());

const CHAPTERS = [
  '一、总体情况',
  '二、自查结果',
  '三、存在的主要问题',
  '四、原因分析',
  '五、整改措施及完成情况',
  '六、下一步工作计划',
  '附件1',
  '附件2',
  '附件3',
];

describe('the 自查报告', () => {
  it('has the six chapters and three attachments in their order', async () => {
    const words = await wordsOf(SAMPLE);
    const places = CHAPTERS.map((chapter) => words.lastIndexOf(chapter));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('says coverage with its base, counts gaps by kind, and tells a case with its dates, clause and owner', async () => {
    const words = await wordsOf(SAMPLE);
    expect(words).toContain('应公开义务（要素×渠道）7项，其中可判定6项，占85%');
    expect(words).toContain('应公开未公开（2个）');
    expect(words).toMatch(/典型案例\d?：企业门户网站“1\.2 办公地址”（逾期3个工作日）/);
    expect(words).toContain('页面原文为“示例市新城大道66号”（证据1）');
    expect(words).toContain('应不迟于 2026-10-15');
    expect(words).toContain('依据示电营〔2022〕1号 三（一）、附件1，责任部门为办公室。');
  });

  it('quotes both channels that contradict each other, and once where they say the same', async () => {
    const across = SAMPLE.verdicts.find(({ id }) => id === '1.2/consistency');
    const [portal] = across?.quotes ?? [];
    if (!across || !portal) throw new Error('the sample has a contradiction');
    const told = (other: string): Promise<string> =>
      wordsOf({
        ...SAMPLE,
        verdicts: SAMPLE.verdicts.map((one) =>
          one === across ? { ...one, quotes: [portal, { ...portal, words: other }] } : one,
        ),
      });
    expect(await told('示例市江北路18号')).toContain(
      '页面原文分别为“示例市新城大道66号”（证据1）、“示例市江北路18号”（证据1）',
    );
    expect(await told('示例市新城大道66号')).not.toContain('页面原文分别为');
  });

  it('quotes a gap of one channel by the first of its quotes', async () => {
    const late = SAMPLE.verdicts.find(({ channel, gap }) => channel === 'portal' && gap === 'overdue');
    const [first] = late?.quotes ?? [];
    if (!late || !first) throw new Error('the sample has a late page');
    const quotes = [first, { ...first, words: '第二处原文' }];
    const words = await wordsOf({
      ...SAMPLE,
      verdicts: SAMPLE.verdicts.map((one) => (one === late ? { ...one, quotes } : one)),
    });
    const [chapter = ''] = words.split('四、原因分析');
    expect(chapter).toContain(`页面原文为“${first.words}”`);
    expect(chapter).not.toContain('第二处原文');
  });

  it('leaves to the unit what only the unit knows, and shows where', async () => {
    expect((await wordsOf(SAMPLE)).match(/【由(?:单位|责任部门)填写：/g)).toHaveLength(4);
    expect(await partOf(SAMPLE, 'word/document.xml')).toContain('<w:highlight w:val="yellow"/>');
  });

  it('is laid out as an official document: A4, 仿宋三号, 28 points a line, page numbers', async () => {
    const body = await partOf(SAMPLE, 'word/document.xml');
    const sheets = [...body.matchAll(/<w:pgSz ([^>]*)\/>/g)].map(([, size = '']) => size.split(' ').sort());
    expect(sheets).toEqual([
      ['w:h="16838"', 'w:orient="portrait"', 'w:w="11906"'],
      ['w:h="11906"', 'w:orient="landscape"', 'w:w="16838"'],
      ['w:h="11906"', 'w:orient="landscape"', 'w:w="16838"'],
    ]);
    expect(body).toContain('w:eastAsia="仿宋"');
    expect(body).toContain('w:eastAsia="方正小标宋简体"');
    expect(body).toContain('w:line="560" w:lineRule="exact"');
    expect(await partOf(SAMPLE, 'word/footer1.xml')).toContain('PAGE');
    expect(await partOf(SAMPLE, 'word/fontTable.xml')).toContain('<w:altName w:val="仿宋_GB2312"/>');
  });

  it('is the same file every time', async () => {
    expect(Buffer.compare(await bytesOf(SAMPLE), await bytesOf(SAMPLE))).toBe(0);
  });

  it('is English but for names and quotations', async () => {
    const kept =
      /“[^”]*”|\(?城关营业厅\)?|新城大道66号|江北路18号|10千伏学府线|变更登记|示电营〔2022〕1号|三（一）、附件1|真人娱乐 首页|工作流程|办理流程/g;
    const words = (await wordsOf(SAMPLE, 'en')).replaceAll(kept, '');
    expect(words.match(/.*[\p{Script=Han}，。：；、（）].*/gu)).toBeNull();
    expect(words).toContain('1. Overview');
  });
});

describe('a report of 5,000 gaps', () => {
  const LARGE = largeReport(5_000);
  const told = { zh: wordsOf(LARGE), en: wordsOf(LARGE, 'en') };

  it('keeps true totals in its chapters and lists a bounded number of rows, the most severe first of all', async () => {
    const body = await partOf(LARGE, 'word/document.xml');
    expect(body.match(/<w:tr[ >]/g)?.length ?? 0).toBeLessThan(700);
    const words = await told.zh;
    expect(words).toContain('发现问题5000个');
    expect(words).toContain('更新不及时（5000个）');
    expect(words).toContain('待整改问题5000个');
    // 50 critical gaps of 5,000: the last of them stands at the end of the list.
    expect(words).toContain('第 4999 项变更未按期公布');
  });

  it.each([
    ['zh', '共5000个问题，本附件按严重程度列出其中300个，其余4700个见Excel工作簿report.xlsx的“问题台账”表'],
    ['zh', '问题所引页面共5000份'],
    ['zh', '本附件列出前300份，其余4700份见Excel工作簿report.xlsx的“证据清单”表'],
    ['en', 'There are 5000 gaps. This attachment lists the 300 most severe; the other 4700 are in the workbook'],
  ] as const)('says in %s what is left out and where it is', async (language, sentence) => {
    expect(await told[language]).toContain(sentence);
  });

  it('leaves nothing out of a report that is no larger than its tables', async () => {
    expect(await wordsOf(SAMPLE)).not.toContain('report.xlsx');
  });
});

describe('words of a page', () => {
  const HOSTILE = [
    'INCLUDETEXT "http://evil.example"',
    '{ HYPERLINK "http://evil.example" }',
    '<w:fldSimple w:instr="DDEAUTO c:\\\\x"/>',
    ']]><w:p/>',
    'a\u0000b\u0007c\u001bd\ud800',
    'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"',
  ];
  it.each(HOSTILE)('%j become neither field nor link nor markup', async (words) => {
    const parts = unzipSync(await bytesOf(filledWith(words)));
    for (const [name, bytes] of Object.entries(parts)) {
      if (!name.endsWith('.xml') && !name.endsWith('.rels')) continue;
      const xml = strFromU8(bytes);
      expect(xml, name).not.toMatch(/<w:(?:fldSimple|hyperlink)\b|TargetMode="External"/);
      expect([...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].every(([, code]) => code === 'PAGE')).toBe(true);
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/u);
    }
    expect((await wordsOf(filledWith(words))).length).toBeGreaterThan(500);
  });
});

// LibreOffice is an optional guest: without it the file is read back by the library above.
describe.skipIf(!hasOffice)('in LibreOffice', () => {
  it('every paragraph, date and Chinese heading is what was written', async () => {
    const bytes = await bytesOf(SAMPLE);
    const files = await convert('report.docx', bytes, 'txt:Text (encoded):UTF8');
    const shown = (files.get('report.txt') ?? '').toString().replaceAll(/\s+/g, '');
    const written = (await wordsOf(SAMPLE)).split('\n').map((line) => line.replaceAll(/\s+/g, ''));
    expect(written.filter((line) => line !== '' && !shown.includes(line))).toEqual([]);
  }, 120_000);
});
