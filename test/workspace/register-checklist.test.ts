import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { registerChecklist } from '../../src/workspace/register-checklist.ts';

const FILE = 'records/核查表/中心营业厅/2026-11-18/核查表.xlsx';

const flow = `# 工作区
channels:
  portal:   { sources: [{ url: 'https://www.example.com/' }] }     # 门户
  hall:
    sites:
      - { name: 中心营业厅,   sources: [{ snapshot: evidence/hall/center/ }] }  # 主厅
      - { name: 江北营业厅, sources: [] }
`;
const block = `channels:
  hall:
    sites:
      # 主厅
      - name: 中心营业厅   # 新装修
        sources:
          - snapshot: evidence/hall/center/
      - name: 江北营业厅
        sources: []
        checklist: old.csv   # 上半年
records: {}
`;

describe('naming a checklist in gongkai.yaml', () => {
  it('adds to a hall written on one line', () => {
    expect(registerChecklist(flow, '中心营业厅', FILE)).toBe(
      flow.replace('center/ }] }', `center/ }], checklist: ${FILE} }`),
    );
  });

  it('adds a line to a hall written over several', () => {
    expect(registerChecklist(block, '中心营业厅', FILE)).toBe(
      block.replace('# 新装修\n', `# 新装修\n        checklist: ${FILE}\n`),
    );
  });

  it('replaces the one that was named before, and keeps the comment beside it', () => {
    expect(registerChecklist(block, '江北营业厅', FILE)).toBe(block.replace('old.csv', FILE));
  });

  it('keeps the line ends of Windows', () => {
    const windows = block.replaceAll('\n', '\r\n');
    expect(registerChecklist(windows, '中心营业厅', FILE)).toBe(
      windows.replace('# 新装修\r\n', `# 新装修\r\n        checklist: ${FILE}\r\n`),
    );
  });

  it('keeps the byte order mark that Windows editors write', () => {
    expect(registerChecklist(`\uFEFF${flow}`, '中心营业厅', FILE)).toBe(
      `\uFEFF${flow.replace('center/ }] }', `center/ }], checklist: ${FILE} }`)}`,
    );
  });

  it.each(['a file, with, commas.csv', "it's: a #1.csv", '123.csv', '表 {1}.xlsx'])(
    'quotes %s where YAML needs it',
    (file) => {
      for (const source of [flow, block]) {
        const edited = parse(registerChecklist(source, '中心营业厅', file) ?? '') as {
          channels: { hall: { sites: { checklist?: string }[] } };
        };
        expect(edited.channels.hall.sites[0]?.checklist).toBe(file);
      }
    },
  );

  it('names none for a hall that is not there', () => {
    expect(registerChecklist(flow, '没有的营业厅', FILE)).toBeUndefined();
    expect(registerChecklist('channels: {}\n', '中心营业厅', FILE)).toBeUndefined();
  });

  it.each([
    [
      'a hall whose last value is a list in lines',
      'channels:\n  hall:\n    sites:\n      - sources:\n          - snapshot: a\n        name: 甲',
    ],
    ['a hall with a trailing comma', 'channels: { hall: { sites: [ { name: 甲, sources: [], } ] } }\n'],
    ['a name in quotes', 'channels:\n  hall:\n    sites:\n    - "name": "甲"\n      sources: []\n'],
  ])('is right for %s', (_, source) => {
    const edited = parse(registerChecklist(source, '甲', FILE) ?? '') as unknown;
    const wanted = parse(source) as { channels: { hall: { sites: object[] } } };
    Object.assign(wanted.channels.hall.sites[0] ?? {}, { checklist: FILE });
    expect(edited).toEqual(wanted);
  });
});
