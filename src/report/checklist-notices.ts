import { text, type Text } from '../language/text.ts';
import type { ChecklistUse } from '../verdicts/checklist-use.ts';

/** Every report says which on-site checks have run out, so that somebody goes and looks again. */
export const checklistNotices = (uses: readonly ChecklistUse[]): Text[] =>
  uses.filter(({ status }) => status === 'expired').map(noticeOf);

function noticeOf({ at, site, until, verdicts }: ChecklistUse): Text {
  const place = site === '' ? text('本单位', 'the unit') : text(site, site);
  return text(
    `现场核查表已于 ${until} 到期：${place.zh} ${verdicts.length} 项不再作为依据（${at}）；请重新核查后填写。`,
    `An on-site checklist expired on ${until}: ${verdicts.length} answers of ${place.en} no longer count (${at}); check again and fill it in.`,
  );
}
