// The degradation law (faults 5.1): evidence taken away at random never turns a verdict into anything but cantTell.
// npm run test:degradation [replacements] [seed]
import { holdLaw } from '../support/degradation-law.ts';
import { seeded } from '../support/random.ts';
import { caseTrials, demoTrial } from '../support/trial.ts';

const [wanted = '10000', seed = '20261120'] = process.argv.slice(2);
const replacements = Number(wanted);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const trials = [await demoTrial(), ...(await caseTrials())] as const;
print(
  `${trials.length} bodies of evidence, ${trials.reduce((sum, { documents }) => sum + documents.length, 0)} documents, seed ${seed}`,
);
const kept = holdLaw(trials, replacements, seeded(Number(seed)), ({ trial, faults, changes }) =>
  print([`${trial}: ${faults.join(' + ')}`, ...changes.map((change) => `  ${change}`)].join('\n')),
);
print(`${kept} passed, ${replacements - kept} failed`);
process.exitCode = kept === replacements ? 0 : 1;
