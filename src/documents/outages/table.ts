import type { DateContext } from '../dates/in-text.ts';
import type { Table } from '../document.ts';
import { partOfHead, type Line, type Part, type Stretch } from './labels.ts';
import { labelledRecords, recordOf, type OutageRecord } from './text.ts';

/** A cell of a column 状态. */
const CALLED_OFF = /^(?:已|停电){0,2}取消(?:停电)?$/u;

/** The outages that a table tells, one a row or one a column; none unless its head or its labels name a time and a place. */
export function tableRecords(table: Table, dated: DateContext): OutageRecord[] {
  const upright = recordsIn(table, dated);
  return upright.length > 0 ? upright : sideways(table, dated);
}

/** A table that lies on its side: its labels stand in the first column, and each further column tells outages of its own. */
function sideways({ rows, block, place }: Table, dated: DateContext): OutageRecord[] {
  const [first = []] = rows;
  if (!rows.some(([label]) => partOfHead(label?.norm ?? '') !== undefined)) return [];
  return first.slice(1).flatMap((_, at) => {
    const lines = rows.flatMap((row, below): Line[] => {
      const [label, value] = [row[0]?.norm ?? '', row[at + 1]];
      if (!value || partOfHead(label) === undefined) return [];
      const cells = { words: value.raw.trim(), place: `${place} row ${below + 1}` };
      return [{ text: `${label.replace(/[\s:]/g, '')}:${value.norm}`, block, cells }];
    });
    return labelledRecords(lines, dated).filter(({ span }) => span !== undefined);
  });
}

function recordsIn(table: Table, dated: DateContext): OutageRecord[] {
  const at = table.rows.findIndex((row) => columnsOf(row.map(({ norm }) => norm)) !== undefined);
  const columns = columnsOf(table.rows[at]?.map(({ norm }) => norm) ?? []);
  if (!columns) return [];
  return table.rows.slice(at + 1).flatMap((row, below) => {
    const place = `${table.place} row ${at + below + 2}`;
    const parts: Partial<Record<Part, Stretch>> = {};
    for (const [part, indexes] of columns) {
      const cells = indexes.flatMap((index) => (row[index]?.norm ? [row[index]] : []));
      const [text, words] = [cells.map(({ norm }) => norm).join(' '), cells.map(({ raw }) => raw.trim()).join(' ')];
      const line = { text, block: table.block, cells: { words, place } };
      if (text !== '') parts[part] = { line, start: 0, end: text.length };
    }
    const record = recordOf(parts, dated);
    const cancelled = row.some(({ norm }) => CALLED_OFF.test(norm));
    return record.span ? [{ ...record, ...(cancelled && { cancelled }) }] : [];
  });
}

/** Without one of these no column holds a time: hardly any row has one, and the labels take long to look for. */
const TIMED = /时[\s:]*[间段]|日[\s:]*期/u;

/** A head row of an outage table: a time column and one that says where. */
function columnsOf(heads: readonly string[]): Map<Part, number[]> | undefined {
  if (!heads.some((head) => TIMED.test(head))) return undefined;
  const columns = new Map<Part, number[]>();
  for (const [index, head] of heads.entries()) {
    const part = partOfHead(head);
    if (part) columns.set(part, [...(columns.get(part) ?? []), index]);
  }
  const timed = columns.has('time') || columns.has('begin');
  return timed && (columns.has('area') || columns.has('line') || columns.has('customers')) ? columns : undefined;
}
