import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { bindRecords } from '../workspace/bind-records.ts';
import { ANSWERS, CHECKLIST_COLUMNS, readChecklist } from '../workspace/checklist.ts';
import { attestedWords, standingOf } from '../workspace/attestation.ts';
import { loadWorkspace } from '../workspace/load.ts';
import { plan } from '../workspace/plan.ts';
import type { Attestation, Workspace } from '../workspace/workspace.ts';
import { text, type Text } from '../language/text.ts';
import type { Column, Row, Sheet } from '../report/workbook.ts';
import { writeWorkbook } from '../report/workbook-write.ts';
import { Stop, stopWith, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';
import { writeFileWhole } from './write-file.ts';

export interface ChecklistOptions {
  readonly hall?: string;
  readonly out?: string;
  readonly asOf?: string;
}

async function open(file: string, desk: Desk) {
  const loaded = await loadWorkspace(file);
  if ('problems' in loaded) throw stopWith('usage', loaded.problems);
  const law = await openLaw(loaded.workspace.catalogue, { ...desk, workspace: loaded.workspace.folder });
  return { workspace: loaded.workspace, law };
}

/** The hall that is meant: named, or the only one there is. */
function hallOf({ channels }: Workspace, wanted: string | undefined): string {
  const { hall } = channels;
  const halls = hall !== undefined && hall !== 'none' && 'sites' in hall ? hall.sites.map(({ name }) => name) : [];
  const [only = ''] = halls;
  if (wanted === undefined && halls.length === 1) return only;
  if (wanted !== undefined && halls.includes(wanted)) return wanted;
  const known =
    halls.length === 0 ? text('（未登记营业厅）', '(none declared)') : text(halls.join('、'), halls.join(', '));
  throw new Stop(
    'usage',
    text(
      `请用 --hall 写明营业厅，工作区中有：${known.zh}`,
      `name the hall with --hall; the workspace declares: ${known.en}`,
    ),
  );
}

/** `checklist export`: what people have to look at in a hall, as a workbook to fill in. */
export async function exportChecklist(file: string, options: ChecklistOptions, desk: Desk): Promise<ExitName> {
  const { workspace, law } = await open(file, desk);
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
      ? `已写出 ${out}：${rows.length} 项。填写后在 gongkai.yaml 该营业厅下写 checklist: 路径，照片与核查表放在同一文件夹。`
      : `written: ${out}, ${rows.length} lines. Once filled in, name it as "checklist:" of the hall; photographs lie beside it.`,
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

/** `checklist check`: what each line of a filled-in checklist is worth, and why one is worth nothing. */
export async function checkChecklist(
  filled: string,
  file: string,
  options: ChecklistOptions,
  desk: Desk,
): Promise<ExitName> {
  const { workspace, law } = await open(file, desk);
  const bytes = await readFile(filled).catch(() => undefined);
  if (!bytes) throw new Stop('usage', text(`读不到核查表 ${filled}`, `cannot read the checklist ${filled}`));
  const read = readChecklist(bytes, filled, hallOf(workspace, options.hall));
  if ('problems' in read) throw stopWith('usage', read.problems);
  const bound = bindRecords({ ...workspace, attestations: await withPhotos(read.records, filled) }, law.catalogue);
  if ('problems' in bound) throw stopWith('usage', bound.problems);
  const answers = bound.workspace.attestations ?? [];
  const maxAge = workspace.settings?.max_age_days ?? law.catalogue.settings.max_age_days;
  const say = ({ zh, en }: Text): string => (desk.language === 'zh' ? zh : en);
  const standings = answers.map((one) => ({ one, standing: standingOf(one, options.asOf ?? desk.today, maxAge) }));
  for (const { one, standing } of standings)
    desk.print(
      `${standing.stands ? '✔' : '✘'} ${one.subject} ${ANSWERS[one.answer]} ${standing.stands ? '' : `${say(standing.why)} `}${say(attestedWords(one))}`,
    );
  const worthless = standings.filter(({ standing }) => !standing.stands).length;
  desk.tell(
    say(
      text(
        `填写 ${answers.length} 项，可作依据 ${answers.length - worthless} 项，不能作依据 ${worthless} 项`,
        `${answers.length} answers, ${answers.length - worthless} can be relied on, ${worthless} cannot`,
      ),
    ),
  );
  return worthless === 0 ? 'ok' : 'gaps';
}

const withPhotos = (answers: readonly Attestation[], filled: string): Promise<Attestation[]> =>
  Promise.all(
    answers.map(async (one) => {
      const there = await Promise.all(
        one.photos.map((photo) =>
          stat(path.join(path.dirname(filled), photo)).then(
            () => true,
            () => false,
          ),
        ),
      );
      return { ...one, lostPhotos: one.photos.filter((_, at) => !there[at]) };
    }),
  );
