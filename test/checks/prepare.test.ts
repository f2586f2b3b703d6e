import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/catalogue/rule.ts';
import { exposures } from '../../src/checks/personal-data.ts';
import { factsOf, Preparation } from '../../src/checks/prepare.ts';
import { subjectsOf } from '../../src/documents/assignment-terms.ts';
import { lettersOf } from '../../src/documents/grams.ts';
import { outagesOf } from '../../src/documents/outages.ts';
import { article, readPage } from '../documents/page.ts';
import { loadLaw } from '../support/law.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  ({ catalogue } = await loadLaw('chongqing'));
});

const NOTICE = article(
  '计划停电公告',
  '<p>发布时间：2026-11-20</p><p>2026年11月28日 8:00-12:00，江北区盘溪路停电，线路：10kV盘溪线。</p><p>户名：张三三，户号：5001234567，电费 35.20 元</p>',
);

describe('what a reader found on a page', () => {
  it('is taken out of the message that it came in', () => {
    const page = readPage(NOTICE);
    const found = factsOf(page, subjectsOf(catalogue));
    const message = new Uint8Array(100_000);
    message.set(found.letters, 50_000);
    const letters = message.subarray(50_000, 50_000 + found.letters.length);
    new Preparation(catalogue).meet(page, { ...found, letters });
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
    const found = factsOf(then, subjectsOf(catalogue));
    new Preparation(catalogue).meet(now, found);
    expect(exposures(now)).toHaveLength(1);
    expect(exposures(now)[0]?.quote.capturedAt).toBe('2026-11-22T01:00:00Z');
    expect(outagesOf(now).map(({ document, posted }) => [document === now, posted?.date])).toEqual([
      [true, '2026-11-20'],
    ]);
  });

  it('is sought anew where the day of the capture makes a difference', () => {
    // Nobody can have seen on the 19th what was published on the 20th.
    const [then, now] = [
      readPage(NOTICE, { capturedAt: '2026-11-19T01:00:00Z' }),
      readPage(NOTICE, { capturedAt: '2026-11-22T01:00:00Z' }),
    ];
    const found = factsOf(then, subjectsOf(catalogue));
    expect(found.outages[0]?.posted).toBeUndefined();
    new Preparation(catalogue).meet(now, found);
    expect(outagesOf(now)[0]?.posted?.date).toBe('2026-11-20');
  });
});
