import type { CivilDate } from '../calendar/civil-date.ts';
import type { ChannelId, CompanyKind } from '../catalogue/rule.ts';
import type { Obtained } from '../evidence/capture.ts';
import type { CaptureClock } from '../evidence/capture-clock.ts';
import type { Reason } from '../evidence/reason.ts';
import type { Text } from '../language/text.ts';
import type { ChecklistUse } from '../verdicts/checklist-use.ts';
import type { Cell, Counts } from '../verdicts/roll-up.ts';
import type { Verdict, Waived } from '../verdicts/verdict.ts';
import type { WaiverStatus } from '../verdicts/waive.ts';
import type { FormerName } from '../workspace/former-names.ts';
import type { Assigned } from './assigned.ts';

/** Everything a reader of one audit needs, complete in itself: the same inputs and day give the same bytes. */
export interface Report {
  readonly schema: 'gongkai-report/1';
  readonly tool: { readonly name: 'gongkai'; readonly version: string };
  readonly company: {
    readonly id: string;
    readonly name: string;
    readonly en?: string;
    readonly kind: CompanyKind;
    readonly parent?: string;
  };
  readonly asOf: CivilDate;
  readonly catalogue: { readonly id: string; readonly name: Text; readonly digest: string };
  readonly calendar: { readonly from: number; readonly until: number; readonly digest: string };
  /** SHA-256 of what the unit declares: company, channels, capabilities, numbers of its own, registers. */
  readonly declared: { readonly digest: string };
  /** The earlier runs whose observations were taken into account; absent where none were (a lone audit). */
  readonly history?: { readonly runs: number; readonly from: CivilDate; readonly until: CivilDate };
  /** Comes first in every rendering: what could be told and what was not read (faults O11). */
  readonly coverage: Coverage;
  /** Said loudly at the top: a basis that has lapsed or is about to, a calendar year that is missing. */
  readonly notices: readonly Text[];
  /** 安全告警: hijacked or cloned pages among the company's own. */
  readonly alerts: readonly Alert[];
  readonly channels: readonly { readonly id: ChannelId; readonly name: Text; readonly sites: readonly string[] }[];
  /** What the workspace says that halls were called before, so that reports can be compared; absent where it says nothing. */
  readonly formerly?: readonly FormerName[];
  readonly items: readonly {
    readonly id: string;
    readonly name: Text;
    readonly kind: 'item' | 'duty';
    /** A duty of the company itself, judged by its papers and on no channel. */
    readonly scope?: 'unit';
    /** SHA-256 of the rules that judge it: tells a change of the rules from a change of the pages. */
    readonly digest: string;
  }[];
  readonly elements: readonly { readonly id: string; readonly item: string; readonly name: Text }[];
  /** Names of departments in English; verdicts name them in Chinese, as the plan does. */
  readonly departments: readonly { readonly name: string; readonly en: string }[];
  readonly matrix: readonly Cell[];
  readonly counts: Counts;
  /** Gaps that count; a failure with another failure as its cause is not counted twice (A14). */
  readonly gaps: number;
  readonly verdicts: readonly Verdict[];
  /** 豁免: every entry of the waiver list, with what has become of it on the day. */
  readonly waivers: readonly WaiverLine[];
  /** 现场核查表: the sheets that verdicts rest on, and those whose validity has ended; absent where there are none. */
  readonly checklists?: readonly ChecklistUse[];
  readonly readings: readonly { readonly id: string; readonly wording: Text; readonly chosen: Text }[];
  readonly instruments: readonly CitedInstrument[];
  /** Why pages were taken to speak about an item; `gongkai explain` shows it. */
  readonly assigned?: readonly Assigned[];
  /** Every capture the audit rests on, and every attempt that failed. */
  readonly evidence: readonly EvidenceLine[];
}

export interface Coverage {
  /** Content duties that apply to this company. */
  readonly duties: number;
  /** … of which the outcome could be told. */
  readonly told: number;
  readonly pages: number;
  readonly unread: readonly {
    readonly channel: ChannelId;
    readonly site: string;
    readonly url: string;
    readonly reason: Reason;
    readonly detail: string;
  }[];
}

export interface Alert {
  readonly channel: ChannelId;
  readonly url: string;
  readonly why: string;
}

export interface WaiverLine extends Waived {
  /** Where it is written: `waivers.yaml:3`. */
  readonly at: string;
  /** `in-force`: gaps are let stand by it; `expired`: such gaps count again; `not-yet`; `idle`: there is no such gap. */
  readonly status: WaiverStatus;
  /** The verdicts it speaks of that are gaps today. */
  readonly verdicts: readonly string[];
}

export interface CitedInstrument {
  readonly id: string;
  readonly title: Text;
  readonly number?: string;
  readonly issuer: string;
  readonly status: 'in-force' | 'not-yet' | 'lapsed' | 'superseded' | 'lapsing';
  readonly from: CivilDate;
  readonly until?: CivilDate;
  /** What took its place, where the catalogue holds it. */
  readonly successor?: { readonly title: Text; readonly number?: string };
  readonly certainty: 'confirmed' | 'partly' | 'unconfirmed';
}

export interface EvidenceLine {
  readonly id: string;
  readonly channel: ChannelId;
  readonly site: string;
  readonly url: string;
  readonly obtained: Obtained;
  readonly capturedAt: string;
  /** When its bytes came, where the server said at `capturedAt` that nothing had changed since. */
  readonly unmodifiedSince?: string;
  /** Whose word that time is. */
  readonly clock: CaptureClock;
  readonly status: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly fault?: Reason;
  /** The page as a picture beside the report: `screenshots/<SHA-256 of the page>.png`; what was handed in as a picture, as it is. */
  readonly screenshot?: string;
  readonly marks: readonly string[];
}

/** Where the picture of a capture lies, beside the report. */
export const SCREENSHOT_FILE = /^screenshots\/[0-9a-f]{64}\.(?:png|jpeg|webp|gif|bmp)$/;

/** A reporter turns a report into text or bytes; commands write it. */
export type Reporter = TextReporter | BytesReporter | FileReporter;

export interface TextReporter {
  readonly extension: string;
  readonly render: (report: Report, options: RenderOptions) => string;
}

/** Text that is wanted as the bytes of its file, piece after piece. */
export interface BytesReporter {
  readonly extension: string;
  readonly render: (report: Report) => readonly Buffer[];
}

/** An office file; its library is imported when the first one is asked for. */
export interface FileReporter {
  readonly extension: string;
  readonly render: (report: Report, options: RenderOptions) => Promise<Uint8Array>;
}

export interface RenderOptions {
  readonly language: 'zh' | 'en';
  /** Terminal only: colour, and the width in columns. */
  readonly colour: boolean;
  readonly width: number;
}
