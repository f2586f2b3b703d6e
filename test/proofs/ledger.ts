import { proveKills, proveTogether } from '../support/ledger-proof.ts';

const STEP = 4;

const killed = await proveKills(STEP);
console.log(`${killed.kills} kills by SIGKILL, one at every ${STEP}th database write of a run`);
const together = await proveTogether();
console.log('8 runs at once on one unit, 8 at once on eight units');
const failures = [...killed.failures, ...together.failures];
for (const failure of failures.slice(0, 40)) console.log(`  ${failure}`);
console.log(`${killed.passed + together.passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
