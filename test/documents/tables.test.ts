import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/documents/html.ts';

const read = (body: string) => readHtml(`<body>${body}</body>`, 'http://example.com/');
const grid = (body: string): string[][][] =>
  read(body).tables.map(({ rows }) => rows.map((row) => row.map(({ raw }) => raw)));
const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

describe('data tables', () => {
  it('repeat a merged cell in every place that it covers', () => {
    const table =
      '<table><tr><th rowspan=2>用电分类</th><th colspan=2>电度电价</th></tr><tr><th>不满1千伏</th><th>1-10千伏</th></tr>' +
      '<tr><td>居民</td><td>0.52</td><td>0.51</td></tr></table>';
    expect(grid(table)).toEqual([
      [
        ['用电分类', '电度电价', '电度电价'],
        ['用电分类', '不满1千伏', '1-10千伏'],
        ['居民', '0.52', '0.51'],
      ],
    ]);
  });

  it('have rows of one length, and none that is empty', () => {
    expect(grid(`<table>${row('项目', '值', '单位')}${row('', '', '')}${row('电压合格率', '99.9')}</table>`)).toEqual([
      [
        ['项目', '值', '单位'],
        ['电压合格率', '99.9', ''],
      ],
    ]);
  });

  it('survive spans that lie', () => {
    const wild =
      '<table><tr><td rowspan=-3>乙</td><td colspan=99999999>甲</td></tr><tr><td colspan=abc>丙</td><td>丁</td></tr></table>';
    const [table] = grid(wild);
    expect(table?.[0]).toHaveLength(100);
    expect(table?.[1]?.slice(0, 3)).toEqual(['丙', '丁', '']);
  });

  it.each([
    ['their caption', `<table><caption>电价表</caption>${row('分类', '电价')}${row('居民', '0.52')}</table>`],
    ['the heading above', `<h3>电价表</h3><table>${row('分类', '电价')}${row('居民', '0.52')}</table>`],
    [
      'the line above, past the unit',
      `<p>电价表</p><p>单位：元/千瓦时</p><table>${row('分类', '电价')}${row('居民', '0.52')}</table>`,
    ],
    [
      'a first row in one cell',
      `<table><tr><td colspan=2>电价表</td></tr>${row('分类', '电价')}${row('居民', '0.52')}</table>`,
    ],
  ])('are named by %s', (_, body) => {
    const [table] = read(body).tables;
    expect(table?.caption).toBe('电价表');
    expect(table?.rows[0]?.map(({ raw }) => raw)).toEqual(['分类', '电价']);
  });

  it('point at their cells on the page', () => {
    const { tables, blocks } = read(`<p>电价</p><table>${row('分类', '电价')}${row('居民', '0.52')}</table>`);
    const [table] = tables;
    expect(table?.place).toBe('main > table[1]');
    expect(blocks[table?.block ?? -1]).toMatchObject({ kind: 'cell', place: 'main > table[1] row 1' });
  });

  it('keep the lines of a cell', () => {
    expect(grid(`<table>${row('营业厅', '地址')}${row('中心', '山城路1号<br>电话95598')}</table>`)[0]?.[1]).toEqual([
      '中心',
      '山城路1号\n电话95598',
    ]);
  });
});

describe('tables that only arrange the page', () => {
  it.each([
    [
      'a banner above the page',
      `<div class="header"><table>${row('山城供电公司', '今天是星期四')}</table></div><p>正文</p>`,
    ],
    ['one cell', `<table>${row('停电公告')}</table>`],
    ['one column', `<table>${row('停电公告')}${row('城东片区停电')}</table>`],
    [
      'an icon beside each entry',
      `<table>${row('<img src=a.gif>', '<a href=1>公告一</a>')}${row('<img src=a.gif>', '<a href=2>公告二</a>')}</table>`,
    ],
    ['their role', `<table role=presentation>${row('甲', '乙')}${row('丙', '丁')}</table>`],
    ['long text in their cells', `<table>${row('左', '正文。'.repeat(100))}${row('右', '正文。'.repeat(100))}</table>`],
    [
      'headings and lists in their cells',
      `<table>${row('<h3>电价</h3><ul><li>甲</li></ul>', '<h3>服务</h3>')}${row('<ul><li>乙</li></ul>', '<h3>丙</h3>')}</table>`,
    ],
  ])('known by %s', (_, body) => {
    const { tables, blocks } = read(body);
    expect(tables).toEqual([]);
    expect(blocks.every(({ kind }) => kind !== 'cell')).toBe(true);
  });

  it('give way to the data table inside them', () => {
    const inner = `<table>${row('项目', '指标')}${row('电压合格率', '99.9%')}</table>`;
    expect(grid(`<table>${row('导航', `<h2>供电质量</h2>${inner}`)}${row('左', '右')}</table>`)).toEqual([
      [
        ['项目', '指标'],
        ['电压合格率', '99.9%'],
      ],
    ]);
  });
});
