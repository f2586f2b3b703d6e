import { z } from 'zod';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { phonesIn, type Phone } from '../documents/phones.ts';
import { text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './corpus.ts';
import { about, absent, held, isPlaceholder, mainBlocks, quoteFrom, unsure } from './evidence.ts';
import { labelled } from './labelled.ts';
import type { Finding, Quote } from './finding.ts';
import { isOfOthers } from './others.ts';
import { includesAny } from './terms.ts';
import { unfollowed } from './trail.ts';

const parameters = z.strictObject({
  labels: z.array(z.string()).min(1),
  /** Numbers that serve the whole country or belong to somebody else; alone they are no contact of the company. */
  service_numbers: z.array(z.string()).default([]),
  /** Words of a block whose number is not the company's own: 12345, 报警. */
  not: z.array(z.string()).default([]),
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

const underLabels = (document: Document, { labels }: Parameters, { company }: Context): Line[] =>
  labelled(document, labels)
    .filter(({ label }) => !isOfOthers(label, company))
    .flatMap(({ label, value, quote }) =>
      // The label is told to the reader of numbers, because a local number counts only behind one.
      telephonesIn(`${label.replace(/\([^()]*\)$/u, '')}:${value}`).map((phone) => ({ document, phone, quote })),
    );

/** Numbers in running text that stand behind one of the labels: 如有疑问请拨打办公电话 …. */
const inText = (document: Document, { labels, not }: Parameters, { company }: Context): Line[] =>
  mainBlocks(document).flatMap((block) => {
    const { norm } = block.text;
    if (!includesAny(norm, labels) || includesAny(norm, not) || isOfOthers(norm, company)) return [];
    return telephonesIn(norm).map((phone) => ({ document, phone, quote: quoteFrom(document, block) }));
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

function nothing(corpus: Corpus, { labels }: Parameters, context: Context): Finding {
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
  return unfollowed(corpus, labels, context) ?? absent([text(`未发现${name.zh}`, `${name.en} was not found`)], labels);
}
