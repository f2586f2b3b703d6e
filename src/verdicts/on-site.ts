import { text } from '../language/text.ts';
import { attestationOf, attestedWords, standingOf } from '../workspace/attestation.ts';
import { opening, type Court, type Hearing } from './court.ts';
import type { Verdict } from './verdict.ts';

/**
 * What pages could not tell, people on the spot may have: a hall's board without a photograph that can be read passes or
 * fails on a signed checklist line (A22). What pages did tell stands. An answer that is worth nothing says why.
 */
export function withAttestation(verdict: Verdict, { duty }: Hearing, court: Court): Verdict {
  if (verdict.outcome !== 'cantTell' || duty.channel !== 'hall') return verdict;
  const answer = attestationOf(court.workspace.attestations ?? [], duty.obligation.element.id, duty.site);
  if (!answer) return verdict;
  const standing = standingOf(answer, court.asOf, court.maxAgeDays);
  const words = attestedWords(answer);
  if (!standing.stands) {
    const why = text(
      `现场核查不能作为依据：${standing.why.zh}`,
      `the on-site check cannot be used: ${standing.why.en}`,
    );
    return { ...verdict, remarks: [...verdict.remarks, why, words] };
  }
  if (answer.answer === 'na') {
    const said = text(
      '现场核查填写“不适用”，请归口部门确认',
      'the on-site check says “not applicable”; please confirm',
    );
    return { ...verdict, reason: 'needs-person', says: [said, words] };
  }
  const told = { ...opening(duty, court, 'content'), remarks: verdict.remarks };
  if (answer.answer === 'yes') return { ...told, outcome: 'passed', says: [SEEN, words] };
  return { ...told, outcome: 'failed', gap: 'missing', says: [NOT_SEEN, words] };
}

const SEEN = text('现场核查确认已公示', 'the on-site check found it shown');
const NOT_SEEN = text('现场核查确认未公示', 'the on-site check found it not shown');
