import type { CivilDate } from '../calendar/civil-date.ts';
import type { ChannelId, Severity } from '../catalogue/rule.ts';
import type { Gap } from '../checks/search/finding.ts';
import { text, type Text } from '../language/text.ts';
import type { Verdict } from '../verdicts/verdict.ts';

/** 整改进展: where a gap stands between being found and being struck off (4.5). */
export const STATES = {
  todo: text('待整改', 'to be mended'),
  doing: text('整改中', 'being mended'),
  review: text('待复核', 'to be reviewed'),
  closed: text('已销号', 'closed'),
  returned: text('退回', 'sent back'),
  relapsed: text('反弹', 'come back'),
  extended: text('延期', 'extended'),
  dismissed: text('不予认定', 'not upheld'),
} as const satisfies Record<string, Text>;
export type State = keyof typeof STATES;

/** What staff write beside a gap: the columns from 责任人 to 备注. Empty where nothing was written. */
export interface Handling {
  /** 责任人: who mends it. */
  readonly rectifier: string;
  readonly measures: string;
  /** 整改时限. */
  readonly until: string;
  /** 完成时间. */
  readonly done: string;
  /** 整改佐证, one line a place: `企业门户网站：https://…`. */
  readonly proof: string;
  readonly reviewer: string;
  /** 复核结论. */
  readonly conclusion: string;
  /** Who approved an extension or upheld an appeal. */
  readonly approver: string;
  readonly note: string;
}
export const UNTOUCHED: Handling = {
  ...{
    rectifier: '',
    measures: '',
    until: '',
    done: '',
    proof: '',
    reviewer: '',
    conclusion: '',
    approver: '',
    note: '',
  },
};

/** A place where a gap shows: a channel, or one hall of it. */
export interface AffectedPlace {
  readonly channel: ChannelId;
  readonly site: string;
}

/** What a gap is a gap of. */
export type Thing = Pick<Verdict, 'item' | 'element' | 'variant' | 'channel' | 'site' | 'aspect'>;

/** A gap as the columns of the 台账 tell it (4.1). */
export interface Described {
  readonly item: Text;
  readonly element: Text;
  readonly place: Text;
  /** 检查方式. */
  readonly how: Text;
  /** 检查时间. */
  readonly checked: CivilDate;
  readonly problem: Text;
  readonly basis: Text;
  readonly proof: Text;
  /** '' where nothing was due on a day. */
  readonly due: string;
  /** In working days. */
  readonly daysLate?: number;
  readonly departments: Text;
  readonly publisher: Text;
  readonly remedy: Text;
}

/** Why a line is audited no more: its place is none of the workspace any more, no rule asks about it there, or another line is the same. */
export const DROPPINGS = {
  place: text('该渠道或营业厅已不在核查范围', 'its channel or hall is no longer audited'),
  rule: text('规则库不再核查该要素', 'the rules no longer ask about it'),
  double: text('与该处改名前登记的是同一问题', 'it is the gap that stands under the former name of the place'),
} as const satisfies Record<string, Text>;
export type Dropping = keyof typeof DROPPINGS;

/** One line of the 问题台账. */
export interface Entry {
  /** For life: `shancheng-2026-0007`. */
  readonly number: string;
  readonly company: string;
  readonly unit: string;
  /** Id of the verdict it was last found by. */
  readonly verdict: string;
  readonly thing: Thing;
  readonly places: readonly AffectedPlace[];
  /** Ids of all verdicts that it was last found by; lacking in lines of earlier versions. */
  readonly verdicts?: readonly string[] | undefined;
  readonly gap: Gap;
  readonly state: State;
  readonly found: CivilDate;
  readonly lastFound: CivilDate;
  /** Since when audits no longer find it; '' while they do. */
  readonly gone: string;
  /** 不再核查: since when audits are no longer asked about it, and why; absent while they are. */
  readonly dropped?: { readonly since: CivilDate; readonly why: Dropping } | undefined;
  /** Found again since it was last handed in for review. */
  readonly foundSinceSubmitted: boolean;
  /** How often it came back after being closed (反弹). */
  readonly relapses: number;
  readonly extensions: number;
  /** 销号日期; '' while it is open. */
  readonly closed: string;
  readonly handling: Handling;
  readonly severity: Severity;
  /** As last found, in words. */
  readonly described: Described;
  /** Raised with every change; an import that rests on an older one is a conflict. */
  readonly version: number;
}

/** States in which mending is still to be done; what was handed in waits for the reviewer. */
const UNMENDED: ReadonlySet<State> = new Set(['todo', 'doing', 'returned', 'relapsed', 'extended']);

/** Whether it is still to be mended; what is audited no more is no work that is open. */
export const isUnmended = ({ state, dropped }: Entry): boolean => UNMENDED.has(state) && !dropped;

/** 逾期未整改: its 整改时限 has passed, and it was not handed in for review. */
export const isLate = (entry: Entry, today: CivilDate): boolean =>
  isUnmended(entry) && entry.handling.until !== '' && entry.handling.until < today;

/** What audits say of a line since they no longer find it, or no longer ask about it; undefined while they find it. */
export function auditSays({ gone, dropped }: Entry): Text | undefined {
  if (dropped) {
    const { zh, en } = DROPPINGS[dropped.why];
    return text(`${dropped.since} 起不再核查（${zh}）`, `not audited since ${dropped.since} (${en})`);
  }
  return gone === '' ? undefined : text(`${gone} 起核查未再发现`, `not found since ${gone}`);
}

/** Unit + item + element + channel (+ site) + kind of gap; never an address, and never a period. */
export function identityOf({ item, element, variant, channel, site }: Thing, gap: Gap | undefined): string {
  const place = [channel, site].filter(Boolean).join('@');
  return [item, variant === undefined ? element : `${element}-${variant}`, place, gap ?? ''].join('|');
}

export const thingOf = ({ item, element, variant, channel, site, aspect }: Verdict): Thing => ({
  ...{ item, element, aspect },
  ...(variant !== undefined && { variant }),
  ...(channel !== undefined && { channel }),
  ...(site !== undefined && { site }),
});
