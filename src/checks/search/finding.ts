import type { CivilDate } from '../../calendar/civil-date.ts';
import type { Document } from '../../documents/document.ts';
import type { Text } from '../../language/text.ts';
import type { Reason } from '../../evidence/reason.ts';

export const GAPS = [
  'missing',
  'incomplete',
  'overdue',
  'channel',
  'inconsistent',
  'unsynchronised',
  'wrong',
  'expired',
  'procedure',
] as const;
/** 问题类型; the Chinese wording of each stands in `verdicts/verdict.ts`. */
export type Gap = (typeof GAPS)[number];

/** The page's own words, and where they stand. */
export interface Quote {
  readonly capture: string;
  readonly url: string;
  readonly sha256: string;
  readonly capturedAt: string;
  /** Verbatim; at most 500 characters. */
  readonly words: string;
  readonly place: string;
}

/** A value that other channels must agree with, normalised for comparison. */
export interface Fact {
  readonly key: string;
  readonly value: string;
  /** As printed. */
  readonly shown: string;
}

/** The time a figure covers: `2026-11`, `2026Q3`, `2025`. */
export type Period = string;

/**
 * A day of publication as a page states it; `first` where it is that of an update, and the page was posted before; `newest`
 * where the page shows a later period too: the day is that of its last change, and may be long after this one was added.
 */
export interface Claim {
  readonly date: CivilDate;
  readonly quote: string;
  readonly first?: CivilDate;
  readonly newest?: Period;
}

/**
 * How far a page that was not read can shake a finding (faults 5.1). Of conforming evidence (`yes`):
 * - `seen` (where nothing is said): one page that shows it is enough, whatever the others hold;
 * - `every`: all that was read about the item conforms, and so must what was not;
 * - `absence`: nothing of what must not be there, anywhere on the channel.
 *
 * Of a gap (`no`):
 * - `absence`: not found, or not whole; what is lacking may stand on an unread page;
 * - `seen`: what is there is wrong; what is right may stand on an unread page (an old version beside the one in force);
 * - `conclusive`: a violation that no other page can mend: what must not appear, one notice of many without its area.
 *
 * `record`: told by a register or an on-site check, whatever the pages show.
 */
export type Proof = 'seen' | 'every' | 'absence' | 'conclusive' | 'record';

/** What a check saw: conforming evidence, a gap, or `unknown`: not to be told from this, and why. */
export interface Finding {
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly gap?: Gap;
  readonly proof?: Proof;
  readonly reason?: Reason;
  /** What was found and what is lacking, a sentence each. */
  readonly says: readonly Text[];
  readonly quotes: readonly Quote[];
  /** The words that were looked for. */
  readonly sought: readonly string[];
  /** The date the content claims for itself, best first. */
  readonly stated?: Claim;
  readonly period?: Period;
  /** An event with its own clock: one outage notice. Times are 'HH:MM'; `postedTime` belongs to the `stated` day. */
  readonly event?: {
    readonly key: string;
    readonly name: string;
    readonly start: CivilDate;
    readonly startTime?: string;
    readonly postedTime?: string;
  };
  readonly facts?: readonly Fact[];
  readonly remarks?: readonly Text[];
  readonly lowAssurance?: boolean;
  /** The page of the company above to which a link satisfies the duty, where it was captured along (A9). */
  readonly above?: Document;
}
