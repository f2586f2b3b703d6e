import { text } from '../language/text.ts';
import { sortProblems, problem, type Place, type Problem } from '../catalogue/problem.ts';
import { cellReader, type CellReader } from './cells.ts';
import { nameColumns, type Columns, type NamedRow } from './headings.ts';
import { readTable, type TableResult } from './table.ts';
import type { Approval, Change, Consultation, Contact, Evaluation, Review } from './workspace.ts';

/** The records of a register in the order of the file, or everything that is wrong with it. */
export type RecordsResult<T> = { readonly records: readonly T[] } | { readonly problems: readonly Problem[] };

const ITEM = { headings: ['事项', '信息名称', '信息公开事项', 'item'] } as const;
const ELEMENT = { headings: ['要素', '检查要素', 'element', 'subject'] } as const;

const CHANGE_COLUMNS = {
  item: ITEM,
  element: ELEMENT,
  on: { headings: ['变更日期', '变化日期', '变更时间', '日期', 'on', 'date'], required: true },
  before: { headings: ['变更前', '原内容', 'before'] },
  after: { headings: ['变更后', '新内容', 'after'] },
  note: { headings: ['备注', '说明', 'note'] },
} as const satisfies Columns<string>;

const APPROVAL_COLUMNS = {
  item: ITEM,
  element: ELEMENT,
  on: { headings: ['批复日期', '批复时间', '日期', 'on', 'date'], required: true },
  document: { headings: ['批复文号', '文号', 'document'] },
  by: { headings: ['批复部门', '批复单位', '批复机关', 'by'] },
} as const satisfies Columns<string>;

const REVIEW_COLUMNS = {
  item: ITEM,
  element: ELEMENT,
  channel: { headings: ['渠道', '发布渠道', '公示渠道', 'channel'], required: true },
  published: { headings: ['发布日期', '发布时间', '公开日期', 'published'], required: true },
  content: { headings: ['内容审核', '内容审核日期', 'content'] },
  compliance: { headings: ['合规审核', '合规审核日期', 'compliance'] },
  secrecy: { headings: ['保密审核', '保密审核日期', 'secrecy'] },
} as const satisfies Columns<string>;

const CONSULTATION_COLUMNS = {
  question: { headings: ['咨询内容', '内容', '问题', 'question'] },
  asked: { headings: ['受理日期', '受理时间', '咨询日期', '咨询时间', 'asked'], required: true },
  answered: { headings: ['答复日期', '答复时间', '回复日期', '回复时间', 'answered'] },
} as const satisfies Columns<string>;

const EVALUATION_COLUMNS = {
  unit: { headings: ['供电单位', '单位', '被考核单位', 'unit'], required: true },
  quarter: { headings: ['季度', '考核季度', '评价季度', 'quarter'], required: true },
  on: { headings: ['评价日期', '考核日期', '日期', 'on', 'date'], required: true },
} as const satisfies Columns<string>;

const CONTACT_COLUMNS = {
  unit: { headings: ['部门单位', '部门（单位）', '部门/单位', '部门', '单位', 'unit'], required: true },
  name: { headings: ['姓名', '联系人', '联络员', 'name'] },
  phone: { headings: ['联系电话', '电话', '手机', 'phone'] },
  email: { headings: ['邮箱', '电子邮箱', 'email'] },
} as const satisfies Columns<string>;

type Subject = 'item' | 'element';

/** `1.2 办公地址` and `1.2` are `1.2`; a bare name is kept, to be looked up in the catalogue. */
const idOrName = (wording: string): string =>
  /^\d+(?:\.\d+)?(?=$|[\s、.:：])/.exec(wording.normalize('NFKC').trim())?.[0] ?? wording.trim();

interface SubjectBase extends RowBase {
  readonly subject: string;
  readonly place?: Place;
  readonly within?: string;
}

function subjectOf<Name extends string>(row: NamedRow<Name | Subject>): Omit<SubjectBase, 'at'> {
  const [item, element] = [row.cell('item')?.value ?? '', row.cell('element')?.value ?? ''];
  if (element === '') return { subject: idOrName(item) };
  return item === '' ? { subject: idOrName(element) } : { subject: idOrName(element), within: idOrName(item) };
}

interface RowBase {
  /** `records/变更登记.csv:4`. */
  readonly at: string;
}

/** Reads the rows of one register with one function, collecting the complaints of all rows. */
function readRows<Name extends string, T>(
  table: TableResult,
  columns: Columns<Name>,
  record: (row: NamedRow<Name>, read: CellReader, base: RowBase, problems: Problem[]) => T,
): RecordsResult<T> {
  if ('problems' in table) return table;
  const { rows, problems: headings } = nameColumns(table, columns);
  if (headings.length > 0) return { problems: sortProblems(headings) };
  const problems: Problem[] = [];
  const names = Object.keys(columns) as Name[];
  const records = rows.map((row) => {
    for (const name of names.filter((one) => columns[one].required && (row.cell(one)?.value ?? '') === '')) {
      const heading = columns[name].headings[0];
      problems.push(
        problem(row.cell(name)?.at ?? row.at, text(`没有填「${heading}」`, `"${heading}" is not filled in`)),
      );
    }
    return record(row, cellReader(problems), { at: `${row.at.file}:${row.at.line}` }, problems);
  });
  return problems.length > 0 ? { problems: sortProblems(problems) } : { records };
}

/** Rows that are about an item or an element, by id or by name. */
const readRecords = <Name extends string, T>(
  table: TableResult,
  columns: Columns<Name | Subject>,
  record: (row: NamedRow<Name | Subject>, read: CellReader, base: SubjectBase) => T,
): RecordsResult<T> =>
  readRows(table, columns, (row, read, { at }, problems) => {
    const subject = subjectOf(row);
    if (subject.subject === '')
      problems.push(
        problem(
          row.at,
          text('「事项」和「要素」都没有填', 'neither item nor element is filled in'),
          text('填写编号或名称，如 1.2 办公地址', 'give an id or a name, such as 1.2'),
        ),
      );
    const place = (row.cell('element') ?? row.cell('item'))?.at;
    return record(row, read, { ...subject, ...(place?.cell !== undefined && { place }), at });
  });

/** 变更登记: 事项, 要素, 变更日期, 变更前, 变更后, 备注. `file` is the path inside the workspace. */
export const readChanges = (bytes: Uint8Array, file: string): RecordsResult<Change> =>
  readRecords(readTable(bytes, file), CHANGE_COLUMNS, (row, read, base) => ({
    ...base,
    on: read.date(row.cell('on')),
    before: row.cell('before')?.value ?? '',
    after: row.cell('after')?.value ?? '',
    note: row.cell('note')?.value ?? '',
  }));

/** 批复登记: 事项, 批复日期, 批复文号, 批复部门. */
export const readApprovals = (bytes: Uint8Array, file: string): RecordsResult<Approval> =>
  readRecords(readTable(bytes, file), APPROVAL_COLUMNS, (row, read, base) => ({
    ...base,
    on: read.date(row.cell('on')),
    document: row.cell('document')?.value ?? '',
    by: row.cell('by')?.value ?? '',
  }));

/** 三审登记: 事项, 渠道, 发布日期, 内容审核, 合规审核, 保密审核; an empty sign-off is one that was not given. */
export const readReviews = (bytes: Uint8Array, file: string): RecordsResult<Review> =>
  readRecords(readTable(bytes, file), REVIEW_COLUMNS, (row, read, base) => ({
    ...base,
    channel: read.channel(row.cell('channel')),
    published: read.date(row.cell('published')),
    content: read.date(row.cell('content')),
    compliance: read.date(row.cell('compliance')),
    secrecy: read.date(row.cell('secrecy')),
  }));

/** 咨询台账: 咨询内容, 受理日期, 答复日期; an empty day of answer is a question still open. */
export const readConsultations = (bytes: Uint8Array, file: string): RecordsResult<Consultation> =>
  readRows(readTable(bytes, file), CONSULTATION_COLUMNS, (row, read, base) => ({
    ...base,
    question: row.cell('question')?.value ?? '',
    asked: read.date(row.cell('asked')),
    answered: read.date(row.cell('answered')),
  }));

/** 季度评价考核: 供电单位, 季度 (2026Q3, 2026年第三季度), 评价日期. */
export const readEvaluations = (bytes: Uint8Array, file: string): RecordsResult<Evaluation> =>
  readRows(readTable(bytes, file), EVALUATION_COLUMNS, (row, read, base) => ({
    ...base,
    unit: row.cell('unit')?.value ?? '',
    quarter: read.quarter(row.cell('quarter')),
    on: read.date(row.cell('on')),
  }));

/** 联系人表: 部门单位, 姓名, 联系电话, 邮箱. */
export const readContacts = (bytes: Uint8Array, file: string): RecordsResult<Contact> =>
  readRows(readTable(bytes, file), CONTACT_COLUMNS, (row, _read, base) => ({
    ...base,
    unit: row.cell('unit')?.value ?? '',
    name: row.cell('name')?.value ?? '',
    phone: row.cell('phone')?.value ?? '',
    email: row.cell('email')?.value ?? '',
  }));
