import type { Block, Document, Table } from '../documents/document.ts';
import { norm, normalise } from '../documents/normal-text.ts';
import { remembered } from '../documents/remembered.ts';
import { citing, quoteFrom } from './search/evidence.ts';
import type { Quote } from './search/finding.ts';

/** A price with its unit and what it is the price of. */
export interface Amount {
  /** Normalised; the same on another channel that words it the same. */
  readonly label: string;
  /** In yuan. */
  readonly value: number;
  readonly unit: string;
  /** As printed. */
  readonly shown: string;
  readonly quote: Quote;
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

/** The prices in some blocks of a page: in its tables and in its sentences. */
export const amountsIn = (
  document: Document,
  blocks: readonly Block[],
  units: readonly string[],
): readonly Amount[] => {
  const indexes = new Set(blocks.map(({ index }) => index));
  const above = blocks.map(({ text }) => text.norm).join('\n');
  const tables = document.tables.filter(({ block }) => indexes.has(block));
  return [
    ...tables.flatMap((table) => inTable(document, table, above, units)),
    ...blocks.filter(({ kind }) => kind !== 'cell').flatMap((block) => inSentences(document, block, units)),
  ];
};

/** 0.60元/千瓦时 and 0.6 元/kWh are one unit and one value (C40). */
const UNIT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, ''],
  [/kw·?h|千瓦·?小?时|度/gi, '千瓦时'],
  [/kva|千伏·?安/gi, '千伏安'],
  [/kw|千瓦(?!时)/gi, '千瓦'],
];

export const unitOf = remembered(1_000, (unit): string => plainUnits(norm(unit)));

/** The heads of a table's columns and the words of its rows are asked for with every cell. */
const plainUnits = remembered(10_000, (words): string =>
  UNIT_NAMES.reduce((name, [pattern, plain]) => name.replace(pattern, plain), words.toLowerCase()),
);

/** `0.60` → `0.6元/千瓦时`, so that zeros, spaces and the unit's spelling never make two channels disagree. */
export const comparable = ({ value, unit }: Pick<Amount, 'value' | 'unit'>): string => `${value}${unitOf(unit)}`;

/** 52.00分/千瓦时 is 0.52元/千瓦时. */
const inYuan = (value: number, unit: string): { value: number; unit: string } =>
  norm(unit).startsWith('分/')
    ? { value: Number((value / 100).toFixed(8)), unit: norm(unit).replace('分', '元') }
    : { value, unit };

function inTable(
  document: Document,
  { caption, rows, place }: Table,
  above: string,
  units: readonly string[],
): Amount[] {
  const grid = rows.map((row) => row.map(({ norm: cell }) => cell.trim()));
  const prices = grid.map((cells) => cells.map((cell) => priceIn(cell, units)));
  const priced = new Set(prices.flatMap((row) => row.flatMap((price, column) => (price ? [column] : []))));
  if (priced.size === 0) return [];
  const around =
    unitIn([normalise(caption).norm, ...grid.slice(0, 2).flat()].join('\n'), units) ?? unitIn(above, units);
  const heads: string[] = [];
  return grid.flatMap((cells, row) => {
    const inRow = cells.join(' ');
    const words = (rows[row] ?? []).map(({ raw }) => raw.trim()).join(' ');
    const amounts = cells.flatMap((cell, column): Amount[] => {
      const price = prices[row]?.[column];
      const head = heads[column] ?? '';
      if (!price || isCounter(head)) return [];
      const unit = price.unit ?? unitIn(head, units) ?? unitIn(inRow, units) ?? around;
      if (unit === undefined) return [];
      const names = cells.slice(0, column).filter((one, at) => one !== '' && !prices[row]?.[at]);
      const label = [...new Set(priced.size > 1 ? [...names, head] : names)].join('/');
      const quote = citing(document, words, `${place} row ${row + 1}`);
      return [{ label: bare(label, units), ...inYuan(price.value, unit), shown: `${cell}`, quote }];
    });
    // The nearest text above a cell in its column heads it.
    cells.forEach((cell, column) => {
      if (cell !== '' && !/^[\d.,\s-]+$/.test(cell)) heads[column] = cell;
    });
    return amounts;
  });
}

const isCounter = (head: string): boolean => /^(?:序号|编号|行次|年份|日期|备注)$/.test(head);

const PRICED = new RegExp(`^(${NUMBER})\\s*(.*)$`);

/** A cell that is a number, alone or with its unit. A bare whole number is as likely a voltage or a count of rows. */
function priceIn(cell: string, units: readonly string[]): { value: number; unit: string | undefined } | undefined {
  const [, digits, rest = ''] = PRICED.exec(cell) ?? [];
  if (digits === undefined) return undefined;
  const wanted = plainUnits(rest);
  const unit = rest === '' ? undefined : units.find((one) => unitOf(one) === wanted);
  if (rest !== '' && unit === undefined) return undefined;
  return { value: Number(digits.replaceAll(',', '')), unit };
}

const unitIn = (words: string, units: readonly string[]): string | undefined => {
  const plain = plainUnits(words);
  return units.find((unit) => plain.includes(unitOf(unit)));
};

/** A label without its unit and punctuation. */
const bare = (label: string, units: readonly string[]): string =>
  units.reduce((words, unit) => words.replaceAll(norm(unit), ''), label).replace(/[\s()[\]:,;。、]/g, '');

const pricePatterns = new WeakMap<readonly string[], RegExp>();

function pricePattern(units: readonly string[]): RegExp {
  const known = pricePatterns.get(units);
  if (known) return known;
  const alternatives = [...units].map(norm).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(${NUMBER})\\s*(${alternatives.map((unit) => unit.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|')})`,
    'gi',
  );
  pricePatterns.set(units, pattern);
  return pattern;
}

/** 每千伏安210元, 每千伏安收取210元: the measure first and the price behind it. */
const PER_FIRST = new RegExp(
  String.raw`每\s?(?<per>千伏·?安|千瓦·?小?时|千瓦|度|kva|kw·?h|kw|户|次|只|块|台)电?(?:收费标准|收取|收费)?(?:为|是|按|:)?\s?(?<digits>${NUMBER})\s?(?<coin>元|分)`,
  'giu',
);

/** A price that names its measure first, as it stands in a text. */
export interface PerFirst {
  readonly value: number;
  /** One of the units that were asked for. */
  readonly unit: string;
  readonly shown: string;
  readonly start: number;
}

/** The prices in normalised words that name their measure first. */
export const perFirstIn = (words: string, units: readonly string[]): readonly PerFirst[] =>
  words.includes('每')
    ? Array.from(words.matchAll(PER_FIRST)).flatMap(({ 0: shown, index: start, groups = {} }): PerFirst[] => {
        const { per = '', digits = '0', coin = '' } = groups;
        const meant = unitOf(`${coin}/${per}`);
        const unit = units.find((one) => unitOf(one) === meant);
        return unit === undefined ? [] : [{ value: Number(digits.replaceAll(',', '')), unit, shown, start }];
      })
    : [];

const perFirst = (document: Document, block: Block, units: readonly string[]): Amount[] =>
  perFirstIn(block.text.norm, units).map(({ value, unit, shown, start }) => ({
    label: labelBefore(block.text.norm.slice(0, start), units),
    ...inYuan(value, unit),
    shown,
    quote: quoteFrom(document, block, Math.max(0, start - 40), start + shown.length),
  }));

function inSentences(document: Document, block: Block, units: readonly string[]): Amount[] {
  const { norm: words } = block.text;
  const pattern = pricePattern(units);
  const behind = perFirst(document, block, units);
  if (words.search(pattern) < 0) return behind;
  const first = Array.from(words.matchAll(pattern), ({ 0: shown, 1: digits = '0', 2: unit = '', index }) => ({
    label: labelBefore(words.slice(0, index), units),
    ...inYuan(Number(digits.replaceAll(',', '')), unit),
    shown,
    quote: quoteFrom(document, block, Math.max(0, index - 40), index + shown.length),
  }));
  return [...first, ...behind];
}

/** The words before a price, back to the last punctuation, without the verb: 不满1千伏电价为 → 不满1千伏. */
function labelBefore(before: string, units: readonly string[]): string {
  const clause = before.split(/[,;。、\n]/).at(-1) ?? '';
  return bare(clause, units).replace(/(?:收费标准|电价|价格|标准)?(?:为|是|按|执行|每)*$/, '');
}
