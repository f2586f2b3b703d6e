import { z } from 'zod';
import { periodEnd } from '../calendar/period.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Document, Table } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { turned } from '../documents/tables.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import {
  about,
  absent,
  blockAt,
  citing,
  claimOf,
  held,
  isPlaceholder,
  partial,
  quoteFrom,
  unsure,
} from './search/evidence.ts';
import { periodNear, surroundingsOf } from './figure.ts';
import type { Finding, Quote } from './search/finding.ts';
import { listedLines } from './places/listed-lines.ts';
import { anyWords, someWords, truth } from './parameter.ts';
import { includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';

const parameters = z.strictObject({
  places: someWords(
    '写明地点的表头：变电站、线路、台区、区域',
    'heads of the column that says where: 变电站, 线路, 台区, 区域',
  ),
  values: someWords('写明内容的表头', 'heads of the columns that say what'),
  names: anyWords(
    '正文里的地点怎样结尾，如南坪变电站、东一线；不写的按 places',
    'how names of places end in running text: 南坪变电站, 东一线; where none are given, as the heads say',
  ),
  units: anyWords(
    '正文里的数须带的单位；不写的有地点和词即可',
    'units of the figure that running text must give; where none are given, the place and the words are enough',
  ),
  beside: anyWords(
    '标题里可能并列的别的内容；其下各行须自己说明',
    'what else a heading may name beside the values; its lines then have to say themselves which they give',
  ),
  empty_state: anyWords(
    '说明没有可列的话，如暂无受限区域',
    'words that state that there is nothing to list: 暂无受限区域',
  ),
  needs_period: truth('是否须注明统计期间', 'whether the period covered must be stated', 'true'),
});
type Parameters = z.infer<typeof parameters>;

interface Sighting {
  readonly document: Document;
  readonly quote: Quote;
  readonly rows: number;
  /** Given for the whole of an area only, or for no place in particular. */
  readonly whole: boolean;
  readonly period: string | undefined;
}

/** A table or list by area, substation or line with the columns wanted, and the period it covers; a finding a period. */
export const tableWith = defineCheck<Parameters>({
  name: 'table-with',
  purpose: text(
    '按站点、线路、台区或区域列出的表，并注明统计期间',
    'A table or list by substation, line or area with the columns wanted, and the period it covers',
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const seen = about(corpus, context).flatMap((document) => [
      ...inTables(document, wanted, context),
      ...inLines(document, wanted, context),
    ]);
    if (seen.length === 0)
      return [unfollowed(corpus, [...context.item.aliases, ...wanted.values], context) ?? notFound(wanted, context)];
    const periods = [...new Set(seen.map(({ period }) => period))].sort(newestFirst);
    return periods.map((period) =>
      judge(
        seen.filter((one) => one.period === period),
        period,
        wanted,
      ),
    );
  },
});

function newestFirst(one: string | undefined, other: string | undefined): number {
  const [end, otherEnd] = [one, other].map((period) => (period === undefined ? '' : periodEnd(period)));
  return end === otherEnd ? 0 : (end ?? '') < (otherEnd ?? '') ? 1 : -1;
}

function inTables(document: Document, wanted: Parameters, context: Context): readonly Sighting[] {
  return document.tables.flatMap((table) => {
    if ((blockAt(document, table.block)?.region ?? 'main') !== 'main') return [];
    const rows =
      filledRows(table, wanted, context) ?? filledRows({ ...table, rows: turned(table.rows) }, wanted, context);
    if (rows === undefined) return [];
    const near = [norm(table.caption), ...surroundingsOf(document, table.block), tableText(table)];
    return [{ document, quote: quoteTable(document, table), ...rows, period: periodNear(near, 'quarter') }];
  });
}

/** Rows with a place and at least one value, sums apart; undefined where the table has not the columns. */
function filledRows(
  { rows }: Table,
  { places, names, values, units }: Parameters,
  { catalogue }: Context,
): Pick<Sighting, 'rows' | 'whole'> | undefined {
  const headRow = rows.findIndex((row) => {
    const valued = row.findIndex(({ norm: cell }) => includesAny(cell, values));
    // 松林站 | 0 | 受限: a row that names a place by its ending.
    const isPlace = (cell: string): boolean =>
      includesAny(cell, places) || (units.length === 0 && names.some((ending) => cell.endsWith(ending)));
    return valued >= 0 && row.some(({ norm: cell }, at) => at !== valued && isPlace(cell));
  });
  const head = rows[headRow];
  if (!head) return undefined;
  // Where no figure is wanted, the words in a row (备注：容量受限) are enough, whatever heads their column.
  const top = units.length > 0 ? undefined : headAbove(rows, headRow, places);
  if (top !== undefined)
    return { rows: rows.slice(top + 1).filter((row) => statesIn(row, values)).length, whole: false };
  const columns = head.flatMap(({ norm: cell }, column) => (includesAny(cell, values) ? [column] : []));
  const filled = rows
    .slice(headRow + 1)
    .filter((row) => columns.some((column) => !isPlaceholder(row[column]?.norm ?? '', catalogue.vocabulary)));
  const listed = filled.filter((row) => !row.some(({ norm: cell }) => SUM.test(cell)));
  return { rows: listed.length, whole: filled.length > listed.length };
}

/** The row that heads the places, where the row in question is one of those below it: in a second row of heads the place stands again. */
function headAbove(rows: Table['rows'], row: number, places: readonly string[]): number | undefined {
  const isHead = (cells: Row): boolean => isSplit(cells) && cells.some(({ norm: cell }) => includesAny(cell, places));
  const top = rows.slice(0, row).findIndex(isHead);
  const again = rows[top]?.some(({ norm: cell }, at) => includesAny(cell, places) && rows[row]?.[at]?.norm === cell);
  return top < 0 || again === true ? undefined : top;
}

type Row = Table['rows'][number];

const statesIn = (row: Row, values: readonly string[]): boolean =>
  isSplit(row) &&
  row.some(({ norm: cell }) => includesAny(cell, values)) &&
  !row.some(({ norm: cell }) => SUM.test(cell));

/** A title or a note is one cell over the whole width. */
const isSplit = (row: Row): boolean => new Set(row.map(({ norm: cell }) => cell)).size > 1;

const SUM = /^(?:合计|总计|小计|全[省市区县网](?:合计)?)$/u;

const tableText = ({ rows }: Table): string =>
  rows.map((row) => row.map(({ norm: cell }) => cell).join(' ')).join('\n');

const quoteTable = (document: Document, table: Table): Quote =>
  citing(
    document,
    table.rows
      .slice(0, 2)
      .map((row) => row.map(({ raw }) => raw.trim()).join(' '))
      .join('\n'),
    table.place,
  );

/** Lists and sentences: each line that ties a place to its figure or state, or says that there is nothing to list. */
function inLines(document: Document, wanted: Parameters, { catalogue }: Context): readonly Sighting[] {
  const { places, names, values, units, beside, empty_state: emptyState } = wanted;
  const terms = { kinds: names.length > 0 ? names : places, values, units, beside, emptyState };
  return listedLines(document, terms, catalogue.vocabulary).map(({ block, tells }) => {
    const period = periodNear([block.text.norm, ...surroundingsOf(document, block.index)], 'quarter');
    return {
      document,
      quote: quoteFrom(document, block),
      rows: tells === 'listed' ? 1 : 0,
      whole: tells === 'whole',
      period,
    };
  });
}

function judge(seen: readonly Sighting[], period: string | undefined, wanted: Parameters): Finding {
  const stated = seen
    .flatMap(({ document }) => publicationOf(document) ?? [])
    .sort((one, other) => (one.date < other.date ? -1 : 1))[0];
  const extras = {
    quotes: seen.slice(0, 2).map(({ quote }) => quote),
    sought: wanted.values,
    ...(stated && { stated: claimOf(stated) }),
  };
  const rows = seen.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0 && seen.some(({ whole }) => whole) && isDated(period, wanted)) {
    const says = text(
      '只有汇总或笼统的说明，没有落到线路、变电站或区域，是否满足要求须人工判断',
      'only a sum or a statement in general, of no line, substation or area; a person has to decide whether that will do',
    );
    return { ...unsure('needs-person', [says], extras), ...(period !== undefined && { period }) };
  }
  if (rows === 0 && !seen.some(({ whole }) => whole)) {
    const says = text('表格只有表头，没有数据', 'the table has heads but no data');
    return { ...partial([says], extras), proof: 'seen', ...(period !== undefined && { period }) };
  }
  if (!isDated(period, wanted)) {
    const says = text('有数据，但未注明统计期间（季度）', 'data without the period that it covers');
    return { ...partial([says], extras), proof: 'seen' };
  }
  const says = text(`${period ?? ''} 共 ${rows} 行`.trim(), `${period ?? ''} ${rows} rows`.trim());
  return { ...held([says], extras), ...(period !== undefined && { period }) };
}

const isDated = (period: string | undefined, { needs_period }: Parameters): boolean =>
  period !== undefined || needs_period === 'false';

const notFound = ({ values }: Parameters, { element }: Context): Finding =>
  absent([text(`未发现${element.name.zh}的表格或清单`, `not found: a table or list of ${element.name.en}`)], values);
