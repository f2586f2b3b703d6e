import { z } from 'zod';
import type { Catalogue } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import { text } from '../language/text.ts';
import { comparable } from './amounts.ts';
import { defineCheck, type Check, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { absent, breached, held, noneSeen, notFoundText, partial, unsure, violated } from './search/evidence.ts';
import type { Fact, Finding } from './search/finding.ts';
import { anyWords, noted, someWords, wholeNumber } from './parameter.ts';
import { parentLink } from './parent-link.ts';
import { replaced, tariffsOf, tariffsOn, type Tariff, type TariffTerms } from './tariffs.ts';
import { unfollowed } from './search/trail.ts';
import { unreadReason } from './whole.ts';

const parameters = z.strictObject({
  titles: someWords('电价表、电价文件的名称', 'what a price table or price notice is called'),
  not: anyWords('标题里有这些词的不算，如解读、问答', 'titles with these words are none: 解读, 问答'),
  units: someWords('电价的单位', 'units of a price'),
  kinds: noted(
    z.array(z.array(z.string()).min(1)).default([]),
    '同一组为同类电价：新表代替旧表；不同类的互不代替',
    'each list is one kind of tariff, of which a new table replaces the old; kinds do not replace each other',
  ),
  least_text: wholeNumber(
    5,
    '没有价格的文件至少多少字才算正文',
    'characters from which on a notice without prices is a text',
  ),
  ended: noted(
    z
      .array(
        z.strictObject({
          terms: someWords('电价类别', 'the tariffs'),
          on: noted(z.iso.date(), '自哪一天起取消', 'the day on which they ended'),
          by: noted(z.string(), '依据的文件编号', 'id of the instrument that ended them'),
        }),
      )
      .default([]),
    '改革取消的电价类别',
    'tariffs that a reform ended on a day, whether or not a newer one stands beside them',
  ),
});
type Parameters = z.infer<typeof parameters>;

const termsOf = (
  { titles, not, units, kinds, least_text, ended }: Parameters,
  { vocabulary: { news, withdrawn } }: Pick<Catalogue, 'vocabulary'>,
): TariffTerms => ({
  ...{ titles, not, units, kinds, least_text },
  reforms: ended.map(({ terms }) => terms),
  words: { news, withdrawn },
});

const searches: Check<Parameters>['searches'] = (wanted, _, catalogue) => [tariffsOn.order(termsOf(wanted, catalogue))];

/** The price policy or price table in force: 执行的电价 (3.1). One that is no longer in force does not meet it. */
export const publication = defineCheck<Parameters>({
  name: 'publication',
  purpose: text('现行的电价政策或电价表', 'The price policy or price table in force'),
  parameters,
  ofCompany: true,
  searches,
  run: (corpus, wanted, context) => {
    const tariffs = tariffsOf(corpus, termsOf(wanted, context.catalogue));
    const old = outOfForce(tariffs, wanted, context);
    const current = tariffs.filter(
      (one) =>
        !one.withdrawn && one.body !== 'none' && !old.includes(one) && begun(one, context) && !ended(one, context),
    );
    const sure = current.filter(({ noted }) => noted === undefined || noted >= context.asOf);
    if (sure.length > 0) return [present(sure, old, wanted, context)];
    if (current[0]) return [perhapsOver(current[0], wanted)];
    return [lacking(corpus, tariffs, old, wanted, context)];
  },
});

const begun = ({ from }: Tariff, { asOf }: Context): boolean => from === undefined || from <= asOf;

const ended = ({ until }: Tariff, { asOf }: Context): boolean => until !== undefined && until < asOf;

/** Replaced by a newer one beside it, or ended by a reform. */
function outOfForce(tariffs: readonly Tariff[], { ended }: Parameters, { asOf }: Context): readonly Tariff[] {
  const byReform = (one: Tariff): boolean =>
    ended.some(({ on }, at) => one.from !== undefined && one.from < on && on <= asOf && one.reforms.includes(at));
  const next = replaced(tariffs, asOf);
  return tariffs.filter((one) => next.includes(one) || (one.body === 'prices' && !one.withdrawn && byReform(one)));
}

const described = ({ title, from }: Tariff): string =>
  `${title}${from === undefined || title.includes('年') ? '' : `（${from}）`}`;

function present(
  current: readonly Tariff[],
  old: readonly Tariff[],
  { titles }: Parameters,
  { element }: Context,
): Finding {
  const newest = [...current].sort(newestFirst);
  const [best] = newest;
  const says = text(
    `已公开：${newest.slice(0, 3).map(described).join('、')}`,
    `published: ${newest.slice(0, 3).map(described).join(', ')}`,
  );
  const remarks = old.map((one) =>
    text(
      `旁边仍挂有失效的“${described(one)}”，且未注明废止`,
      `“${described(one)}”, no longer in force, stands beside it unmarked`,
    ),
  );
  const facts = element.fact === undefined ? [] : factsOf(newest, element.fact);
  return held([says], {
    quotes: newest.slice(0, 3).map(({ quote }) => quote),
    sought: titles,
    stated: best && publicationOf(best.document),
    facts,
    remarks,
  });
}

const newestFirst = (one: Tariff, other: Tariff): number => ((other.from ?? '') < (one.from ?? '') ? -1 : 1);

/** One fact a priced thing; of tables in force together the newest speaks for each. */
function factsOf(tariffs: readonly Tariff[], key: string): Fact[] {
  const byLabel = new Map<string, Fact>();
  for (const { prices } of tariffs) {
    for (const amount of prices) {
      if (amount.label === '' || byLabel.has(amount.label)) continue;
      byLabel.set(amount.label, {
        key: `${key}:${amount.label}`,
        value: comparable(amount),
        shown: `${amount.label} ${amount.shown}`,
      });
    }
  }
  return [...byLabel.values()];
}

/** A note below the prices that their term is over, without a word of what it is the term of. */
function perhapsOver(one: Tariff, { titles }: Parameters): Finding {
  const says = text(
    `“${described(one)}”下方注明期限至 ${one.noted ?? ''}，已过；是否仍在执行须人工核实`,
    `a note below “${described(one)}” gives a term that ended on ${one.noted ?? ''}; a person has to see whether it is still in force`,
  );
  return unsure('needs-person', [says], {
    quotes: [one.quote],
    sought: titles,
    stated: publicationOf(one.document),
  });
}

function lacking(
  corpus: Corpus,
  tariffs: readonly Tariff[],
  old: readonly Tariff[],
  { titles }: Parameters,
  context: Context,
): Finding {
  const { name } = context.element;
  const open = tariffs.filter(({ withdrawn, body }) => !withdrawn && body !== 'none');
  const [stale] = [...old, ...open.filter((one) => ended(one, context))];
  if (stale) {
    const term =
      stale.until === undefined
        ? text('', '')
        : text(`（执行期限至 ${stale.until}）`, ` (its term ended on ${stale.until})`);
    const says = text(
      `只有已经失效的“${described(stale)}”${term.zh}，${name.zh}没有现行有效的内容`,
      `only “${described(stale)}”, which is no longer in force${term.en}`,
    );
    return violated('wrong', [says], { quotes: [stale.quote], sought: titles, stated: publicationOf(stale.document) });
  }
  const elsewhere =
    parentLink(corpus, [...titles, context.item.name.zh, ...context.item.aliases], context) ??
    unfollowed(corpus, titles, context);
  if (elsewhere) return elsewhere;
  const coming = open.find((one) => !begun(one, context));
  if (coming) {
    const says = text(
      `只有自 ${coming.from} 起执行、尚未生效的“${coming.title}”，${name.zh}没有现行有效的内容`,
      `only “${coming.title}”, which takes effect on ${coming.from}; none in force`,
    );
    return absent([says], titles, { quotes: [coming.quote] });
  }
  const [named] = tariffs.filter(({ withdrawn }) => !withdrawn);
  if (!named) return absent([notFoundText(name)], titles);
  const says = text(
    `“${named.title}”只有标题，没有价格或政策内容`,
    `“${named.title}” is a title without prices or policy`,
  );
  return partial([says], { quotes: [named.quote], sought: titles });
}

/** Tariffs that are no longer in force and stand unmarked beside the ones that are (C38, N26). */
export const supersededTariff = defineCheck<Parameters>({
  name: 'superseded-tariff',
  purpose: text('未注明失效的旧电价', 'Tariffs that are no longer in force and stand unmarked'),
  parameters,
  searches,
  run: (corpus, wanted, context) => {
    const tariffs = tariffsOf(corpus, termsOf(wanted, context.catalogue));
    const old = outOfForce(tariffs, wanted, context);
    if (old.length > 0) {
      const says = old.map((one) =>
        text(
          `“${described(one)}”已经失效，仍挂在网上且未注明废止`,
          `“${described(one)}” is no longer in force and stands unmarked`,
        ),
      );
      return [breached('expired', says, { quotes: old.map(({ quote }) => quote), sought: wanted.titles })];
    }
    const obstacle = unreadReason(corpus);
    if (obstacle) return [unsure(obstacle.reason, [obstacle.says], { sought: wanted.titles })];
    const says = text('未发现失效的电价表仍挂在网上', 'no tariff out of force was found standing');
    return [noneSeen([says], { sought: wanted.titles })];
  },
});
