import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { compileRules } from '../../src/checks/compile.ts';

const rules = path.resolve(import.meta.dirname, '../../rules');

describe.each(['base', 'chongqing'])('the catalogue %s', (id) => {
  it('loads and binds every element to a check', async () => {
    const loaded = await loadCatalogue(rules, id);
    expect(loaded).not.toHaveProperty('problems');
    if (!('catalogue' in loaded)) return;
    const { faults } = compileRules(loaded.catalogue);
    expect(faults).toEqual([]);
  });
});
