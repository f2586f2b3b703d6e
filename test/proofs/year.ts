import { DATED_CHANGES, FIRST_NIGHT, LAST_NIGHT } from '../support/year-portal.ts';
import { proveYear } from '../support/year-proof.ts';

console.log(`A year of nights, ${FIRST_NIGHT} to ${LAST_NIGHT}, with ${DATED_CHANGES} dated changes.`);
const { passed, failures } = await proveYear(FIRST_NIGHT, LAST_NIGHT);
for (const failure of failures.slice(0, 60)) console.log(`  ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
