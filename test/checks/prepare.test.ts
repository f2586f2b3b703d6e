import { beforeAll, describe, expect, it } from 'vitest';
import type { Law } from '../../src/audit.ts';
import type { Corpus } from '../../src/checks/search/corpus.ts';
import { placesOn, type PlaceTerms } from '../../src/checks/places/directory-entries.ts';
import type { SearchOrder } from '../../src/checks/search/page-search.ts';
import { shortNumberLines } from '../../src/checks/number-lines.ts';
import { exposures } from '../../src/checks/personal-data.ts';
import { factsOf, Preparation } from '../../src/checks/prepare.ts';
import { tariffsOf, tariffsOn, type TariffTerms } from '../../src/checks/tariffs.ts';
import { outagesOf } from '../../src/documents/outages.ts';
import { article, readPage } from '../documents/page.ts';
import { loadLaw } from '../support/law.ts';

let law: Law;
let preparation: Preparation;
beforeAll(async () => {
  law = await loadLaw('chongqing');
  preparation = new Preparation(law);
});

const NOTICE = article(
  '计划停电公告',
  '<p>发布时间：2026-11-20</p><p>2026年11月28日 8:00-12:00，江北区盘溪路停电，线路：10kV盘溪线。</p><p>户名：张三三，户号：5001234567，电费 35.20 元</p>',
);

describe('what was found on a page on an earlier night', () => {
  it('holds on the next, under the new capture', () => {
    const [then, now] = [
      readPage(NOTICE, { capturedAt: '2026-11-21T01:00:00Z' }),
      readPage(NOTICE, { capturedAt: '2026-11-22T01:00:00Z' }),
    ];
    const found = factsOf(then, preparation.wanted);
    preparation.meet(now, found);
    expect(exposures(now)).toHaveLength(1);
    expect(exposures(now)[0]?.quote.capturedAt).toBe('2026-11-22T01:00:00Z');
    expect(outagesOf(now).map(({ document, posted }) => [document === now, posted?.date])).toEqual([
      [true, '2026-11-20'],
    ]);
  });

  it('holds for what rules look for in words of their own', () => {
    const page = article(
      '供电服务网点',
      '<h2>供电营业厅</h2><p>江北营业厅，地址：江北区盘溪路8号</p><h2>居民生活用电价格表</h2><p>执行日期：2026年6月1日</p><table><tr><th>类别</th><th>电价</th></tr><tr><td>居民生活</td><td>0.52元/千瓦时</td></tr></table>',
    );
    const [then, now] = [
      readPage(page, { capturedAt: '2026-11-21T01:00:00Z' }),
      readPage(page, { capturedAt: '2026-11-22T01:00:00Z' }),
    ];
    const { searches } = preparation.wanted;
    const found = structuredClone(factsOf(then, preparation.wanted));
    preparation.meet(now, found);
    const on = ({ search, wanted }: SearchOrder): unknown =>
      search === 'tariffs' ? tariffsOn.on(now, wanted as TariffTerms) : placesOn.on(now, wanted as PlaceTerms);
    // The very same: nothing was looked for a second time.
    for (const [at, order] of searches.entries()) if (found.searched[at]) expect(on(order)).toBe(found.searched[at]);
    expect(found.searched.flat()).toContainEqual(expect.objectContaining({ name: '江北营业厅' }));
    const corpus = { documents: [now] } as unknown as Corpus;
    const [terms] = searches.flatMap(({ search, wanted }) => (search === 'tariffs' ? [wanted as TariffTerms] : []));
    const tariffs = terms ? tariffsOf(corpus, terms) : [];
    expect(tariffs.map(({ title, from, body, quote }) => [title, from, body, quote.capturedAt])).toEqual([
      ['居民生活用电价格表', '2026-06-01', 'prices', '2026-11-22T01:00:00Z'],
    ]);
  });

  it('holds the words of a footer once, however many pages have it', () => {
    const page = (words: string): string =>
      `<html><body><main><h1>通知</h1>${words}</main><footer><p>国网山城供电公司</p><p>服务热线：95598</p></footer></body></html>`;
    const [one, other] = [readPage(page('<p>其一</p>')), readPage(page('<p>其二</p><p>之后</p>'))];
    for (const each of [one, other]) preparation.meet(each, structuredClone(factsOf(each, preparation.wanted)));
    const [[first], [second]] = [shortNumberLines(one), shortNumberLines(other)];
    expect(second?.block.text).toBe(first?.block.text);
    expect(second?.beside).toBe(first?.beside);
    expect([first?.block.index, second?.block.index]).toEqual([3, 4]);
    expect(second).toEqual({ block: other.blocks[4], beside: ['国网山城供电公司'] });
  });

  it('leaves to the rule what is sought on the pages of an item, where only a link may say that a page is one', () => {
    const page = readPage(article('通知', '<p>江北营业厅，地址：江北区盘溪路8号</p>'));
    const found = factsOf(page, preparation.wanted);
    preparation.meet(page, found);
    const places = preparation.wanted.searches.map(({ search, wanted }, at) =>
      search === 'places' ? [found.searched[at], placesOn.on(page, wanted as PlaceTerms).map(({ name }) => name)] : [],
    );
    expect(places.filter((one) => one.length > 0)).toEqual([
      [undefined, ['江北营业厅']],
      [undefined, ['江北营业厅']],
    ]);
  });

  it('is sought anew where the day of the capture makes a difference', () => {
    // Nobody can have seen on the 19th what was published on the 20th.
    const [then, now] = [
      readPage(NOTICE, { capturedAt: '2026-11-19T01:00:00Z' }),
      readPage(NOTICE, { capturedAt: '2026-11-22T01:00:00Z' }),
    ];
    const found = factsOf(then, preparation.wanted);
    expect(found.outages[0]?.posted).toBeUndefined();
    preparation.meet(now, found);
    expect(outagesOf(now)[0]?.posted?.date).toBe('2026-11-20');
  });
});
