import { SEVERITIES } from '../../catalogue/closed-lists.ts';
import { GAPS } from '../../checks/search/finding.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { departmentCounts } from '../departments.ts';
import { companyName, SEVERITY_NAMES } from '../view.ts';
import type { Voice } from '../voice.ts';
import type { Column, Sheet } from '../workbook.ts';

/** 按部门: who has how much to mend, by severity and by kind. */
export function departmentSheet(voice: Voice): Sheet {
  const { t, say, report, department } = voice;
  const counts = departmentCounts(report);
  const kinds = GAPS.filter((kind) => counts.some(({ byKind }) => byKind[kind] > 0));
  const number = (header: string, width = 9): Column => ({ header, type: 'integer', width, centred: true });
  const worstFirst = SEVERITIES.toReversed();
  return {
    name: t('按部门', 'By department'),
    lead: [
      t(`${companyName(voice)} 问题按责任部门统计`, `Gaps of ${companyName(voice)} by department`),
      t(
        `核查日 ${report.asOf}　每个问题只计一次，计入第一责任部门；共同负责的条数另列`,
        `As of ${report.asOf} · each gap counts once, for the department that answers first; shared entries stand apart`,
      ),
    ],
    columns: [
      { header: t('责任部门', 'Department'), type: 'text', width: 24 },
      number(t('问题', 'Gaps')),
      ...worstFirst.map((severity) => number(say(SEVERITY_NAMES[severity]))),
      ...kinds.map((kind) => number(say(GAP_NAMES[kind]), 14)),
      number(t('共同负责（条）', 'Shared entries'), 15),
    ],
    rows: counts.map((one) => ({
      cells: [
        department(one.department),
        one.gaps,
        ...worstFirst.map((severity) => one.bySeverity[severity] || undefined),
        ...kinds.map((kind) => one.byKind[kind] || undefined),
        one.shared || undefined,
      ],
    })),
    frozenColumns: 1,
  };
}
