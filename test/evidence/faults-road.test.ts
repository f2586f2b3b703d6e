import { afterAll, describe, expect, it } from 'vitest';
import { ALL_FAULTS, problemsOf } from '../support/all-faults.ts';

/** Every so manieth fault here; `npm run test:faults` walks them all. */
const EVERY = 4;
const sample = ALL_FAULTS.filter((_, index) => index % EVERY === 0);

let passed = 0;
afterAll(
  () => void process.stdout.write(`faults on the whole road: ${passed} passed, ${sample.length - passed} failed\n`),
);

describe.concurrent('a fault on the whole road', () => {
  for (const fault of sample) {
    it(`${fault.row} ${fault.what}: ${fault.reason ?? 'read'}, and nothing claimed of what was not read`, async () => {
      expect(await problemsOf(fault)).toEqual([]);
      passed += 1;
    });
  }
});

describe('the faults that are injected', () => {
  it('are at least 180, over network, content and snapshot rows', () => {
    expect(ALL_FAULTS.length).toBeGreaterThanOrEqual(180);
    const kinds = new Set(ALL_FAULTS.map(({ row }) => row.slice(0, 1)));
    expect([...kinds].sort()).toEqual(['A', 'C', 'N']);
  });
});
