import { addDays, civilDate, type CivilDate } from '../calendar/civil-date.ts';
import type { Vocabulary } from '../catalogue/rule.ts';
import { publicationOf } from '../documents/dates.ts';
import { datesIn } from '../documents/dates/in-text.ts';
import { spansIn } from '../documents/dates/spans.ts';
import type { Block, Document } from '../documents/document.ts';
import { mayName } from '../documents/grams.ts';
import { normalise } from '../documents/normal-text.ts';
import type { Corpus } from './search/corpus.ts';
import {
  citing,
  headingLines,
  isLinkLine,
  mainBlocks,
  quoteFrom,
  sections,
  wording,
  type Wording,
} from './search/evidence.ts';
import type { Quote } from './search/finding.ts';
import { amountsIn, type Amount } from './amounts.ts';
import { pageSearch } from './search/page-search.ts';
import { firstHit, includesAny } from './search/terms.ts';

/** What to look for; plain data. */
export interface TariffTerms {
  readonly titles: readonly string[];
  readonly not: readonly string[];
  readonly units: readonly string[];
  /** Kinds of tariff: a newer one replaces an older one of its own kind only. Each line is one kind. */
  readonly kinds: readonly (readonly string[])[];
  /** From so many characters on a notice without prices is the policy itself. */
  readonly least_text: number;
  /** By what a text names the tariffs that a reform ended, a line a reform. */
  readonly reforms: readonly (readonly string[])[];
  readonly words: Pick<Vocabulary, 'news' | 'withdrawn'>;
}

/** A price table or price notice as a page gives it; plain data. */
interface Stated {
  /** Normalised. */
  readonly title: string;
  readonly kind: number | undefined;
  /** The day from which it says it holds, in its title or its text. */
  readonly day: CivilDate | undefined;
  /** The last day on which it says it holds: 执行期限：2024年1月1日至2025年12月31日. */
  readonly until: CivilDate | undefined;
  /** The same in a note below the prices that names no subject: it may be the term of them all or of a part. */
  readonly noted: CivilDate | undefined;
  /** Marked as no longer in force: 已废止, 历史电价 … */
  readonly withdrawn: boolean;
  readonly prices: readonly Omit<Amount, 'quote'>[];
  /** The reforms whose tariffs its words name, as places in `TariffTerms.reforms`. */
  readonly reforms: readonly number[];
  readonly body: 'prices' | 'text' | 'none';
  readonly quote: Wording;
}

/** A price table or price notice. */
export interface Tariff extends Omit<Stated, 'day' | 'quote'> {
  readonly document: Document;
  /** The day from which it holds: as it says, or else the day it was published. */
  readonly from: CivilDate | undefined;
  readonly quote: Quote;
}

/** Every tariff of the channel: a page whose title names one, or each section of a page whose heading does. */
export const tariffsOf = (corpus: Corpus, terms: TariffTerms): readonly Tariff[] =>
  corpus.documents.flatMap((document) =>
    tariffsOn.on(document, terms).map(({ day, quote: { words, place }, ...stated }) => ({
      ...stated,
      document,
      from: day ?? publicationOf(document)?.date,
      quote: citing(document, words, place),
    })),
  );

/** The tariffs that a page states. */
export const tariffsOn = pageSearch<TariffTerms, Stated>('tariffs', (document, terms) => {
  if (!mayName(document, terms.titles)) return [];
  const title = normalise(document.title).norm;
  if (![title, ...headingLines(document)].some((words) => isTitle(words, terms))) return [];
  const parts = sections(document)
    .filter(({ heading }) => isTitle(heading.text.norm, terms))
    .map(({ heading, blocks }) => partOf(document, heading.text.norm, [heading, ...blocks], terms))
    .filter(({ stated: { title: head, body } }) => body === 'prices' || !CHAPTER.test(head));
  const priced = parts.filter(({ stated: { body } }) => body === 'prices');
  // A heading that repeats the page's title owns the whole page; several owned tables are several tariffs.
  if (priced.length > 0) return outermost(priced).map(({ stated }) => stated);
  if (isTitle(title, terms)) return [partOf(document, title, mainBlocks(document), terms).stated];
  return parts.map(({ stated }) => stated);
});

/** 第五章 电价与电费 of a law is no price policy, unless it states prices. */
const CHAPTER = /^第[〇零一二三四五六七八九十百\d]{1,6}[编章节条]/u;

/** A page, or a section of it, that is headed like a tariff. */
interface Part {
  readonly stated: Stated;
  /** All its words, normalised. */
  readonly words: string;
}

/** A section inside another one is a part of it, unless it states a day of its own. */
function outermost(parts: readonly Part[]): Part[] {
  const own = parts.filter(({ stated: { title } }) => dateIn(title) !== undefined);
  if (own.length > 1) return own;
  return parts.filter((part) => !parts.some((other) => other !== part && other.words.includes(part.words)));
}

const isTitle = (heading: string, { titles, not, words }: TariffTerms): boolean =>
  includesAny(heading, titles) && !includesAny(heading, not) && !includesAny(heading, words.news);

function partOf(document: Document, title: string, blocks: readonly Block[], terms: TariffTerms): Part {
  const own = blocks.filter((block) => !isLinkLine(document, block));
  const words = own.map(({ text }) => text.norm).join('\n');
  const prices = amountsIn(document, own, terms.units).map(({ label, value, unit, shown }) => ({
    ...{ label, value, unit, shown },
  }));
  const [first] = own;
  const marked = [
    title,
    normalise(document.title).norm,
    ...document.breadcrumb,
    ...own.slice(0, HEAD).map(({ text }) => text.norm),
  ];
  const stated: Stated = {
    title,
    kind: kindOf(title, terms),
    day: dateIn(title) ?? dateIn(normalise(document.title).norm) ?? inForce(document, own),
    until: lastDay(document, own),
    noted: notedDay(document, own),
    withdrawn: includesAny(marked.join('\n'), terms.words.withdrawn),
    prices,
    reforms: terms.reforms.flatMap((names, at) => (includesAny(words, names) ? [at] : [])),
    body: prices.length > 0 ? 'prices' : words.length - title.length >= terms.least_text ? 'text' : 'none',
    quote:
      first && includesAny(first.text.norm, terms.titles)
        ? wording(quoteFrom(document, first))
        : { words: document.title, place: 'title' },
  };
  return { stated, words };
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

/** 2019年7月1日, 2019年7月, 2019年: the day, or the first day of the month or year; a day also in Chinese numerals. */
function dateIn(title: string): CivilDate | undefined {
  const [written] = datesIn(title);
  if (written?.year === 'written') return written.date;
  const [, year, month = '1', day = '1'] = /((?:19|20)\d{2})\s?年(?:(\d{1,2})月(?:(\d{1,2})日)?)?/.exec(title) ?? [];
  return civilDate(Number(year ?? 0), Number(month), Number(day)) ?? undefined;
}

function inForce(document: Document, blocks: readonly Block[]): CivilDate | undefined {
  const indexes = new Set(blocks.map(({ index }) => index));
  return document.dates.find(({ role, block }) => role === 'in-force' && indexes.has(block))?.date;
}

/** A line that is the term of the whole table, at its head; 其中…优惠电价执行至… is the term of a part. */
const TERM = /^\(?(?:执行|有效|适用|试行)(?:期限?|时间|期间|日期):?(?:自|从|为|至|到)?(?=\d)/u;
/** The same in a sentence, wherever it stands, that names the whole: 本通知…有效期至…, 公布如下,执行时间为…. */
const OWN_TERM =
  /(?:本(?:通知|文件|价格表?|电价表?|标准|政策|表)|(?:上述|以上)(?:电价|价格|标准)|(?:公布|公示|公告|通知)如下)[^。;]{0,40}?(?:执行|有效|适用|试行)(?:期限?|时间|期间|日期)?:?(?:自|从|为|至|到)?(?=\d)/u;
/** 本电价表自2026年1月1日起停止执行: of itself, wherever it stands; 原电价表 and 此前的 are what it replaces. */
const OWN_END =
  /(?:^|[,。;:(.、\s])本(?:通知|文件|价格表?|电价表?|标准|政策|表)(?:现|已|将|同时)*(?:自|于|从)?(?=\d)(?<day>[\d年月日./-]{6,12})(?:日|起|后|已|同时)*(?:予以)?(?:废止|失效|作废|停止执行|不再执行|终止执行)/u;
const OF_A_PART = /其中|优惠|免收|减免|试点|部分|原|此前|废止|停止/u;

function lastDay(document: Document, blocks: readonly Block[]): CivilDate | undefined {
  const ends = blocks.flatMap(({ index, kind, text: { norm } }, at) => {
    const [over] = datesIn(OWN_END.exec(norm)?.groups?.day ?? '');
    if (over) return [addDays(over.date, -1)];
    const isOwn = kind !== 'cell' && OWN_TERM.test(norm) && !OF_A_PART.test(norm);
    if (!isOwn && (at > HEAD || !TERM.test(norm))) return [];
    const until = document.dates.find(({ role, block }) => role === 'valid-until' && block === index);
    return spansIn(norm)[0]?.end ?? until?.date ?? [];
  });
  return ends.sort().at(-1);
}

/** 注：有效期至2025年12月31日, in a line of its own below the prices. */
const NOTE = /^\(?(?:(?:备?注|说明)\d?[:.、]?\s?)?(?:\d{1,2}[.、])?\s?(?=(?:执行|有效|适用|试行)(?:期|时间|日期))/u;
const NOTED_TERM = /^\(?(?:执行|有效|适用|试行)(?:期限?|时间|期间|日期):?(?:自|从|为|至|到)?(?=[\d二])/u;

function notedDay(document: Document, blocks: readonly Block[]): CivilDate | undefined {
  const days = blocks.slice(HEAD + 1).flatMap(({ index, kind, text: { norm } }) => {
    const words = norm.replace(NOTE, '');
    if (kind === 'heading' || !NOTED_TERM.test(words) || OF_A_PART.test(words)) return [];
    const dates = document.dates.filter(({ block }) => block === index).map(({ date }) => date);
    return spansIn(words)[0]?.end ?? (/[至到]/u.test(words) ? dates.at(-1) : undefined) ?? [];
  });
  return days.sort().at(-1);
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
