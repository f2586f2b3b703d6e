import { z } from 'zod';
import type { CivilDate } from '../calendar/civil-date.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Element } from '../catalogue/rule.ts';
import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import { atTheFoot } from './places/at-the-foot.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import {
  IN_A_PICTURE,
  about,
  absent,
  blockAt,
  citing,
  held,
  isPlaceholder,
  mainBlocks,
  notFoundText,
  partial,
  quoteFrom,
  unsure,
  violated,
} from './search/evidence.ts';
import { labelled, quoteField, lineValues, type Labelled } from './labelled.ts';
import type { Fact, Finding, Quote } from './search/finding.ts';
import { isOfOthers } from './owner/others.ts';
import { anyWords, noted, someWords, truth } from './parameter.ts';
import { patternSchema } from './search/pattern.ts';
import { firstHit, includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';

const parameters = z.strictObject({
  labels: someWords('页面上的名目，如单位地址', 'labels under which pages give the value: 单位地址'),
  weak_labels: anyWords(
    '太笼统的名目，页面上有几个时不作数，如网点清单里的地址',
    'labels too general to be trusted where a page gives several values under them: 地址 on a list of halls',
  ),
  pattern: noted(
    patternSchema.optional(),
    '内容必须符合的写法；有括号的，各渠道按第一个括号里的内容比较',
    'what a real value must contain; its first group, where there is one, is what channels are compared by',
  ),
  prose: noted(
    z.array(patternSchema).default([]),
    '没有名目、直接写在句子里的写法',
    'sentences that state the value without a label',
  ),
  not: anyWords(
    '有这些词的是他人的，或只是指路',
    "words that show a value to be somebody else's, or a pointer to somewhere else",
  ),
  begins_not: anyWords(
    '以这些词开头的尚未生效或已经作废，如拟迁至、旧址',
    'words with which a value begins that does not hold yet or any more: 拟迁至, 旧址',
  ),
  pictures: truth(
    '别处没有时，图片的说明文字算不算，如许可证照片',
    "whether a picture's description counts where nothing else states the value: a photograph of the licence",
  ),
  valid_until: anyWords(
    '有效期的名目；已过期的为失效',
    'labels of the day until which the thing is valid; a day that has passed is 失效',
  ),
  renewed: anyWords(
    '说明已经换证的词，须人工确认',
    'words by which a page says that it was renewed, which a person has to confirm',
  ),
});
type Parameters = z.infer<typeof parameters>;

/** A value that the page states, as compared and as printed. */
interface Value {
  readonly document: Document;
  readonly value: string;
  readonly shown: string;
  readonly quote: Quote;
  readonly picture?: true;
}

/** One labelled fact of the company: its address, its licence number. A placeholder is no value (C09). */
export const field = defineCheck<Parameters>({
  name: 'field',
  purpose: text(
    '单位的一项基本信息：名目和内容，如地址、许可证编号',
    'One labelled fact of the company: its address, its licence number',
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const pages = about(corpus, context);
    const given = pages
      .flatMap((page) => candidates(page, wanted))
      .filter(({ label }) => !isOfOthers(label, context.company));
    const filled = given.filter(({ value }) => !isPlaceholder(value, context.catalogue.vocabulary));
    const [best] = [
      ...filled.flatMap((one) => accept(one, wanted)),
      ...pages.flatMap((page) => inLines(page, wanted, context)),
      ...pages.flatMap((page) => stated(page, wanted, context)),
      ...pages.flatMap((page) => statedByLabel(page, wanted, context)),
      ...pages.flatMap((page) => pictured(page, wanted, context)),
    ];
    if (best) return [expired(best, wanted, context) ?? present(best, wanted, context)];
    return [lacking(corpus, wanted, given, filled, context)];
  },
});

function candidates(page: Document, { labels, weak_labels }: Parameters): readonly Labelled[] {
  const strong = labelled(page, labels);
  if (strong.length > 0) return strong;
  const weak = labelled(page, weak_labels);
  return weak.length === 1 ? weak : [];
}

/** Without a sign between label and value only the value's own form tells that it is one. */
const inLines = (page: Document, wanted: Parameters, { company, catalogue: { vocabulary } }: Context): Value[] =>
  wanted.pattern
    ? lineValues(page, wanted.labels)
        .filter(({ label, value }) => !isOfOthers(label, company) && !isPlaceholder(value, vocabulary))
        .flatMap((one) => accept(one, wanted))
    : [];

function accept({ document, value, shown, quote }: Labelled, { pattern, not, begins_not }: Parameters): Value[] {
  const opening = firstHit(value, begins_not);
  if (includesAny(value, not) || (opening && OPENS.test(value.slice(0, opening.start)))) return [];
  const match = pattern?.find(value);
  if (pattern && !match) return [];
  return [{ document, value: match?.value ?? value, shown: shown.trim(), quote }];
}

/** What may stand before the first word: a bracket, 现. */
const OPENS = /^[("[\s]*(?:现|已|即)?$/u;

function stated(document: Document, { prose, not }: Parameters, { company }: Context): Value[] {
  return mainBlocks(document).flatMap((block) => {
    const { norm } = block.text;
    const match = prose.map((pattern) => pattern.find(norm)).find((found) => found !== undefined);
    if (!match || includesAny(norm.slice(match.start, match.end), not)) return [];
    if (isOfOthers(sentenceTo(norm, match.end), company)) return [];
    const quote = quoteFrom(document, block, match.start, match.end);
    return [{ document, value: match.value, shown: match.value, quote }];
  });
}

/** The same told by a name and a value that stand apart: 电力业务许可证(供电类) | 1052619-00032. */
const statedByLabel = (document: Document, { prose, not }: Parameters, { company }: Context): Value[] =>
  document.fields.flatMap((one): Value[] => {
    const block = blockAt(document, one.block);
    if (block?.region !== 'main') return [];
    const words = `${one.label.norm}:${one.value.norm}`;
    const match = prose.map((pattern) => pattern.find(words)).find((found) => found !== undefined);
    if (!match || includesAny(words, not) || isOfOthers(words, company)) return [];
    return [{ document, value: match.value, shown: match.value, quote: quoteField(document, block, one) }];
  });

/** What the description of a picture states in such a sentence. */
const pictured = (document: Document, { prose, pictures }: Parameters, { company }: Context): Value[] =>
  (pictures === 'true' ? document.images : []).flatMap(({ region, alt }): Value[] => {
    const words = norm(alt);
    const match = prose.map((pattern) => pattern.find(words)).find((found) => found !== undefined);
    if (region !== 'main' || !match || isOfOthers(words, company)) return [];
    return [
      { document, value: match.value, shown: match.value, quote: citing(document, alt, 'img alt'), picture: true },
    ];
  });

/** The words of a sentence up to a place in it. */
const sentenceTo = (words: string, end: number): string => words.slice(0, end).split(/[。;]/u).at(-1) ?? '';

const factsOf = ({ value, shown }: Value, { fact }: Element): Fact[] =>
  fact === undefined ? [] : [{ key: fact, value: comparable(value), shown }];

function present(found: Value, { labels }: Parameters, { element }: Context): Finding {
  const { document, shown, quote, picture } = found;
  const facts = factsOf(found, element);
  const says = text(`${element.name.zh}：${shown}`, `${element.name.en}: ${shown}`);
  return held([says], {
    ...{ quotes: [quote], sought: labels, stated: publicationOf(document), facts },
    ...(picture && { lowAssurance: true, remarks: [IN_A_PICTURE] }),
  });
}

/** Spaces, punctuation and case never make two channels disagree (C16). */
const comparable = (value: string): string => value.replace(/[\s,.;:。、'"()-]/g, '').toLowerCase();

function expired(value: Value, wanted: Parameters, { asOf, element }: Context): Finding | undefined {
  const { document, quote } = value;
  const until = validUntil(document, wanted);
  if (!until || until.date >= asOf) return undefined;
  const extras = { sought: wanted.valid_until, stated: publicationOf(document), facts: factsOf(value, element) };
  const renewal = mainBlocks(document).find(({ text: { norm } }) => includesAny(norm, wanted.renewed));
  if (renewal) {
    const says = text(
      `${element.name.zh}的有效期至 ${until.date}，已过期；页面称已延续或换证，须人工核实`,
      `${element.name.en} was valid until ${until.date}; the page says that it was renewed, which a person has to confirm`,
    );
    return unsure('needs-person', [says], { ...extras, quotes: [until.quote, quoteFrom(document, renewal)] });
  }
  const says = text(
    `${element.name.zh}的有效期至 ${until.date}，已过期；如已换证，请提供换证证明`,
    `${element.name.en} was valid until ${until.date} and has expired; if it was renewed, supply the proof`,
  );
  return violated('expired', [says], { ...extras, quotes: [quote, until.quote] });
}

/** The last day of validity that the page states: of several (有效期自…至…) the latest. */
function validUntil(document: Document, { valid_until }: Parameters): { date: CivilDate; quote: Quote } | undefined {
  if (valid_until.length === 0) return undefined;
  const dated = document.dates.flatMap(({ date, role, block: index }) => {
    const block = blockAt(document, index);
    const named = block && (role === 'valid-until' || includesAny(block.text.norm, valid_until));
    return named ? [{ date, quote: quoteFrom(document, block) }] : [];
  });
  return dated.sort((one, other) => (one.date < other.date ? 1 : -1))[0];
}

function lacking(
  corpus: Corpus,
  wanted: Parameters,
  given: readonly Labelled[],
  filled: readonly Labelled[],
  context: Context,
): Finding {
  const { labels } = wanted;
  const { name } = context.element;
  const [unfit] = filled;
  if (unfit) {
    const says = text(
      `${name.zh}一栏写的是“${unfit.shown.trim()}”，不是有效内容`,
      `“${unfit.shown.trim()}” is no ${name.en}`,
    );
    return partial([says], { quotes: [unfit.quote], sought: labels });
  }
  const [blank] = given;
  if (blank) {
    const says = text(
      `${name.zh}一栏没有内容（${blank.shown.trim() || '空白'}）`,
      `nothing stands under ${name.en} (${blank.shown.trim() || 'blank'})`,
    );
    return absent([says], labels, { quotes: [blank.quote] });
  }
  return unfollowed(corpus, labels, context) ?? footed(corpus, wanted, context) ?? absent([notFoundText(name)], labels);
}

/** 地址:山城市人民路1号 at the foot: only the value's own form tells that it is one. */
function footed(corpus: Corpus, wanted: Parameters, context: Context): Finding | undefined {
  const { labels, weak_labels, pattern, not } = wanted;
  if (!pattern) return undefined;
  const valueEnd = (words: string): number => {
    const [line = ''] = LINE_AT_FOOT.exec(words) ?? [];
    return pattern.find(line) && !includesAny(line, not) ? line.length : 0;
  };
  return atTheFoot(corpus, { labels: [...labels, ...weak_labels], valueEnd }, context);
}

/** Up to the next label: feet stand in one line. */
const LINE_AT_FOOT = /^\s?:?\s?[^\s:;|]{1,60}?(?=[\s;|]|(?:联系|服务)?(?:电话|热线)|邮编|邮政编码|传真|版权|主办|$)/u;
