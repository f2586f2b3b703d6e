import type { Command } from 'commander';
import { text } from '../language/text.ts';
import { Stop, type Desk } from './desk.ts';
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
  program.hook('preAction', (_, command) => mustSaySomething(command));
}

/** `-o "$OUT"` without OUT would write here, and `-f "$FORMATS"` nothing at all. What `init` asks may be left blank. */
function mustSaySomething(command: Command): void {
  if (command.name() === 'init') return;
  const isBlank = (value: unknown): boolean =>
    value === '' || (Array.isArray(value) && (value.length === 0 || value.includes('')));
  const blank = command.options.find((one) => isBlank(command.getOptionValue(one.attributeName())))?.flags;
  const name =
    blank ?? (command.args.includes('') ? command.registeredArguments[command.args.indexOf('')]?.name() : undefined);
  if (name === undefined) return;
  throw new Stop(
    'usage',
    text(`「${name}」的值是空的；用 --help 查看用法`, `the value of "${name}" is empty; see --help`),
  );
}
