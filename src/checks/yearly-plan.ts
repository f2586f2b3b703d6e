import { z } from 'zod';
import { yearOf } from '../calendar/civil-date.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { text } from '../language/text.ts';
import type { Approval } from '../workspace/workspace.ts';
import { defineCheck, type Context } from './check.ts';
import { absent, claimOf, held, notFoundText, unsure } from './search/evidence.ts';
import { withoutSite } from './figure.ts';
import type { Finding } from './search/finding.ts';
import { elsewhereInTitle } from './places/own-area.ts';
import { anyWords, someWords } from './parameter.ts';
import { includesAny } from './search/terms.ts';
import { texts, type TitledText } from './titled-document.ts';
import { unfollowed } from './search/trail.ts';

const parameters = z.strictObject({
  titles: someWords('方案的名称', 'names of the plan'),
  drafts: anyWords(
    '尚未经政府决定的文本里的词，如征求意见稿',
    "words of a text that has not been through the government's decision: 征求意见稿",
  ),
});
type Parameters = z.infer<typeof parameters>;

interface Plan extends TitledText {
  readonly year: number;
}

/**
 * A plan that the government approves year by year. What is owed is this year's once it is approved; without a recorded
 * approval nobody can say whether one exists (C72).
 */
export const yearlyPlan = defineCheck<Parameters>({
  name: 'yearly-plan',
  purpose: text(
    '政府逐年批准的方案：本年的批准后须公布',
    "A plan that the government approves year by year: this year's, once it is approved",
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const found = texts(corpus, { titles: wanted.titles, least: 40, not: [] }, context);
    const plans = found
      .filter(({ document, quote }) => !includesAny(norm(`${document.title} ${quote.words}`), wanted.drafts))
      .map(dated);
    const current = plans.filter(({ year }) => year === yearOf(context.asOf));
    const own = current.find((plan) => elsewhere(plan, context) === undefined);
    if (own) return [published(own, wanted)];
    const [foreign] = current;
    if (foreign) return [ofElsewhere(foreign, wanted, context)];
    const approval = approvedThisYear(context);
    const old = [...plans].sort((one, other) => other.year - one.year)[0];
    if (approval)
      return [(old ? undefined : unfollowed(corpus, wanted.titles, context)) ?? owed(approval, old, wanted, context)];
    return [unfollowed(corpus, wanted.titles, context) ?? unapproved(old, wanted, context)];
  },
});

/** The year in the title or heading, else that of publication. */
function dated(found: TitledText): Plan {
  const named = [found.quote.words, found.document.title]
    .map((words) => /(20\d{2})\s?年/.exec(norm(words))?.[1])
    .find((year) => year !== undefined);
  return { ...found, year: named === undefined ? publishedYear(found.document) : Number(named) };
}

function publishedYear(document: Document): number {
  const stated = publicationOf(document);
  return stated ? yearOf(stated.date) : 0;
}

function published({ document, quote, year }: Plan, { titles }: Parameters): Finding {
  const stated = publicationOf(document);
  const says = text(`已公开 ${year} 年：${quote.words}`, `published for ${year}: ${quote.words}`);
  return held([says], {
    quotes: [quote],
    sought: titles,
    stated: stated && claimOf(stated),
  });
}

/** The area that its title names, where that is not the unit's own. */
const elsewhere = ({ quote }: Plan, { company }: Context): string | undefined =>
  elsewhereInTitle(withoutSite(norm(quote.words)), company);

function ofElsewhere(plan: Plan, { titles }: Parameters, context: Context): Finding {
  const area = elsewhere(plan, context) ?? '';
  const { name } = context.element;
  const says = text(
    `只有${area}的${name.zh}，未见本企业供电营业区的，须人工核实`,
    `only the ${name.en} of ${area} is shown, none of the unit's own supply area: a person has to check`,
  );
  return unsure('needs-person', [says], { quotes: [plan.quote], sought: titles });
}

/** The unit may write the number or the name, of the element or of the whole item. */
function approvedThisYear({ records, item, element, asOf }: Context): Approval | undefined {
  const names = [element.id, item.id, element.name.zh, item.name.zh, ...element.aliases, ...item.aliases];
  return records?.approvals.find(
    ({ subject, on }) => names.includes(subject.trim()) && on <= asOf && yearOf(on) === yearOf(asOf),
  );
}

function owed(
  { on, document }: Approval,
  old: Plan | undefined,
  { titles }: Parameters,
  { element, asOf }: Context,
): Finding {
  const says = text(
    `${on} 已获批复（${document}），未发现 ${yearOf(asOf)} 年的${element.name.zh}`,
    `approved on ${on} (${document}), but no ${element.name.en} for ${yearOf(asOf)} was found`,
  );
  return absent([says], titles, { quotes: old ? [old.quote] : [] });
}

function unapproved(old: Plan | undefined, { titles }: Parameters, { element, asOf }: Context): Finding {
  const year = yearOf(asOf);
  const seen = old
    ? text(`只有 ${old.year} 年的${element.name.zh}`, `only the ${element.name.en} of ${old.year} is shown`)
    : notFoundText(element.name);
  const ask = text(
    `未登记 ${year} 年的政府批复，请确认批复情况`,
    `no approval of ${year} is registered; please confirm its status`,
  );
  return unsure('needs-person', [seen, ask], { quotes: old ? [old.quote] : [], sought: titles });
}
