import { z } from 'zod';
import { text, type Text } from '../language/text.ts';
import type { Contact } from '../workspace/workspace.ts';
import { defineCheck } from './check.ts';
import { unsure } from './search/evidence.ts';
import { onRecord } from './on-record.ts';

const parameters = z.strictObject({});

/** 联系人表: each department and unit names somebody who can be reached by telephone and mail (N02, N30). */
export const contacts = defineCheck<z.infer<typeof parameters>>({
  name: 'contacts',
  purpose: text('联系人表填写完整：姓名、电话、邮箱', 'The list of contacts is complete: name, telephone, mail'),
  parameters,
  onRecords: true,
  run: (_corpus, _parameters, { records }) => {
    const register = records?.contacts;
    if (!register || register.length === 0)
      return [unsure('insufficient-evidence', [text('未提供联系人表', 'no list of contacts was supplied')])];
    const faults = register.flatMap(faultsOf);
    if (faults.length > 0) return [onRecord('procedure', faults)];
    return [
      onRecord(undefined, [
        text(`${register.length} 个联系人填写完整`, `all ${register.length} contacts are complete`),
      ]),
    ];
  },
});

/** Which cells are empty; what stands in the others is nobody's business. */
function faultsOf({ unit, name, phone, email, at }: Contact): Text[] {
  const lacking = [
    ...(name === '' ? [text('姓名', 'name')] : []),
    ...(phone === '' ? [text('联系电话', 'telephone')] : []),
    ...(email === '' ? [text('邮箱', 'mail address')] : []),
  ];
  if (lacking.length === 0) return [];
  const [zh, en] = [lacking.map((one) => one.zh).join('、'), lacking.map((one) => one.en).join(', ')];
  return [text(`${unit}缺${zh}（${at}）`, `${unit}: no ${en} (${at})`)];
}
