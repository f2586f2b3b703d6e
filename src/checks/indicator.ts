import { z } from 'zod';
import { periodEnd, periodOf, periodUnit, type PeriodUnit } from '../calendar/period.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Document } from '../documents/document.ts';
import { join, text, type Text } from '../language/text.ts';
import { defineCheck, type Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import { about, absent, claimOf, held, partial, unsure, violated } from './search/evidence.ts';
import type { EmptyFigure, Figure, FigureTerms } from './figure.ts';
import { figuresInTables } from './figure/table.ts';
import { emptySections, figuresInText } from './figure/text.ts';
import type { Claim, Fact, Finding } from './search/finding.ts';
import { isElsewhere, isParentsProvince, placesOf } from './places/own-area.ts';
import { anyWords, noted, someWords } from './parameter.ts';
import { unfollowed } from './search/trail.ts';

const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, '应为数字 (a number)')
  .transform(Number);

const parameters = z.strictObject({
  labels: someWords('指标的名称', 'names under which pages give the figure'),
  units: someWords('单位', 'units'),
  range: noted(
    z.tuple([number, number]).optional(),
    '合理的范围 [最小, 最大]，超出的不可信',
    'values outside [least, most] cannot be true',
  ),
  needs: noted(
    z.array(z.enum(['period', 'area'])).default(['period', 'area']),
    '还须写明什么：period 统计期间，area 供电区域',
    'what must stand with the figure besides its unit',
  ),
  period: noted(
    z.enum(['month', 'quarter', 'year']),
    '多久公布一次：month 月、quarter 季、year 年',
    'how often it is owed: figures for shorter times count for the time that they complete',
  ),
  areas: anyWords('表示供电区域的词', 'words that name a supply area'),
  excluded: anyWords(
    '数字前有这些词的是目标、承诺或比较',
    'words before a number that make it a target, a promise or a comparison',
  ),
  intended: anyWords('名称前有这些词的尚未实现', "words right before the figure's name by which it is yet to come"),
  beyond: anyWords(
    '超出本单位的区域，如全国；只有这些区域的数不算',
    "areas beyond any one unit's: a figure for them alone does not tell the unit's own",
  ),
  not_under: anyWords(
    '标题里有这些词的，其下的数是承诺',
    'words in a heading or title under which figures are promises',
  ),
  beside: noted(
    z.strictObject({ labels: someWords('名称', 'its names'), units: someWords('单位', 'its units') }).optional(),
    '同一次公开的另一个数；只有它时为内容不完整，不是未公开',
    'the other figure of the same disclosure: where it stands alone, the disclosure is incomplete and not missing',
  ),
});
type Parameters = z.infer<typeof parameters>;

/**
 * A figure with unit, period and area, one finding a period, newest first, so that each period can be judged by its own
 * due date. A placeholder in its place is no figure (C09).
 */
export const indicator = defineCheck<Parameters>({
  name: 'indicator',
  purpose: text(
    '分期公布的指标：数值、单位、统计期间、供电区域',
    'A figure with unit, period and area, period by period',
  ),
  parameters,
  run: (corpus, wanted, context) => {
    const terms = {
      ...{ ...wanted, notUnder: wanted.not_under, places: placesOf(context.company) },
      placeholders: context.catalogue.vocabulary.placeholders,
    };
    const { figures, empty } = read(corpus, terms, context);
    if (figures.length === 0)
      return [alone(corpus, terms, wanted, context) ?? notFound(corpus, wanted, empty, context)];
    const periods = [...new Set(figures.map((figure) => owedPeriod(figure, wanted.period)))];
    const known = periods.filter((period) => period !== undefined).sort(newestFirst);
    const newestOn = newestPeriods(figures, wanted.period);
    const judged = known.map((period) =>
      judge(
        figures.filter((figure) => owedPeriod(figure, wanted.period) === period),
        { period, newestOn },
        wanted,
        context,
      ),
    );
    return judged.length > 0 ? judged : [judge(figures, {}, wanted, context)];
  },
});

/** The other figure of the disclosure without this one: 有价格没有电量. */
function alone(
  corpus: Corpus,
  terms: FigureTerms,
  { labels, beside }: Parameters,
  context: Context,
): Finding | undefined {
  const [other] = beside ? read(corpus, { ...terms, ...beside }, context).figures : [];
  if (!other) return undefined;
  const { name } = context.element;
  const says = text(`只有${other.label}，没有${name.zh}`, `${other.label} stands there without ${name.en}`);
  return partial([says], { quotes: [other.quote], sought: labels, stated: earliest([other]) });
}

function read(corpus: Corpus, terms: FigureTerms, context: Context): { figures: Figure[]; empty: EmptyFigure[] } {
  const areas = [...terms.areas, context.company.name, ...context.company.aliases];
  const read = about(corpus, context).flatMap((document) => [
    figuresInTables(document, { ...terms, areas }),
    figuresInText(document, { ...terms, areas }),
    { figures: [], empty: emptySections(document, terms, context.catalogue.vocabulary) },
  ]);
  return { figures: read.flatMap(({ figures }) => figures), empty: read.flatMap(({ empty }) => empty) };
}

/** A figure for the last month of a quarter is also owed as, and counts for, that quarter; likewise for years. */
function owedPeriod({ period }: Figure, unit: PeriodUnit): string | undefined {
  if (period === undefined || LENGTH[periodUnit(period)] >= LENGTH[unit]) return period;
  const longer = periodOf(unit, periodEnd(period));
  return periodEnd(longer) === periodEnd(period) ? longer : period;
}

const LENGTH = { month: 1, quarter: 3, year: 12 } as const satisfies Record<PeriodUnit, number>;

/** The newest period of which each page gives a figure. */
function newestPeriods(figures: readonly Figure[], unit: PeriodUnit): ReadonlyMap<Document, string> {
  const newest = new Map<Document, string>();
  for (const figure of figures) {
    const [period, before] = [owedPeriod(figure, unit), newest.get(figure.document)];
    if (period !== undefined && (before === undefined || newestFirst(period, before) < 0))
      newest.set(figure.document, period);
  }
  return newest;
}

/** By the day on which the period ends; of two that end together the shorter is the newer news. */
function newestFirst(one: string, other: string): number {
  const [end, otherEnd] = [periodEnd(one), periodEnd(other)];
  if (end !== otherEnd) return end < otherEnd ? 1 : -1;
  return LENGTH[periodUnit(one)] - LENGTH[periodUnit(other)];
}

/** The period that is judged, and the newest on each page; neither where no figure says its period. */
interface Judged {
  readonly period?: string;
  readonly newestOn?: ReadonlyMap<Document, string>;
}

function judge(
  figures: readonly Figure[],
  { period, newestOn }: Judged,
  wanted: Parameters,
  { element, company }: Context,
): Finding {
  const complete = figures.filter((figure) => lacks(figure, wanted).length === 0);
  const [best] = [...complete, ...figures];
  const extras = {
    quotes: [...new Map(figures.map((figure) => [figure.quote.words, figure.quote])).values()].slice(0, 3),
    sought: wanted.labels,
    stated: earliest(figures, period, newestOn),
    facts: element.fact === undefined ? [] : factsOf(figures, element.fact, period),
  };
  const dated = period === undefined ? {} : { period };
  const outside = figures.find(({ value }) => wanted.range && (value < wanted.range[0] || value > wanted.range[1]));
  if (outside && wanted.range) {
    const [from, to] = wanted.range;
    const says = text(
      `数值 ${outside.shown} 超出合理范围 ${from}—${to}`,
      `the value ${outside.shown} is outside ${from}–${to}`,
    );
    return { ...violated('wrong', [says], extras), ...dated };
  }
  // A figure that needs no area is one for the whole province: the price of agency purchases.
  const isHere = (area: string): boolean => !wanted.needs.includes('area') && isParentsProvince(area, company);
  const elsewhere = complete
    .map(({ area = '' }) => area)
    .filter((area) => isElsewhere(area, wanted.beyond, company) && !isHere(area));
  if (complete.length > 0 && elsewhere.length === complete.length) {
    const says = text(
      `数值的范围是${elsewhere[0] ?? ''}，未见本企业供电区域的数值，须人工核实`,
      `the figure is for ${elsewhere[0] ?? ''}; none for the unit's own supply area was found, so a person has to check`,
    );
    return { ...unsure('needs-person', [says], extras), ...dated };
  }
  const lacking = best ? lacks(best, wanted) : [];
  if (complete.length > 0) return { ...held([shownAs(complete, period)], extras), ...dated };
  const said = join(lacking.map((part) => PARTS[part]));
  return {
    ...partial([text(`有数值，但未注明${said.zh}`, `a figure without its ${said.en}`)], extras),
    proof: 'seen',
    ...dated,
  };
}

const PARTS = {
  unit: text('单位', 'unit'),
  period: text('统计期间', 'period'),
  area: text('供电区域', 'supply area'),
} as const satisfies Record<string, Text>;
type Part = keyof typeof PARTS;

function lacks(figure: Figure, { needs }: Parameters): readonly Part[] {
  const parts: readonly Part[] = ['unit', ...needs];
  return parts.filter((part) => figure[part] === undefined);
}

const shownAs = (figures: readonly Figure[], period: string | undefined): Text => {
  const shown = figures
    .slice(0, 3)
    .map(({ label, shown: value, area = '' }) => `${area}${area.includes(label) ? '' : label} ${value}`);
  return text(`${period ?? ''} ${shown.join('；')}`.trim(), `${period ?? ''} ${shown.join('; ')}`.trim());
};

/** One value for the period, or one a label and area, so that channels are compared like with like. */
function factsOf(figures: readonly Figure[], key: string, period = ''): readonly Fact[] {
  const values = new Set(figures.map(({ value }) => value));
  return figures.map(({ label, area = '', value, unit = '', shown }) => ({
    key: values.size === 1 ? `${key}:${period}` : `${key}:${period}:${label}:${area}`,
    value: `${value}${unit}`,
    shown,
  }));
}

/** The first publication of the period's figures is the one that counts. */
function earliest(figures: readonly Figure[], period?: string, newestOn?: Judged['newestOn']): Finding['stated'] {
  const claims = figures.flatMap(({ document }): Claim[] => {
    const told = publicationOf(document);
    const newest = newestOn?.get(document);
    const later = period !== undefined && newest !== undefined && periodEnd(newest) > periodEnd(period);
    return told ? [{ ...claimOf(told), ...(later && { newest }) }] : [];
  });
  return claims.sort((one, other) => (one.date < other.date ? -1 : 1))[0];
}

function notFound(corpus: Corpus, { labels }: Parameters, empty: readonly EmptyFigure[], context: Context): Finding {
  const [blank] = empty;
  const elsewhere = unfollowed(corpus, labels, context);
  if (elsewhere && !blank) return elsewhere;
  const name = context.element.name;
  if (!blank) return absent([text(`未发现${name.zh}的数值`, `no figure of ${name.en} was found`)], labels);
  const says = text(
    `${name.zh}处只有“${blank.quote.words.slice(-12)}”，没有数值`,
    `a placeholder stands where the figure of ${name.en} should be`,
  );
  return absent([says], labels, { quotes: [blank.quote] });
}
