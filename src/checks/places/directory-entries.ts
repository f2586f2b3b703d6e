import type { Vocabulary } from '../../catalogue/rule.ts';
import type { Block, Document, Table } from '../../documents/document.ts';
import { mayName } from '../../documents/grams.ts';
import { norm } from '../../documents/normal-text.ts';
import { turned } from '../../documents/tables.ts';
import type { Text } from '../../language/text.ts';
import { blockAt, citing, isPlaceholder, mainBlocks, quoteFrom, wording, type Wording } from '../search/evidence.ts';
import { labelIs } from '../labelled.ts';
import type { Quote } from '../search/finding.ts';
import { pageSearch } from '../search/page-search.ts';
import type { Pattern } from '../search/pattern.ts';
import { includesAny } from '../search/terms.ts';

/** What the public needs of each place: its address, its hours. */
export interface Part {
  readonly name: Text;
  /** Heads of the table column that gives it. */
  readonly columns: readonly string[];
  /** How it is recognised in running text. */
  readonly pattern: Pattern;
  /** How channels are compared in it. Hours stand in several pieces: in running text all that is said of the place tells them. */
  readonly compared?: 'hours' | undefined;
}

/** What names places; plain data. */
export interface PlaceTerms {
  /** What an entry's name ends with: 营业厅, 供电所. */
  readonly entries: readonly string[];
  /** Names of the kind of place, which name no place: 供电营业厅. */
  readonly generic: readonly string[];
  /** Heads of the column of names. */
  readonly columns: readonly string[];
  /** Heads of the columns that tell something about each place, a line a part. */
  readonly about: readonly (readonly string[])[];
}

/** A place that a page lists, with the words that belong to it; plain data. */
interface Listed {
  /** Normalised. */
  readonly name: string;
  /** A row: its cells other than the name, and of each part which of them its column gives. */
  readonly row?: { readonly cells: readonly string[]; readonly parts: readonly (string | undefined)[] };
  /** In running text: what is said of it. */
  readonly said: string;
  readonly quote: Wording;
}

/** One place with what the page says of it. */
export interface Entry<P extends Part = Part> {
  readonly document: Document;
  /** Normalised. */
  readonly name: string;
  readonly parts: ReadonlyMap<P, string>;
  /** Of a row, its other cells. */
  readonly cells: readonly string[];
  readonly quote: Quote;
}

/** Every place that a page lists, with what is known of it. */
export const entriesOf = <P extends Part>(
  document: Document,
  terms: PlaceTerms,
  parts: readonly P[],
  vocabulary: Vocabulary,
): readonly Entry<P>[] =>
  placesOn.on(document, terms).flatMap((place): Entry<P>[] => {
    const { name, row, said, quote } = place;
    if (row && isPlaceholder(name, vocabulary)) return [];
    if ([...(row?.cells ?? []), name, said].some((words) => CLOSED.test(words))) return [];
    const given = parts.flatMap((one, at): [P, string][] => {
      const value = valueOf(place, one, at);
      return isPlaceholder(value, vocabulary) ? [] : [[one, value]];
    });
    const { cells = [] } = row ?? {};
    return [{ document, name, cells, parts: new Map(given), quote: citing(document, quote.words, quote.place) }];
  });

/** 已于6月30日撤销, 现已停业, 2025年起停止营业: closed for good; 节假日停止营业 is a matter of hours. (筹建中): not open yet. */
const CLOSED =
  /(?:已(?:于[^,。;]{2,16})?|\d[年月日]起,?)(?:撤销|撤并|停业|关闭|停止(?:对外)?营业)|[(,](?:正在)?(?:筹建|在建|规划|拟建|建设)中?[),]/u;

/** 因装修暂停营业 in the column of addresses is no address. */
const EXCUSE = /暂停|停业|装修|搬迁|迁址|另行通知|咨询|拨打/u;

/** Enough for 夏季、冬季 and both halves of the day. */
const LONGEST_SAID = 120;

/** What a page says of a place: the cell of the part's column or the first that looks like it, or the words that do. */
function valueOf({ row, said }: Listed, { pattern, compared }: Part, at: number): string {
  if (!row) {
    const found = pattern.find(said)?.value ?? '';
    return found !== '' && compared ? said.slice(0, LONGEST_SAID) : found;
  }
  const cell = row.parts[at];
  if (cell !== undefined && EXCUSE.test(cell) && !pattern.find(cell)) return '';
  return cell ?? row.cells.find((cell) => pattern.find(cell)) ?? '';
}

/** Every place that a page lists: rows of a table with a column of names, and names in lists, lines and cells. */
export const placesOn = pageSearch<PlaceTerms, Listed>('places', (document, terms) => {
  const tables = document.tables
    .map((table) => asWritten(table, terms))
    .filter((table) => nameColumn(table, terms) >= 0);
  const rows = tables.flatMap((table) => rowsOf(document, table, terms));
  return [...rows, ...linesOf(document, terms, new Set(tables))];
});

/** A table with its heads in its first row; one that lies on its side has them in its first column. */
function asWritten(table: Table, terms: PlaceTerms): Table {
  const tells = ({ rows: [head = []] }: Table): boolean =>
    terms.about.some((names) => head.some(({ norm: one }) => labelIs(one, names)));
  const aside = tells(table) ? table : { ...table, rows: turned(table.rows) };
  return tells(aside) && nameColumn(aside, terms) >= 0 ? aside : table;
}

/**
 * The column of names: one so headed, in a table that also has a column for something about each place; or, whatever heads it,
 * the one in which most cells end as such names do.
 */
function nameColumn({ rows }: Table, { columns, about, entries }: PlaceTerms): number {
  const [head = [], ...below] = rows;
  const heads = head.map((cell) => cell.norm);
  const lists = about.some((names) => heads.some((one) => labelIs(one, names)));
  const headed = lists || heads.length > 2 ? heads.findIndex((one) => labelIs(one, columns)) : -1;
  if (headed >= 0 || !lists || below.length === 0) return headed;
  const endings = entries.map(norm);
  const isName = (cell = ''): boolean => endings.some((ending) => cell.endsWith(ending));
  return heads.findIndex((_, column) => below.filter((row) => isName(row[column]?.norm)).length * 2 > below.length);
}

function rowsOf(document: Document, table: Table, terms: PlaceTerms): Listed[] {
  const [head = [], ...rows] = table.rows;
  if ((blockAt(document, table.block)?.region ?? 'main') !== 'main') return [];
  const names = nameColumn(table, terms);
  const columns = terms.about.map((heads) => head.findIndex((cell) => labelIs(cell.norm, heads)));
  return rows.map((row) => ({
    name: row[names]?.norm ?? '',
    row: {
      cells: row.filter((_, at) => at !== names).map((cell) => cell.norm),
      parts: columns.map((column) => (column >= 0 ? (row[column]?.norm ?? '') : undefined)),
    },
    said: '',
    quote: wording(citing(document, row.map(({ raw }) => raw.trim()).join(' '), table.place)),
  }));
}

/** Names in running text, each with the words that belong to it. */
function linesOf(document: Document, terms: PlaceTerms, listed: ReadonlySet<Table>): Listed[] {
  if (!mayName(document, terms.entries)) return [];
  const inTables = new Set([...listed].flatMap(({ rows }) => rows.flat().map(({ norm: cell }) => cell)));
  return mainBlocks(document).flatMap((block) => {
    if (block.kind === 'cell' && inTables.has(block.text.norm)) return [];
    return segments(block.text.norm, terms).map(({ name, rest }) => ({
      name,
      said: rest === '' ? after(document, block, terms) : rest,
      quote: wording(quoteFrom(document, block)),
    }));
  });
}

/** So many lines behind a bare name may still be about it. */
const REACH = 4;

/** Lines of a card: an address, hours, a telephone, with no label or with one of those sought. */
const OF_A_CARD = /\d{1,2}[:.]\d{2}|24小时|\d{7}|[路街道巷弄村镇乡]|大厦|广场|社区|小区/u;
const LABELLED = /^\p{Script=Han}{2,8}:/u;
const LONGEST_OF_A_CARD = 40;

/** What follows a bare name: the value of its term or cell, all that a heading owns, or lines that tell 地址, 营业时间 … */
function after(document: Document, block: Block, terms: PlaceTerms): string {
  const value = document.fields.find(({ label }) => label.norm === block.text.norm)?.value.norm;
  if (value !== undefined) return value;
  const main = mainBlocks(document);
  const from = main.indexOf(block) + 1;
  const labels = [...terms.about.flat(), '电话', '联系电话'].map(norm);
  const belongs = ({ under, text }: Block): boolean =>
    block.kind === 'heading'
      ? under === block.index
      : labels.some((label) => text.norm.startsWith(label)) || (under === block.under && isOfACard(text.norm, terms));
  const next = main.slice(from, from + REACH);
  const end = next.findIndex((one) => !belongs(one));
  return next
    .slice(0, end < 0 ? REACH : end)
    .map(({ text }) => text.norm)
    .join('\n');
}

const isOfACard = (words: string, terms: PlaceTerms): boolean =>
  words.length <= LONGEST_OF_A_CARD &&
  !/[。;]/u.test(words) &&
  OF_A_CARD.test(words) &&
  !LABELLED.test(words) &&
  segments(words, terms).length === 0;

const BEFORE = String.raw`(?:^|[\n:;,、。)\d.(]\s*)`;
/** What ends a name: a sign, a label, or a whole address, where the page has but a space between them. */
const AFTER = String.raw`(?=\s*(?:$|[\n:;,、。(]|地址|位于|电话|联系|营业|服务时间|\p{Script=Han}{2,14}?[路街道巷镇乡村]\p{Script=Han}{0,4}\d{1,5}号))`;

const entryPatterns = new WeakMap<readonly string[], RegExp>();

function entryPattern(entries: readonly string[]): RegExp {
  const known = entryPatterns.get(entries);
  if (known) return known;
  const names = entries.map(norm).join('|');
  const pattern = new RegExp(`${BEFORE}([\\p{Script=Han}A-Za-z\\d]{1,20}?(?:${names}))${AFTER}`, 'gu');
  entryPatterns.set(entries, pattern);
  return pattern;
}

/** 下辖12个供电所 says how many there are; 三家 is a village as well. */
const COUNTED = /\d+余?(?:个|家|座|处)|[一二两三四五六七八九十百]+余?(?:个|座|处)/u;

/** 通过供电营业厅、95598等渠道, 可前往中心营业厅、南岸营业厅: a sentence that names where one may go, and lists nothing. */
const SPOKEN_OF =
  /(?:^|[\n,:。;])\s*(?:您)?(?:(?:也?可以?|请|就近|请就近)(?:通过|前往|到|至|在|去)|通过|前往)[^\n,:。;()]*$/u;

/** 分别是位于松林路8号的中心营业厅: the address stands before the name. */
const LOCATED =
  /^.{0,8}?(?:位于|地处|[坐座]落[于在]|设在)(?<where>.+(?:号|路|街|道|巷|村|镇|大厦|广场))的(?<place>\p{Script=Han}+)$/u;
/** 公司设有中心营业厅: how a sentence begins that lists them. */
const LEAD_IN = /^(?:(?:我|本)?公司)?(?:共?设有|下设|现有|下辖)(?=\p{Script=Han}{3})/u;

function addressApart(name: string, rest: string): { name: string; rest: string } {
  const { where, place } = LOCATED.exec(name)?.groups ?? {};
  if (where !== undefined && place !== undefined) return { name: place, rest: `${where},${rest}` };
  return { name: name.replace(LEAD_IN, ''), rest };
}

/**
 * A place is listed where its name stands between signs (中心营业厅、南岸营业厅 or 中心营业厅：…); inside a sentence
 * (请到中心营业厅办理) it is only spoken of.
 */
function segments(words: string, { entries, generic }: PlaceTerms): { name: string; rest: string }[] {
  if (!includesAny(words, entries)) return [];
  const pattern = entryPattern(entries);
  const plain = new Set(generic.map(norm));
  const found = Array.from(words.matchAll(pattern), (match) => ({
    name: match[1] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  })).filter(({ name, to }) => !plain.has(name) && !COUNTED.test(name) && !SPOKEN_OF.test(words.slice(0, to)));
  return found.map(({ name, to }, index) =>
    addressApart(name, words.slice(to, found[index + 1]?.from ?? words.length)),
  );
}
