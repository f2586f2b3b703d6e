import { describe, expect, it } from 'vitest';
import { ruleBook } from '../support/corpus.ts';

const itemOf = async (id: string, catalogue = 'chongqing') => {
  const item = (await ruleBook(catalogue)).catalogue.items.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};

describe('items 4, 5, 6, 9, 10, 11 in Chongqing’s plan', () => {
  it.each([
    ['4', ['portal', 'app', 'web95598', 'hall'], ['设备部']],
    ['5', ['portal', 'app', 'web95598', 'sms', 'media'], ['调控中心', '设备部', '营销部']],
    ['6', ['portal'], ['营销部', '调控中心']],
    ['9', ['portal', 'app', 'web95598', 'hall', 'im', 'sms', 'mobile', 'documents'], ['营销部']],
    ['10', ['portal', 'app', 'web95598', 'hall'], ['营销部']],
    ['11', ['portal', 'hall'], ['发展部', '设备部']],
  ])('item %s: channels and departments of annex 1', async (id, channels, departments) => {
    expect(await itemOf(id)).toMatchObject({ channels, departments: { content: departments } });
  });

  it('owes the figures of item 4 every quarter, the national base every year (C54)', async () => {
    for (const [catalogue, every] of [
      ['chongqing', 'quarter'],
      ['base', 'year'],
    ] as const) {
      const [first] = (await itemOf('4', catalogue)).elements;
      expect(first?.update?.[0], catalogue).toMatchObject({ every });
      expect(first?.check, catalogue).toMatchObject({ indicator: { period: every } });
    }
  });

  it('announces planned outages 7 days, temporary ones 24 hours ahead, faults promptly (A5)', async () => {
    for (const element of (await itemOf('5')).elements.filter(({ id }) => id !== '5.4')) {
      expect(element.for_each?.map(({ id, update }) => [id, update?.[0]])).toMatchObject([
        ['planned', { before: 'event', at_least: { amount: 7, unit: 'day' } }],
        ['temporary', { before: 'event', at_least: { amount: 24, unit: 'hour' } }],
        ['fault', { after: 'event', promptly: 'true' }],
      ]);
    }
  });

  it('publishes what was approved within 3 working days (item 6)', async () => {
    expect((await itemOf('6')).update).toMatchObject([
      { after: 'approval', within: { amount: 3, unit: 'working day' } },
    ]);
  });
});

describe('who publishes on a channel (1.2.1)', () => {
  it('follows the routing matrix', async () => {
    const { catalogue } = await ruleBook();
    expect(catalogue.publishers).toMatchObject({
      portal: 'content',
      app: '营销服务中心',
      web95598: '营销服务中心',
      hall: '供电单位',
    });
    const names = new Set(catalogue.departments.map(({ name }) => name));
    for (const publisher of Object.values(catalogue.publishers)) {
      if (publisher !== 'content') expect(names).toContain(publisher);
    }
  });

  it('lets an incremental company do without the App and 95598 (A16)', async () => {
    const { catalogue } = await ruleBook();
    expect(catalogue.may_lack.incremental).toEqual(expect.arrayContaining(['app', 'web95598', 'sms', 'media', 'im']));
    expect(catalogue.may_lack.branch).toEqual(['wechat']);
  });
});

describe('the further duties', () => {
  it('are not items of the table', async () => {
    const { catalogue } = await ruleBook();
    const duties = catalogue.items.filter(({ kind }) => kind === 'duty').map(({ id }) => id);
    expect(duties).toEqual(
      expect.arrayContaining(['N04', 'N07', 'N17', 'N26', 'N28', 'N', 'Z', 'Z07', 'guide', 'S002']),
    );
  });

  it('C103, C104: those of past campaigns ended on their day', async () => {
    expect((await itemOf('N28')).in_force).toEqual({ from: '2022-06-09', until: '2022-06-10' });
    expect((await itemOf('S002')).elements.map(({ in_force }) => in_force?.until)).toEqual([
      '2011-11-30',
      '2012-03-15',
      '2012-05-31',
      '2012-10-31',
      '2012-12-31',
      // The reports on the phases are due through the whole campaign.
      '2012-12-31',
    ]);
  });

  it('Z07: two elements on four forms', async () => {
    const { elements } = await itemOf('Z07');
    expect(elements.map(({ for_each }) => for_each?.length)).toEqual([4, 4]);
  });
});
