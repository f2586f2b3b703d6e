import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { join, text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './corpus.ts';
import {
  about,
  absent,
  blockAt,
  citing,
  held,
  isPlaceholder,
  labelIs,
  mainBlocks,
  partial,
  quoteFrom,
  sections,
} from './evidence.ts';
import type { Fact, Finding, Quote } from './finding.ts';
import { patternSchema } from './pattern.ts';
import { includesAny } from './terms.ts';
import { unfollowed } from './trail.ts';

const part = z.strictObject({
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  /** Heads of the table column that gives it. */
  columns: z.array(z.string()).default([]),
  /** How it is recognised in running text. */
  pattern: patternSchema,
  /** Worth having: its absence is a remark and no gap. */
  wanted: z.literal('true').optional(),
});

const parameters = z.strictObject({
  /** What an entry's name contains: 营业厅, 供电所. */
  entries: z.array(z.string()).min(1),
  /** Heads of the column of names. */
  columns: z.array(z.string()).default([]),
  parts: z.array(part).min(1),
  /** Words of a sentence that mentions an entry without listing it. */
  not: z.array(z.string()).default([]),
});
type Parameters = z.infer<typeof parameters>;
type Part = z.infer<typeof part>;

interface Entry {
  readonly document: Document;
  readonly name: string;
  readonly parts: ReadonlyMap<Part, string>;
  readonly quote: Quote;
}

/** A list of places, each with what the public needs to get there: halls with addresses and hours (1.3, 12.2). */
export const directory = defineCheck<Parameters>({
  name: 'directory',
  parameters,
  run: (corpus, wanted, context) => {
    const entries = merge(
      about(corpus, context).flatMap((page) => [...inTables(page, wanted, context), ...inText(page, wanted, context)]),
    );
    return [entries.length > 0 ? judge(entries, wanted, context) : nothing(corpus, wanted, context)];
  },
});

function inTables(document: Document, wanted: Parameters, context: Context): Entry[] {
  return document.tables.flatMap((table) => {
    const [head = [], ...rows] = table.rows;
    if ((blockAt(document, table.block)?.region ?? 'main') !== 'main') return [];
    const nameColumn = head.findIndex(({ norm }) => labelIs(norm, wanted.columns));
    return rows.flatMap((row) => {
      const named = nameColumn >= 0 ? row[nameColumn] : row.find(({ norm }) => isName(norm, wanted));
      if (!named || isPlaceholder(named.norm, context.catalogue.vocabulary)) return [];
      const cells = row.map(({ norm }) => norm);
      const parts = wanted.parts.flatMap((one): [Part, string][] => {
        const column = head.findIndex(({ norm }) => labelIs(norm, one.columns));
        const value =
          column >= 0 ? cells[column] : cells.find((cell, at) => at !== nameColumn && one.pattern.find(cell));
        return value && !isPlaceholder(value, context.catalogue.vocabulary) ? [[one, value]] : [];
      });
      const quote = citing(document, row.map(({ raw }) => raw.trim()).join(' '), table.place);
      return [{ document, name: named.norm, parts: new Map(parts), quote }];
    });
  });
}

const LONGEST_NAME = 30;
const isName = (words: string, { entries }: Parameters): boolean =>
  words.length <= LONGEST_NAME && includesAny(words, entries);

/** Entries in lists and paragraphs: a block that begins with a name, read together with the blocks it owns. */
function inText(document: Document, wanted: Parameters, context: Context): Entry[] {
  const owned = new Map(sections(document).map(({ heading, blocks }) => [heading, blocks]));
  return mainBlocks(document).flatMap((block) => {
    if (block.kind === 'cell') return [];
    const name = nameIn(block.text.norm, wanted);
    if (name === undefined || includesAny(block.text.norm, wanted.not)) return [];
    const below = block.kind === 'heading' ? (owned.get(block) ?? []) : [];
    const words = [block, ...below]
      .map(({ text: { norm } }) => norm)
      .join('\n')
      .slice(name.length);
    const parts = wanted.parts.flatMap((one): [Part, string][] => {
      const match = one.pattern.find(words);
      return match && !isPlaceholder(match.value, context.catalogue.vocabulary) ? [[one, match.value]] : [];
    });
    // A heading 营业网点 above a table names no place; a bare name in a list does, and lacks its particulars.
    if (parts.length === 0 && block.kind !== 'item') return [];
    return [{ document, name, parts: new Map(parts), quote: quoteFrom(document, block) }];
  });
}

/** The name with which a line begins: 山城中心营业厅：… */
function nameIn(words: string, { entries }: Parameters): string | undefined {
  const [head = ''] = words.replace(/^[\s\d.、()（）]+/, '').split(/[:,;。(\s]/, 1);
  return head.length <= LONGEST_NAME && entries.some((entry) => head.endsWith(entry) && head.length > entry.length)
    ? head
    : undefined;
}

/** The same hall listed twice is one hall, with everything that is said of it. */
function merge(entries: readonly Entry[]): Entry[] {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const known = byName.get(entry.name);
    byName.set(entry.name, known ? { ...known, parts: new Map([...entry.parts, ...known.parts]) } : entry);
  }
  return [...byName.values()];
}

function judge(entries: readonly Entry[], { parts, entries: sought }: Parameters, { element }: Context): Finding {
  const [first] = entries;
  const without = (one: Part) => entries.filter((entry) => !entry.parts.has(one));
  const gaps = parts.filter((one) => !one.wanted && without(one).length > 0);
  const extras = {
    quotes: entries.slice(0, 3).map(({ quote }) => quote),
    sought,
    stated: first && publicationOf(first.document),
  };
  if (gaps.length > 0) {
    const says = gaps.map((one) => lacks(one, without(one)));
    return partial(says, {
      ...extras,
      quotes: gaps.flatMap((one) =>
        without(one)
          .slice(0, 2)
          .map(({ quote }) => quote),
      ),
    });
  }
  const says = text(`列出${element.name.zh} ${entries.length} 处`, `${entries.length} entries of ${element.name.en}`);
  const remarks = parts.filter((one) => one.wanted && without(one).length > 0).map((one) => lacks(one, without(one)));
  return held([says], { ...extras, remarks, facts: factsOf(entries, parts, element.fact) });
}

function lacks({ name }: Part, entries: readonly Entry[]): Text {
  const names = join(entries.slice(0, 5).map((entry) => ({ zh: entry.name, en: entry.name })));
  return text(`未注明${name.zh}：${names.zh}`, `without ${name.en}: ${names.en}`);
}

/** One fact an entry and required part, so that the same hall is compared with itself on the other channel. */
const factsOf = (entries: readonly Entry[], parts: readonly Part[], key: string | undefined): Fact[] =>
  key === undefined
    ? []
    : entries.flatMap(({ name, parts: given }) =>
        parts.flatMap((one) => {
          const shown = given.get(one);
          return shown === undefined || one.wanted
            ? []
            : [{ key: `${key}:${name}:${one.name.en}`, value: shown.replace(/[\s,.;:。、()]/g, ''), shown }];
        }),
      );

function nothing(corpus: Corpus, { entries, columns }: Parameters, context: Context): Finding {
  const { name } = context.element;
  const sought = [...entries, ...columns];
  return (
    unfollowed(corpus, entries, context) ??
    absent([text(`未发现${name.zh}的清单`, `no list of ${name.en} was found`)], sought)
  );
}
