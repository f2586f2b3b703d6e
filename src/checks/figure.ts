import { daysBetween, type CivilDate } from '../calendar/civil-date.ts';
import type { PeriodUnit } from '../calendar/period.ts';
import type { Document } from '../documents/document.ts';
import { norm } from '../documents/normal-text.ts';
import { periodsIn, type FoundPeriod } from '../documents/periods.ts';
import { blockAt, headingsOf } from './search/evidence.ts';
import type { Period, Quote } from './search/finding.ts';
import { firstHit, includesAny } from './search/terms.ts';

/** A figure as a page gives it: a value, and what the page says about its unit, period and area. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  /** As printed, with its unit where one stands beside it. */
  readonly shown: string;
  readonly unit: string | undefined;
  readonly period: Period | undefined;
  readonly area: string | undefined;
  readonly document: Document;
  readonly quote: Quote;
}

/** A label with 暂无数据 or the like where its figure should be (C09). */
export interface EmptyFigure {
  readonly label: string;
  readonly quote: Quote;
}

export interface Figures {
  readonly figures: readonly Figure[];
  readonly empty: readonly EmptyFigure[];
}

/** What to look for. */
export interface FigureTerms {
  readonly labels: readonly string[];
  readonly units: readonly string[];
  readonly areas: readonly string[];
  /** The unit's own places by their full names, inside which no term for an area counts: 城市 in 山城市. */
  readonly places: readonly string[];
  /** Words that mark a number as a target, a promise or a comparison and not as the figure itself. */
  readonly excluded: readonly string[];
  /** Words right before a label by which its figure is yet to come: 预计供电可靠率. */
  readonly intended: readonly string[];
  /** Words in a heading or title under which figures are promises, not results. */
  readonly notUnder: readonly string[];
  readonly placeholders: readonly string[];
  /** The unit of time that is owed, where the wording leaves it open: 1-9月 ends a month and a quarter. */
  readonly period: PeriodUnit;
}

/** Where a page may say what one of its blocks is about: the headings that own it, nearest first, then the title. */
export function surroundingsOf(document: Document, index: number): readonly string[] {
  const block = blockAt(document, index);
  const headings = block ? headingsOf(document, block).map(({ text }) => text.norm) : [];
  return [...headings.reverse(), withoutSite(norm(document.title))];
}

/** 电压合格率_国网山城供电公司: the tail is whose site it is, on every page alike, and says nothing of the figures. */
const SITE_NAME = /[\s_|—-]+[^\s_|—-]{0,30}(?:公司|供电局|电业局|网站|官网|门户)$/u;

/** A normalised title without the name of the site. */
export const withoutSite = (title: string): string => title.replace(SITE_NAME, '');

/** Labels of lines that say what the figures beside them cover. */
const SCOPE_LABELS: readonly string[] = [
  '统计期间',
  '统计时段',
  '统计时间',
  '统计周期',
  '报告期',
  '执行时间',
  '执行期间',
  '执行期限',
  '执行月份',
  '适用月份',
  '供电区域',
  '统计区域',
  '统计范围',
  '供电范围',
];

/** Lines under the same heading that state period or area for all figures there: 统计期间：2026年第三季度. */
export const scopeLines = (document: Document, index: number): readonly string[] => {
  const lines = linesBeside(document, index);
  const labelled = lines.filter(({ text }) => includesAny(text, SCOPE_LABELS));
  const period = lines.findLast(({ at, text }) => at < index && isPeriod(text));
  const under = blockAt(document, index)?.under;
  const fields = document.fields
    .filter(({ label, block }) => SCOPE_LABELS.includes(label.norm) && blockAt(document, block)?.under === under)
    .map(({ label, value }) => `${label.norm}:${value.norm}`);
  return [...[...labelled, ...(period ? [period] : [])].map(({ text }) => text), ...fields];
};

/** 2026年第三季度 in a line of its own is the period of what follows. */
function isPeriod(line: string): boolean {
  const [found] = line.length > LONGEST_PERIOD ? [] : periodsIn(line);
  return found !== undefined && !found.bare && found.end - found.start >= line.length - 4;
}
const LONGEST_PERIOD = 20;

/** Lines under the same heading that state the unit of a table: 单位：%. */
export const unitLines = (document: Document, index: number): readonly string[] =>
  linesBeside(document, index)
    .map(({ text }) => text)
    .filter((line) => /单位\s?:/u.test(line));

interface Beside {
  /** The index of its block. */
  readonly at: number;
  readonly text: string;
}

function linesBeside(document: Document, index: number): readonly Beside[] {
  const own = blockAt(document, index);
  return document.blocks
    .filter(({ region, under, kind }) => region === 'main' && kind !== 'heading' && under === own?.under)
    .map(({ index: at, text }) => ({ at, text: text.norm }))
    .filter(({ text }) => text.length <= 80);
}

/** A place by name; 市场, 区间 and the names of offices are none. */
const PLACE =
  /\p{Script=Han}{1,5}(?:省|市|区|县|州)(?![场间分别]|能源|发展|经济|人民|发改|(?:电力|供电)(?:股份|有限|责任)*公司)/u;

/**
 * The supply area that the nearest of the (normalised) texts names, by a term of the catalogue or as the unit's own place; where
 * none does, the nearest place by name.
 */
export function areaNear(
  texts: readonly string[],
  { areas, places }: Pick<FigureTerms, 'areas' | 'places'>,
): string | undefined {
  for (const near of texts) {
    const without = places.reduce((words, place) => words.replaceAll(place, '□'), near);
    const named = firstHit(without, areas) ?? firstHit(near, places);
    if (named) return named.term;
  }
  return texts.map((near) => PLACE.exec(near)?.[0]).find((place) => place !== undefined);
}

/**
 * The period named in the nearest of the (normalised) texts, as '2026Q3', '2026-10' or '2025'. A year alone counts only
 * where nothing more precise is said anywhere; a quarter without a year takes the year named nearest, and where none is
 * named, the year by which it lies next to the day on which the page was posted: 12月 of 2026-11-27, 四季度 of 2026-01-20.
 */
export function periodNear(texts: readonly string[], unit?: PeriodUnit, posted?: CivilDate): Period | undefined {
  const year = texts.map((near) => /(20\d{2})\s?年/.exec(near)?.[1]).find((digits) => digits !== undefined);
  const found = texts.flatMap((near) => periodsIn(near, { unit, ...(year !== undefined && { year: Number(year) }) }));
  if (found.length === 0 && posted !== undefined) return periodBeside(texts, unit, posted);
  return (found.find(({ bare }) => !bare) ?? found[0])?.period;
}

/** The first period without a year in the year by which it lies nearest to the day; none where no year brings it near. */
function periodBeside(texts: readonly string[], unit: PeriodUnit | undefined, posted: CivilDate): Period | undefined {
  const year = Number(posted.slice(0, 4));
  const candidates = [year, year + 1, year - 1].flatMap((one) => {
    const [first] = texts.flatMap((near) => periodsIn(near, { unit, year: one }));
    return first ? [{ period: first.period, away: daysAway(first, posted) }] : [];
  });
  return candidates.filter(({ away }) => away <= NEAR_DAYS).sort((one, other) => one.away - other.away)[0]?.period;
}
/** Beyond, last year's edition and next year's are about as near. */
const NEAR_DAYS = 120;

const daysAway = ({ from, to }: Pick<FoundPeriod, 'from' | 'to'>, day: CivilDate): number =>
  Math.max(0, daysBetween(day, from), daysBetween(to, day));

/** The first of the terms that stands in the nearest of the (normalised) texts. */
export function termNear(texts: readonly string[], terms: readonly string[]): string | undefined {
  for (const near of texts) {
    const hit = firstHit(near, terms);
    if (hit) return hit.term;
  }
  return undefined;
}

/** `99,123.5` → 99123.5 */
export const toNumber = (printed: string): number => Number(printed.replaceAll(',', ''));
