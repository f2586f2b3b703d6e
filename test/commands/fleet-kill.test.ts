import { describe, expect, it } from 'vitest';
import { fleetProof } from '../support/fleet-proof.ts';

/** The short form of `npm run test:fleet`; another seed each day would make a red test nobody can repeat. */
const KILLS = 3;
const SEED = 20_261_120;

describe('the run of a fleet killed with SIGKILL', () => {
  it('goes on to the same bundles, reports, histories and roll-up', { timeout: 900_000 }, async () => {
    const { passed, failures } = await fleetProof(KILLS, SEED, () => undefined);
    process.stdout.write(`killed and resumed (seed ${SEED}): ${passed} passed, ${KILLS - passed} failed\n`);
    expect(failures).toEqual([]);
    expect(passed).toBe(KILLS);
  });
});
