import { describe, expect, it } from 'vitest';
import { ruleDigest } from '../../src/catalogue/rule-digest.ts';
import type { Catalogue, Instrument } from '../../src/catalogue/rule.ts';
import { loadLaw } from '../support/law.ts';

const digestOf = (id: string, catalogue: Catalogue): string => {
  for (const item of catalogue.items)
    for (const element of item.elements) if (element.id === id) return ruleDigest(item, element, catalogue);
  throw new Error(`no element ${id}`);
};

/** The catalogue with one instrument changed. */
const amended = (catalogue: Catalogue, id: string, change: Partial<Instrument>): Catalogue => {
  const before = catalogue.instruments.get(id);
  if (!before) throw new Error(`no instrument ${id}`);
  return { ...catalogue, instruments: new Map(catalogue.instruments).set(id, { ...before, ...change }) };
};

describe('the digest of a rule', () => {
  it('is the same for the same rules and differs from element to element', async () => {
    const { catalogue } = await loadLaw('chongqing');
    expect(digestOf('7.5', { ...catalogue })).toBe(digestOf('7.5', catalogue));
    const all = catalogue.items.flatMap(({ elements }) => elements.map(({ id }) => digestOf(id, catalogue)));
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((digest) => /^[0-9a-f]{16}$/.test(digest))).toBe(true);
  });

  it('changes with an instrument that only the check names, or with the version before it, and leaves other rules alone', async () => {
    const { catalogue } = await loadLaw('chongqing');
    for (const id of ['yingye-guize-2024', 'yingye-guize-1996']) {
      const changed = amended(catalogue, id, { in_force: { from: '2025-01-01' } });
      expect(digestOf('7.5', changed)).not.toBe(digestOf('7.5', catalogue));
      expect(digestOf('1.2', changed)).toBe(digestOf('1.2', catalogue));
    }
  });

  it('changes with a reading, a word list or a number that the rule uses', async () => {
    const { catalogue } = await loadLaw('chongqing');
    const reading = catalogue.readings.get('A2');
    if (!reading) throw new Error('no A2');
    const readings = new Map(catalogue.readings).set('A2', { ...reading, chosen: { zh: '从宽', en: 'lenient' } });
    expect(digestOf('3.5', { ...catalogue, readings })).not.toBe(digestOf('3.5', catalogue));
    expect(digestOf('1.2', { ...catalogue, readings })).toBe(digestOf('1.2', catalogue));
    const settings = { ...catalogue.settings, max_age_days: 90 };
    expect(digestOf('1.2', { ...catalogue, settings })).not.toBe(digestOf('1.2', catalogue));
  });
});
