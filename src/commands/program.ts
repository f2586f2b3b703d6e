import type { Command } from 'commander';
import type { Desk } from './desk.ts';
import { addChecklist } from './program/checklist.ts';
import { addDeadline } from './program/deadline.ts';
import { addEvidence } from './program/evidence.ts';
import { addLedger } from './program/ledger.ts';
import { addReport } from './program/report.ts';
import { addRules } from './program/rules.ts';
import { addRun } from './program/run.ts';
import { addStart } from './program/start.ts';
import { tableOf, type Leave } from './program/table.ts';

/** The families of commands, in the order in which help lists them. */
const FAMILIES = [addStart, addRun, addReport, addLedger, addRules, addChecklist, addDeadline, addEvidence] as const;

/**
 * Every command with its options. The work itself is imported only when its command runs, so that help and `deadline`
 * start at once.
 */
export function addCommands(program: Command, desk: Desk, leave: Leave): void {
  const table = tableOf(desk, leave);
  for (const add of FAMILIES) add(program, table);
}
