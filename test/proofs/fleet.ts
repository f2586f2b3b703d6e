// SIGKILL at seeded moments of a fleet's run, then --resume: npm run test:fleet [kills] [seed]
import { fleetProof } from '../support/fleet-proof.ts';

const [kills = '20', given] = process.argv.slice(2);
const seed = Number(given ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`seed ${seed}\n`);
const { passed, failures, finished } = await fleetProof(
  Number(kills),
  seed,
  (line) => void process.stderr.write(`${line}\n`),
);
for (const failure of failures) process.stdout.write(`✘ ${failure}\n`);
process.stdout.write(`killed with ${Math.min(...finished)} to ${Math.max(...finished)} units finished\n`);
process.stdout.write(`${passed} passed, ${Number(kills) - passed} failed\n`);
process.exitCode = passed === Number(kills) ? 0 : 1;
