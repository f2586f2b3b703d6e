import { norm } from '../../documents/normal-text.ts';
import { publicationOf } from '../../documents/dates.ts';
import type { Block, Document } from '../../documents/document.ts';
import { amountsIn } from '../../documents/prices.ts';
import { perFirstIn } from '../amounts.ts';
import { periodsIn } from '../../documents/periods.ts';
import { blockAt, isPlaceholder, mainBlocks, quoteFrom, sections } from '../search/evidence.ts';
import { areaNear, periodNear, scopeLines, surroundingsOf, termNear, toNumber } from '../figure.ts';
import type { EmptyFigure, Figure, Figures, FigureTerms } from '../figure.ts';
import { firstHit, hits, includesAny } from '../search/terms.ts';
import type { Vocabulary } from '../../catalogue/rule.ts';

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
/** How far behind its label a figure may stand in a sentence. */
const REACH = 60;
/** How far behind its label a placeholder still belongs to it. */
const NEAR = 8;

/** Figures in running text and in `标签：值` lines: a label, then a number with its unit, in one sentence. */
export function figuresInText(document: Document, terms: FigureTerms): Figures {
  const found = mainBlocks(document)
    .filter(({ kind }) => kind !== 'cell')
    .flatMap((block) => sentences(block.text.norm).flatMap((sentence) => inSentence(document, block, sentence, terms)));
  return {
    figures: found.filter((one): one is Figure => 'value' in one),
    empty: found.filter((one): one is EmptyFigure => !('value' in one)),
  };
}

interface Sentence {
  readonly text: string;
  readonly start: number;
}

/** A semicolon ends a sentence too, since lists of figures are written with semicolons. */
const sentences = (normal: string): readonly Sentence[] =>
  Array.from(normal.matchAll(/[^。;!?\n]+/g), (match) => ({ text: match[0], start: match.index }));

function inSentence(
  document: Document,
  block: Block,
  { text, start }: Sentence,
  terms: FigureTerms,
): readonly (Figure | EmptyFigure)[] {
  const labels = hits(text, terms.labels);
  const above = surroundingsOf(document, block.index);
  if (labels.length === 0 || above.some((heading) => includesAny(heading, terms.notUnder))) return [];
  return labels.flatMap((label, index): readonly (Figure | EmptyFigure)[] => {
    const lead = text.slice(labels[index - 1]?.end ?? 0, label.start);
    if (isIntended(lead, terms)) return [];
    const own = text.slice(label.end, Math.min(label.end + REACH, labels[index + 1]?.start ?? text.length));
    const behind = own + valueBelow(document, block, start + label.end, own);
    const quote = quoteFrom(document, block, start, start + text.length);
    const number = numberBehind(behind, terms);
    if (!number) return emptyBehind(behind, terms) ? [{ label: label.term, quote }] : [];
    // 城市供电可靠率99.97%,农村供电可靠率99.86%: what stands right before the label qualifies it first.
    const near = [lead, text, block.text.norm, ...scopeLines(document, block.index), ...above];
    return [{ ...number, qualifier: '' }, ...seriesBehind(behind, number, terms)].map(({ qualifier, ...given }) => {
      const nearest = qualifier === '' ? near : [qualifier, ...near];
      const period = periodNear(nearest, terms.period, publicationOf(document)?.date);
      return { label: label.term, ...given, period, area: areaNear(nearest, terms), document, quote };
    });
  });
}

/** 供电可靠率 / 99.95%: a label that ends its line, with a number alone in the next, as cards of an App have them. */
function valueBelow(document: Document, { index, under, text }: Block, end: number, own: string): string {
  if (end + own.length !== text.norm.length || !/^\s?(?:\([^()]*\))?$/u.test(own)) return '';
  const next = blockAt(document, index + 1);
  const value = next?.region === 'main' && next.under === under && next.kind !== 'cell' ? next.text.norm : '';
  return ALONE.test(value) ? `:${value}` : '';
}
/** Digits with at most a unit. */
const ALONE = /^\d[\d,]*(?:\.\d+)?\s?[^\d,。;:]{0,8}$/u;

/** 预计全市供电可靠率: only an area or the length of time may stand between the word and the label. */
const isIntended = (before: string, { intended, areas, places }: FigureTerms): boolean => {
  if (!includesAny(before, intended)) return false;
  const last = hits(before, intended).at(-1);
  const between = [...areas, ...places].reduce((words, area) => words.replaceAll(area, ''), before.slice(last?.end));
  return /^(?:的|可?达到?|实现|全年|本年度?|年度|\d{4}年|第?[一二三四1-4]季度)*$/u.test(between);
};

type FoundNumber = Pick<Figure, 'value' | 'shown' | 'unit'>;

function numberBehind(behind: string, terms: FigureTerms): FoundNumber | undefined {
  const withUnit = unitPattern(terms.units).exec(behind);
  if (withUnit && !includesAny(behind.slice(0, withUnit.index), terms.excluded)) {
    return { value: toNumber(withUnit[1] ?? ''), shown: withUnit[0], unit: withUnit[2] };
  }
  const [measured] = perFirstIn(behind, terms.units);
  if (measured && !includesAny(behind.slice(0, measured.start), terms.excluded))
    return { value: measured.value, shown: measured.shown, unit: measured.unit };
  const spelled = terms.units.includes('%') && amountsIn(behind).find(({ shown }) => shown.startsWith('百分之'));
  if (spelled && !includesAny(behind.slice(0, spelled.start), terms.excluded))
    return { value: Number(spelled.value), shown: spelled.shown, unit: '%' };
  const bare = /^(\([^()]*\))?(?:指标|数值)?(?:为|是|达到|达|完成|:)?\s*(\d+\.\d+)(?![\d.年月日号])/.exec(behind);
  const unit = termNear([bare?.[1] ?? ''], terms.units);
  return bare?.[2] ? { value: Number(bare[2]), shown: bare[2], unit } : undefined;
}

/**
 * What follows the first number of a label, each with nothing but its own period or area before it:
 * 一季度99.91%,二季度99.92%; 城市99.97%,农村99.86%. 较二季度上升0.02% is no such number.
 */
function seriesBehind(behind: string, first: FoundNumber, terms: FigureTerms): (FoundNumber & { qualifier: string })[] {
  const series: (FoundNumber & { qualifier: string })[] = [];
  let end = behind.indexOf(first.shown) + first.shown.length;
  for (const match of behind.matchAll(new RegExp(unitPattern(terms.units), 'gi'))) {
    if (match.index < end) continue;
    const qualifier = behind.slice(end, match.index);
    if (!isQualifier(qualifier, terms)) break;
    series.push({ value: toNumber(match[1] ?? ''), shown: match[0], unit: match[2], qualifier });
    end = match.index + match[0].length;
  }
  return series;
}

/** 、二季度 or 、农村为: a sign, then a period or an area, and nothing besides. */
function isQualifier(words: string, { areas, places }: FigureTerms): boolean {
  const [period] = periodsIn(words, { year: ANY_YEAR });
  const without = period ? words.slice(0, period.start) + words.slice(period.end) : words;
  const rest = [...places, ...areas].reduce((left, area) => left.replaceAll(area, ''), without);
  return rest.length < words.length && /^[,、和及]\s?(?:为|达到?|是|:)?$/u.test(rest);
}
/** Only whether a period is named matters. */
const ANY_YEAR = 2000;

const unitPattern = (units: readonly string[]): RegExp => {
  const longestFirst = units.map((unit) => norm(unit)).sort((one, other) => other.length - one.length);
  return new RegExp(`(${NUMBER})\\s*(${longestFirst.join('|')})`, 'i');
};

const emptyBehind = (behind: string, terms: FigureTerms): boolean => {
  const hit = firstHit(behind, terms.placeholders);
  return hit !== undefined && hit.start <= NEAR;
};

/** Headings that name the indicator and own nothing but a placeholder: 供电可靠性指标 / 暂无数据 (C09). */
export const emptySections = (
  document: Document,
  { labels }: FigureTerms,
  vocabulary: Vocabulary,
): readonly EmptyFigure[] =>
  sections(document).flatMap(({ heading, blocks: [first] }) => {
    const label = firstHit(heading.text.norm, labels);
    if (!label || !first || !isPlaceholder(first.text.norm, vocabulary)) return [];
    return [{ label: label.term, quote: quoteFrom(document, first) }];
  });
