import type { UpdateRule } from '../catalogue/rule.ts';
import { judgeChanges } from './clock/change.ts';
import { judgeEvents, judgePromptly } from './clock/event.ts';
import { judgePeriods } from './clock/period.ts';
import type { Timed } from './timed.ts';
import { silenceOf } from './silence.ts';
import { opening, type Court, type Hearing } from './court.ts';
import type { Verdict } from './verdict.ts';

/** Was it done in time? One verdict for each clock that runs: a registered change, a period, an announced event. */
export function judgeTimeliness(hearing: Hearing, content: Verdict, court: Court): Timed[] {
  const rules = hearing.duty.obligation.update;
  if (rules.length === 0) return [];
  if (hearing.duty.applies.kind !== 'applies') return [withoutEvidence(hearing, content, court)];
  return rules.flatMap((rule) => judgeRule(rule, hearing, content, court));
}

function judgeRule(rule: UpdateRule, hearing: Hearing, content: Verdict, court: Court): Timed[] {
  if ('every' in rule) return judgePeriods(rule, hearing, content, court);
  if ('before' in rule)
    return silenceOf(content) ? [withoutEvidence(hearing, content, court)] : judgeEvents(rule, hearing, court);
  if ('promptly' in rule) return [judgePromptly(hearing, court)];
  return judgeChanges(rule, hearing, content, court);
}

function withoutEvidence({ duty }: Hearing, content: Verdict, court: Court): Timed {
  const base = opening(duty, court, 'timeliness');
  if (content.outcome === 'inapplicable') return { verdict: { ...base, outcome: 'inapplicable', says: content.says } };
  if (content.outcome === 'failed')
    return { verdict: { ...base, outcome: 'untested', says: content.says, causedBy: content.id } };
  return {
    verdict: { ...base, outcome: 'cantTell', reason: content.reason ?? 'insufficient-evidence', says: content.says },
  };
}
