import type { Block, Document, Table } from '../../documents/document.ts';
import type { NormalText } from '../../documents/normal-text.ts';

/** One message of a list: its own words, where it stands, and which template it was made from. */
export interface Message {
  readonly blocks: readonly Block[];
  /** `sheet 发送记录 row 12`, `line 12` of delimited text; absent where the file's own rows are not known. */
  readonly place?: string;
  /** The file's own row, or the table's where that is not known. */
  readonly row: number;
  /** Name of its sheet; '' where it is none or has no name. */
  readonly sheet: string;
  /** Name or number of the template where the list tells it; '' where it does not. */
  readonly template: string;
}

/** What a message begins with: its sender's signature 【国网山城供电】, or a greeting. */
export const MESSAGE_START =
  /^\W{0,4}(?:\d{1,3}[.、)]\s?)?(?:\[[^\]]{2,20}\]|(?:尊敬|亲爱)的[^,。:]{0,20}(?:客户|用户))/;

/** Columns that hold what was sent, the surest name first; the words of the template itself only where nothing else is there. */
const CONTENTS = [
  /^(?:短信|短信息|信息|消息|发送|下发|推送|通知)(?:的)?(?:内容|正文|文本|全文|原文)$/,
  /^(?:内容|正文|文本|短信|短信文本内容|实际(?:发送|下发)?内容)$/,
  /^(?:短信|短信息|消息)?(?:模板|模版|样本|样例)(?:短信)?(?:内容|正文|文本|样例)$/,
];
const TEMPLATE =
  /^(?:短信|消息)?(?:(?:模板|模版)(?:名称|编号|编码|代码|id|类型)?|(?:短信|消息|业务|通知)(?:类型|类别|名称|场景)|场景)$/i;
/** What customers sent to the line: 上行. */
const RECEIVED = /^(?:上行|接收|收到|客户回复|用户回复|mo)$/i;
/** Rows above the columns: title, unit, day of export. */
const HEAD_ROWS = 10;
/** The shortest message: 验证码为1234。 */
const SHORTEST = 8;

/** The messages that a document's tables list, a row each; none where no table of it is such a list. */
export const listedMessages = (document: Document): readonly Message[] =>
  document.tables.flatMap((table, at) => messagesOf(document, table, at));

/** A message's cell in the table as it was laid out. */
interface Listed {
  readonly index: number;
  readonly content: NormalText;
  readonly template: string;
}

function messagesOf(document: Document, table: Table, at: number): readonly Message[] {
  const listed = listedIn(table);
  if (listed.length === 0) return [];
  const lines = linesOf(document, table);
  const sheet = document.sheets?.[at];
  return listed.flatMap(({ index, content, template }): Message[] => {
    const { line, blocks } = lines[index] ?? { line: 0, blocks: [] };
    const own = blocks.filter(({ text }) => content.norm.includes(text.norm));
    // A cell merged with the one above is the message above.
    if (own.length === 0) return [];
    const number = sheet?.rows[line - 1];
    const name = sheet?.name ?? '';
    const place = name === '' ? `line ${number}` : `sheet ${name} row ${number}`;
    return [{ blocks: own, row: number ?? line, sheet: name, template, ...(number !== undefined && { place }) }];
  });
}

/** By rows that are labelled (模板内容 | …), by the names of columns, or else by the column in which messages stand. */
function listedIn({ rows }: Table): readonly Listed[] {
  const labelled = labelledRows(rows);
  if (labelled.length > 0) return labelled;
  const { head, content, template } = columnsOf(rows);
  const name = rows[head]?.[content]?.norm;
  return rows.flatMap((row, index): Listed[] => {
    const cell = row[content];
    if (index <= head || !cell || cell.norm.length < SHORTEST || cell.norm === name) return [];
    return row.some(({ norm }) => RECEIVED.test(norm))
      ? []
      : [{ index, content: cell, template: row[template]?.norm ?? '' }];
  });
}

function labelledRows(rows: Table['rows']): readonly Listed[] {
  let template = '';
  return rows.flatMap((row, index): Listed[] => {
    const named = row.findIndex(({ norm }) => TEMPLATE.test(norm));
    if (named >= 0) template = row[named + 1]?.norm ?? '';
    const label = row.findIndex(({ norm }) => CONTENTS.some((wanted) => wanted.test(norm)));
    const content = label < 0 ? undefined : row.slice(label + 1).find(({ norm }) => isSentence(norm));
    return content ? [{ index, content, template }] : [];
  });
}

function columnsOf(rows: Table['rows']): { head: number; content: number; template: number } {
  for (const wanted of CONTENTS) {
    for (const [head, row] of rows.slice(0, HEAD_ROWS).entries()) {
      const content = row.findIndex(({ norm }) => wanted.test(norm));
      if (content >= 0) return { head, content, template: row.findIndex(({ norm }) => TEMPLATE.test(norm)) };
    }
  }
  return { head: -1, content: messageColumn(rows), template: -1 };
}

/** The column in which two messages stand at least; -1 where none does. */
function messageColumn(rows: Table['rows']): number {
  const counts = (rows[0] ?? []).map((_, column) => rows.filter((row) => isMessage(row[column]?.norm ?? '')).length);
  const most = counts.reduce((left, right) => Math.max(left, right), 0);
  return most < 2 ? -1 : counts.indexOf(most);
}

const isSentence = (words: string): boolean => words.length >= 15 && /[,。;!]/.test(words);
const isMessage = (words: string): boolean =>
  isSentence(words) && (MESSAGE_START.test(words) || /(?:详询|拨打|致电)/.test(words));

/** A line of the table as it stands in the file, counted from 1, with the blocks of its cells. */
interface Line {
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** The line behind each row: a title across all columns and empty lines are no rows. */
function linesOf(document: Document, { place, rows }: Table): readonly (Line | undefined)[] {
  const lines = rowBlocks(document, place);
  let at = 0;
  return rows.map((row) => {
    const words = new Set(row.map(({ norm }) => norm));
    const fits = ({ blocks }: Line): boolean =>
      blocks.every(({ text }) => words.has(text.norm) || row.some(({ norm }) => norm.includes(text.norm)));
    const found = lines.slice(at, at + REACH).findIndex(fits);
    if (found < 0) return undefined;
    at += found + 1;
    return lines[at - 1];
  });
}

/** Lines between two rows: a title, its unit and what else is printed above the columns. */
const REACH = 12;

function rowBlocks({ blocks }: Document, place: string): readonly Line[] {
  const lines = new Map<number, Block[]>();
  for (const block of blocks) {
    if (!block.place.startsWith(`${place} row `)) continue;
    const row = Number(block.place.slice(place.length + 5));
    const line = lines.get(row);
    if (line) line.push(block);
    else lines.set(row, [block]);
  }
  return [...lines].map(([line, own]) => ({ line, blocks: own }));
}
