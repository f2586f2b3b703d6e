import { z } from 'zod';
import { text } from '../language/text.ts';
import { textSchema } from '../catalogue/text-schema.ts';
import { attestationOf, attestedWords, standingOf } from '../workspace/attestation.ts';
import { defineCheck } from './check.ts';
import { unsure } from './search/evidence.ts';
import { GAPS } from './search/finding.ts';
import { onRecord } from './on-record.ts';
import { noted } from './parameter.ts';

const parameters = z.strictObject({
  proof: noted(
    textSchema,
    '须由单位提供的材料，如自查整改情况报告',
    'what the unit has to supply: a report on its self-check',
  ),
  gap: noted(z.enum(GAPS).default('procedure'), '不符合时算哪一类问题', 'what it is called when it is not so'),
});
type Parameters = z.infer<typeof parameters>;

/** A duty that leaves no trace on any channel: only an on-site check with photographs and two signatures can show it. */
export const attested = defineCheck<Parameters>({
  name: 'attested',
  purpose: text(
    '线上不留痕迹的义务，只有现场核查（照片、两人签字）能证明',
    'A duty that leaves no trace on any channel: only an on-site check with photographs and two signatures shows it',
  ),
  parameters,
  onRecords: true,
  run: ({ site }, { proof, gap }, { item, element, records, asOf, maxAgeDays = 35 }) => {
    const answers = records?.attestations ?? [];
    const answer = attestationOf(answers, element.id, site) ?? attestationOf(answers, element.id, '');
    if (!answer)
      return [
        unsure(item.scope === 'unit' ? 'insufficient-evidence' : 'needs-person', [
          text(`须由单位提供${proof.zh}，线上无法核查`, `the unit has to supply ${proof.en}; it cannot be seen online`),
        ]),
      ];
    const standing = standingOf(answer, asOf, maxAgeDays);
    const says = [attestedWords(answer)];
    if (!standing.stands) return [{ ...unsure(standing.reason, [standing.why, ...says]), proof: 'record' }];
    if (answer.answer === 'na')
      return [
        unsure('needs-person', [text('现场核查填写“不适用”', 'the on-site check says “not applicable”'), ...says]),
      ];
    return [onRecord(answer.answer === 'yes' ? undefined : gap, says)];
  },
});
