import { describe, expect, it } from 'vitest';
import { killProof } from '../support/kill-proof.ts';

/** The short form of `npm run test:kill`; another seed each day would make a red test nobody can repeat. */
const KILLS = 8;
const SEED = 20_261_120;

describe('a capture killed with SIGKILL', () => {
  it(
    'goes on to the same reports and the same bundle, byte for byte, and asks for nothing it had',
    { timeout: 900_000 },
    async () => {
      const { passed, failures } = await killProof(KILLS, SEED, () => undefined);
      process.stdout.write(`killed and resumed (seed ${SEED}): ${passed} passed, ${KILLS - passed} failed\n`);
      expect(failures).toEqual([]);
      expect(passed).toBe(KILLS);
    },
  );
});
