import type { Block, Document, Table } from '../documents/document.ts';
import { normalise } from '../documents/normal-text.ts';
import { blockAt, citing, headingsOf, isLinkLine, mainBlocks, quoteFrom } from './evidence.ts';
import type { Quote } from './finding.ts';

/** A piece of text with everything on the page that says what it is about, outermost first. All normalised. */
export interface Leaf {
  readonly document: Document;
  readonly path: readonly string[];
  /** The label right at the value, '' where it has none. */
  readonly label: string;
  readonly value: string;
  readonly quote: Quote;
}

/** Every piece of text of a page that may answer "what holds for this business": paragraphs, labelled values, cells. */
export const leavesOf = (document: Document): readonly Leaf[] => [
  ...paragraphs(document),
  ...document.tables.flatMap((table) => cells(document, table)),
];

const titleOf = (document: Document): string[] =>
  [...document.breadcrumb.slice(-2), document.title].map((words) => normalise(words).norm);

function paragraphs(document: Document): Leaf[] {
  return mainBlocks(document)
    .filter((block) => block.kind !== 'heading' && block.kind !== 'cell' && !isLinkLine(document, block))
    .flatMap((block) => {
      const path = [...titleOf(document), ...above(document, block)];
      const quote = quoteFrom(document, block);
      const { norm } = block.text;
      const parts = labelledParts(norm);
      if (parts.length > 0)
        return parts.map(({ label, value }) => ({ document, path: [...path, label], label, value, quote }));
      const statement = STATEMENT.exec(norm);
      const label = statement?.[1] ?? '';
      return [{ document, path: label === '' ? path : [...path, label], label, value: norm, quote }];
    });
}

/** Headings above, and the short line just before that a page uses as one: 办理时限 in a paragraph of its own. */
function above(document: Document, block: Block): string[] {
  const headings = headingsOf(document, block).map(({ text }) => text.norm);
  const before = blockAt(document, block.index - 1);
  const isLead =
    before &&
    before.under === block.under &&
    before.kind === 'paragraph' &&
    before.text.norm.length <= SHORT_LINE &&
    /[:：]$/.test(before.text.norm);
  return isLead ? [...headings, before.text.norm] : headings;
}

const SHORT_LINE = 30;
/** 办理时限：3个工作日；办理环节：… — several on one line. */
const LABELLED = /(?:^|[\s;。])([^\s:;。,]{2,24}):/g;
/** 新装业务的办理时限为5个工作日. */
const STATEMENT = /^([^,;。:]{2,24}?)(?:为|是|包括|如下|不超过|共)/;

function labelledParts(norm: string): { label: string; value: string }[] {
  const found = Array.from(norm.matchAll(LABELLED), (match) => ({
    label: match[1] ?? '',
    start: match.index,
    from: match.index + match[0].length,
  }));
  return found.map(({ label, from }, index) => ({
    label,
    value: norm.slice(from, found[index + 1]?.start ?? norm.length).trim(),
  }));
}

/** A cell with the headings above the table, its caption, the head of its column and the first cells of its row. */
function cells(document: Document, { rows, caption, block: index, place }: Table): Leaf[] {
  const block = blockAt(document, index);
  if (block && block.region !== 'main') return [];
  const outer = [
    ...titleOf(document),
    ...(block ? headingsOf(document, block).map(({ text }) => text.norm) : []),
    normalise(caption).norm,
  ];
  const grid = rows.map((row) => row.map(({ norm }) => norm.trim()));
  return grid.flatMap((row, at) => {
    if (at === 0 && grid.length > 1) return [];
    const quote = citing(document, (rows[at] ?? []).map(({ raw }) => raw.trim()).join(' '), `${place} row ${at + 1}`);
    return row.flatMap((value, column): Leaf[] => {
      if (column === 0 && row.length > 1) return [];
      const heads = [...new Set(grid.slice(0, Math.min(at, HEAD_ROWS)).map((one) => one[column] ?? ''))].filter(isHead);
      const sides = [...new Set(row.slice(0, column).slice(0, SIDE_CELLS))].filter(isHead);
      const label = heads.at(-1) ?? sides.at(-1) ?? '';
      return [{ document, path: [...outer, ...sides, ...heads], label, value, quote }];
    });
  });
}

/** Two header rows and two header columns are as many as such tables have. */
const HEAD_ROWS = 2;
const SIDE_CELLS = 2;
const isHead = (words: string): boolean => words !== '' && words.length <= SHORT_LINE;
