import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document, Table } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { normalise } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { amountsIn, comparable, type Amount } from './amounts.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import {
  about,
  absent,
  citing,
  held,
  isLinkLine,
  mainBlocks,
  notFoundText,
  partial,
  quoteFrom,
  sections,
  titleOf,
  unsure,
} from './search/evidence.ts';
import type { Fact, Finding, Quote } from './search/finding.ts';
import { anyWords, noted, someWords } from './parameter.ts';
import { parentLink } from './parent-link.ts';
import { answerTo } from './question.ts';
import { isStatute } from './law/statute.ts';
import { includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';

const parameters = z.strictObject({
  names: someWords('收费项目的名称', 'names of the charge, or of the charges that count as further ones'),
  units: someWords('金额的单位，如元/千伏安', 'units of the amount: 元/千伏安'),
  free: anyWords(
    '写了即算公布、不必有金额的话，如免收、不收取',
    'words that settle it without an amount: 免收, 不收取',
  ),
  drafts: anyWords(
    '标题里有这些词的尚未定价，如征求意见稿',
    'words of a title whose amounts are not decided yet: 征求意见稿',
  ),
  listed_by: noted(
    z.literal('unit').optional(),
    '写 unit 表示另有哪些收费只有单位自己清楚，须人工判断',
    'unit: which further charges there are only the unit knows, so that a person has to decide',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** More amounts than a charge has voltages. */
const MOST_QUOTED = 8;

interface Price {
  readonly document: Document;
  readonly quote: Quote;
  readonly amounts: readonly Amount[];
}

/** A charge by its name with an amount and a unit: 高可靠性供电费 … 元/千伏安 (3.2, 3.3). */
export const charge = defineCheck<Parameters>({
  name: 'charge',
  purpose: text('收费项目的名称、金额和单位', 'A charge by its name, with amount and unit'),
  parameters,
  ofCompany: true,
  run: (corpus, wanted, context) => {
    const own = new Set(about(corpus, context));
    const pages = corpus.documents.filter((page) => (isAbout(page, wanted) || own.has(page)) && !isStatute(page));
    const prices = pages.flatMap((page) => pricesIn(page, wanted));
    return [judge(corpus, pages, prices, wanted, context)];
  },
});

const isAbout = (document: Document, { names }: Parameters): boolean => includesAny(titleOf(document), names);

function pricesIn(document: Document, wanted: Parameters): Price[] {
  if (!mayName(document, wanted.names)) return [];
  const main = mainBlocks(document);
  const passages = [
    ...(isAbout(document, wanted) ? [main] : []),
    ...sections(document)
      .filter(({ heading }) => includesAny(heading.text.norm, wanted.names))
      .map(({ heading, blocks }) => [heading, ...blocks]),
    ...tablesNamed(document, wanted).map((table) => main.filter(({ index }) => index === table.block)),
  ];
  const named = passages.flatMap((blocks) => priced(document, blocks, wanted));
  const lists = wanted.listed_by && passages.length > 0 ? listsIn(document, passages.flat()) : [];
  return [...named, ...lists, ...inRows(document, wanted), ...inSentences(document, wanted)];
}

const tablesNamed = (document: Document, { names }: Parameters): readonly Table[] =>
  document.tables.filter(({ caption }) => includesAny(normalise(caption).norm, names));

/** A list of charges whose standards are words: 按购置成本, 每日1‰. */
function listsIn(document: Document, blocks: readonly Block[]): Price[] {
  const indexes = new Set(blocks.map(({ index }) => index));
  return document.tables
    .filter(({ block, rows }) => indexes.has(block) && rows.length > 1)
    .flatMap(({ rows, place }) =>
      rows.slice(1, 2).map((row) => ({
        document,
        quote: citing(document, row.map(({ raw }) => raw.trim()).join(' '), place),
        amounts: [],
      })),
    );
}

function priced(document: Document, blocks: readonly Block[], wanted: Parameters): Price[] {
  const own = blocks.filter((block) => !isLinkLine(document, block));
  const amounts = amountsIn(document, own, wanted.units);
  const [first] = own;
  const free = own.find(({ text: { norm } }) => includesAny(norm, wanted.free));
  if (first && amounts[0]) return [{ document, quote: amounts[0].quote, amounts }];
  return free ? [{ document, quote: quoteFrom(document, free), amounts: [] }] : [];
}

/** Rows of a table of charges that name this one. */
function inRows(document: Document, { names, units }: Parameters): Price[] {
  return amountsIn(document, mainBlocks(document), units)
    .filter(({ label, quote }) => includesAny(label, names) || includesAny(normalise(quote.words).norm, names))
    .map((amount) => ({ document, quote: amount.quote, amounts: [amount] }));
}

/** Sentences that name it, with the answer where they ask. */
const inSentences = (document: Document, wanted: Parameters): Price[] =>
  mainBlocks(document).flatMap((block) => {
    if (block.kind === 'cell' || !includesAny(block.text.norm, wanted.names)) return [];
    const answer = answerTo(document, block);
    return priced(document, answer ? [block, answer] : [block], wanted);
  });

function judge(
  corpus: Corpus,
  pages: readonly Document[],
  prices: readonly Price[],
  wanted: Parameters,
  context: Context,
): Finding {
  const { name, fact } = context.element;
  const [best] = prices;
  if (!best) return lacking(corpus, pages, wanted, context);
  if (prices.every((price) => notInForce(price, wanted, context))) return perhapsNotInForce(best, wanted, context);
  const extras = {
    quotes: quotesOf(prices),
    sought: wanted.names,
    stated: publicationOf(best.document),
    facts: fact === undefined ? [] : factsOf(prices, fact),
  };
  if (wanted.listed_by) return unsure('needs-person', [PARTLY], extras);
  return held([text(`已公开${name.zh}`, `${name.en} is published`)], extras);
}

/** A charge is told by its amounts, one for each voltage, and what other channels say of any is held against them. */
function quotesOf(prices: readonly Price[]): readonly Quote[] {
  const all = prices.flatMap(({ quote, amounts }) => (amounts.length > 0 ? amounts.map((one) => one.quote) : [quote]));
  return [...new Map(all.map((quote) => [quote.words, quote])).values()].slice(0, MOST_QUOTED);
}

/** 下列标准已于…废止, 本收费标准停止执行: of the page's own amounts. 原文件同时废止 is of others. */
const ENDED = /(?:下列|以下|上述|以上|本)(?:收费)?标准[^,。;]{0,20}(?:废止|停止执行|不再执行|失效)/u;
/** 拟按…收取: what is thought of, and not what is charged. */
const INTENDED = /(?:^|[,。;:])(?:现|公司)?拟(?:按|定|于|自|执行|收取|调整|实行)/u;

/** Whether the page says of its amounts that they hold no more or not yet. */
function notInForce(
  { document, quote }: Price,
  { drafts }: Parameters,
  { catalogue: { vocabulary } }: Context,
): boolean {
  const title = titleOf(document);
  if (includesAny(title, drafts) || includesAny(title, vocabulary.withdrawn)) return true;
  return (
    INTENDED.test(normalise(quote.words).norm) || mainBlocks(document).some(({ text: { norm } }) => ENDED.test(norm))
  );
}

function perhapsNotInForce({ quote }: Price, { names }: Parameters, { element: { name } }: Context): Finding {
  const says = text(
    `页面上的${name.zh}看来已停止执行或尚未执行，须人工核实`,
    `the ${name.en} on the page seems to be in force no more or not yet; a person has to check`,
  );
  return unsure('needs-person', [says], { quotes: [quote], sought: names });
}

const PARTLY = text(
  '已公开部分项目；是否齐全须对照本单位的收费项目清单',
  "some are published; whether it is all of them only the unit's list of charges can tell",
);

function factsOf(prices: readonly Price[], key: string): Fact[] {
  const amounts = prices.flatMap((price) => price.amounts);
  const distinct = [...new Map(amounts.map((amount) => [`${amount.label}=${comparable(amount)}`, amount])).values()];
  const [only] = distinct;
  if (distinct.length === 1 && only) return [{ key, value: comparable(only), shown: only.shown }];
  return distinct.map((amount) => ({
    key: `${key}:${amount.label}`,
    value: comparable(amount),
    shown: `${amount.label} ${amount.shown}`,
  }));
}

function lacking(
  corpus: Corpus,
  pages: readonly Document[],
  { names, listed_by }: Parameters,
  context: Context,
): Finding {
  const { name } = context.element;
  const { name: column, aliases } = context.item;
  const elsewhere =
    parentLink(corpus, [...names, column.zh, ...aliases], context) ?? unfollowed(corpus, names, context);
  if (elsewhere) return elsewhere;
  for (const document of pages) {
    if (!mayName(document, names)) continue;
    const block = mainBlocks(document).find(({ text: { norm } }) => includesAny(norm, names));
    if (!block) continue;
    const says = text(`提到${name.zh}，但没有收费标准（金额和单位）`, `${name.en} is named without an amount and unit`);
    return partial([says], { quotes: [quoteFrom(document, block)], sought: names });
  }
  const says = notFoundText(name);
  if (!listed_by) return absent([says], names);
  const ask = text(
    '是否有应公开的其他收费项目，须由本单位提供清单',
    'whether there are further charges only the unit can say',
  );
  return unsure('needs-person', [says, ask], { sought: names });
}
