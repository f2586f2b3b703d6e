import type { Report } from './report.ts';
import type { Voice } from './voice.ts';

/** The number of each capture in the 证据清单, from 1: what a proof in the 台账 is called by. */
export const evidenceNumbers = ({ evidence }: Report): Map<string, number> =>
  new Map(evidence.map(({ id }, at) => [id, at + 1]));

/** `证据12`; empty for a capture that the report does not list. */
export const evidenceName = ({ t }: Voice, number: number | undefined): string =>
  number === undefined ? '' : t(`证据${number}`, `evidence ${number}`);
