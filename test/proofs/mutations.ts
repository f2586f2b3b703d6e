// Each mutant changes the catalogue in one place; the cases of the rule must notice. npm run test:mutations [count] [seed]
import { mutate } from '../support/mutations.ts';

/** So many of them must be caught. */
const SHARE = 0.95;
const [count = 400, seed = 20261120] = process.argv.slice(2).map(Number);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const outcomes = await mutate(count, seed);
const survivors = outcomes.filter(({ caught }) => !caught);
for (const { mutant } of survivors) print(`survived  ${mutant.what}`);
const caught = outcomes.length - survivors.length;
const right = outcomes.length === count && caught >= count * SHARE;
print(
  `seed ${seed}: ${caught} of ${outcomes.length} mutants caught (${((caught / outcomes.length) * 100).toFixed(1)} %)`,
);
print(`${caught} passed, ${survivors.length} failed`);
process.exitCode = right ? 0 : 1;
