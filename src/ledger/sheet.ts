import { text, type Language, type Text } from '../language/text.ts';
import { GAP_NAMES } from '../verdicts/verdict.ts';
import { sha256 } from '../evidence/sha256.ts';
import { auditSays, STATES, type Entry, type Handling, type State } from './entry.ts';

/** One column of the 问题台账 as a table: where its words come from, and whether staff write in it. */
export interface SheetColumn {
  readonly header: Text;
  readonly width: number;
  readonly type: 'text' | 'integer' | 'date';
  readonly cell: (entry: Entry, language: Language) => string | number | undefined;
  /** The field that staff edit; `state` is 整改进展. */
  readonly edits?: keyof Handling | 'state';
  readonly hidden?: true;
}

const SEVERITIES = { minor: text('一般', 'minor'), major: text('较重', 'major'), critical: text('严重', 'critical') };

const told = (
  header: Text,
  width: number,
  cell: (entry: Entry, language: Language) => string | number | undefined,
  type: SheetColumn['type'] = 'text',
): SheetColumn => ({ header, width, type, cell });

const written = (
  header: Text,
  width: number,
  edits: keyof Handling,
  type: SheetColumn['type'] = 'text',
): SheetColumn => ({
  ...{ header, width, type, edits },
  cell: ({ handling }) => handling[edits],
});

/** The columns of 4.1 in their order, then the number for life and what the ledger itself keeps. 序号 is the row. */
export const SHEET_COLUMNS: readonly SheetColumn[] = [
  told(text('供电单位', 'Unit'), 20, ({ unit }) => unit),
  told(text('信息类别', 'Item'), 20, ({ described }, language) => described.item[language]),
  told(text('检查要素', 'Element'), 22, ({ described }, language) => described.element[language]),
  told(text('检查渠道', 'Channel'), 18, ({ described }, language) => described.place[language]),
  told(text('检查方式', 'How checked'), 10, ({ described }, language) => described.how[language]),
  told(text('检查时间', 'Checked on'), 12, ({ described }) => described.checked, 'date'),
  told(text('问题描述', 'Problem'), 50, ({ described }, language) => described.problem[language]),
  told(text('问题类型', 'Kind'), 14, ({ gap }, language) => GAP_NAMES[gap][language]),
  told(text('严重程度', 'Severity'), 10, ({ severity }, language) => SEVERITIES[severity][language]),
  told(text('依据条款', 'Basis'), 30, ({ described }, language) => described.basis[language]),
  told(text('佐证', 'Evidence'), 40, ({ described }, language) => described.proof[language]),
  told(text('应完成日期', 'Due'), 12, ({ described }) => described.due, 'date'),
  told(text('逾期天数（工作日）', 'Working days late'), 12, ({ described }) => described.daysLate, 'integer'),
  told(text('责任部门', 'Department'), 14, ({ described }, language) => described.departments[language]),
  told(text('发布责任单位', 'Publisher'), 14, ({ described }, language) => described.publisher[language]),
  written(text('责任人', 'Who mends it'), 12, 'rectifier'),
  written(text('整改措施', 'Measures'), 30, 'measures'),
  written(text('整改时限', 'Time limit'), 12, 'until', 'date'),
  { ...told(text('整改进展', 'Progress'), 12, ({ state }, language) => STATES[state][language]), edits: 'state' },
  written(text('完成时间', 'Done on'), 12, 'done', 'date'),
  written(text('整改佐证', 'Proof of mending'), 30, 'proof'),
  written(text('复核人', 'Reviewer'), 12, 'reviewer'),
  written(text('复核结论', 'Finding of the review'), 14, 'conclusion'),
  told(text('销号日期', 'Closed on'), 12, ({ closed }) => closed, 'date'),
  written(text('备注', 'Note'), 24, 'note'),
  told(text('台账编号', 'Number'), 22, ({ number }) => number),
  written(text('批准人（延期、不予认定）', 'Approved by'), 14, 'approver'),
  told(text('反弹次数', 'Times come back'), 10, ({ relapses }) => relapses, 'integer'),
];

const foundOn = ({ lastFound }: Entry) => text(`${lastFound} 核查发现`, `found on ${lastFound}`);

/** Left out of the checksum, so that tables that went out without it come back unharmed. */
const AUDITED = told(
  text('核查情况', 'Audits say'),
  20,
  (entry, language) => (auditSays(entry) ?? foundOn(entry))[language],
);

/** Hidden columns that an import needs back: which version was exported, and a digest of what the audit had written. */
export const VERSION: SheetColumn = {
  ...told(text('版本', 'Version'), 8, ({ version }) => version, 'integer'),
  hidden: true,
};
export const CHECKSUM: SheetColumn = {
  ...told(text('核对码', 'Checksum'), 14, (entry, language) =>
    checksumOf((column) => String(column.cell(entry, language) ?? '')),
  ),
  hidden: true,
};
export const ALL_COLUMNS: readonly SheetColumn[] = [...SHEET_COLUMNS, AUDITED, VERSION, CHECKSUM];

/** Of the cells that are not for staff to write, so that an edit of one of them does not go unheard. */
export function checksumOf(cell: (column: SheetColumn) => string): string {
  const written = SHEET_COLUMNS.filter(({ edits }) => edits === undefined);
  return sha256(written.map((column) => cell(column).replaceAll(/\s+/g, ' ').trim()).join('\n')).slice(0, 16);
}

/** 序号, which every table begins with. */
export const ROW_NUMBER = text('序号', 'No.');

const headers = ({ header }: SheetColumn): readonly string[] => [header.zh, header.en];

/** The column that a heading names, in either language. */
export const columnNamed = (heading: string): SheetColumn | undefined =>
  ALL_COLUMNS.find((column) => headers(column).includes(heading.trim()));

/** The state that a word of 整改进展 names, in either language. */
export const stateNamed = (word: string): State | undefined =>
  (Object.keys(STATES) as State[]).find((state) => [STATES[state].zh, STATES[state].en, state].includes(word.trim()));
