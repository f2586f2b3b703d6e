import type { Severity } from '../catalogue/rule.ts';
import { isGap, severityRank } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { compareFractions, minus, type Fraction } from './fraction.ts';
import { group } from './group.ts';
import type { Report } from './report.ts';
import type { Weights } from './score/weights.ts';

/** One root cause, deducted once however many halls show it. */
export interface Deduction {
  readonly item: string;
  readonly severity: Severity;
  /** Hundredths of a mark, as configured and less what was given back; an item loses no more than its full marks. */
  readonly marks: number;
  /** Hundredths given back because every place of it was struck off within the quarter (本季度内销号). */
  readonly refunded?: number;
  /** Numbers in the 台账 by which it was given back. */
  readonly numbers?: readonly string[];
  /** Numbers of what was not upheld once, came back, and was not decided anew. */
  readonly doubted?: readonly string[];
  readonly verdicts: readonly [Verdict, ...Verdict[]];
}

/** 不予认定: a gap that an appeal did away with; shown, and not deducted. */
export interface Dismissal {
  readonly item: string;
  readonly numbers: readonly string[];
  readonly verdicts: readonly [Verdict, ...Verdict[]];
}

/**
 * What the 台账 of a unit says of a gap: struck off between the day of audit and the end of its quarter, not upheld, or not upheld
 * once, gone, and found again, of which nobody has decided anew.
 */
export interface Settled {
  readonly kind: 'mended' | 'dismissed' | 'doubted';
  readonly number: string;
}
export type Settling = (report: Report, verdict: Verdict) => Settled | undefined;

/** `inapplicable`: out of the denominator; `parent`: the province answers for it; `untold`: nothing of it could be told. */
export type ItemStanding = 'scored' | 'inapplicable' | 'parent' | 'untold';

/** Marks in hundredths. */
export interface ItemScore {
  readonly item: string;
  readonly standing: ItemStanding;
  readonly full: number;
  readonly earned: number;
}

export interface UnitScore {
  readonly report: Report;
  readonly items: readonly ItemScore[];
  readonly deductions: readonly Deduction[];
  readonly dismissals: readonly Dismissal[];
  /** Out of 100, unrounded; undefined where nothing could be told, which is not 0. */
  readonly total?: Fraction;
  /** Content duties charged to the unit, and those of which the outcome could be told. */
  readonly coverage: { readonly duties: number; readonly told: number };
}

export interface Ranked extends UnitScore {
  /** Equal scores share a rank; undefined where the unit is not ranked. */
  readonly rank?: number;
  /** 环比: against the same unit's earlier score, by the same weights. */
  readonly change?: {
    readonly by: Fraction;
    readonly ranks?: number;
    /** Root causes that the earlier score deducted for and of which nothing can be told now: not mended, and yet no longer deducted. */
    readonly untold: number;
  };
}

const UNKNOWN: ReadonlySet<Verdict['outcome']> = new Set(['cantTell', 'untested']);
const hundredths = (marks: number): number => Math.round(marks * 100);

const UNSETTLED: Settling = () => undefined;

/** The score of one unit: what does not apply and what the province owns counts nowhere, what is unknown costs nothing. */
export function scoreUnit(report: Report, weights: Weights, settling: Settling = UNSETTLED): UnitScore {
  const { deductions, dismissals } = lossesOf(report, weights, settling);
  const items = report.items.flatMap(({ id, kind }) => {
    const full = hundredths(weights.items[id] ?? weights[kind]);
    return full === 0 ? [] : [itemScore(id, full, { report, weights, deductions })];
  });
  const scored = items.filter(({ standing }) => standing === 'scored');
  const sum = (of: (one: ItemScore) => number): bigint => BigInt(scored.reduce((all, one) => all + of(one), 0));
  const total = { over: 100n * sum(({ earned }) => earned), under: sum(({ full }) => full) };
  const weighed = new Set(items.map(({ item }) => item));
  return {
    ...{ report, items },
    deductions: deductions.filter(({ item }) => weighed.has(item)),
    dismissals: dismissals.filter(({ item }) => weighed.has(item)),
    ...(total.under > 0n && { total }),
    coverage: coverageOf(report.verdicts.filter((one) => weighed.has(one.item) && isCharged(one, report, weights))),
  };
}

interface Scoring {
  readonly report: Report;
  readonly weights: Weights;
  readonly deductions: readonly Deduction[];
}

function itemScore(item: string, full: number, { report, weights, deductions }: Scoring): ItemScore {
  const applicable = report.verdicts.filter((one) => one.item === item && one.outcome !== 'inapplicable');
  const charged = applicable.filter((one) => isCharged(one, report, weights));
  const score = (standing: ItemStanding, earned = 0): ItemScore => ({ item, standing, full, earned });
  if (applicable.length === 0) return score('inapplicable');
  if (charged.length === 0) return score('parent');
  if (charged.every(({ outcome }) => UNKNOWN.has(outcome))) return score('untold');
  const lost = deductions.reduce((sum, one) => (one.item === item ? sum + one.marks : sum), 0);
  return score('scored', Math.max(0, full - lost));
}

/** Whether the unit itself answers for it, and not the province. */
function isCharged({ item, element }: Verdict, { company }: Report, { not_charged, province_items }: Weights): boolean {
  return !not_charged.includes(company.kind) || !(province_items.includes(item) || province_items.includes(element));
}

type Losses = Pick<UnitScore, 'deductions' | 'dismissals'>;

/** Gaps that count (no consequences of others, none let stand), each once for all the halls that share it. */
function lossesOf(report: Report, weights: Weights, settling: Settling): Losses {
  const charged = report.verdicts.filter((one) => isGap(one) && isCharged(one, report, weights));
  const causeOf = ({ item, element, variant, channel, instance, gap }: Verdict): string =>
    JSON.stringify([item, element, variant, channel, instance, gap]);
  const losses = [...group(charged, causeOf).values()].map((shared): Losses => {
    const told = shared.map((verdict) => ({ verdict, settled: settling(report, verdict) }));
    const upheld = told.filter(({ settled }) => settled?.kind !== 'dismissed');
    const dismissed = told.filter(({ settled }) => settled?.kind === 'dismissed');
    return { deductions: deductionOf(upheld, weights), dismissals: dismissalOf(dismissed) };
  });
  return {
    deductions: losses.flatMap(({ deductions }) => deductions),
    dismissals: losses.flatMap(({ dismissals }) => dismissals),
  };
}

interface Told {
  readonly verdict: Verdict;
  readonly settled: Settled | undefined;
}

function deductionOf(told: readonly Told[], { deductions, refund }: Weights): Deduction[] {
  const [first, ...rest] = told.map(({ verdict }) => verdict);
  if (!first) return [];
  const { severity } = rest.reduce((a, b) => (severityRank(b.severity) > severityRank(a.severity) ? b : a), first);
  const marks = hundredths(deductions[severity]);
  const verdicts = [first, ...rest] as const;
  // A root cause is mended when it is on every place where it shows (4.5); halves of a hundredth go to the unit.
  const refunded = told.every(({ settled }) => settled?.kind === 'mended') ? Math.round((marks * refund) / 100) : 0;
  const doubted = numbersOf(told.filter(({ settled }) => settled?.kind === 'doubted'));
  if (refunded === 0) return [{ item: first.item, severity, marks, ...(doubted.length > 0 && { doubted }), verdicts }];
  return [{ item: first.item, severity, marks: marks - refunded, refunded, numbers: numbersOf(told), verdicts }];
}

function dismissalOf(told: readonly Told[]): Dismissal[] {
  const [first, ...rest] = told.map(({ verdict }) => verdict);
  return first ? [{ item: first.item, numbers: numbersOf(told), verdicts: [first, ...rest] }] : [];
}

const numbersOf = (told: readonly Told[]): string[] => [
  ...new Set(told.flatMap(({ settled }) => (settled ? [settled.number] : []))),
];

function coverageOf(charged: readonly Verdict[]): UnitScore['coverage'] {
  const duties = charged.filter(({ aspect, outcome }) => aspect === 'content' && outcome !== 'inapplicable');
  return { duties: duties.length, told: duties.filter(({ outcome }) => !UNKNOWN.has(outcome)).length };
}

/** Every unit scored and ranked, best first, those without a rank last; `previous` are the reports of the quarter before. */
export function scoreUnits(
  reports: readonly Report[],
  previous: readonly Report[],
  weights: Weights,
  settling: Settling = UNSETTLED,
): Ranked[] {
  const earlier = new Map(rankUnits(previous, weights, settling).map((one) => [one.report.company.id, one]));
  return rankUnits(reports, weights, settling).map((one) => {
    const was = earlier.get(one.report.company.id);
    if (!one.total || !was?.total) return one;
    const ranks = one.rank === undefined || was.rank === undefined ? undefined : was.rank - one.rank;
    const untold = untoldSince(was, one);
    return { ...one, change: { by: minus(one.total, was.total), ...(ranks !== undefined && { ranks }), untold } };
  });
}

function untoldSince(was: UnitScore, { report }: UnitScore): number {
  const unknown = new Set(report.verdicts.filter(({ outcome }) => UNKNOWN.has(outcome)).map(({ id }) => id));
  return was.deductions.filter(({ verdicts }) => verdicts.some(({ id }) => unknown.has(id))).length;
}

function rankUnits(reports: readonly Report[], weights: Weights, settling: Settling): Ranked[] {
  const scores = reports.map((report) => scoreUnit(report, weights, settling));
  const rankable = scores.filter((one) => isRankable(one, weights));
  const better = (a: Fraction): number =>
    rankable.filter(({ total }) => total !== undefined && compareFractions(total, a) > 0).length;
  return scores
    .map((one): Ranked => (one.total && isRankable(one, weights) ? { ...one, rank: better(one.total) + 1 } : one))
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
}

const isRankable = ({ total, coverage: { told, duties } }: UnitScore, { min_coverage }: Weights): boolean =>
  total !== undefined && told * 10_000 >= duties * hundredths(min_coverage);
