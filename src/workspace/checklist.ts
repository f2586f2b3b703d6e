import { text } from '../language/text.ts';
import { problem, sortProblems, type Problem } from '../catalogue/problem.ts';
import { cellReader } from './cells.ts';
import { nameColumns, type Columns } from './headings.ts';
import type { RecordsResult } from './records.ts';
import { readTable, type Cell } from './table.ts';
import type { Attestation } from './workspace.ts';

/** What an inspector may answer, and how it is written. */
export const ANSWERS = { yes: '是', no: '否', na: '不适用' } as const satisfies Record<Attestation['answer'], string>;

/** The columns of a checklist; the first heading of each is the one that `checklist export` writes. */
export const CHECKLIST_COLUMNS = {
  subject: { headings: ['编号', '要素编号', '检查要素', '要素', 'subject'], required: true },
  answer: { headings: ['核查结论', '结论', '是否公示', 'answer'], required: true },
  photos: { headings: ['照片', '照片文件名', '佐证照片', 'photos'] },
  checker: { headings: ['核查人', '检查人', 'checker'] },
  reviewer: { headings: ['复核人', 'reviewer'] },
  on: { headings: ['核查日期', '检查日期', '检查时间', 'on', 'date'] },
  until: { headings: ['有效期至', 'until'] },
  note: { headings: ['说明', '备注', 'note'] },
} as const satisfies Columns<string>;

/** Answers as people write them, with a pen or a keyboard. */
const WORDS: readonly (readonly [RegExp, Attestation['answer']])[] = [
  [/^[是有√✓✔☑]$/, 'yes'],
  [/^[否无×✗✘☒xX]$/, 'no'],
  [/^不适用$/, 'na'],
];

/** `unread` for what is no answer, so that the rest of the line is looked at all the same; undefined where nothing is filled in. */
function answerOf(cell: Cell | undefined, problems: Problem[]): Attestation['answer'] | 'unread' | undefined {
  const folded = (cell?.value ?? '').normalize('NFKC').replaceAll(/\s/g, '');
  if (!cell || folded === '') return undefined;
  const answer = WORDS.find(([spelling]) => spelling.test(folded))?.[1];
  if (!answer)
    problems.push(
      problem(
        cell.at,
        text(`「${cell.value}」不是核查结论`, `"${cell.value}" is no answer`),
        text('填写 是、否 或 不适用', 'write 是, 否 or 不适用'),
      ),
    );
  return answer ?? 'unread';
}

/** A checklist filled in on the spot (XLSX, CSV or YAML). Lines without an answer were not checked and are left out. */
export function readChecklist(bytes: Uint8Array, file: string, site: string): RecordsResult<Attestation> {
  const { records, problems } = checklistLines(bytes, file, site);
  return problems.length > 0 ? { problems: sortProblems(problems) } : { records };
}

/**
 * The lines of a checklist and all that is wrong with its cells, for whoever has more to say of them. What could not be read is
 * empty in its line, and an answer that is none is 不适用.
 */
export function checklistLines(
  bytes: Uint8Array,
  file: string,
  site: string,
): { readonly records: readonly Attestation[]; readonly problems: readonly Problem[] } {
  const table = readTable(bytes, file);
  if ('problems' in table) return { records: [], problems: table.problems };
  const { rows, problems: headings } = nameColumns(table, CHECKLIST_COLUMNS);
  if (headings.length > 0) return { records: [], problems: headings };
  const problems: Problem[] = [];
  const read = cellReader(problems);
  const records = rows.flatMap(({ at, cell }): Attestation[] => {
    const value = (name: keyof typeof CHECKLIST_COLUMNS): string => cell(name)?.value ?? '';
    const answer = answerOf(cell('answer'), problems);
    if (!answer) return [];
    if (value('on') === '')
      problems.push(problem(cell('on')?.at ?? at, text('没有填「核查日期」', '"核查日期" is not filled in')));
    const [on, until] = [read.date(cell('on')), read.date(cell('until'))];
    const place = cell('subject')?.at;
    return [
      {
        subject: /^[A-Za-z]*[\w.-]+(?=$|[\s、:：])/.exec(value('subject').normalize('NFKC'))?.[0] ?? value('subject'),
        ...(place && { place }),
        site,
        answer: answer === 'unread' ? 'na' : answer,
        photos: value('photos')
          .split(/[\s,，、;；]+/)
          .filter((name) => name !== ''),
        lostPhotos: [],
        checker: value('checker'),
        reviewer: value('reviewer'),
        on,
        until,
        note: value('note'),
        at: at.cell === undefined ? `${at.file}:${at.line}` : `${at.file} 第${at.line}行`,
      },
    ];
  });
  return { records, problems };
}
