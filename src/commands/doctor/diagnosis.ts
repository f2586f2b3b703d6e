import type { Text } from '../../language/text.ts';

/** One thing looked at: in order, worth knowing, or in the way of an audit. */
export interface Diagnosis {
  readonly state: 'good' | 'warn' | 'bad';
  readonly says: Text;
  /** What to do about it. */
  readonly advice?: Text;
}

export const good = (says: Text): Diagnosis => ({ state: 'good', says });
export const warn = (says: Text, advice?: Text): Diagnosis => ({ state: 'warn', says, ...(advice && { advice }) });
export const bad = (says: Text, advice?: Text): Diagnosis => ({ state: 'bad', says, ...(advice && { advice }) });

/** A group of diagnoses under one heading. */
export interface Examination {
  readonly title: Text;
  readonly found: readonly Diagnosis[];
}
