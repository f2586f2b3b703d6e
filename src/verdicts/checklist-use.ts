import type { CivilDate } from '../calendar/civil-date.ts';
import { attestationOf, lastDayOf, standingOf } from '../workspace/attestation.ts';
import type { Attestation } from '../workspace/workspace.ts';
import type { Court } from './court.ts';
import type { Verdict } from './verdict.ts';

export const CHECKLIST_STATUSES = ['in-force', 'expired'] as const;

/** Answers of one 现场核查表 that cease to be evidence on the same day, and the verdicts that rest, or rested, on them. */
export interface ChecklistUse {
  /** The sheet's path inside the workspace. */
  readonly at: string;
  /** The hall; '' for the unit itself. */
  readonly site: string;
  /** The last day on which the answers may be relied on. */
  readonly until: CivilDate;
  /** `expired`: nothing else tells of these verdicts, so somebody has to look again. */
  readonly status: (typeof CHECKLIST_STATUSES)[number];
  readonly verdicts: readonly string[];
}

/** What has become of each checklist on the day; answers that pages made needless, and those never valid, are left out. */
export function checklistUses(
  verdicts: readonly Verdict[],
  { workspace, asOf, maxAgeDays }: Pick<Court, 'workspace' | 'asOf' | 'maxAgeDays'>,
): ChecklistUse[] {
  const { attestations = [] } = workspace;
  if (attestations.length === 0) return [];
  const uses = new Map<string, ChecklistUse>();
  for (const verdict of verdicts) {
    const answer = answerTo(verdict, attestations);
    const status = answer && statusOf(verdict, answer, asOf, maxAgeDays);
    if (!answer || !status) continue;
    const { at, place, site } = answer;
    const until = lastDayOf(answer, maxAgeDays);
    const use = { at: place?.file ?? at, site, until, status };
    const key = JSON.stringify(use);
    uses.set(key, { ...use, verdicts: [...(uses.get(key)?.verdicts ?? []), verdict.id] });
  }
  return [...uses.values()];
}

/** The newest answer about a verdict's place, or else the unit's own. */
function answerTo({ aspect, element, site = '' }: Verdict, attestations: readonly Attestation[]) {
  if (aspect !== 'content') return undefined;
  return attestationOf(attestations, element, site) ?? attestationOf(attestations, element, '');
}

function statusOf(
  verdict: Verdict,
  answer: Attestation,
  asOf: CivilDate,
  maxAgeDays: number,
): ChecklistUse['status'] | undefined {
  const standing = standingOf(answer, asOf, maxAgeDays);
  if (standing.stands) return restsOnPeople(verdict) ? 'in-force' : undefined;
  return standing.reason === 'stale' && verdict.outcome === 'cantTell' ? 'expired' : undefined;
}

/** What pages tell has quotes, or else the record of a search. */
const restsOnPeople = ({ outcome, quotes, search }: Verdict): boolean =>
  (outcome === 'passed' || outcome === 'failed') && quotes.length === 0 && search === undefined;
