import { z } from 'zod';
import type { Vocabulary } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { phonesIn, type Phone } from '../documents/phones.ts';
import { text } from '../language/text.ts';
import { atTheFoot } from './places/at-the-foot.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { about, absent, held, isPlaceholder, mainBlocks, notFoundText, quoteFrom, unsure } from './search/evidence.ts';
import { labelled, lineValues } from './labelled.ts';
import type { Finding, Quote } from './search/finding.ts';
import { isOfOthers } from './owner/others.ts';
import { anyWords, someWords } from './parameter.ts';
import { includesAny } from './search/terms.ts';
import { unfollowed } from './search/trail.ts';
import { isUnavailable } from './unavailable.ts';

const parameters = z.strictObject({
  labels: someWords('电话的名目，如联系电话', 'labels of the number: 联系电话'),
  service_numbers: anyWords(
    '全国统一的或他人的号码，只有这些不算本单位的联系电话',
    'numbers of the whole country or of others; alone they are no contact of the company',
  ),
  not: anyWords(
    '号码前有这些词的不是本单位的，如报警、技术支持',
    "words before a number that is not the company's own: 报警, 技术支持",
  ),
});
type Parameters = z.infer<typeof parameters>;

interface Line {
  readonly document: Document;
  readonly phone: Phone;
  readonly quote: Quote;
}

/** At least one telephone that is the company's own; the service line alone is left to a person (1.4). */
export const contactPhone = defineCheck<Parameters>({
  name: 'contact-phone',
  purpose: text(
    '本单位自己的联系电话；只有全国统一热线的，须人工判断',
    "A telephone number of the company's own; the service line alone is left to a person",
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const lines = about(corpus, context).flatMap((page) => [
      ...underLabels(page, wanted, context),
      ...inText(page, wanted, context),
    ]);
    const own = lines.find(({ phone }) => !wanted.service_numbers.includes(phone.number));
    if (own) return [present(own, lines, wanted, context)];
    return [lines[0] ? serviceOnly(lines[0], wanted) : nothing(corpus, wanted, context)];
  },
});

const FAX = /传真[^\d]{0,6}$/;

/** Numbers at which somebody answers: a fax number is no contact. */
const telephonesIn = (words: string): readonly Phone[] =>
  phonesIn(words).filter(({ start }) => !FAX.test(words.slice(0, start)));

const underLabels = (document: Document, wanted: Parameters, { company, catalogue }: Context): Line[] =>
  [...labelled(document, wanted.labels), ...lineValues(document, wanted.labels)]
    .filter(({ label }) => !isOfOthers(label, company))
    .flatMap(({ label, value, quote }) => {
      // The label is told to the reader of numbers, because a local number counts only behind one.
      const words = `${label.replace(/\([^()]*\)$/u, '')}:${value}`;
      return inUse(words, wanted, catalogue.vocabulary).map((phone) => ({ document, phone, quote }));
    });

/** How far before a number its owner may stand. */
const NEAR = 20;
/** 原联系电话, 023-61230001(已停机) */
const FORMER = /原(?:联系|办公|服务|值班|咨询)?(?:电话|号码)/u;
const CUT_OFF = /^[^,;。]{0,6}(?:停机|空号|作废|弃用)/u;

/** 拨打了十余次，一直无人接听: what somebody complains of is no number that the company gives. */
const COMPLAINED = /(?:一直|总是|老是|始终|每次都?|多次)[^。;]{0,12}(?:[无没]人接|不接|打不通|无法接通|占线)/u;

/** The numbers that are neither somebody else's (技术支持电话) nor out of use. */
const inUse = (words: string, { not }: Parameters, vocabulary: Vocabulary): readonly Phone[] =>
  telephonesIn(words).filter(({ start, end }, at, all) => {
    const before = words.slice(Math.max(0, start - NEAR, all[at - 1]?.end ?? 0), start);
    const gone = isUnavailable(words, end, vocabulary) || CUT_OFF.test(words.slice(end));
    return !gone && !includesAny(before, not) && !FORMER.test(before);
  });

/** Numbers in running text that stand behind one of the labels: 如有疑问请拨打办公电话 …. */
const inText = (document: Document, wanted: Parameters, { company, catalogue }: Context): Line[] =>
  mainBlocks(document).flatMap((block) => {
    const { norm } = block.text;
    if (!includesAny(norm, wanted.labels) || isOfOthers(norm, company) || COMPLAINED.test(norm)) return [];
    return inUse(norm, wanted, catalogue.vocabulary).map((phone) => ({
      document,
      phone,
      quote: quoteFrom(document, block),
    }));
  });

function present(
  { document, phone, quote }: Line,
  lines: readonly Line[],
  { labels, service_numbers }: Parameters,
  { element }: Context,
): Finding {
  const own = lines.filter((line) => line.document === document && !service_numbers.includes(line.phone.number));
  const numbers = [...new Set(own.map((line) => line.phone.number))];
  const facts =
    element.fact === undefined
      ? []
      : numbers.map((number) => ({ key: element.fact ?? '', value: number.replace(/\D/g, ''), shown: number }));
  const says = text(`联系电话：${phone.number}`, `telephone: ${phone.number}`);
  return held([says], { quotes: [quote], sought: labels, stated: publicationOf(document), facts });
}

function serviceOnly({ phone, quote }: Line, { labels }: Parameters): Finding {
  const says = text(
    `仅公布了全国统一的服务电话 ${phone.number}，是否算作本企业的联系方式需人工判断`,
    `only the service line ${phone.number} is given; whether it is the company's own contact is for a person to decide`,
  );
  return unsure('needs-person', [says], { quotes: [quote], sought: labels });
}

/** 电话:0600-6200001 at the foot: the company's own, neither a service line's nor somebody else's. */
function footed(corpus: Corpus, wanted: Parameters, context: Context): Finding | undefined {
  const valueEnd = (words: string): number => {
    const [first] = inUse(`电话${words}`, wanted, context.catalogue.vocabulary);
    const isOwn = first && first.start <= '电话'.length + 3 && !wanted.service_numbers.includes(first.number);
    return isOwn ? first.end - '电话'.length : 0;
  };
  return atTheFoot(corpus, { labels: wanted.labels, valueEnd }, context);
}

function nothing(corpus: Corpus, wanted: Parameters, context: Context): Finding {
  const { labels } = wanted;
  const { name } = context.element;
  const blanks = about(corpus, context).flatMap((page) => labelled(page, labels));
  const blank = blanks.find(({ value }) => isPlaceholder(value, context.catalogue.vocabulary));
  if (blank) {
    const says = text(
      `${name.zh}一栏没有号码（${blank.shown.trim()}）`,
      `no number stands under ${name.en} (${blank.shown.trim()})`,
    );
    return absent([says], labels, { quotes: [blank.quote] });
  }
  return unfollowed(corpus, labels, context) ?? footed(corpus, wanted, context) ?? absent([notFoundText(name)], labels);
}
