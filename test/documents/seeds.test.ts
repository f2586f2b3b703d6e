import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentNumbersIn } from '../../src/documents/document-numbers.ts';
import type { Document } from '../../src/documents/document.ts';
import { quote } from '../../src/documents/normal-text.ts';
import { periodsIn } from '../../src/documents/periods.ts';
import { phonesIn, suggestedPhones } from '../../src/documents/phones.ts';
import { readBundle } from '../../src/documents/read-bundle.ts';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import { collect } from '../../src/evidence/collect.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { loadLaw } from '../support/law.ts';
import { SHANCHENG, shared } from './page.ts';

/** The five papers that the duties come from, as OCR and copying left them; they are never part of the project. */
const FOLDER = shared('seeds');

const workspace: Workspace = {
  folder: FOLDER,
  company: SHANCHENG,
  catalogue: 'chongqing',
  channels: {
    portal: {
      sources: [
        {
          snapshot: '.',
          captured: '2026-11-18',
          base: 'http://seeds.example/',
          hosts: [],
          complete: false,
          landmarks: [],
        },
      ],
    },
  },
  ...{ capabilities: [], records: {}, changes: [], approvals: [], reviews: [], waivers: [], history: 'none' },
};

async function readSeeds(): Promise<Document[]> {
  const { catalogue } = await loadLaw('chongqing');
  const sink = memorySink();
  const bundle = sink.bundle(await collect(workspace, {}, sink));
  return readBundle(bundle, workspace, catalogue.vocabulary, () => undefined);
}

const wordsOf = ({ blocks }: Document): string => blocks.map(({ text }) => text.norm).join('\n');

/** 事项 by 附件1, the channels of body and table together, and the words that set the deadline (domain 1, summary table). */
const ITEMS: readonly (readonly [number: string, row: string, channels: string, deadlines: readonly string[]])[] = [
  ['一', '供电企业基本情况', 'P A W H', ['自发生变化之日起10个工作日内']],
  ['二', '用电业务有关信息', 'P A W H', ['自发生变化之日起10个工作日内', '国家另有规定的,按照规定执行']],
  ['三', '供电企业执行的电价和收费标准', 'P A W H', ['自发生变化之日起10个工作日内', '月末3日前主动公开下月']],
  ['四', '供电质量情况', 'P A W H', ['按季度发布', '自发生变化之日起10个工作日内']],
  ['五', '停电有关信息', 'P A W SMS M', ['按照国家规定及时公布']],
  ['六', '限电有关信息', 'P', ['自政府相关部门批复后3个工作日内']],
  ['七', '', 'P', ['自发生变化之日起10个工作日内']],
  ['八', '供电服务承诺', 'P A W H', ['自发生变化之日起10个工作日内']],
  ['九', '12398能源监管热线等投诉渠道', 'P A W H SMS IM MC B', ['自发生变化之日起10个工作日内', '同步、同对象公布']],
  ['十', '用户受电工程市场公平开放相关信息', 'P A W H', ['自发生变化之日起10个工作日内']],
  ['十一', '可开放容量有关信息', 'P H', ['按季度更新']],
  ['十二', '供电服务渠道', '', ['自发生变化之日起10个工作日内']],
];

const CHANNEL_WORDS = {
  P: /企业门户网站/,
  A: /网上国网App/i,
  W: /95598网站/,
  H: /供电营业厅/,
  SMS: /短信/,
  M: /外部媒体/,
  IM: /即时通讯软件/,
  MC: /移动客户端/,
  B: /各类业务单据/,
};
const CHANNEL_COLUMN = 3;

const channelsIn = (words: string): string[] =>
  Object.entries(CHANNEL_WORDS).flatMap(([channel, pattern]) => (pattern.test(words) ? [channel] : []));

/** 通过…等渠道: what a sentence names as channels, and not what it names as content. */
const saysOf = (words: string): string =>
  [...words.matchAll(/通过[^。]*?(?=,主动公开|等渠道|自发生|$)|[^。]*等渠道/gu)].map(([stretch]) => stretch).join(' ');

describe.skipIf(!existsSync(FOLDER))('the five papers, read from a snapshot as every document is', () => {
  let read: Document[];
  const paper = (number: string): Document => {
    const found = read.find(({ capture }) => new URL(capture.url).pathname.startsWith(`/${number}`));
    if (!found) throw new Error(`no paper ${number}`);
    return found;
  };
  const sourceOf = (number: string): string =>
    readFileSync(join(FOLDER, readdirSync(FOLDER).find((name) => name.startsWith(number)) ?? ''), 'utf8');

  beforeAll(async () => {
    read = await readSeeds();
  });

  it('are all read, and every block and every date quotes the file word for word', () => {
    expect(read.map(({ unread }) => unread)).toEqual(Array(5).fill(undefined));
    for (const number of ['000', '001', '002', '003', '004']) {
      const source = sourceOf(number);
      const { blocks, dates } = paper(number);
      expect(blocks.filter(({ text }) => !source.includes(text.raw))).toEqual([]);
      expect(dates.filter((date) => !source.includes(date.quote))).toEqual([]);
    }
  });

  describe('001, the plan under its watermark', () => {
    const bodyOf = (number: string): string =>
      paper('001').blocks.find(({ text: { norm } }) =>
        new RegExp(String.raw`^(?:-.*)?\(${number}\)主动公开`, 'u').test(norm),
      )?.text.norm ?? '';
    const rowOf = (name: string): string[] =>
      paper('001')
        .tables.flatMap(({ rows }) => rows)
        .find(([first]) => first?.norm === name)
        ?.map(({ norm }) => norm) ?? [];

    it.each(ITEMS)('(%s) %s: channels %s', (number, name, channels, deadlines) => {
      const row = name === '' ? [] : rowOf(name);
      const found = new Set([
        ...channelsIn(saysOf(bodyOf(number))),
        ...(number === '十二' ? [] : channelsIn(row[CHANNEL_COLUMN] ?? '')),
      ]);
      expect([...found].sort()).toEqual(channels.split(' ').filter(Boolean).sort());
      for (const deadline of deadlines) expect(bodyOf(number)).toContain(deadline);
      if (name !== '') expect(row).toHaveLength(5);
    });

    it('puts the cells of the damaged table back into their columns', () => {
      expect(rowOf('可开放容量有关信息').slice(3)).toEqual(['企业门户网站供电营业厅', '发展部、设备部']);
      expect(rowOf('限电有关信息').slice(3)).toEqual(['企业门户网站', '营销部、调控中心']);
      expect(rowOf('供电服务渠道').slice(1, 3)).toEqual([
        '95598供电服务热线、供电营业厅、企业门户网站、网上国网App、95598网站等供电服务渠道。',
        '自发生变化之日起10个工作日内更新。',
      ]);
      expect(rowOf('供电企业执行的电价和收费标准')[2]).toContain('月末3日前');
    });

    it('makes nothing of what the scan destroyed', () => {
      // 护禾庇西站 stands for 按季度更新; only the body says so.
      expect(rowOf('可开放容量有关信息')[2]).not.toContain('季度');
      expect(rowOf('供电质量情况')[2]).toContain('按李度发布');
    });

    it('has the dates of the paper and none of the watermark', () => {
      expect(paper('001').dates.map(({ date, role, quote: words }) => [date, role, words])).toEqual([
        ['2022-06-10', 'unknown', '2022年6月10日'],
        ['2022-06-10', 'unknown', '2022年6月10日'],
        ['2022-06-09', 'signed', '2022年6月9日印发'],
      ]);
      expect(wordsOf(paper('001'))).not.toMatch(/\d{4}-\d{2}/);
    });
  });

  it('004 gives the damaged hotlines as suggestions only, with their names beside them', () => {
    const [block] = paper('004').blocks.filter(({ text }) => text.norm.includes('供电服务热线、'));
    const norm = block?.text.norm ?? '';
    expect(norm).toContain('能源监管热线宣传');
    expect(phonesIn(norm)).toEqual([]);
    const suggested = suggestedPhones(norm);
    expect(suggested.map(({ printed, number }) => [printed, number])).toEqual([
      ['+55+8', '95598'],
      ['123+8', '12398'],
    ]);
    expect(suggested.map(({ start, end }) => block && quote(block.text, start, end))).toEqual(['+55+8', '123+8']);
  });

  it.each([
    ['000', ['办稽查〔2012〕87号']],
    [
      '001',
      [
        '渝电营〔2022〕23号',
        '国能发监管规〔2021〕56号',
        '营销营商〔2022〕33号',
        '国能发监管规〔2021〕56号',
        '营销营商〔2022〕33号',
      ],
    ],
    ['002', []],
    ['003', ['办稽查〔2012〕85号']],
    ['004', ['国家电网营销〔2023〕482号']],
  ])('the document numbers of %s', (number, expected) => {
    const found = paper(number).blocks.flatMap(({ text }) => documentNumbersIn(text.norm));
    expect(found.map((one) => one.number)).toEqual(expected);
  });

  it('the dates of the other four', () => {
    const datesOf = (number: string): string[] => paper(number).dates.map(({ date, role }) => `${date} ${role}`);
    expect(datesOf('000')).toEqual([]);
    expect(
      paper('000')
        .blocks.flatMap(({ text }) => periodsIn(text.norm))
        .map(({ period }) => period),
    ).toContain('2013-01');
    expect(datesOf('002')).toEqual(
      [
        ...['2011-10-25', '2011-11-30', '2011-11-25', '2011-12-01', '2012-03-15', '2012-03-16', '2012-05-31'],
        ...['2012-06-01', '2012-10-31', '2012-11-01', '2012-12-31'],
      ].map((date) => `${date} unknown`),
    );
    expect(datesOf('003').sort()).toEqual(['2012-08-13 in-force', '2012-08-13 published', '2012-08-13 signed']);
    expect(datesOf('004')).toEqual(['2023-08-23 signed', '2023-08-23 signed']);
  });

  it('003 is flagged by its hijacked title, and its chrome is no content', () => {
    const { identity, identityWhy, blocks, title } = paper('003');
    expect(identity).toBe('suspicious');
    expect(sourceOf('003').split('\n')[0]).toContain(identityWhy);
    expect(identityWhy.length).toBeGreaterThan(20);
    expect(title).not.toContain('_');
    const chrome = blocks.filter(({ text }) => /网站首页|您的位置|载入时间|友情链接/u.test(text.norm));
    expect(chrome.length).toBeGreaterThanOrEqual(4);
    expect(chrome.filter(({ region }) => region === 'main')).toEqual([]);
  });

  it('000 goes on over the page’s edge: 创造良 ⏎ 好的', () => {
    expect(wordsOf(paper('000'))).toContain('创造良好的经营发展环境');
    expect(wordsOf(paper('000'))).toContain('各电网企业要在门户网站');
  });
});
