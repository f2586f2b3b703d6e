import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { norm } from '../documents/normal-text.ts';
import { join, text, verbatim, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { entriesOf, placesOn, type Entry as PlaceEntry, type PlaceTerms } from './places/directory-entries.ts';
import { about, absent, headingLines, held, partial, titleOf, unsure } from './search/evidence.ts';
import type { Fact, Finding } from './search/finding.ts';
import { openingHours } from './places/opening-hours.ts';
import { isOfOthers } from './owner/others.ts';
import { patternSchema } from './search/pattern.ts';
import { includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';
import { anyWords, noted, someWords } from './parameter.ts';

const part = z.strictObject({
  name: noted(z.strictObject({ zh: z.string(), en: z.string() }), '这项内容的名称', 'what it is called'),
  columns: anyWords('表格里这一列的表头', 'heads of the table column that gives it'),
  pattern: noted(patternSchema, '正文里怎样认出它', 'how it is recognised in running text'),
  wanted: noted(
    z.literal('true').optional(),
    '写 true 表示没有它只作提示，不算问题',
    'true: its absence is a remark and no gap',
  ),
  compared: noted(
    z.literal('hours').optional(),
    '写 hours 表示各渠道写的时间应当一致，写法不同不算',
    'hours: channels that both give it have to agree in it, by what it says and not by how it is printed',
  ),
});
type Part = z.infer<typeof part>;
type Entry = PlaceEntry<Part>;

const parameters = z.strictObject({
  entries: someWords('网点的名称怎样结尾，如营业厅、供电所', "what an entry's name ends with: 营业厅, 供电所"),
  generic: anyWords(
    '只是网点的通称、不是名称的词，如供电营业厅',
    'names of the kind of place, which name no place: 供电营业厅',
  ),
  columns: anyWords('名称这一列的表头', 'heads of the column of names'),
  parts: noted(z.array(part).min(1), '每个网点要写明的各项内容', 'what each place has to say'),
});
type Parameters = z.infer<typeof parameters>;

const termsOf = ({ entries, generic, columns, parts }: Parameters): PlaceTerms => ({
  ...{ entries, generic, columns },
  about: parts.map((one) => one.columns),
});

/** A list of places, each with what the public needs to get there: halls with addresses and hours (1.3, 12.2). */
export const directory = defineCheck<Parameters>({
  name: 'directory',
  purpose: text(
    '网点清单，每个网点都写明公众办事所需的内容',
    'A list of places, each with what the public needs to get there',
  ),
  parameters,
  searches: (wanted, { id }) => [placesOn.order(termsOf(wanted), id)],
  run: (corpus, wanted, context) => {
    const { vocabulary } = context.catalogue;
    const terms = termsOf(wanted);
    const said = about(corpus, context).flatMap((page) => entriesOf(page, terms, wanted.parts, vocabulary));
    const listed = said.length > 0 ? said : inListsElsewhere(corpus, wanted, context);
    const ours = listed.filter((entry) => ownerOf(entry, context) === undefined);
    if (ours.length === 0 && listed.length > 0) return [ofOthers(listed, wanted, context)];
    const entries = merge(ours, context);
    return [entries.length > 0 ? judge(entries, wanted, context) : nothing(corpus, wanted, context)];
  },
});

/**
 * Rows of a table of such places on a page that is about another item, or about none: 营业厅公示 on a hall's board, 营业场所 among
 * the basic facts. Title or heading must say what is listed, each name what it is, and each row what is needed of it.
 */
function inListsElsewhere(corpus: Corpus, wanted: Parameters, { catalogue: { vocabulary } }: Context): Entry[] {
  const { entries, generic, parts } = wanted;
  const needed = parts.filter((one) => one.wanted === undefined);
  // Titles and headings are known of every page; its tables only with all its words.
  const saysSo = (page: Document): boolean =>
    !includesAny(titleOf(page), vocabulary.news) &&
    [titleOf(page), ...headingLines(page)].some(
      (words) => includesAny(words, [...entries, ...generic, '营业场所']) && !includesAny(words, vocabulary.news),
    );
  return corpus.documents
    .filter((page) => saysSo(page) && mayName(page, entries) && page.tables.length > 0)
    .flatMap((page) => entriesOf(page, termsOf(wanted), parts, vocabulary))
    .filter(
      ({ name, cells, parts: given }) =>
        cells.length > 0 && includesAny(name, entries) && needed.every((one) => given.has(one)),
    );
}

/** The other supply company that a row names, as a list of a whole province does; the province's halls are all its own. */
const ownerOf = ({ name, cells }: Entry, { company }: Context): string | undefined =>
  company.kind === 'province' ? undefined : [name, ...cells].find((words) => isOfOthers(words, company));

/** They may be those of a unit below: a person has to say. */
function ofOthers(listed: readonly Entry[], { entries: sought }: Parameters, context: Context): Finding {
  const names = join([...new Set(listed.flatMap((one) => ownerOf(one, context) ?? []))].slice(0, 3).map(verbatim));
  const says = text(
    `所列网点都写明是其他单位的（${names.zh}），未见本企业的，是否属于本企业须人工核实`,
    `every place listed is said to be another unit's (${names.en}); a person has to check whether any is this company's`,
  );
  return unsure('needs-person', [says], { quotes: listed.slice(0, 3).map(({ quote }) => quote), sought });
}

/** 国网溪东县供电公司中心营业厅: the unit before a hall's name, however a list calls it. */
const UNIT = /^(?:国网|国家电网)\p{Script=Han}{2,12}?供电(?:分)?公司(?=\p{Script=Han}{2})/u;

/** The same hall listed twice is one hall, with everything that is said of it; 国网山城供电公司中心营业厅 is 中心营业厅. */
function merge(entries: readonly Entry[], { company }: Context): Entry[] {
  const owners = [company.name, ...company.aliases, company.parent ?? ''].filter((owner) => owner !== '');
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    const owner = owners.map(norm).find((one) => entry.name.startsWith(one)) ?? '';
    // A province lists the halls of many units, which are not one for bearing one name.
    const unit = owner === '' && company.kind !== 'province' ? (UNIT.exec(entry.name)?.[0] ?? '') : owner;
    const name = entry.name.slice(unit.length);
    const known = byName.get(name);
    byName.set(name, known ? { ...known, parts: new Map([...entry.parts, ...known.parts]) } : { ...entry, name });
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
    facts: element.fact === undefined ? [] : factsOf(entries, parts, element.fact),
  };
  if (gaps.length > 0) {
    const quotes = gaps.flatMap((one) =>
      without(one)
        .slice(0, 2)
        .map(({ quote }) => quote),
    );
    return partial(
      gaps.map((one) => lacks(one, without(one))),
      { ...extras, quotes },
    );
  }
  const says = text(`列出${element.name.zh} ${entries.length} 处`, `${element.name.en}: ${entries.length} entries`);
  const remarks = parts.filter((one) => one.wanted && without(one).length > 0).map((one) => lacks(one, without(one)));
  return held([says], { ...extras, remarks });
}

function lacks({ name }: Part, entries: readonly Entry[]): Text {
  const names = join(entries.slice(0, 5).map((entry) => verbatim(entry.name)));
  return text(`未注明${name.zh}：${names.zh}`, `without ${name.en}: ${names.en}`);
}

/** One fact an entry and required part, so that the same hall is compared with itself on the other channel. */
const factsOf = (entries: readonly Entry[], parts: readonly Part[], key: string): Fact[] =>
  entries.flatMap(({ name, parts: given }) =>
    parts.flatMap((one) => {
      const shown = given.get(one);
      if (shown === undefined) return [];
      const keyed = `${key}:${name}:${one.name.en}`;
      if (one.compared)
        return openingHours(shown).map((hours) => ({
          key: keyed,
          value: hours.value,
          shown: `${name} ${hours.shown}`,
        }));
      if (one.wanted) return [];
      return [
        {
          key: keyed,
          value: shown.replace(/[\s,.;:。、()]|^(?:位于|地处|[坐座]落[于在])/g, ''),
          shown: `${name} ${shown}`,
        },
      ];
    }),
  );

function nothing(corpus: Corpus, { entries, columns }: Parameters, context: Context): Finding {
  const { name } = context.element;
  const list = name.zh.endsWith('清单') ? name.zh : `${name.zh}的清单`;
  const says = text(`未发现${list}`, `not found: a list of ${name.en}`);
  return unfollowed(corpus, entries, context) ?? absent([says], [...entries, ...columns]);
}
