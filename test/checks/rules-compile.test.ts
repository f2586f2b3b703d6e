import { describe, expect, it } from 'vitest';
import { ruleBook } from '../support/corpus.ts';

/** 1-obligations: how many elements each of the twelve rows of the division-of-labour table has. */
const ELEMENTS = { 1: 6, 2: 7, 3: 6, 4: 4, 5: 4, 6: 2, 7: 8, 8: 2, 9: 4, 10: 5, 11: 2, 12: 5 } as const;

describe.each(['base', 'chongqing'])('the catalogue %s', (id) => {
  it('has the 12 items with their 55 elements, each bound to a check', async () => {
    const { catalogue, rules } = await ruleBook(id);
    const items = catalogue.items.filter(({ kind }) => kind === 'item');
    expect(Object.fromEntries(items.map((item) => [item.id, item.elements.length]))).toEqual(ELEMENTS);
    expect(items.flatMap(({ elements }) => elements)).toHaveLength(55);
    for (const item of items)
      for (const [index, element] of item.elements.entries()) {
        expect(element.id).toBe(`${item.id}.${index + 1}`);
        expect(rules.has(element)).toBe(true);
      }
  });

  it('says of every element who owns it, where it is shown and what it rests on', async () => {
    const { catalogue } = await ruleBook(id);
    for (const item of catalogue.items.filter(({ kind }) => kind === 'item'))
      for (const element of item.elements) {
        expect(element.departments ?? item.departments, element.id).toBeDefined();
        expect((element.channels ?? item.channels ?? []).length, element.id).toBeGreaterThan(0);
        expect((element.basis ?? item.basis ?? []).length, element.id).toBeGreaterThan(0);
        expect(element.remedy.zh, element.id).toMatch(/。$/);
      }
  });
});

describe.each(['1', '2', '3', '7', '8', '12'])('item %s', (id) => {
  it('has a clock for every element', async () => {
    const item = (await ruleBook()).catalogue.items.find((one) => one.id === id);
    for (const element of item?.elements ?? [])
      expect((element.update ?? item?.update ?? []).length, element.id).toBeGreaterThan(0);
  });
});

describe('the overlay of Chongqing', () => {
  it.each([
    ['1', ['portal', 'app', 'web95598', 'hall'], ['办公室']],
    ['2', ['portal', 'app', 'web95598', 'hall'], ['营销部']],
    ['3', ['portal', 'app', 'web95598', 'hall'], ['营销部']],
    ['7', ['portal'], ['法规部', '各相关部门']],
    ['8', ['portal', 'app', 'web95598', 'hall'], ['营销部']],
    ['12', ['portal', 'app', 'web95598', 'hall'], ['营销部']],
  ])('item %s: channels and departments of annex 1', async (id, channels, departments) => {
    const item = (await ruleBook()).catalogue.items.find((one) => one.id === id);
    expect(item).toMatchObject({ channels, departments: { content: departments } });
  });

  it('asks for 代理购电 on the app and in halls only, by three days before the month ends (C31)', async () => {
    const elements = (await ruleBook()).catalogue.items.find(({ id }) => id === '3')?.elements ?? [];
    for (const id of ['3.4', '3.5', '3.6']) {
      const element = elements.find((one) => one.id === id);
      expect(element).toMatchObject({
        channels: ['app', 'hall'],
        update: [{ every: 'month', covers: 'next', month_end_minus: 3, lenient: 2 }],
      });
    }
  });
});
