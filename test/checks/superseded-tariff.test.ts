import { describe, expect, it } from 'vitest';
import { supersededTariff } from '../../src/checks/publication.ts';
import { COMPANY, corpusOf, ruleBook, type Page } from '../support/corpus.ts';

const table =
  '<table><tr><th>用电分类</th><th>电价（元/千瓦时）</th></tr><tr><td>居民生活</td><td>0.52</td></tr></table>';
const tariff = (title: string, more = ''): string => `<h1>${title}</h1>${more}${table}`;
const NOW = tariff('销售电价表（自2026年2月9日起执行）');

/** What N26 sees: the same words as rule 3.1. */
async function standing(pages: Readonly<Record<string, Page>>, cut?: 'scope-cut') {
  const { catalogue } = await ruleBook();
  const item = catalogue.items.find(({ id }) => id === '3');
  const element = item?.elements.find(({ id }) => id === '3.1');
  if (!item || !element) throw new Error('no rule 3.1');
  const parameters = supersededTariff.parameters.parse(element.check.publication);
  const context = { item, element, variant: undefined, company: COMPANY, catalogue, asOf: '2026-11-20' };
  return supersededTariff.run(corpusOf(pages, catalogue, cut ? { cut } : {}), parameters, context);
}

describe('superseded-tariff (N26, C38)', () => {
  it('has expired: an older table of its kind, unmarked, beside the one in force', async () => {
    const [finding] = await standing({ 'a.html': NOW, 'b.html': tariff('销售电价表（2023年）') });
    expect(finding).toMatchObject({ holds: 'no', gap: 'expired', proof: 'conclusive' });
    expect(finding?.quotes).toHaveLength(1);
    expect(finding?.quotes[0]?.words).toContain('2023年');
  });

  it.each([
    ['the title', tariff('【已废止】销售电价表（2023年）')],
    ['the first line', tariff('销售电价表（2023年）', '<p>本电价表已停止执行，仅供查询。</p>')],
  ])('lets a table pass that is marked as repealed in %s', async (_, old) => {
    expect((await standing({ 'a.html': NOW, 'b.html': old }))[0]).toMatchObject({ holds: 'yes' });
  });

  it('lets tables of different kinds stand side by side', async () => {
    const pages = { 'a.html': NOW, 'b.html': tariff('省级电网输配电价（2023年6月1日起执行）') };
    expect((await standing(pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('lets the present table stand when its successor is announced for later', async () => {
    const pages = { 'a.html': NOW, 'b.html': tariff('销售电价表（自2027年1月1日起执行）') };
    expect((await standing(pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('lets the tables of past months stand, which follow one another', async () => {
    const pages = { 'a.html': tariff('2026年10月工商业用电价格表'), 'b.html': tariff('2026年11月工商业用电价格表') };
    expect((await standing(pages))[0]).toMatchObject({ holds: 'yes' });
  });

  it('has expired by a reform without any newer table: 工商业目录电价 of before October 2021', async () => {
    const old = tariff('销售电价表（2019年）').replace('居民生活', '大工业');
    expect((await standing({ 'b.html': old }))[0]).toMatchObject({ holds: 'no', gap: 'expired' });
  });

  it('cannot tell that nothing stands when not all was read', async () => {
    expect((await standing({ 'a.html': NOW }, 'scope-cut'))[0]).toMatchObject({
      holds: 'unknown',
      reason: 'scope-cut',
    });
  });
});
