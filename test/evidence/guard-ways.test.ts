import { describe, expect, it } from 'vitest';
import { CRAWL_PROOFS } from '../support/guard-proof.ts';

describe('an address inside, in every spelling, is contacted by nothing and refused by the guard', () => {
  it.each(CRAWL_PROOFS)('through $what', async ({ run, tried, what }) => {
    const wrong = await run();
    process.stdout.write(`guard, ${what}: ${tried - Math.min(tried, wrong.length)} passed, ${wrong.length} failed\n`);
    expect(wrong).toEqual([]);
  });
});
