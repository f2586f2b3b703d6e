import { describe, expect, it } from 'vitest';
import { spellProblem } from '../../src/catalogue/problem.ts';
import { itemSchema, type Catalogue } from '../../src/catalogue/rule.ts';
import { bindRecords } from '../../src/workspace/bind-records.ts';
import type { Change, Workspace } from '../../src/workspace/workspace.ts';

const named = (zh: string) => ({ zh, en: zh });
const element = (id: string, zh: string, aliases: string[] = []) => ({
  id,
  name: named(zh),
  aliases,
  check: { statement: {} },
  remedy: named('x'),
});
const item = (id: string, zh: string, elements: object[]) =>
  itemSchema.parse({ id, name: named(zh), summary: named('x'), elements });

const catalogue = {
  off: [
    { id: '6.2', names: ['限电序位'] },
    { id: '11', names: ['可开放容量有关信息'] },
  ],
  items: [
    item('1', '供电企业基本情况', [element('1.2', '办公地址', ['地址']), element('1.3', '营业场所')]),
    item('12', '供电服务渠道', [element('12.2', '供电营业厅', ['地址'])]),
    { ...item('6', '限电有关信息', [element('6.1', '有序用电方案')]), aliases: ['有序用电方案'] },
    item('guide', '信息公开指南', [element('guide.basis', '依据')]),
  ],
} as unknown as Catalogue;

const bind = (...subjects: { subject: string; within?: string }[]) => {
  const changes = subjects.map((one, index): Change => ({
    ...one,
    on: '2026-09-24',
    before: '',
    after: '',
    note: '',
    at: `r.csv:${index + 2}`,
  }));
  const result = bindRecords({ changes, approvals: [], reviews: [], waivers: [] } as unknown as Workspace, catalogue);
  return 'problems' in result
    ? result.problems.map((one) => spellProblem(one).zh)
    : result.workspace.changes.map(({ subject }) => subject);
};

describe('bindRecords', () => {
  it('leaves out lines about what the rules have switched off: the register is older than that', () => {
    expect(bind({ subject: '1.2' }, { subject: '6.2' }, { subject: '限电序位', within: '限电有关信息' })).toEqual([
      '1.2',
    ]);
    expect(bind({ subject: '容量', within: '可开放容量有关信息' })).toEqual([]);
    expect(bind({ subject: '6.22' })).toEqual([expect.stringContaining('没有「6.22」这个事项或要素')]);
  });

  it('knows ids and names of items and elements', () => {
    expect(
      bind(
        { subject: '1.2' },
        { subject: '1' },
        { subject: '办公地址' },
        { subject: ' 办 公 地 址' },
        { subject: '供电企业基本情况' },
        { subject: 'guide' },
      ),
    ).toEqual(['1.2', '1', '1.2', '1.2', '1', 'guide']);
  });

  it('looks for a name within the item that stands beside it', () => {
    expect(bind({ subject: '地址', within: '12' }, { subject: '地址', within: '供电企业基本情况' })).toEqual([
      '12.2',
      '1.2',
    ]);
  });

  it('takes the proper name of an element before the alias of an item', () => {
    expect(bind({ subject: '有序用电方案' })).toEqual(['6.1']);
  });

  it('says which row names nothing, what may be meant, and where a name is not enough', () => {
    expect(
      bind(
        { subject: '9.9' },
        { subject: '办公地趾' },
        { subject: '地址' },
        { subject: '1.2', within: '供电企业情况' },
      ),
    ).toEqual([
      expect.stringContaining('r.csv:2:1 没有「9.9」这个事项或要素'),
      'r.csv:3:1 没有「办公地趾」这个事项或要素（是否想写「办公地址」？）',
      'r.csv:4:1 「地址」不止一个：1.2、12.2（改填编号）',
      'r.csv:5:1 没有「供电企业情况」这个事项或要素（是否想写「供电企业基本情况」？）',
    ]);
  });
});
