// SIGKILL at random instants of a sixty-page capture, then resume: npm run test:kill [kills] [seed]
import { killProof } from '../support/kill-proof.ts';

const [kills = '200', given] = process.argv.slice(2);
const seed = Number(given ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`seed ${seed}\n`);
const { passed, failures, committed, requests } = await killProof(
  Number(kills),
  seed,
  (line) => void process.stderr.write(`${line}\n`),
);
for (const failure of failures) process.stdout.write(`✘ ${failure}\n`);
const instants = new Set(committed).size;
process.stdout.write(
  `killed with 0 to ${Math.max(...committed)} pages committed, ${instants} different counts, ${requests} requests unbroken\n`,
);
process.stdout.write(`${passed} passed, ${Number(kills) - passed} failed\n`);
process.exitCode = passed === Number(kills) ? 0 : 1;
