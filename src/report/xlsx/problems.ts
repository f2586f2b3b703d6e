import { PROBLEM_COLUMNS, problemsOf } from '../problem-rows.ts';
import { companyName } from '../view.ts';
import type { Voice } from '../voice.ts';
import type { Sheet } from '../workbook.ts';

/** 问题台账: staff filter it by department, write in what they mend, and hand it on. */
export function problemSheet(voice: Voice): Sheet {
  const { t, say, report } = voice;
  const company = companyName(voice);
  return {
    name: t('问题台账', 'Gaps'),
    lead: [
      t(`${company} 供电服务信息公开问题台账`, `Disclosure gaps of ${company}`),
      t(
        `核查日 ${report.asOf}　共 ${report.gaps} 个问题　未能判定的事项不在本表，见“待核实”`,
        `As of ${report.asOf} · ${report.gaps} gaps · what could not be told is on the sheet “To be checked”`,
      ),
    ],
    columns: PROBLEM_COLUMNS.map(({ name, choices, ...column }) => ({
      ...column,
      header: say(name),
      ...(choices && { choices: choices.map(say) }),
    })),
    rows: problemsOf(voice).map((problem) => ({ cells: PROBLEM_COLUMNS.map(({ of }) => of?.(problem)) })),
    frozenColumns: 1,
    // What was found on the one page, what is done about it on the other.
    pagesWide: 2,
  };
}
