import type { Block, Document, Field } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm, normalise } from '../documents/normal-text.ts';
import { blockAt, citing, mainBlocks, quoteFrom, sections } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';
import { answered, answerTo } from './question.ts';
import { hits } from './search/terms.ts';

const ORDINAL =
  /^\s*(?:第[一二三四五六七八九十百\d]+[章节条项]|[(]?(?:[一二三四五六七八九十]+|\d{1,2})[)]?\s*[、.:)]?)\s*/;
const OWNER = /^(?:.{0,16}(?:公司|企业|单位|供电局|供电所))?的?(?:现|现用|新|最新|目前|当前)?$/;
/** 技术支持单位地址, 上级单位地址: of somebody else. */
const OTHER_OWNER = /(?:支持|承建|维护|开发|设计|施工|监理|上级|主管|监管|合作|代理)(?:单位|公司|企业)的?$/;
/** 注册及办公地址, 地址、联系电话: the label names another thing first. */
const BESIDES = /^[\p{Script=Han}]{2,8}(?:及|和|与|、|\/)$/u;

/**
 * Whether a label says one of the terms: exactly, behind an ordinal (一、办公地址), with its owner before it
 * (公司办公地址) or a remark in parentheses after it. A term inside a longer phrase is not a label.
 */
export function labelIs(label: string, terms: readonly string[]): boolean {
  const bare = normalise(label).norm;
  return [bare, bare.replace(ORDINAL, '')].some((candidate) => {
    const words = candidate.replace(/\([^()]*\)\s*:?$/, '').replace(/[\s:]+$/, '');
    return terms.some((term) => {
      const wanted = norm(term);
      if (!words.endsWith(wanted)) return words === wanted;
      const before = words.slice(0, -wanted.length);
      return (OWNER.test(before) && !OTHER_OWNER.test(before)) || BESIDES.test(before);
    });
  });
}

/** A value that the page gives under a label, wherever the pair stands. */
export interface Labelled {
  readonly document: Document;
  readonly label: string;
  /** Normalised. */
  readonly value: string;
  /** As printed. */
  readonly shown: string;
  readonly quote: Quote;
  readonly block: Block | undefined;
}

/** The values under a label: `办公地址：…`, a heading with its text, a column of a table, a question with its answer. */
export const labelled = (document: Document, terms: readonly string[]): readonly Labelled[] => [
  ...fieldValues(document, terms),
  ...sectionValues(document, terms),
  ...columnValues(document, terms),
  ...rowValues(document, terms),
  ...answers(document, terms),
];

function fieldValues(document: Document, terms: readonly string[]): Labelled[] {
  return document.fields.flatMap((field) => {
    const block = blockAt(document, field.block);
    if (block?.region !== 'main' || !labelIs(field.label.norm, terms)) return [];
    const { norm: value, raw: shown } = field.value;
    return [{ document, label: field.label.norm, value, shown, quote: quoteField(document, block, field), block }];
  });
}

/** The page's own words for a label and its value; the value alone where they stand apart. */
export function quoteField(document: Document, block: Block, { label, value }: Field): Quote {
  const from = block.text.norm.indexOf(label.norm);
  const at = block.text.norm.indexOf(value.norm, Math.max(from, 0));
  if (from < 0 || at < 0) return citing(document, value.raw, block.place);
  return quoteFrom(document, block, from, at + value.norm.length);
}

function sectionValues(document: Document, terms: readonly string[]): Labelled[] {
  return sections(document).flatMap(({ heading, blocks }) => {
    const [first] = blocks;
    if (!first || !labelIs(heading.text.norm, terms)) return [];
    const value = { value: first.text.norm, shown: first.text.raw };
    return [{ document, label: heading.text.norm, ...value, quote: quoteFrom(document, first), block: first }];
  });
}

function columnValues(document: Document, terms: readonly string[]): Labelled[] {
  return document.tables.flatMap((table) => {
    const block = blockAt(document, table.block);
    const [head, ...rows] = table.rows;
    // Two columns are label and value side by side: the reader has made fields of them.
    if (!head || head.length < 3 || (block && block.region !== 'main')) return [];
    return head.flatMap((cell, column) => {
      if (!labelIs(cell.norm, terms)) return [];
      return rows.flatMap((row) => {
        const found = row[column];
        if (!found) return [];
        const words = citing(document, found.raw, table.place);
        return [{ document, label: cell.norm, value: found.norm, shown: found.raw, quote: words, block }];
      });
    });
  });
}

/** Rows of a numbered table: 序号 | 项目 | 内容. */
function rowValues(document: Document, terms: readonly string[]): Labelled[] {
  return document.tables.flatMap((table) => {
    const block = blockAt(document, table.block);
    if (table.rows.some((row) => row.length < 3) || (block && block.region !== 'main')) return [];
    return table.rows.flatMap((row) => {
      const at = row.findIndex((cell) => labelIs(cell.norm, terms));
      const label = row[at];
      // A label over two columns stands in both.
      const value = row.slice(at + 1).find(({ norm: cell }) => cell !== label?.norm);
      if (!label || !value || at > 1) return [];
      const quote = citing(document, row.map(({ raw }) => raw.trim()).join(' '), table.place);
      return [{ document, label: label.norm, value: value.norm, shown: value.raw, quote, block }];
    });
  });
}

/** Words that ask for the very thing: 办公地点在哪里?, 许可证编号是多少?; 如何修改联系电话? asks for something else. */
const ASKS_FOR = /^.{0,2}?(?:哪里|哪儿|哪些|何处|多少|什么|几号)[^?]{0,2}\??$/u;

/** 问：公司办公地点在哪里？ 答：…: the answer stands in the next line and is marked as one. */
function answers(document: Document, terms: readonly string[]): Labelled[] {
  if (!mayName(document, terms)) return [];
  return mainBlocks(document).flatMap((block): Labelled[] => {
    const { norm: question } = block.text;
    const asks = hits(question, terms).some(({ end }) => ASKS_FOR.test(question.slice(end)));
    const answer = asks ? answerTo(document, block) : undefined;
    if (!answer) return [];
    const value = answered(answer);
    const shown = { value, shown: value, quote: quoteFrom(document, answer), block: answer };
    return [{ document, label: question, ...shown }];
  });
}

/** A label in a line of its own with its value in the next, as cards of an App have them: whoever asks knows a value when it sees one. */
export function lineValues(document: Document, terms: readonly string[]): Labelled[] {
  if (!mayName(document, terms)) return [];
  const isLine = ({ kind }: Block): boolean => kind === 'paragraph' || kind === 'item';
  return mainBlocks(document).flatMap((block): Labelled[] => {
    const { norm: words } = block.text;
    if (!isLine(block) || words.length > LONGEST_LINE) return [];
    const next = blockAt(document, block.index + 1);
    const besides = next?.region === 'main' && next.under === block.under && isLine(next) ? next : undefined;
    if (labelIs(words, terms)) {
      if (!besides) return [];
      const value = { value: besides.text.norm, shown: besides.text.raw, quote: quoteFrom(document, besides) };
      return [{ document, label: words, ...value, block: besides }];
    }
    // 办公地址江北区松林路1号: two parts of one line with no sign between.
    const label = terms.find((term) => words.startsWith(norm(term)));
    if (label === undefined || /^[\p{Script=Han}]*:/u.test(words)) return [];
    const value = words.slice(norm(label).length);
    return [{ document, label, value, shown: value, quote: quoteFrom(document, block), block }];
  });
}
const LONGEST_LINE = 60;
