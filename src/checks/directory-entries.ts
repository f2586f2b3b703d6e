import { z } from 'zod';
import type { Vocabulary } from '../catalogue/rule.ts';
import type { Block, Document, Table } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { blockAt, citing, isPlaceholder, mainBlocks, quoteFrom } from './evidence.ts';
import { labelIs } from './labelled.ts';
import type { Quote } from './finding.ts';
import { patternSchema } from './pattern.ts';
import { includesAny } from './terms.ts';

const part = z.strictObject({
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  /** Heads of the table column that gives it. */
  columns: z.array(z.string()).default([]),
  /** How it is recognised in running text. */
  pattern: patternSchema,
  /** Worth having: its absence is a remark and no gap. */
  wanted: z.literal('true').optional(),
});

/** What a rule says of the places that it looks for. */
export const directoryParameters = z.strictObject({
  /** What an entry's name ends with: 营业厅, 供电所. */
  entries: z.array(z.string()).min(1),
  /** Names of the kind of place, which name no place: 供电营业厅. */
  generic: z.array(z.string()).default([]),
  /** Heads of the column of names. */
  columns: z.array(z.string()).default([]),
  parts: z.array(part).min(1),
});
export type DirectoryParameters = z.infer<typeof directoryParameters>;
/** What the public needs of each place: its address, its hours. */
export type Part = z.infer<typeof part>;

/** One place with what the page says of it. */
export interface Entry {
  readonly document: Document;
  /** Normalised. */
  readonly name: string;
  readonly parts: ReadonlyMap<Part, string>;
  readonly quote: Quote;
}

/** Every place that a page lists: rows of a table with a column of names, and names in lists, lines and cells. */
export function entriesOf(document: Document, wanted: DirectoryParameters, vocabulary: Vocabulary): readonly Entry[] {
  const listed = document.tables.filter((table) => nameColumn(table, wanted) >= 0);
  const read = listed.flatMap((table) => rowsOf(document, table, wanted, vocabulary));
  return [...read, ...linesOf(document, wanted, vocabulary, new Set(listed))];
}

/** The column of names: one so headed, in a table that also has a column for something about each place. */
function nameColumn({ rows }: Table, { columns, parts }: DirectoryParameters): number {
  const heads = (rows[0] ?? []).map((cell) => cell.norm);
  const lists = parts.some((one) => heads.some((head) => labelIs(head, one.columns)));
  return lists || heads.length > 2 ? heads.findIndex((head) => labelIs(head, columns)) : -1;
}

function rowsOf(document: Document, table: Table, wanted: DirectoryParameters, vocabulary: Vocabulary): Entry[] {
  const [head = [], ...rows] = table.rows;
  if ((blockAt(document, table.block)?.region ?? 'main') !== 'main') return [];
  const names = nameColumn(table, wanted);
  return rows.flatMap((row): Entry[] => {
    const name = row[names]?.norm ?? '';
    if (isPlaceholder(name, vocabulary)) return [];
    const parts = wanted.parts.flatMap((one): [Part, string][] => {
      const column = head.findIndex((cell) => labelIs(cell.norm, one.columns));
      const other = row.find((cell, at) => at !== names && one.pattern.find(cell.norm))?.norm;
      const value = (column >= 0 ? row[column]?.norm : other) ?? '';
      return isPlaceholder(value, vocabulary) ? [] : [[one, value]];
    });
    return [
      {
        document,
        name,
        parts: new Map(parts),
        quote: citing(document, row.map(({ raw }) => raw.trim()).join(' '), table.place),
      },
    ];
  });
}

/** Names in running text, each with the words that belong to it. */
function linesOf(
  document: Document,
  wanted: DirectoryParameters,
  vocabulary: Vocabulary,
  listed: ReadonlySet<Table>,
): Entry[] {
  const inTables = new Set([...listed].flatMap(({ rows }) => rows.flat().map(({ norm: cell }) => cell)));
  return mainBlocks(document).flatMap((block) => {
    if (block.kind === 'cell' && inTables.has(block.text.norm)) return [];
    return segments(block.text.norm, wanted).map(({ name, rest }) => {
      const words = rest === '' ? after(document, block, wanted) : rest;
      const parts = wanted.parts.flatMap((one): [Part, string][] => {
        const value = one.pattern.find(words)?.value ?? '';
        return isPlaceholder(value, vocabulary) ? [] : [[one, value]];
      });
      return { document, name, parts: new Map(parts), quote: quoteFrom(document, block) };
    });
  });
}

/** So many lines behind a bare name may still be about it. */
const REACH = 4;

/** What follows a bare name: the value of its term or cell, all that a heading owns, or lines labelled 地址, 营业时间 … */
function after(document: Document, block: Block, { parts }: DirectoryParameters): string {
  const value = document.fields.find(({ label }) => label.norm === block.text.norm)?.value.norm;
  if (value !== undefined) return value;
  const main = mainBlocks(document);
  const from = main.indexOf(block) + 1;
  const labels = [...parts.flatMap(({ columns }) => columns), '电话', '联系电话'].map(norm);
  const belongs = ({ under, text }: Block): boolean =>
    block.kind === 'heading' ? under === block.index : labels.some((label) => text.norm.startsWith(label));
  const next = main.slice(from, from + REACH);
  const end = next.findIndex((one) => !belongs(one));
  return next
    .slice(0, end < 0 ? REACH : end)
    .map(({ text }) => text.norm)
    .join('\n');
}

const BEFORE = String.raw`(?:^|[\n:;,、。)\d.(]\s*)`;
const AFTER = String.raw`(?=\s*(?:$|[\n:;,、。(]|地址|位于|电话|联系|营业|服务时间))`;

const entryPatterns = new WeakMap<readonly string[], RegExp>();

function entryPattern(entries: readonly string[]): RegExp {
  const known = entryPatterns.get(entries);
  if (known) return known;
  const names = entries.map(norm).join('|');
  const pattern = new RegExp(`${BEFORE}([\\p{Script=Han}A-Za-z\\d]{1,20}?(?:${names}))${AFTER}`, 'gu');
  entryPatterns.set(entries, pattern);
  return pattern;
}

/**
 * A place is listed where its name stands between signs (中心营业厅、南岸营业厅 or 中心营业厅：…); inside a sentence
 * (请到中心营业厅办理) it is only spoken of.
 */
function segments(words: string, { entries, generic }: DirectoryParameters): { name: string; rest: string }[] {
  if (!includesAny(words, entries)) return [];
  const pattern = entryPattern(entries);
  const plain = new Set(generic.map(norm));
  const found = Array.from(words.matchAll(pattern), (match) => ({
    name: match[1] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  })).filter(({ name }) => !plain.has(name));
  return found.map(({ name, to }, index) => ({ name, rest: words.slice(to, found[index + 1]?.from ?? words.length) }));
}
