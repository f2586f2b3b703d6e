import { beforeAll, describe, expect, it } from 'vitest';
import type { Law } from '../../src/audit.ts';
import type { Corpus } from '../../src/checks/corpus.ts';
import { placesOn, type PlaceTerms } from '../../src/checks/directory-entries.ts';
import { exposures } from '../../src/checks/personal-data.ts';
import { factsOf, Preparation } from '../../src/checks/prepare.ts';
import { tariffsOf, tariffsOn, type TariffTerms } from '../../src/checks/tariffs.ts';
import { lettersOf } from '../../src/documents/grams.ts';
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

describe('what a reader found on a page', () => {
  it('is taken out of the message that it came in', () => {
    const page = readPage(NOTICE);
    const found = factsOf(page, preparation.wanted);
    const message = new Uint8Array(100_000);
    message.set(found.letters, 50_000);
    const letters = message.subarray(50_000, 50_000 + found.letters.length);
    preparation.meet(page, { ...found, letters });
    expect(lettersOf(page)).toEqual(found.letters);
    expect(lettersOf(page).buffer).not.toBe(message.buffer);
  });
});

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
      '居民生活用电价格表',
      '<p>执行日期：2026年6月1日</p><table><tr><th>类别</th><th>电价</th></tr><tr><td>居民生活</td><td>0.52元/千瓦时</td></tr></table><p>服务网点：江北营业厅，地址：江北区盘溪路8号</p>',
    );
    const [then, now] = [
      readPage(page, { capturedAt: '2026-11-21T01:00:00Z' }),
      readPage(page, { capturedAt: '2026-11-22T01:00:00Z' }),
    ];
    const found = structuredClone(factsOf(then, preparation.wanted));
    preparation.meet(now, found);
    for (const [at, { search, wanted }] of preparation.wanted.searches.entries()) {
      const again =
        search === 'tariffs' ? tariffsOn.on(now, wanted as TariffTerms) : placesOn.on(now, wanted as PlaceTerms);
      // The very same: nothing was looked for a second time.
      expect(again).toBe(found.searched[at]);
    }
    const corpus = { documents: [now] } as unknown as Corpus;
    const tariffs = preparation.wanted.searches
      .filter(({ search }) => search === 'tariffs')
      .flatMap(({ wanted }) => tariffsOf(corpus, wanted as TariffTerms));
    expect(tariffs.map(({ title, from, body, quote }) => [title, from, body, quote.capturedAt])).toEqual([
      ['居民生活用电价格表', '2026-06-01', 'prices', '2026-11-22T01:00:00Z'],
    ]);
    expect(found.searched.flat()).toContainEqual(expect.objectContaining({ name: '江北营业厅' }));
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
