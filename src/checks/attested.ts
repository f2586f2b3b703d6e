import { z } from 'zod';
import { text } from '../language/text.ts';
import { textSchema } from '../catalogue/rule.ts';
import { defineCheck } from './check.ts';
import { unsure } from './evidence.ts';

const parameters = z.strictObject({
  /** What a person has to supply: 自查整改情况报告. */
  proof: textSchema,
});
type Parameters = z.infer<typeof parameters>;

/** A duty that leaves no trace on any channel: only a record or an on-site check can show it. */
export const attested = defineCheck<Parameters>({
  name: 'attested',
  parameters,
  run: (_corpus, { proof }, { item }) => [
    unsure(item.scope === 'unit' ? 'insufficient-evidence' : 'needs-person', [
      text(`须由单位提供${proof.zh}，线上无法核查`, `the unit has to supply ${proof.en}; it cannot be seen online`),
    ]),
  ],
});
