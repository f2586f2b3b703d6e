import { expect, it } from 'vitest';
import { holdLaw, type Breach } from '../support/degradation-law.ts';
import { seeded } from '../support/random.ts';
import { caseTrials, demoTrial } from '../support/trial.ts';

/** The short form of `npm run test:degradation`. */
const REPLACEMENTS = 250;

it(`keeps every verdict or says cantTell when evidence is taken away, ${REPLACEMENTS} times`, async () => {
  const seed = Number(process.env.GONGKAI_TEST_SEED ?? 7);
  const trials = [await demoTrial(), ...(await caseTrials())] as const;
  const found: Breach[] = [];
  const kept = holdLaw(trials, REPLACEMENTS, seeded(seed), (breach) => found.push(breach));
  expect(found, `seed ${seed}`).toEqual([]);
  expect(kept).toBe(REPLACEMENTS);
}, 300_000);
