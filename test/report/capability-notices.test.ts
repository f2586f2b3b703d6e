import { describe, expect, it } from 'vitest';
import { capabilityNotices } from '../../src/report/capability-notices.ts';
import { loadLaw } from '../support/law.ts';

const { catalogue } = await loadLaw('chongqing');
const told = (...capabilities: string[]) => capabilityNotices({ capabilities }, catalogue).map(({ zh }) => zh);

describe('a capability that the workspace declares', () => {
  it('is said nothing of where a duty depends on it', () => {
    expect(told('customer-level-outage')).toEqual([]);
    expect(told()).toEqual([]);
  });

  it('is named where none does: misspelt, the duty that was meant would not apply without a word', () => {
    expect(told('customer-level-outages')).toEqual([
      'gongkai.yaml 的 capabilities 写有「customer-level-outages」，规则库中没有义务以此为条件，未起作用；是否想写「customer-level-outage」？',
    ]);
    expect(told('customer-level-outage', '自备电厂')[0]).toContain(
      '「自备电厂」，规则库中没有义务以此为条件，未起作用',
    );
  });
});
