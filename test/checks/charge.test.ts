import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const fees = (title: string, unit: string): string =>
  `<h1>${title}</h1><table><caption>高可靠性供电费收费标准</caption><tr><th>供电电压等级</th><th>收费标准（${unit}）</th></tr><tr><td>10千伏</td><td>210</td></tr><tr><td>35千伏</td><td>160</td></tr></table>`;

describe('charge: the high-reliability fee (3.2)', () => {
  it.each([
    ['its own page', fees('高可靠性供电费收费标准', '元/千伏安')],
    ['a table of a page about charges', fees('收费标准', '元/kVA')],
    ['a sentence', '<h1>收费标准</h1><p>10千伏高可靠性供电费用为210元/千伏安。</p>'],
    ['a sentence with the measure first', '<h1>高可靠性供电费收费标准</h1><p>10千伏架空线路每千伏安210元。</p>'],
    ['words', '<h1>高可靠性供电费收费标准</h1><p>10千伏供电，每千伏安收取210元；电缆每千伏安收取315元。</p>'],
  ])('holds in %s', async (_, page) => {
    const [finding] = await look('3.2', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'yes' });
    expect(finding?.facts?.[0]?.value).toBe('210元/千伏安');
  });

  it('compares each voltage with itself', async () => {
    const [finding] = await look('3.2', { 'a.html': fees('收费标准', '元/千伏安') });
    expect(finding?.facts?.map(({ key }) => key)).toEqual([
      'high-reliability-fee:10千伏',
      'high-reliability-fee:35千伏',
    ]);
  });

  it('quotes the standard of every voltage, so that each can be held against another channel', async () => {
    const [finding] = await look('3.2', { 'a.html': fees('收费标准', '元/千伏安') });
    expect(finding?.quotes.map(({ words }) => words)).toEqual(['10千伏 210', '35千伏 160']);
  });

  it('is incomplete where it is named without an amount', async () => {
    const page = '<h1>收费标准</h1><p>对双电源用户收取高可靠性供电费。</p>';
    expect((await look('3.2', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'incomplete' });
  });

  it('is missing where it is not named', async () => {
    const page = '<h1>收费标准</h1><p>计量装置损坏赔偿按购置成本。</p>';
    expect((await look('3.2', { 'a.html': page }))[0]).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('cannot tell behind a page that was not captured', async () => {
    const page = '<h1>收费标准</h1><ul><li><a href="g.html">高可靠性供电费收费标准</a></li></ul>';
    expect((await look('3.2', { 'a.html': page }, { closed: false }))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'not-attempted',
    });
  });
});

describe('charge: further charges (3.3)', () => {
  it('quotes what it found and leaves to a person whether it is all', async () => {
    const page =
      '<h1>收费标准</h1><table><caption>其他收费项目和收费标准</caption><tr><th>收费项目</th><th>收费标准</th></tr><tr><td>计量装置损坏赔偿</td><td>按表计购置成本</td></tr></table>';
    const [finding] = await look('3.3', { 'a.html': page });
    expect(finding).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
    expect(finding?.quotes[0]?.words).toContain('计量装置损坏赔偿');
  });

  it('leaves it to a person when none is found, for there may be none', async () => {
    expect((await look('3.3', { 'a.html': fees('高可靠性供电费', '元/千伏安') }))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'needs-person',
    });
  });

  it('cannot tell when the list is a picture', async () => {
    const page = '<h1>其他收费项目和收费标准</h1><p><img src="f.png" alt=""></p>';
    expect((await look('3.3', { 'a.html': page }))[0]).toMatchObject({ holds: 'unknown', reason: 'no-text-layer' });
  });
});
