import { REASONS, type Reason, type ReasonGroup } from '../evidence/reason.ts';
import type { Severity } from '../catalogue/rule.ts';
import { text, type Language, type Text } from '../language/text.ts';
import { byCode } from '../evidence/bundle.ts';
import { GAP_NAMES, OUTCOME_NAMES, type Verdict } from '../verdicts/verdict.ts';
import { isGap, severityRank } from '../verdicts/roll-up.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import type { Report } from './report.ts';

/** 一般, 较重, 严重. */
export const SEVERITY_NAMES = {
  minor: text('一般', 'minor'),
  major: text('较重', 'major'),
  critical: text('严重', 'critical'),
} as const satisfies Record<Severity, Text>;

/** What several reporters need to say the same things in the same order. */

export const say = ({ zh, en }: Text, language: Language): string => (language === 'zh' ? zh : en);

/** `1.2 办公地址`. */
export function elementName(report: Report, verdict: Verdict, language: Language): string {
  const id = verdict.variant === undefined ? verdict.element : `${verdict.element}-${verdict.variant}`;
  const element = report.elements.find((one) => one.id === id);
  return element ? say(element.name, language) : id;
}

export function itemName(report: Report, id: string, language: Language): string {
  const item = report.items.find((one) => one.id === id);
  return item ? say(item.name, language) : id;
}

/** 供电营业厅（中心营业厅）. */
export function placeText({ channel, site }: Pick<Verdict, 'channel' | 'site'>, language: Language): string {
  if (!channel) return language === 'zh' ? '各渠道之间' : 'across channels';
  const name = say(CHANNEL_NAMES[channel], language);
  if (site === undefined) return name;
  return language === 'zh' ? `${name}（${site}）` : `${name} (${site})`;
}

/** The words people use for an outcome: the gap for a failure, the reason for a cantTell. */
export function outcomeText(verdict: Verdict, language: Language): string {
  const { outcome, gap, reason, flag } = verdict;
  if (outcome === 'failed' && gap) return say(GAP_NAMES[gap], language) + (gap === 'overdue' ? lateText(verdict, language) : '');
  if (outcome === 'cantTell' && reason) return say(REASONS[reason].name, language);
  if (outcome === 'pending' && flag === 'due-soon') return language === 'zh' ? '临期预警' : 'due soon';
  return say(OUTCOME_NAMES[outcome], language);
}

function lateText({ daysLate, notice }: Verdict, language: Language): string {
  const zh = language === 'zh';
  if (notice) return zh ? `（提前 ${notice.days} 天，差 ${notice.short} 天）` : ` (${notice.days} days of notice, ${notice.short} short)`;
  if (daysLate === undefined) return '';
  return zh ? `（逾期 ${daysLate} 个工作日）` : ` (${daysLate} working days late)`;
}

/** Gaps that count, worst and longest overdue first. */
export function gapsOf({ verdicts }: Report): Verdict[] {
  return verdicts
    .filter(isGap)
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || (b.daysLate ?? 0) - (a.daysLate ?? 0));
}

export interface DepartmentGaps {
  readonly department: string;
  readonly gaps: readonly Verdict[];
}

/** Each gap under its content owner; a gap with two owners stands under both. */
export function gapsByDepartment(report: Report): DepartmentGaps[] {
  const groups = new Map<string, Verdict[]>();
  for (const gap of gapsOf(report))
    for (const owner of gap.owners.content) groups.set(owner, [...(groups.get(owner) ?? []), gap]);
  return [...groups]
    .map(([department, gaps]) => ({ department, gaps }))
    .sort((a, b) => b.gaps.length - a.gaps.length || byCode(a.department, b.department));
}

export interface UnknownGroup {
  readonly group: ReasonGroup;
  readonly reason: Reason;
  readonly verdicts: readonly Verdict[];
}

/** What could not be told, by reason, with the urgent ones first; the advice of each reason says what to do. */
export function unknownsByReason({ verdicts }: Report): UnknownGroup[] {
  const groups = new Map<Reason, Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'cantTell' || !verdict.reason) continue;
    groups.set(verdict.reason, [...(groups.get(verdict.reason) ?? []), verdict]);
  }
  return [...groups]
    .map(([reason, unknown]) => ({ group: REASONS[reason].group, reason, verdicts: unknown }))
    .sort((a, b) => urgency(b) - urgency(a) || byCode(a.reason, b.reason));
}

const urgency = ({ group, verdicts }: UnknownGroup): number =>
  (group === 'capture' ? 1000 : 0) + verdicts.filter(({ flag }) => flag === 'would-be-overdue').length;

/** 国能发监管规〔2021〕56号 第八条. */
export function basisText(report: Report, verdict: Verdict, language: Language): string {
  return verdict.basis
    .map(({ instrument, clause }) => {
      const cited = report.instruments.find(({ id }) => id === instrument);
      const name = cited?.number ?? (cited ? say(cited.title, language) : instrument);
      return clause === undefined ? name : `${name} ${clause}`;
    })
    .join('；');
}
