import type { Severity, ChannelId } from '../catalogue/rule.ts';
import { SEVERITIES } from '../catalogue/closed-lists.ts';
import { REASONS } from '../evidence/reason.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** Worst first; a group is in order only when nothing in it is unknown (faults 5.1). */
const WORST_FIRST: readonly Outcome[] = ['failed', 'cantTell', 'pending', 'untested', 'passed', 'inapplicable'];

/** The state of a group of verdicts: the worst of them; undefined for an empty group. */
export function worst(verdicts: readonly Verdict[]): Outcome | undefined {
  return WORST_FIRST.find((outcome) => verdicts.some((verdict) => verdict.outcome === outcome));
}

/** A gap that counts: a failure with no other failure as its cause (A14), which nobody let stand for the time being. */
export const isGap = ({ outcome, causedBy, waiver }: Verdict): boolean =>
  outcome === 'failed' && causedBy === undefined && waiver === undefined;

/** An unknown that stands for evidence not read, as against a duty whose clock nobody has started (A10). */
export const isUnread = ({ outcome, reason }: Verdict): boolean =>
  outcome === 'cantTell' && reason !== undefined && REASONS[reason].group === 'capture';

export type Counts = Readonly<Record<Outcome, number>>;

export function countOutcomes(verdicts: readonly Verdict[]): Counts {
  const count = (outcome: Outcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    cantTell: count('cantTell'),
    pending: count('pending'),
    inapplicable: count('inapplicable'),
    untested: count('untested'),
  };
}

/** One square of the 12 × channels matrix: content first, since that is what a reader sees on the page. */
export interface Cell {
  readonly item: string;
  readonly channel: ChannelId;
  /** Absent where the item owes nothing on that channel. */
  readonly content?: Outcome;
  readonly timeliness?: Outcome;
  readonly counts: Counts;
  readonly gaps: number;
}

/** The squares of every item on every channel, in that order; each verdict is looked at once. */
export function matrixOf(
  verdicts: readonly Verdict[],
  items: readonly string[],
  channels: readonly ChannelId[],
): Cell[] {
  const squares = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.item} ${verdict.channel ?? ''}`;
    const square = squares.get(key);
    if (square) square.push(verdict);
    else squares.set(key, [verdict]);
  }
  return items.flatMap((item) =>
    channels.map((channel) => cellOf(squares.get(`${item} ${channel}`) ?? [], item, channel)),
  );
}

function cellOf(own: readonly Verdict[], item: string, channel: ChannelId): Cell {
  const content = own.filter(({ aspect }) => aspect === 'content');
  const [worstContent, worstTimeliness] = [worst(content), worst(own.filter(({ aspect }) => aspect === 'timeliness'))];
  return {
    item,
    channel,
    ...(worstContent && { content: worstContent }),
    ...(worstTimeliness && { timeliness: worstTimeliness }),
    counts: countOutcomes(content),
    gaps: own.filter(isGap).length,
  };
}

export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** The gravest of some verdicts; 一般 where there are none. */
export const worstSeverity = (verdicts: readonly Verdict[]): Severity =>
  verdicts.reduce<Severity>(
    (worst, { severity }) => (severityRank(severity) > severityRank(worst) ? severity : worst),
    'minor',
  );
