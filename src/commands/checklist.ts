import { plan } from '../workspace/plan.ts';
import { ANSWERS, CHECKLIST_COLUMNS } from '../workspace/checklist.ts';
import type { Column, Row, Sheet } from '../report/workbook.ts';
import { writeWorkbook } from '../report/workbook/write.ts';
import { hallOf, openForChecklist, type ChecklistOptions } from './checklist-answers.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { writeFileWhole } from './write-file.ts';

/** `checklist export`: what people have to look at in a hall, as a workbook to fill in. */
export async function exportChecklist(file: string, options: ChecklistOptions, desk: Desk): Promise<ExitName> {
  const { workspace, law } = await openForChecklist(file, desk);
  const hall = hallOf(workspace, options.hall);
  const asOf = options.asOf ?? desk.today;
  const duties = plan(law.catalogue, workspace, asOf).filter(
    ({ channel, site, applies }) => channel === 'hall' && site === hall && applies.kind !== 'inapplicable',
  );
  const elements = [...new Map(duties.map(({ obligation }) => [obligation.element.id, obligation])).values()];
  const rows = elements.map(({ element, item }): Row => ({
    cells: [element.id, item.name.zh, element.name.zh, element.remedy.zh],
  }));
  const out = options.out ?? `核查表-${hall}.xlsx`;
  await writeFileWhole(out, await writeWorkbook({ title: `${hall}现场核查表`, sheets: [sheet(hall, rows)] }));
  desk.tell(
    desk.language === 'zh'
      ? `已写出 ${out}：${rows.length} 项。填写后把照片与核查表放在同一文件夹，用 gongkai checklist import 收进工作区。`
      : `written: ${out}, ${rows.length} lines. Once filled in, put the photographs beside it and take it in with gongkai checklist import.`,
  );
  return 'ok';
}

const ask = (header: string, width: number, more: Partial<Column> = {}): Column => ({
  header,
  width,
  type: 'text',
  editable: true,
  ...more,
});
const told = (header: string, width: number): Column => ({ header, width, type: 'text' });
const C = CHECKLIST_COLUMNS;

const sheet = (hall: string, rows: readonly Row[]): Sheet => ({
  name: hall,
  lead: [
    `${hall}信息公开现场核查表`,
    '逐项填写核查结论，写明照片文件名；核查人和复核人须为两人。不适用的写明原因。没有签名、没有照片或已过期的，不作为依据。',
  ],
  columns: [
    told(C.subject.headings[0], 10),
    told('事项', 26),
    told('核查内容', 30),
    told('要求', 46),
    ask(C.answer.headings[0], 10, { choices: Object.values(ANSWERS), centred: true }),
    ask(C.photos.headings[0], 20, { note: '与核查表放在同一文件夹；多张用顿号隔开' }),
    ask(C.checker.headings[0], 10),
    ask(C.reviewer.headings[0], 10),
    ask(C.on.headings[0], 12, { type: 'date' }),
    ask(C.until.headings[0], 12, { type: 'date', note: '不填的，自核查之日起35天内有效' }),
    ask(C.note.headings[0], 30),
  ],
  rows,
  frozenColumns: 3,
  print: 'landscape',
  locked: true,
});
