// Every injected fault walks the whole road: the right reason, and no claim about what was not read. npm run test:faults
import { ALL_FAULTS, problemsOf } from '../support/all-faults.ts';

/** Most faults wait on the network; more at once would only wait for the processor. */
const AT_ONCE = 6;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const waiting = [...ALL_FAULTS.entries()];
const results: string[][] = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await problemsOf(next[1]);
  }),
);
for (const [index, { row, what, reason }] of ALL_FAULTS.entries())
  for (const problem of results[index] ?? []) print(`✘ ${row} ${what} (${reason ?? 'read'}): ${problem}`);
const failed = results.filter((problems) => problems.length > 0).length;
const rows = new Set(ALL_FAULTS.map(({ row }) => row));
print(
  `${ALL_FAULTS.length} faults, ${ALL_FAULTS.filter(({ reason }) => reason).length} of them leave something unread, in ${rows.size} rows: ${[...rows].join(' ')}`,
);
print(`${ALL_FAULTS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
