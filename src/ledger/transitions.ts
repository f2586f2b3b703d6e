import type { CivilDate } from '../calendar/civil-date.ts';
import { text, type Text } from '../language/text.ts';
import { namesAnother } from '../workspace/people.ts';
import { STATES, type Entry, type Handling, type State } from './entry.ts';
import { placesWithoutProof } from './proof-of-places.ts';

/** What must be there before a step is taken. */
const NEEDS = {
  rectifier: text('填写责任人', 'name who mends it'),
  reviewer: text('填写复核人', 'name the reviewer'),
  other: text('复核人不能是责任人本人', 'the reviewer must not be who mended it'),
  proof: text('每个受影响渠道都要有整改佐证', 'every affected channel needs proof of the mending'),
  unfound: text('提交复核后的核查仍发现该问题', 'an audit after it was handed in still found it'),
  approver: text('填写批准人', 'name who approved it'),
  until: text('填写新的整改时限', 'give the new time limit'),
  later: text('新的整改时限应晚于原时限', 'the new time limit must be later than the old one'),
  note: text('填写理由（台账的「备注」）', 'give the reason (“Note” in the ledger)'),
} as const satisfies Record<string, Text>;
type Need = keyof typeof NEEDS;

interface Transition {
  readonly name: Text;
  readonly from: readonly State[];
  readonly to: State;
  readonly needs: readonly Need[];
}

/** The whole of 销号: every step there is, from where, to where, and on what conditions (4.5). */
export const TRANSITIONS = {
  start: {
    name: text('开始整改', 'start'),
    ...{ from: ['todo', 'returned', 'relapsed', 'extended'], to: 'doing', needs: ['rectifier'] },
  },
  submit: {
    name: text('提交复核', 'hand in for review'),
    ...{ from: ['todo', 'doing', 'returned', 'relapsed', 'extended'], to: 'review', needs: ['rectifier', 'proof'] },
  },
  close: {
    name: text('销号', 'close'),
    ...{ from: ['review'], to: 'closed', needs: ['rectifier', 'reviewer', 'other', 'proof', 'unfound'] },
  },
  return: {
    name: text('退回', 'send back'),
    ...{ from: ['review'], to: 'returned', needs: ['reviewer', 'note'] },
  },
  extend: {
    name: text('延期', 'extend'),
    from: ['todo', 'doing', 'returned', 'relapsed', 'extended'],
    ...{ to: 'extended', needs: ['approver', 'until', 'later', 'note'] },
  },
  // Also once more, of a gap that went and came back: the decision was about what stood there then.
  dismiss: {
    name: text('不予认定', 'not upheld'),
    from: ['todo', 'doing', 'review', 'returned', 'relapsed', 'extended', 'dismissed'],
    ...{ to: 'dismissed', needs: ['approver', 'note'] },
  },
  restore: {
    name: text('恢复认定', 'uphold again'),
    ...{ from: ['dismissed'], to: 'todo', needs: ['approver', 'note'] },
  },
} as const satisfies Record<string, Transition>;

/** A step that a person takes; 反弹 is taken by an audit that finds a closed gap again. */
export type Action = keyof typeof TRANSITIONS;
export const ACTIONS = Object.keys(TRANSITIONS) as Action[];

export interface Refused {
  readonly refused: readonly Text[];
}

/** Takes one step with what is newly written, or says everything that stands in its way. */
export function advance(entry: Entry, action: Action, given: Partial<Handling>, on: CivilDate): Entry | Refused {
  const step: Transition = TRANSITIONS[action];
  if (!step.from.includes(entry.state)) return { refused: [notFrom(step, entry)] };
  const handling = { ...entry.handling, ...given };
  const lacking = step.needs.filter((need) => !isMet(need, { ...entry, handling }, entry));
  if (lacking.length > 0) return { refused: lacking.map((need) => worded(need, { ...entry, handling })) };
  return { ...entry, ...effectOf(action, entry, on), handling: written(action, handling, on), state: step.to };
}

/** The step that leads from one state to another, for whoever edits the state in a table. */
export const actionBetween = (from: State, to: State): Action | undefined =>
  ACTIONS.find((action) => {
    const step: Transition = TRANSITIONS[action];
    return step.to === to && step.from.includes(from);
  });

function effectOf(action: Action, entry: Entry, on: CivilDate): Partial<Entry> {
  if (action === 'submit') return { foundSinceSubmitted: false };
  if (action === 'close') return { closed: on };
  if (action === 'extend') return { extensions: entry.extensions + 1 };
  return {};
}

function written(action: Action, handling: Handling, on: CivilDate): Handling {
  if (action === 'submit' && handling.done === '') return { ...handling, done: on };
  if (action === 'close') return { ...handling, conclusion: handling.conclusion || '通过' };
  if (action === 'return') return { ...handling, conclusion: handling.conclusion || '退回' };
  return handling;
}

function isMet(need: Need, { handling, ...entry }: Entry, before: Entry): boolean {
  switch (need) {
    case 'other':
      // That nobody is named is a lack of its own.
      return handling.reviewer.trim() === '' || namesAnother(handling.reviewer, handling.rectifier);
    case 'proof':
      return placesWithoutProof({ ...entry, handling }).length === 0;
    case 'unfound':
      return !entry.foundSinceSubmitted;
    case 'later':
      // That none is given is a lack of its own.
      return handling.until.trim() === '' || handling.until > before.handling.until;
    default:
      return handling[need].trim() !== '';
  }
}

function worded(need: Need, entry: Entry): Text {
  if (need !== 'proof') return NEEDS[need];
  const places = placesWithoutProof(entry);
  return text(
    `${NEEDS.proof.zh}，还缺：${places.map(({ zh }) => zh).join('、')}`,
    `${NEEDS.proof.en}; lacking: ${places.map(({ en }) => en).join(', ')}`,
  );
}

const notFrom = ({ name, from }: Transition, { state }: Entry): Text =>
  text(
    `「${STATES[state].zh}」不能${name.zh}，只有${from.map((one) => `「${STATES[one].zh}」`).join('')}可以`,
    `cannot ${name.en} from “${STATES[state].en}”, only from ${from.map((one) => `“${STATES[one].en}”`).join(', ')}`,
  );
