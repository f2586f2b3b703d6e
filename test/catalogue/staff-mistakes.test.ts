import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/catalogue/problem.ts';
import { itemSchema } from '../../src/catalogue/rule.ts';
import { parseYaml } from '../../src/catalogue/validate.ts';

const GOOD = [
  "id: '1'",
  'name: { zh: 基本情况, en: Basics }',
  'summary: { zh: 概况, en: Summary }',
  'channels: [portal, app]',
  'update:',
  '  - { after: change, within: 10 working days }',
  'elements:',
  "  - id: '1.1'",
  '    name: { zh: 企业性质, en: Nature }',
  '    check: { statement: {} }',
  '    remedy: { zh: 公布企业性质, en: State it }',
];

const bytes = (lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\n')}\n`);

function problemsOf(source: Uint8Array): readonly Problem[] {
  const parsed = parseYaml(itemSchema, source, 'rules/x/items/01.yaml');
  return 'value' in parsed ? [] : parsed.problems;
}

/** The good file with one line written differently; an empty wording takes the line away. */
const withLine = (line: number, ...wording: string[]): string[] => GOOD.toSpliced(line - 1, 1, ...wording);

interface Mistake {
  readonly what: string;
  readonly lines: readonly string[];
  /** Line:column of the only problem. */
  readonly at: string;
  readonly says: string;
  readonly hint?: string;
}

const mistake = (what: string, lines: readonly string[], at: string, says: string, hint?: string): Mistake =>
  hint === undefined ? { what, lines, at, says } : { what, lines, at, says, hint };

const MISTAKES: readonly Mistake[] = [
  mistake('a full-width colon', withLine(4, 'channels：[portal, app]'), '4:9', '中文冒号「：」', '英文冒号'),
  mistake('a full-width colon on the first line', withLine(1, "id：'1'"), '1:3', '中文冒号「：」', '英文冒号'),
  mistake('a full-width colon in a list', withLine(8, "  - id：'1.1'"), '8:7', '中文冒号「：」', '英文冒号'),
  mistake('a full-width colon everywhere', ['id：1', 'name：x'], '1:3', '中文冒号「：」', '英文冒号'),
  mistake('no space after the colon', withLine(4, 'channels:[portal, app]'), '4:9', '冒号后面没有空格', '加一个空格'),
  mistake('no space after the dash', withLine(8, "  -id: '1.1'"), '8:3', '短横线后面没有空格', '加一个空格'),
  ...['－', '—', '–', '·'].map((dash) =>
    mistake(`a list that begins with ${dash}`, withLine(8, `  ${dash} id: '1.1'`), '8:3', '不是英文短横线', '「- 」'),
  ),
  mistake(
    'a tab as indentation',
    withLine(6, '\t- { after: change, within: 10 working days }'),
    '6:1',
    '制表符',
    '空格',
  ),
  mistake('a no-break space', withLine(4, 'channels:\u00a0[portal, app]'), '4:10', '不间断空格', '普通空格'),
  mistake('a full-width space before a key', withLine(4, '　channels: [portal, app]'), '4:1', '全角空格', '普通空格'),
  mistake('a full-width space in a value', withLine(1, 'id: 1　2'), '1:6', '全角空格', '普通空格'),
  mistake('an invisible character', withLine(1, 'id: 1\u200b'), '1:6', '看不见的字符', '删除'),
  mistake('typographic quotes', withLine(1, 'id: “1”'), '1:5', '中文引号', '英文引号'),
  mistake('a mistyped key', withLine(4, 'chanels: [portal, app]'), '4:1', '不认识的键「chanels」', '「channels」'),
  mistake(
    'a key in another spelling',
    withLine(4, 'Channels: [portal, app]'),
    '4:1',
    '不认识的键「Channels」',
    '「channels」',
  ),
  mistake(
    'a mistyped required key is one mistake',
    withLine(3, 'sumary: { zh: 概况, en: S }'),
    '3:1',
    '不认识的键「sumary」',
    '「summary」',
  ),
  mistake('a mistyped channel', withLine(4, 'channels: [portal, ap]'), '4:20', '的值不能这样写', '「app」'),
  mistake('a channel by its Chinese name', withLine(4, 'channels: [门户]'), '4:12', '的值不能这样写', '「portal」'),
  mistake('a full-width comma', withLine(4, 'channels: [portal，app]'), '4:12', '的值不能这样写', '英文逗号'),
  mistake('full-width letters', withLine(4, 'channels: [ａｐｐ]'), '4:12', '的值不能这样写', '改写为 app'),
  mistake('a text for a list', withLine(4, 'channels: portal'), '4:11', '应为列表'),
  mistake(
    'a duration in Chinese',
    withLine(6, '  - { after: change, within: 10个工作日 }'),
    '6:30',
    '应写作',
    '改写为 10 working days',
  ),
  mistake('a duration without its unit', withLine(6, '  - { after: change, within: 10 }'), '6:30', '应写作'),
  mistake(
    'a mistyped word of a rule',
    withLine(6, '  - { after: chnage, within: 10 working days }'),
    '6:14',
    '的值不能这样写',
    '「change」',
  ),
  mistake(
    'a mistyped key of a rule',
    withLine(6, '  - { after: change, witihn: 10 working days }'),
    '6:22',
    '不认识的键「witihn」',
    '「within」',
  ),
  mistake(
    'a day that does not exist',
    withLine(4, 'in_force: { from: 2022-02-30 }'),
    '4:19',
    '不是日历上的日期',
    '没有 2022-02-30 这一天',
  ),
  mistake(
    'a day with dots',
    withLine(4, 'in_force: { from: 2022.6.9 }'),
    '4:19',
    '不是日历上的日期',
    '改写为 2022-06-09',
  ),
  mistake(
    'a day in Chinese',
    withLine(4, 'in_force: { from: 2022年6月9日 }'),
    '4:19',
    '不是日历上的日期',
    '改写为 2022-06-09',
  ),
  mistake(
    'a day in full-width digits',
    withLine(4, 'in_force: { from: ２０２２-06-09 }'),
    '4:19',
    '不是日历上的日期',
    '改写为 2022-06-09',
  ),
  mistake('a key without a value', withLine(4, 'channels:'), '4:1', '「channels」没有值', '填写内容'),
  mistake(
    'a full-width colon between braces',
    withLine(4, 'in_force: { from：2022-06-09 }'),
    '4:17',
    '这里是中文冒号',
    '英文冒号加一个空格',
  ),
  mistake(
    'no space after a colon between braces',
    withLine(4, 'in_force: { from:2022-06-09 }'),
    '4:17',
    '冒号后面没有空格',
    '加一个空格',
  ),
  mistake('null', withLine(4, 'channels: null'), '4:1', '「channels」没有值', '填写内容'),
  mistake('a dash without a value', withLine(4, 'aliases:', '  - ', '  - 概况'), '5:5', '这里没有值', '填写内容'),
  mistake('an empty text', withLine(3, "summary: { zh: '', en: S }"), '3:16', '不能为空'),
  mistake('a required key left out', withLine(11), '8:5', '缺少「remedy」'),
  mistake('a key given twice', withLine(5, 'channels: [portal]', 'update:'), '5:1', '键「channels」重复', '第 4 行'),
  mistake(
    'two checks in one element',
    withLine(10, '    check: { statement: {}, field: {} }'),
    '10:12',
    '只能选用一种检查',
  ),
  mistake('a wrong indentation', withLine(9, '   name: { zh: 企业性质, en: Nature }'), '9:4', '缩进', '左对齐'),
  mistake('a bracket that is not closed', withLine(4, 'channels: [portal, app'), '4:11', '没有配对的右括号', '补上'),
  mistake('a text that starts with a percent sign', withLine(1, 'id: %1'), '1:5', '加引号', '单引号'),
  mistake('a text that starts with an asterisk', withLine(1, 'id: *1'), '1:5', '别名', '加引号'),
  mistake('a colon inside a text', withLine(3, 'summary: 注: 概况'), '3:10', '两个「键: 值」', '加英文引号'),
  mistake('an anchor', withLine(4, 'channels: &all [portal, app]'), '4:11', '锚点', '照写一遍'),
  mistake('a tag', withLine(1, 'id: !!str 1'), '1:5', '类型标签', '删除标签'),
  mistake('a merge key', withLine(4, '<<: { kind: duty }'), '4:1', '合并键', '照写一遍'),
  mistake('a YAML 1.1 directive', ['%YAML 1.1', '---', ...GOOD], '1:1', '指令', '删除'),
  mistake('two documents', [...GOOD, '---', ...GOOD], '12:1', '只能有一份内容', '两个文件'),
  mistake('a key of JavaScript', withLine(4, '__proto__: { x: y }'), '4:1', '不允许使用键「__proto__」'),
  mistake(
    'another key of JavaScript',
    withLine(10, '    check: { constructor: {} }'),
    '10:14',
    '不允许使用键「constructor」',
  ),
  mistake('off without anything to switch off', withLine(4, 'off: true'), '4:1', '只能用来关闭上级目录'),
  mistake('an empty file', ['# nothing yet'], '1:1', '文件是空的', '填写内容'),
  mistake('a whole file of text', ['基本情况'], '1:1', '应为若干「键: 值」'),
];

describe('a mistake of a rule author gets one sentence with line, column and what to do', () => {
  it('has nothing to say about the file without a mistake', () => {
    expect(problemsOf(bytes(GOOD))).toEqual([]);
  });

  it.each(MISTAKES)('$what', ({ lines, at, says, hint }) => {
    const found = problemsOf(bytes(lines));
    const [first] = found;
    expect(found.map(({ line, column }) => `${line}:${column}`)).toEqual([at]);
    expect(first?.message.zh).toContain(says);
    if (hint !== undefined) expect(first?.hint?.zh).toContain(hint);
    expect(first?.message.en.replaceAll(/["「].*?["」]/g, ''), 'English without Chinese').not.toMatch(
      /\p{Script=Han}/u,
    );
  });

  it('says all of them at once, in the order of the file', () => {
    const lines = withLine(4, 'chanels: [portal]').with(5, '  - { after: change, within: soon }').with(0, 'id: “1”');
    expect(problemsOf(bytes(lines)).map(({ line }) => line)).toEqual([1, 4, 6]);
  });

  it('reads CRLF and a byte order mark like any other file', () => {
    expect(problemsOf(Buffer.from(`\uFEFF${GOOD.join('\r\n')}\r\n`))).toEqual([]);
  });
});

describe('a file in another encoding', () => {
  // 基 in GBK is BB F9, which is no UTF-8.
  const gbk = Buffer.concat([
    bytes([GOOD[0] ?? '']),
    Buffer.from('name: { zh: '),
    Buffer.from([0xbb, 0xf9, 0xb1, 0xbe]),
    Buffer.from(' }\n'),
  ]);

  it('GBK: named as such, with the place of its first character', () => {
    const [first, ...more] = problemsOf(gbk);
    expect([first?.line, first?.column, more.length]).toEqual([2, 13, 0]);
    expect(first?.message.zh).toContain('GBK');
    expect(first?.hint?.zh).toContain('请另存为 UTF-8 编码');
  });

  it('UTF-16', () => {
    const [first] = problemsOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD.join('\n'), 'utf16le')]));
    expect(first?.message.zh).toContain('UTF-16');
    expect(first?.hint?.zh).toContain('请另存为 UTF-8 编码');
  });

  it('a control character is shown by its place', () => {
    const [first] = problemsOf(bytes(withLine(4, 'channels: [portal\u0000]')));
    expect([first?.line, first?.column]).toEqual([4, 18]);
  });
});
