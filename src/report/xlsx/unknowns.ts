import { REASONS } from '../../evidence/reason.ts';
import { unknownsByGroup } from '../unknowns.ts';
import { companyName, elementTitle, itemTitle, ownersText, placeText, reasonText, saysOf } from '../view.ts';
import type { Voice } from '../voice.ts';
import type { Sheet } from '../workbook.ts';

/** 待核实: what could not be told and why, with what to do; it is neither a gap nor in order. */
export function unknownSheet(voice: Voice): Sheet {
  const { t, say, report } = voice;
  const rows = unknownsByGroup(report).flatMap(({ reasons }) =>
    reasons.flatMap(({ reason, verdicts }) => verdicts.map((verdict) => ({ reason, verdict }))),
  );
  return {
    name: t('待核实', 'To be checked'),
    lead: [
      t(`${companyName(voice)} 未能判定的事项`, `What could not be told about ${companyName(voice)}`),
      t('未能判定不等于违规，也不等于合规', 'What could not be told is neither a gap nor in order'),
    ],
    columns: [
      { header: t('原因', 'Reason'), type: 'text', width: 24 },
      { header: t('信息类别', 'Item'), type: 'text', width: 22 },
      { header: t('检查要素', 'Element'), type: 'text', width: 24 },
      { header: t('检查渠道', 'Channel'), type: 'text', width: 18 },
      { header: t('说明', 'What was seen'), type: 'text', width: 44 },
      { header: t('怎么办', 'What to do'), type: 'text', width: 36 },
      { header: t('责任部门', 'Department'), type: 'text', width: 16 },
      { header: t('结论编号', 'Verdict'), type: 'text', width: 30, hidden: true },
    ],
    rows: rows.map(({ reason, verdict }) => ({
      cells: [
        reasonText(voice, reason),
        itemTitle(voice, verdict.item),
        elementTitle(voice, verdict),
        placeText(voice, verdict),
        saysOf(voice, verdict).join(t('；', '; ')),
        say(REASONS[reason].advice),
        ownersText(voice, verdict).content,
        verdict.id,
      ],
    })),
  };
}
