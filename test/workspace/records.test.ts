import { describe, expect, it } from 'vitest';
import { spellProblem } from '../../src/catalogue/problem.ts';
import { readApprovals, readChanges, readReviews, type RecordsResult } from '../../src/workspace/records.ts';

const FILE = 'records/变更登记.csv';
const HEAD = '事项,要素,变更日期,变更前,变更后,备注';

const utf8 = (...lines: string[]): Uint8Array => Buffer.from(`${lines.join('\r\n')}\r\n`);
const bom = (...lines: string[]): Uint8Array => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(...lines)]);

function records<T>(result: RecordsResult<T>): readonly T[] {
  if ('problems' in result) throw new Error(result.problems.map((one) => spellProblem(one).zh).join('\n'));
  return result.records;
}
const said = (result: RecordsResult<unknown>): readonly string[] =>
  'problems' in result ? result.problems.map((one) => spellProblem(one).zh) : [];

const ADDRESS = {
  subject: '1.2',
  within: '1',
  on: '2026-09-24',
  before: '示范路1号',
  after: '示范路2号',
  note: '',
  at: `${FILE}:2`,
};

describe('the change register', () => {
  const row = '1 供电企业基本情况,1.2 办公地址,2026-09-24,示范路1号,示范路2号,';

  it.each([
    ['UTF-8', utf8(HEAD, row)],
    ['UTF-8 with a byte order mark, as Excel saves it', bom(HEAD, row)],
    ['blank rows between and after', utf8(HEAD, row, '', ',,,,,', '')],
    [
      'UTF-16, Excel’s “Unicode 文本”',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from([HEAD, row].join('\r\n').replaceAll(',', '\t'), 'utf16le'),
      ]),
    ],
    [
      'headings with spaces, marks and other words',
      utf8('信息名称 *,检查要素（必填）,变更 日期,原内容,新内容,说明', row),
    ],
    ['columns of the unit’s own', utf8(`序号,${HEAD},登记部门`, `7,${row},办公室`)],
  ])('is read from %s', (_, bytes) => {
    expect(records(readChanges(bytes, FILE))).toEqual([ADDRESS]);
  });

  it('is read below the title that Excel saves along with it', () => {
    const titled = utf8('国网山城供电公司变更登记表,,,,,', '填报单位：办公室,,,,,', HEAD, row);
    expect(records(readChanges(titled, FILE))).toEqual([{ ...ADDRESS, at: `${FILE}:4` }]);
    expect(records(readChanges(utf8('变更登记表', HEAD, row), FILE))).toEqual([{ ...ADDRESS, at: `${FILE}:3` }]);
  });

  it('does not take half an address for the whole where a comma has moved the cells', () => {
    const moved = utf8(HEAD, '1,1.2,2026-09-24,示范路1号,示范路2号,东门,迁址');
    expect(said(readChanges(moved, FILE))).toEqual([
      expect.stringMatching(/:2:\d+ 这一行比表头多出一格「迁址」（内容里有英文逗号的，整格加英文双引号）$/),
    ]);
    expect(records(readChanges(utf8(HEAD, `${row},,`), FILE))).toEqual([ADDRESS]);
  });

  it('is read from GBK', () => {
    // 事项,变更日期 and 电价 in GBK.
    const gbk = Buffer.from('cac2cfee2cb1e4b8fcc8d5c6da0d0ab5e7bcdb2c323032362d30392d32340d0a', 'hex');
    expect(records(readChanges(gbk, FILE))).toMatchObject([{ subject: '电价', on: '2026-09-24', at: `${FILE}:2` }]);
  });

  it('is read from YAML, with Chinese or English keys', () => {
    const chinese = "- 事项: '1'\n  要素: '1.2'\n  变更日期: 2026-09-24\n  变更前: 示范路1号\n  变更后: 示范路2号\n";
    const english = "- item: '1'\n  element: '1.2'\n  date: 2026-09-24\n  before: 示范路1号\n  after: 示范路2号\n";
    const expected = [{ ...ADDRESS, at: 'c.yaml:1' }];
    expect(records(readChanges(Buffer.from(chinese), 'c.yaml'))).toEqual(expected);
    expect(records(readChanges(Buffer.from(english), 'c.yaml'))).toEqual(expected);
  });

  it.each([
    '2026-09-24',
    '2026/9/24',
    '2026.9.24',
    '2026年9月24日',
    '２０２６-09-24',
    '2026/9/24 0:00',
    ' 2026-09-24 ',
  ])('takes %j for the same day', (day) => {
    expect(records(readChanges(utf8(HEAD, `,1.2,${day},a,b,`), FILE))[0]?.on).toBe('2026-09-24');
  });

  it('keeps quoted commas and line breaks, and still counts lines right', () => {
    const rows = records(readChanges(utf8(HEAD, ',1.2,2026-09-24,"a, b","c', 'd",', ',1.3,2026-09-25,,,'), FILE));
    expect(rows.map(({ before, after, at }) => [before, after, at])).toEqual([
      ['a, b', 'c\nd', `${FILE}:2`],
      ['', '', `${FILE}:4`],
    ]);
  });
});

describe('the registers of approvals and reviews', () => {
  it('approvals', () => {
    const bytes = utf8('事项,批复日期,批复文号,批复部门', '6.1,2026/9/16,示范发改〔2026〕8号,示范省发展改革委');
    expect(records(readApprovals(bytes, 'a.csv'))).toEqual([
      { subject: '6.1', on: '2026-09-16', document: '示范发改〔2026〕8号', by: '示范省发展改革委', at: 'a.csv:2' },
    ]);
  });

  it('reviews, with a sign-off that was not given', () => {
    const bytes = utf8(
      '事项,渠道,发布日期,内容审核,合规审核,保密审核',
      '1,网上国网 App,2026-10-09,2026-10-08,2026-10-08,',
    );
    expect(records(readReviews(bytes, 'r.csv'))).toEqual([
      {
        subject: '1',
        channel: 'app',
        published: '2026-10-09',
        content: '2026-10-08',
        compliance: '2026-10-08',
        secrecy: '',
        at: 'r.csv:2',
      },
    ]);
  });

  it.each([
    ['企业门户网站', 'portal'],
    ['门户网站', 'portal'],
    ['95598网站', 'web95598'],
    ['95598 网站', 'web95598'],
    ['供电营业厅', 'hall'],
    ['网上国网ＡＰＰ', 'app'],
    ['电力短信', 'sms'],
    ['微信公众号', 'wechat'],
    ['documents', 'documents'],
  ])('knows the channel %s', (wording, channel) => {
    const bytes = utf8('事项,渠道,发布日期', `1,${wording},2026-10-09`);
    expect(records(readReviews(bytes, 'r.csv'))[0]?.channel).toBe(channel);
  });
});

describe('a mistake in a register gets its row, its column and what to do', () => {
  it.each([
    [
      'a day that does not exist',
      [HEAD, '1,1.2,2022-02-30,a,b,'],
      `${FILE}:2:7 日历上没有 2022-02-30 这一天（日期写作`,
    ],
    ['the same with dots', [HEAD, '1,1.2,2022.2.30,a,b,'], `${FILE}:2:7 日历上没有 2022.2.30 这一天（日期写作`],
    ['a month 13, behind a quoted comma', [HEAD, '"1,2",1.2,2022-13-01,a,b,'], `${FILE}:2:11 日历上没有 2022-13-01`],
    [
      'a serial number of Excel',
      [HEAD, '1,1.2,46289,a,b,'],
      `${FILE}:2:7 「46289」是 Excel 的日期序号，不是日期（在 Excel 中把该列设为日期格式`,
    ],
    ['words for a day', [HEAD, '1,1.2,上周,a,b,'], `${FILE}:2:7 「上周」不是日期（日期写作`],
    ['no day', [HEAD, '1,1.2,,a,b,'], `${FILE}:2:7 没有填「变更日期」`],
    ['neither item nor element', [HEAD, ',,2026-09-24,a,b,'], `${FILE}:2:1 「事项」和「要素」都没有填（填写编号或名称`],
    ['a short row', [HEAD, '1,1.2'], `${FILE}:2:1 没有填「变更日期」`],
    [
      'a mistyped heading',
      ['事项,要素,变更曰期,变更前', '1,1.2,2026-09-24,a'],
      `${FILE}:1:7 不认识的列名「变更曰期」（是否想写「变更日期」？）`,
    ],
    [
      'a heading given twice',
      ['事项,变更日期,变更前,变更 日期', '1,2026-09-24,a,2026-10-24'],
      `${FILE}:1:13 「变更 日期」一列写了两次（只留一列，另一列改名或删去）`,
    ],
    ['a heading left out', ['事项,要素,变更前', '1,1.2,a'], `${FILE}:1:1 缺少「变更日期」一列`],
    [
      'full-width commas',
      ['事项，要素，变更日期', '1，1.2，2026-09-24'],
      `${FILE}:1:1 表头用了中文逗号「，」（在 Excel 中另存为`,
    ],
    ['a quote that is not closed', [HEAD, '1,1.2,2026-09-24,"a,b,'], '英文双引号没有成对（单元格内容含双引号时'],
    ['nothing in the file', [''], `${FILE}:1:1 表格是空的`],
  ])('%s', (_, lines, expected) => {
    const found = said(readChanges(utf8(...lines), FILE));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('a workbook that is only called CSV', () => {
    expect(said(readChanges(Buffer.from('PK\u0003\u0004....'), FILE))).toEqual([
      `${FILE}:1:1 打不开这个工作簿，可能已加密或损坏（在 Excel 中另存为不加密的 .xlsx）`,
    ]);
  });

  it('an unknown channel, and a channel left out', () => {
    const bytes = utf8('事项,渠道,发布日期', '1,门户网佔,2026-10-09', '1,,2026-10-09');
    expect(said(readReviews(bytes, 'r.csv'))).toEqual([
      expect.stringContaining('r.csv:2:3 没有「门户网佔」这个渠道'),
      'r.csv:3:3 没有填「渠道」',
    ]);
  });

  it('all rows at once, in the order of the file', () => {
    const found = said(readChanges(utf8(HEAD, '1,1.2,2022-02-30,,,', '1,1.3,2026-09-24,,,', ',,2026-09-31,,,'), FILE));
    expect(found.map((one) => one.split(' ')[0])).toEqual([`${FILE}:2:7`, `${FILE}:4:1`, `${FILE}:4:3`]);
  });

  it('in YAML by line and column', () => {
    const source = "- 要素: '1.2'\n  变更日期: 2022-02-30\n- 要素: '1.3'\n";
    expect(said(readChanges(Buffer.from(source), 'c.yaml'))).toEqual(['c.yaml:3:3 缺少「变更日期」一列']);
    expect(said(readChanges(Buffer.from(source.split("- 要素: '1.3'")[0] ?? ''), 'c.yaml'))[0]).toContain(
      'c.yaml:2:9 日历上没有 2022-02-30',
    );
    expect(said(readChanges(Buffer.from("要素: '1.2'\n"), 'c.yaml'))[0]).toContain('整个文件应为列表');
  });
});
