import { expect, it } from 'vitest';
import { mutate } from '../support/mutations.ts';

/** The short form of `npm run test:mutations`, which wants 95 % of 400. */
it('notices nine in ten of forty changes of the catalogue', { timeout: 240_000 }, async () => {
  const seed = 20261120;
  const outcomes = await mutate(40, seed);
  const survivors = outcomes.filter(({ caught }) => !caught).map(({ mutant }) => mutant.what);
  expect(outcomes).toHaveLength(40);
  expect(survivors.length, `seed ${seed}: ${survivors.join('; ')}`).toBeLessThanOrEqual(4);
});
