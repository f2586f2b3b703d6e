import type { Fault } from '../capture.ts';
import type { InflateCaps } from './gzip.ts';
import type { FieldBlock } from './parse.ts';

/** What is wrong with one record. The first five make it useless as evidence; the last is only bad form. */
export type WarcProblem = 'truncated' | 'length' | 'block-digest' | 'payload-digest' | 'too-large' | 'gzip-members';

/** Problems of form that do not touch the content. */
export const HARMLESS: ReadonlySet<WarcProblem> = new Set(['gzip-members']);

export interface WarcRecord {
  /** `response`, `resource`, `revisit` …; `response` for the records of an ARC file. */
  readonly type: string;
  readonly fields: FieldBlock['fields'];
  readonly block: Uint8Array;
  readonly problems: readonly WarcProblem[];
  /** Offset of the record in the plain bytes. */
  readonly offset: number;
}

/** Records in order, and at the end why the rest cannot be read, if so. */
export type WarcRecords = AsyncGenerator<WarcRecord, Fault | undefined>;

export interface WarcCaps extends InflateCaps {
  /** Bytes of one record's block; a larger one is passed over and marked. */
  readonly record: number;
}

/** Damage that leaves no more records to read. */
export const brokenAt = (offset: number, why: string): Fault => ({
  reason: 'corrupt-archive',
  detail: `record at byte ${offset}: ${why}`,
});
