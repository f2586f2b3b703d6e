import { REASONS, type ReasonGroup } from '../evidence/reason.ts';
import { text, type Text } from '../language/text.ts';
import type { Judged } from './judged.ts';

/** Why a verdict differs from the earlier one. Only `evidence` is news about what the company publishes. */
export const CAUSES = {
  evidence: text('页面内容或佐证变化', 'the evidence'),
  declared: text('登记表、豁免或工作区配置变化', 'the registers, waivers or workspace'),
  rules: text('规则库变化', 'the rules'),
  calendar: text('节假日安排变化', 'the calendar'),
  engine: text('程序版本变化', 'the engine'),
  day: text('期限到期', 'a due date passed'),
  added: text('新纳入核查', 'audited for the first time'),
} as const satisfies Record<string, Text>;

export type Cause = keyof typeof CAUSES;

/** How a verdict says that it hangs on the calendar of working days. */
const needsCalendar = (one: Judged): boolean => one.reason === 'no-calendar';

/**
 * What differs between the two and could have made the difference. Pages change every night (counters, clocks, news), so
 * evidence is named only when what was seen of the thing itself differs, or when nothing else does.
 */
export function causesOf(before: Judged, after: Judged): readonly Cause[] {
  const [was, is] = [before.rests, after.rests];
  const seen = sawOtherwise(before, after);
  const causes: Cause[] = [];
  if (was.evidence !== is.evidence && seen) causes.push('evidence');
  if (was.declared !== is.declared) causes.push('declared');
  if (was.rules !== is.rules) causes.push('rules');
  if (was.calendar !== is.calendar && (needsCalendar(before) || needsCalendar(after) || before.due !== after.due))
    causes.push('calendar');
  if (was.engine !== is.engine) causes.push('engine');
  if (causes.length > 0) return causes;
  // Rules of other items say which pages are theirs, so that they can move a verdict of this one.
  const elsewhere = was.catalogue !== undefined && was.catalogue !== is.catalogue;
  if (elsewhere) causes.push('rules');
  if (was.day !== is.day && turnsOnTime(before, after)) return [...causes, 'day'];
  if (was.evidence !== is.evidence) return [...causes, 'evidence'];
  return elsewhere ? causes : ['day'];
}

const groupOf = ({ reason }: Judged): ReasonGroup | undefined => reason && REASONS[reason].group;

/** Whether something else was seen: other words, or pages that could be read on one of the days only. */
function sawOtherwise(before: Judged, after: Judged): boolean {
  const groups = [groupOf(before), groupOf(after)];
  // What was lacking was a holiday calendar or a register, and not a page.
  if (groups.some((group) => group === 'calendar' || group === 'record')) return false;
  if (before.words !== after.words) return true;
  return before.reason !== after.reason && groups.some((group) => group === 'capture' || group === 'evidence');
}

/** What time alone brings about: what was not due yet is due now, evidence grows old, a waiver runs out. */
const turnsOnTime = (before: Judged, after: Judged): boolean =>
  before.outcome === 'pending' ||
  (before.waived && !after.waived) ||
  after.reason === 'stale' ||
  (after.due ?? '9999') <= after.rests.day;
