import { isoTime } from '../../evidence/clock.ts';
import { text } from '../../language/text.ts';
import { saveEntry } from '../../ledger/entries.ts';
import { STATES, type Handling } from '../../ledger/entry.ts';
import { advance, TRANSITIONS, type Action } from '../../ledger/transitions.ts';
import { readDay } from '../../workspace/cells.ts';
import { Stop, type Desk } from '../desk.ts';
import type { ExitName } from '../exit-code.ts';
import { entryNamed, withLedger } from './open.ts';

/** Options as commander hands them over. */
export interface AdvanceOptions extends Partial<Omit<Handling, 'proof'>> {
  readonly workspace: string;
  readonly by: string;
  /** `门户：https://…`, one for each affected place. */
  readonly proof?: readonly string[];
}

/** `gongkai ledger advance`: one step of one line, or everything that stands in its way. */
export const advanceLedger = (number: string, action: Action, options: AdvanceOptions, desk: Desk): Promise<ExitName> =>
  withLedger(options.workspace, (database, { company }) => {
    const entry = entryNamed(database, company.id, number);
    const { zh, en } = TRANSITIONS[action].name;
    const given = givenBy(options, action);
    const taken = advance(entry, action, given, desk.today);
    if ('refused' in taken)
      throw new Stop(
        'usage',
        ...taken.refused.map((says) =>
          text(`${entry.number} 不能${zh}：${says.zh}。`, `${entry.number}: cannot ${en}: ${says.en}.`),
        ),
      );
    const saved = saveEntry(database, taken, { by: options.by, what: action, recorded: isoTime(desk.now()) });
    if ('overtaken' in saved)
      throw new Stop(
        'busy',
        text(
          `${entry.number} 刚被他人修改，请重新查看后再办理。`,
          `${entry.number} has just been changed by somebody else; look at it again.`,
        ),
      );
    desk.print(`${saved.number} ${STATES[saved.state][desk.language]}`);
    return 'ok';
  });

/** The person who acts is the one whom the step is about, unless somebody else is named. */
function givenBy(options: AdvanceOptions, action: Action): Partial<Handling> {
  const { by, proof, until, done } = options;
  const words = WORDS.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]));
  return {
    [ROLES[action]]: by,
    ...(Object.fromEntries(words) as Partial<Handling>),
    ...(proof && { proof: proof.join('\n') }),
    ...(until !== undefined && { until: dayOf(until) }),
    ...(done !== undefined && { done: dayOf(done) }),
  };
}

const WORDS = ['rectifier', 'measures', 'reviewer', 'conclusion', 'note'] as const;
const ROLES = {
  ...{ start: 'rectifier', submit: 'rectifier', close: 'reviewer', return: 'reviewer' },
  ...{ extend: 'approver', dismiss: 'approver', restore: 'approver' },
} as const satisfies Record<Action, keyof Handling>;

function dayOf(wording: string): string {
  const reading = readDay(wording);
  if ('date' in reading) return reading.date;
  throw new Stop('usage', text(`${reading.says.zh}（${reading.hint.zh}）`, `${reading.says.en} (${reading.hint.en})`));
}
