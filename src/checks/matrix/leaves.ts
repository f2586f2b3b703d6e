import type { Block, Document, Table } from '../../documents/document.ts';
import { normalise } from '../../documents/normal-text.ts';
import { onceRead } from '../../documents/once.ts';
import { blockAt, citing, isLinkLine, mainBlocks, quoteFrom } from '../search/evidence.ts';
import type { Quote } from '../search/finding.ts';
import { levelsAbove, scopeOfRow } from './scope.ts';

/** A piece of text with everything on the page that says what it is about, outermost first. All normalised. */
export interface Leaf {
  readonly document: Document;
  readonly path: readonly string[];
  /** The label right at the value, '' where it has none. */
  readonly label: string;
  readonly value: string;
  readonly quote: Quote;
  /** The short line before it, or before the lines of figures that it is one of, as cards of an App have their labels. */
  readonly lead?: string;
  /** In the first column, which as a rule names the row: only the head of the column may say that it gives anything. */
  readonly firstColumn?: true;
}

/** Every piece of text of a page that may answer "what holds for this business": labelled values, paragraphs, cells. */
export const leavesOf: (document: Document) => readonly Leaf[] = onceRead((document) => {
  const labels = new Set(document.fields.map(({ block }) => block));
  return [
    ...fieldLeaves(document),
    ...paragraphs(document)
      .filter(({ block }) => !labels.has(block))
      .map(({ leaf }) => leaf),
    ...document.tables.flatMap((table) => cells(document, table)),
  ];
});

const titleOf = (document: Document): string[] =>
  [...document.breadcrumb.slice(-2), document.title].map((words) => normalise(words).norm);

/** What a page says of itself, below whatever title: 发布日期, 来源. */
const IMPRINT =
  /^(?:(?:发布|发文|更新|公布|成文|生成)(?:日期|时间)|(?:信息|文章|稿件)?来源|作者|(?:责任)?编辑|发布(?:单位|机构|人|者)|(?:浏览|点击|阅读)(?:次数|数|量)?|索引号)$/u;

function fieldLeaves(document: Document): Leaf[] {
  return document.fields.flatMap(({ label, value, block: index }): Leaf[] => {
    const block = blockAt(document, index);
    // Cells are read with their whole table, where the heads of rows and columns are known.
    if (block?.region !== 'main' || block.kind === 'cell' || IMPRINT.test(label.norm)) return [];
    const path = [...titleOf(document), ...above(document, block), label.norm];
    return [{ document, path, label: label.norm, value: value.norm, quote: quoteFrom(document, block) }];
  });
}

function paragraphs(document: Document): { block: number; leaf: Leaf }[] {
  return mainBlocks(document)
    .filter((block) => block.kind !== 'heading' && block.kind !== 'cell' && !isLinkLine(document, block))
    .map((block) => {
      const { norm } = block.text;
      const label = STATEMENT.exec(norm)?.[1] ?? '';
      const path = [...titleOf(document), ...above(document, block), ...(label === '' ? [] : [label])];
      const lead = leadOf(document, block);
      const leaf = { document, path, label, value: norm, quote: quoteFrom(document, block), ...(lead && { lead }) };
      return { block: block.index, leaf };
    });
}

/** Headings above, and the short line just before that a page uses as one: 办理时限: in a paragraph of its own, or a question. */
function above(document: Document, block: Block): string[] {
  const headings = [...levelsAbove(document, block)];
  const before = lineBefore(document, block);
  return before !== undefined && LEAD.test(before) ? [...headings, before] : headings;
}

/** So many lines may stand under one label: 办理时限 / 居民3个工作日 / 高压22个工作日. */
const LINES_UNDER_A_LEAD = 6;

function leadOf(document: Document, { index, under }: Block): string | undefined {
  for (let at = index - 1; at >= index - LINES_UNDER_A_LEAD; at -= 1) {
    const before = blockAt(document, at);
    if (before?.under !== under || before.kind === 'heading' || before.kind === 'cell') return undefined;
    const { norm } = before.text;
    if (norm.length > SHORT_LINE) return undefined;
    if (!/\d/.test(norm)) return norm;
  }
  return undefined;
}

function lineBefore(document: Document, block: Block): string | undefined {
  const before = blockAt(document, block.index - 1);
  const isShort = before?.under === block.under && before.kind === 'paragraph' && before.text.norm.length <= SHORT_LINE;
  return isShort ? before.text.norm : undefined;
}

const SHORT_LINE = 30;
/** 办理时限:, 新装用电需要哪些材料?, 问:新装用电需要哪些材料 */
const LEAD = /[:?]$|^(?:问|q)\s?\d{0,2}\s?[:.、]/iu;
/** 新装业务的办理时限为5个工作日. */
const STATEMENT = /^([^,;。:]{2,24}?)(?:为|是|包括|如下|不超过|共)/;

/** A cell with the headings above the table, its caption, the head of its column and the first cells of its row. */
function cells(document: Document, { rows, caption, block: index, place }: Table): Leaf[] {
  const block = blockAt(document, index);
  if (block && block.region !== 'main') return [];
  const outer = [...titleOf(document), ...(block ? levelsAbove(document, block) : []), normalise(caption).norm];
  const grid = rows.map((row) => row.map(({ norm }) => norm.trim()));
  const top = headRows(grid);
  const side = sideCells(grid);
  return grid.flatMap((row, at) => {
    if (at < top) return [];
    const quote = citing(document, (rows[at] ?? []).map(({ raw }) => raw.trim()).join(' '), `${place} row ${at + 1}`);
    return row.flatMap((value, column): Leaf[] => {
      const heads = distinct(grid.slice(0, Math.min(at, Math.max(top, 1))).map((one) => one[column] ?? ''));
      if (column === 0 && row.length > 1) return top === 0 ? [] : firstColumn({ document, value, quote }, outer, heads);
      const scope = top === 0 ? scopeOfRow({ rows }, at) : [];
      const sides = distinct(row.slice(0, Math.min(column, side)));
      // Without a row of heads the cell before is the label, and the first row's at most says what all rows are about.
      const names = top === 0 ? [...heads, ...sides] : [...sides, ...heads];
      return [{ document, path: [...outer, ...scope, ...names], label: names.at(-1) ?? '', value, quote }];
    });
  });
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)].filter(isHead);

/** 审核查验事项范围 | 审核查验事项明细 | … has no column of names: what stands in its first column is content like the rest. */
function firstColumn(
  cell: Pick<Leaf, 'document' | 'value' | 'quote'>,
  outer: readonly string[],
  heads: readonly string[],
): Leaf[] {
  const label = heads.at(-1);
  if (label === undefined || HEAD_COLUMN.test(label)) return [];
  return [{ ...cell, path: [...outer, ...heads], label, firstColumn: true }];
}

/**
 * How many rows at the top are heads: two where the first has cells merged across columns, none where two columns are a
 * label and its value (工作流程 | 用电申请→装表接电).
 */
function headRows(grid: readonly (readonly string[])[]): number {
  const [first = [], second = []] = grid;
  if (grid.length < 2) return 0;
  if (first.length === 2) return HEAD_COLUMN.test(first[0] ?? '') ? 1 : 0;
  const merged = first.some((cell, column) => cell !== '' && cell === first[column + 1]);
  return merged && grid.length > 2 && second.every(isHead) ? 2 : 1;
}

/** A second column of heads is one that is headed like the first: 业务类型 | 客户类别 | … */
const HEAD_COLUMN = /^(?:序号|(?:用户|客户|业务|用电)?(?:类别|类型|分类|种类|名称)|项目|事项|内容|业务)$/;
const sideCells = (grid: readonly (readonly string[])[]): number => (HEAD_COLUMN.test(grid[0]?.[1] ?? '') ? 2 : 1);
const isHead = (words: string): boolean => words !== '' && words.length <= SHORT_LINE;
