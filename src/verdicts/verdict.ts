import type { CivilDate } from '../calendar/civil-date.ts';
import type { Deadline } from '../calendar/deadline.ts';
import type { Basis, ChannelId, Severity } from '../catalogue/rule.ts';
import type { Fact, Gap, Quote } from '../checks/search/finding.ts';
import type { Reason } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';

/** The words of W3C EARL, and `pending`: not there yet and not due yet. */
export const OUTCOMES = ['passed', 'failed', 'cantTell', 'pending', 'inapplicable', 'untested'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** What of an element is judged (A13). */
export const ASPECTS = ['content', 'timeliness', 'consistency'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** The vocabulary of the people who read it (4.6). */
export const GAP_NAMES = {
  missing: text('应公开未公开', 'not disclosed'),
  incomplete: text('内容不完整', 'incomplete'),
  overdue: text('更新不及时', 'overdue'),
  channel: text('渠道缺失', 'channel missing'),
  inconsistent: text('渠道不一致', 'channels disagree'),
  unsynchronised: text('未同步发布', 'not published at the same time'),
  wrong: text('内容错误/主体不符', 'wrong content or wrong company'),
  expired: text('失效信息未清理', 'expired content left standing'),
  procedure: text('程序不合规', 'procedure not followed'),
} as const satisfies Record<Gap, Text>;

export const OUTCOME_NAMES = {
  passed: text('合规', 'in order'),
  failed: text('有问题', 'gap'),
  cantTell: text('无法判定', 'cannot tell'),
  pending: text('时限内（未到期）', 'not due yet'),
  inapplicable: text('不适用', 'not applicable'),
  untested: text('未判定', 'not judged'),
} as const satisfies Record<Outcome, Text>;

/** 豁免: who let a gap stand, why, and for how long (both days included). */
export interface Waived {
  readonly reason: string;
  readonly approver: string;
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** How the absence was established: what was looked at and for what. */
export interface Search {
  readonly pages: number;
  /** Pages thought to be about the item. */
  readonly relevant: number;
  readonly terms: readonly string[];
  readonly unread: number;
}

/** One judged thing. Its id is stable from run to run and names no page. */
export interface Verdict {
  /** `1.2/portal/content`, `2.1-new/hall@中心营业厅/content`, `3.5/app/2026-12/timeliness`, `1.2/consistency`. */
  readonly id: string;
  readonly item: string;
  readonly element: string;
  readonly variant?: string | undefined;
  /** Undefined for consistency, which is across channels, and for a duty of the unit itself (`N01/content`). */
  readonly channel?: ChannelId | undefined;
  readonly site?: string | undefined;
  /** A period (`2026-12`, `2026Q3`), a change (`change-2026-09-24`) or an event; undefined for a standing duty. */
  readonly instance?: string | undefined;
  /** Instances of earlier changes of the same subject that the register still holds; this one took their place. Absent where there are none. */
  readonly replaces?: readonly string[];
  readonly aspect: Aspect;
  readonly outcome: Outcome;
  readonly gap?: Gap;
  readonly reason?: Reason;
  /** In order as far as it was read, and more of it may stand on a page that was not: it does not tell whether it changed. */
  readonly partly?: true;
  readonly severity: Severity;
  readonly says: readonly Text[];
  readonly remarks: readonly Text[];
  readonly quotes: readonly Quote[];
  readonly search?: Search;
  readonly facts: readonly Fact[];
  readonly deadline?: Deadline;
  /** Working days past the due date, for `failed: overdue`. */
  readonly daysLate?: number;
  /** The last day on which it was seen to be lacking, where that is before the day of audit; `daysLate` is counted up to it. */
  readonly undoneOn?: CivilDate;
  /** Calendar days of notice given before an announced event, and how many are lacking (5: 提前7天). */
  readonly notice?: { readonly days: number; readonly short: number };
  /** The publication date the verdict relied on, and its source. */
  readonly published?: {
    readonly date: CivilDate;
    readonly source: 'stated' | 'observed' | 'record';
    readonly quote: string;
  };
  /** A pending duty within the warning window is 临期; a cantTell near or past its due date is sorted up. */
  readonly flag?: 'due-soon' | 'deadline-near' | 'would-be-overdue';
  /** Digest of the rule that judged it: a change of it, with the same evidence, is a change of the law; absent in older reports. */
  readonly rule?: string;
  readonly basis: readonly Basis[];
  readonly readings: readonly string[];
  readonly owners: { readonly content: readonly string[]; readonly publisher: string };
  readonly remedy: Text;
  /** A gap that an approver let stand for a time: shown, and not counted. */
  readonly waiver?: Waived;
  /** The verdict whose gap is the root cause; this one is then not counted again (A14). */
  readonly causedBy?: string;
}
