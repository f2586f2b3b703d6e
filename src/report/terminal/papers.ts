import { papersOf } from '../papers.ts';
import { elementTitle } from '../view.ts';
import { lines, type Sheet } from './sheet.ts';

/** One line for the duties that only the unit's papers show; the HTML report lists them. */
export function papers(sheet: Sheet): string[] {
  const { voice, paint } = sheet;
  const { t, list, report } = voice;
  const { waiting } = papersOf(report);
  const [first] = waiting;
  if (!first) return [];
  const some = list(waiting.slice(0, 3).map((one) => elementTitle(voice, one)));
  return lines(
    sheet,
    t('资料核查　', 'papers    '),
    t(
      `单位内部管理 ${waiting.length} 项（${some}等）须凭资料核查，本次未提供材料，未作判定；清单见 HTML 报告，条款见 gongkai rules coverage`,
      `${waiting.length} duties of internal management (${some} and others) are told by papers; none were handed in and they were not judged; the HTML report lists them, gongkai rules coverage gives the clauses`,
    ),
    paint.dim,
  );
}
