import { text, type Text } from '../language/text.ts';

/** The five groups in which people read the reasons (architecture 2). */
export const REASON_GROUPS = {
  capture: text('采集失败', 'capture failed'),
  person: text('待人工核实', 'needs a person'),
  evidence: text('证据不足', 'not enough evidence'),
  record: text('无法判定（缺变更登记）', 'cannot be told (no change record)'),
  calendar: text('缺节假日安排', 'no holiday calendar'),
} as const satisfies Record<string, Text>;
export type ReasonGroup = keyof typeof REASON_GROUPS;

/** How one reason is told. */
export interface ReasonEntry {
  readonly group: ReasonGroup;
  readonly name: Text;
  /** What the reader can do about it. */
  readonly advice: Text;
}
