import { civilDate, type CivilDate } from '../calendar/civil-date.ts';
import { publicationOf } from '../documents/dates.ts';
import type { Block, Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { normalise } from '../documents/normal-text.ts';
import type { Context } from './check.ts';
import type { Corpus } from './corpus.ts';
import { citing, headingLines, isLinkLine, mainBlocks, quoteFrom, sections } from './evidence.ts';
import type { Quote } from './finding.ts';
import { amountsIn, type Amount } from './amounts.ts';
import { firstHit, includesAny } from './terms.ts';

/** What to look for. */
export interface TariffTerms {
  readonly titles: readonly string[];
  readonly not: readonly string[];
  readonly units: readonly string[];
  /** Kinds of tariff: a newer one replaces an older one of its own kind only. Each line is one kind. */
  readonly kinds: readonly (readonly string[])[];
  /** From so many characters on a notice without prices is the policy itself. */
  readonly least_text: number;
}

/** A price table or price notice as a page gives it. */
export interface Tariff {
  readonly document: Document;
  /** Normalised. */
  readonly title: string;
  readonly kind: number | undefined;
  /** The day from which it says it holds: stated in its title, in its text, or else the day it was published. */
  readonly from: CivilDate | undefined;
  /** Marked as no longer in force: 已废止, 历史电价 … */
  readonly withdrawn: boolean;
  readonly amounts: readonly Amount[];
  /** All its words, normalised. */
  readonly words: string;
  readonly body: 'prices' | 'text' | 'none';
  readonly quote: Quote;
}

/** Every tariff of the channel: a page whose title names one, or each section of a page whose heading does. */
export function tariffsOf(corpus: Corpus, terms: TariffTerms, context: Context): readonly Tariff[] {
  const key = JSON.stringify(terms);
  const known = found.get(corpus) ?? new Map<string, readonly Tariff[]>();
  const tariffs = known.get(key) ?? corpus.documents.flatMap((document) => inDocument(document, terms, context));
  found.set(corpus, known.set(key, tariffs));
  return tariffs;
}

/** By what was looked for: the rules on prices in force and on old ones look for the same. */
const found = new WeakMap<Corpus, Map<string, readonly Tariff[]>>();

function inDocument(document: Document, terms: TariffTerms, context: Context): Tariff[] {
  if (!mayName(document, terms.titles)) return [];
  const title = normalise(document.title).norm;
  if (![title, ...headingLines(document)].some((words) => isTitle(words, terms, context))) return [];
  const parts = sections(document)
    .filter(({ heading }) => isTitle(heading.text.norm, terms, context))
    .map(({ heading, blocks }) => tariff(document, heading.text.norm, [heading, ...blocks], terms, context));
  const priced = parts.filter(({ body }) => body === 'prices');
  // A heading that repeats the page's title owns the whole page; several owned tables are several tariffs.
  if (priced.length > 0) return outermost(priced);
  if (isTitle(title, terms, context)) return [tariff(document, title, mainBlocks(document), terms, context)];
  return parts;
}

/** A section inside another one is a part of it, unless it states a day of its own. */
function outermost(parts: readonly Tariff[]): Tariff[] {
  const own = parts.filter((part) => dateIn(part.title) !== undefined);
  if (own.length > 1) return own;
  return parts.filter((part) => !parts.some((other) => other !== part && other.words.includes(part.words)));
}

const isTitle = (words: string, { titles, not }: TariffTerms, { catalogue }: Context): boolean =>
  includesAny(words, titles) && !includesAny(words, not) && !includesAny(words, catalogue.vocabulary.news);

function tariff(
  document: Document,
  title: string,
  blocks: readonly Block[],
  terms: TariffTerms,
  context: Context,
): Tariff {
  const own = blocks.filter((block) => !isLinkLine(document, block));
  const words = own.map(({ text }) => text.norm).join('\n');
  const amounts = amountsIn(document, own, terms.units);
  const [first] = own;
  const withdrawn = [
    title,
    normalise(document.title).norm,
    ...document.breadcrumb,
    ...own.slice(0, HEAD).map(({ text }) => text.norm),
  ];
  return {
    document,
    title,
    kind: kindOf(title, terms),
    from:
      dateIn(title) ??
      dateIn(normalise(document.title).norm) ??
      inForce(document, own) ??
      publicationOf(document)?.date,
    withdrawn: includesAny(withdrawn.join('\n'), context.catalogue.vocabulary.withdrawn),
    amounts,
    words,
    body: amounts.length > 0 ? 'prices' : words.length - title.length >= terms.least_text ? 'text' : 'none',
    quote:
      first && includesAny(first.text.norm, terms.titles)
        ? quoteFrom(document, first)
        : citing(document, document.title, 'title'),
  };
}

/** A mark of withdrawal stands at the head; further down it speaks of what the new tariff replaces. */
const HEAD = 3;

/** 2026年10月 without 起 or 执行 names the month that a table is for, and such tables follow one another. */
const PERIODIC = /\d{4}年\d{1,2}月(?:份)?(?!\d|.{0,4}日|.{0,3}[起执])/;

function kindOf(title: string, { kinds }: TariffTerms): number | undefined {
  if (PERIODIC.test(title)) return undefined;
  const kind = kinds.findIndex((names) => firstHit(title, names) !== undefined);
  return kind < 0 ? undefined : kind;
}

/** 2019年7月1日, 2019年7月, 2019年: the day, or the first day of the month or year. */
function dateIn(title: string): CivilDate | undefined {
  const [, year, month = '1', day = '1'] = /((?:19|20)\d{2})\s?年(?:(\d{1,2})月(?:(\d{1,2})日)?)?/.exec(title) ?? [];
  return civilDate(Number(year ?? 0), Number(month), Number(day)) ?? undefined;
}

function inForce(document: Document, blocks: readonly Block[]): CivilDate | undefined {
  const indexes = new Set(blocks.map(({ index }) => index));
  return document.dates.find(({ role, block }) => role === 'in-force' && indexes.has(block))?.date;
}

/**
 * Tariffs that a newer one of their kind has replaced by the day of audit and that stand unmarked beside it (C38, N26).
 */
export function replaced(tariffs: readonly Tariff[], asOf: CivilDate): readonly Tariff[] {
  return tariffs.filter((one) => isOpen(one) && tariffs.some((other) => isOpen(other) && replaces(other, one, asOf)));
}

const isOpen = ({ withdrawn, body }: Tariff): boolean => !withdrawn && body === 'prices';

const replaces = (newer: Tariff, older: Tariff, asOf: CivilDate): boolean =>
  newer.kind !== undefined &&
  newer.kind === older.kind &&
  newer.from !== undefined &&
  older.from !== undefined &&
  newer.from > older.from &&
  newer.from <= asOf;
