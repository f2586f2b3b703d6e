import { describe, expect, it } from 'vitest';
import { elementSchema, itemSchema, type Catalogue, type Item } from '../../src/catalogue/rule.ts';
import { assign } from '../../src/documents/assignment.ts';
import type { Document } from '../../src/documents/document.ts';
import { article, readPage, vocabulary, type PageSetting } from './page.ts';

interface Sketch {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly topics?: readonly string[];
  readonly elements?: readonly string[];
}

const item = ({ id, name, aliases = [], topics = [], elements = ['内容'] }: Sketch): Item =>
  itemSchema.parse({
    ...{ id, name: { zh: name, en: name }, aliases, topics, summary: { zh: name, en: name } },
    elements: elements.map((element, index) =>
      elementSchema.parse({
        ...{ id: `${id}.${index + 1}`, name: { zh: element, en: element }, check: { field: {} } },
        remedy: { zh: '公布。', en: 'Publish.' },
      }),
    ),
  });

const items = [
  item({
    id: '1',
    name: '供电企业基本情况',
    aliases: ['企业基本情况'],
    elements: ['企业性质', '办公地址', '许可证编号'],
  }),
  item({
    id: '3',
    name: '执行的电价和收费标准',
    aliases: ['电价收费', '价格与收费'],
    topics: ['代理购电', '电价', '高可靠性供电费'],
  }),
  item({
    id: '4',
    name: '供电质量情况',
    aliases: ['供电质量', '供电质量及"两率"情况'],
    topics: ['供电可靠率', '电压合格率'],
  }),
  item({
    id: '5',
    name: '停电有关信息',
    aliases: ['停电信息'],
    topics: ['停电公告', '停电区域', '停电线路', '计划停电'],
  }),
  item({ id: '6', name: '限电有关信息', topics: ['有序用电方案', '限电序位'] }),
  item({ id: '8', name: '供电服务承诺', aliases: ['服务承诺'], topics: ['十项承诺', '十个不准'] }),
  item({ id: '9', name: '12398能源监管热线', aliases: ['投诉渠道'], topics: ['12398'] }),
];
const catalogue: Catalogue = {
  ...{ id: 'test', name: { zh: '试验', en: 'test' }, departments: [], publishers: {}, may_lack: {}, if_declared: {} },
  ...{
    settings: { max_age_days: 35, warning_days: 7 },
    instruments: new Map(),
    readings: new Map(),
    registers: [],
    items,
  },
  ...{ vocabulary: vocabulary(), digest: '', places: () => Promise.resolve(() => undefined) },
};

/** The items that a page is about, best first, as ids. */
function about(page: Document, among: readonly Document[] = [page]): string[] {
  const scores = items.flatMap(({ id }, index) => {
    const hit = assign(among, items[index] ?? item({ id, name: id }), catalogue).find(
      ({ document }) => document === page,
    );
    return hit ? [{ id, score: hit.score }] : [];
  });
  return scores.sort((one, other) => other.score - one.score).map(({ id }) => id);
}
const read = (html: string, setting?: PageSetting) => readPage(html, setting);
const inColumn = (column: string, title: string, body: string): string =>
  article(title, body).replace('信息公开</a></div>\n<h1>', `信息公开</a> &gt; <a href="/c/">${column}</a></div>\n<h1>`);

describe('a document is about an item', () => {
  it('by its title', () => {
    expect(about(read(article('执行的电价和收费标准', '<p>见附件。</p>')))).toEqual(['3']);
  });

  it('by its title in other words', () => {
    expect(about(read(article('2026年11月代理购电工商业用户电价公告', '<p>见附件。</p>')))).toEqual(['3']);
  });

  it('by its column', () => {
    expect(about(read(inColumn('供电质量及“两率”情况', '2026年第三季度指标', '<p>99.95%</p>')))).toEqual(['4']);
  });

  it('by the heading of one of its parts', () => {
    const board = '<h2>供电服务承诺</h2><p>一、…</p><h2>价格与收费</h2><p>表一</p>';
    expect(about(read(article('营业厅公示栏', board))).sort()).toEqual(['3', '8']);
  });

  it('by what its text speaks of', () => {
    const text = '<p>供电可靠率99.95%，居民客户端电压合格率99.9%。</p>';
    expect(about(read(article('三季度指标', text)))).toEqual([]);
    const more = '<p>停电区域：滨江路。停电线路：10千伏南坪线。计划停电：停电公告已发。</p>';
    expect(about(read(article('通知', more)))).toEqual(['5']);
  });

  it('by its labels', () => {
    const labels = '<p>企业性质：国有</p><p>办公地址：山城市滨江路100号</p><p>许可证编号：1052022-00123</p>';
    expect(about(read(article('单位概况', `${labels}<h2>企业基本情况</h2>`)))).toEqual(['1']);
  });

  it('by the words of a link that leads to it', () => {
    const page = read(article('详情', '<p>99.95%</p>'), { url: 'http://www.shancheng.example/d/1.html' });
    const list = read(article('信息公开', '<ul><li><a href="/d/1.html">供电质量情况</a></li></ul>'), {
      url: 'http://www.shancheng.example/xxgk/',
    });
    expect(about(page)).toEqual([]);
    expect(about(page, [list, page])).toEqual(['4']);
  });

  it('of two items where one column serves both', () => {
    expect(about(read(inColumn('停限电有关信息', '公告', '<p>见附件。</p>'))).sort()).toEqual(['5', '6']);
  });

  it('as a list of dated entries about it', () => {
    const list = '<ul><li><a href="/1.html">2026年三季度供电质量情况</a> <span>2026-10-12</span></li></ul>';
    expect(about(read(article('通知公告', list)))).toEqual(['4']);
  });

  it('in traditional characters and full width too', () => {
    expect(about(read(article('供電服務承諾', '<p>見附件。</p>')))).toEqual(['8']);
    expect(about(read(article('１２３９８能源监管热线', '<p>见附件。</p>')))).toEqual(['9']);
  });
});

describe('a document is not about an item', () => {
  const MENU = ['供电企业基本情况', '执行的电价和收费标准', '供电质量', '服务承诺']
    .map((name) => `<li><a href="/c/">${name}</a></li>`)
    .join('');

  it('because its menu names it', () => {
    const page = article('联系我们', '<p>欢迎来电来访。</p>').replace(
      '<div class="main">',
      `<div class="nav"><ul>${MENU}</ul></div><div class="main">`,
    );
    expect(about(read(page))).toEqual([]);
  });

  it('because a page of links names it', () => {
    expect(about(read(article('网站地图', `<ul>${MENU}</ul>`)))).toEqual([]);
  });

  it('because it tells news about it (C12, C25)', () => {
    expect(about(read(article('公司召开代理购电工作推进会', '<p>会议要求做好代理购电和电价宣传。</p>')))).toEqual([]);
    expect(about(read(article('践行“十项承诺” 服务不打烊', '<p>十项承诺、十个不准、服务承诺。</p>')))).toEqual([]);
  });

  it('because a law or a report speaks of everything', () => {
    const words = items.flatMap(({ name, aliases, topics }) => [name.zh, ...aliases, ...topics]).join('，');
    const law = `<h2>第三章 供电质量</h2><p>${words}。</p><p>${'供电企业应当遵守本规则。'.repeat(60)}</p>`;
    expect(about(read(article('某某规则', law)))).toEqual([]);
  });

  it('because a longer number contains its number', () => {
    expect(about(read(article('文章20240712398', '<p>编号20240712398</p>')))).toEqual([]);
  });

  it("when it is a list on someone else's site that only names our outages", () => {
    const list =
      '<ul><li><a href="/1.html">停电公告2026年11月28日</a> 2026-11-15</li><li><a href="/2.html">关于电价的通知</a> 2026-11-14</li></ul>';
    const page = readPage(
      `<html><head><title>价格与收费</title></head><body><h1>价格与收费</h1>${list}</body></html>`,
      {
        source: { operator: '山城市人民政府' },
      },
    );
    expect(about(page)).toEqual(['5']);
  });
});

describe('the order of assignments', () => {
  it('is best first, and says why', () => {
    const column = read(inColumn('供电质量', '供电质量情况', '<p>供电可靠率99.95%</p>'), {
      url: 'http://www.shancheng.example/b.html',
    });
    const text = read(article('公示栏', '<h2>供电质量</h2><p>供电可靠率</p>'), {
      url: 'http://www.shancheng.example/a.html',
    });
    const found = assign([text, column], items[2] ?? item({ id: '4', name: '' }), catalogue);
    expect(found.map(({ document }) => document)).toEqual([column, text]);
    expect(found[0]?.because[0]).toMatch(/^(?:栏目|标题)：供电质量/);
    expect(found.every(({ score }) => score >= 30 && score <= 100)).toBe(true);
  });
});
