import { yearOf, type CivilDate } from '../calendar/civil-date.ts';
import type { DateContext } from './dates/in-text.ts';
import { publicationOf, seenOn } from './dates.ts';
import { spansIn, type Span } from './dates/spans.ts';
import type { Block, Document } from './document.ts';
import { entryLength } from './entry-length.ts';
import { normalise, quote } from './normal-text.ts';
import { once } from './once.ts';
import { tableRecords } from './outages/table.ts';
import { kindIn, partOfHead, wordsOf, type Line, type OutageKind, type Part, type Stretch } from './outages/labels.ts';
import { textRecords } from './outages/records.ts';
import type { OutageRecord } from './outages/text.ts';
import { isOutageTitle, keyOf, tellsOfCancelling, UNFILLED } from './outages/title.ts';

export type { OutageKind } from './outages/labels.ts';

/** The page's own words for one part of a notice, and where they stand. */
export interface NoticeWords {
  /** Verbatim. */
  readonly words: string;
  /** Normalised, for comparison. */
  readonly value: string;
  readonly place: string;
}

/** One outage as one document tells it. */
export interface Outage {
  /** The same for the same notice wherever it stands: days and title, never the page's address. */
  readonly key: string;
  readonly kind: OutageKind;
  /** False when no word says the kind and `planned` is assumed. */
  readonly kindStated: boolean;
  /** Normalised title of the notice. */
  readonly title: string;
  /** Undefined when the document states no day: a list entry without one. */
  readonly start?: CivilDate;
  /** 'HH:MM'. */
  readonly startTime?: string;
  readonly end?: CivilDate;
  readonly endTime?: string;
  /** The printed end lay before the start; the start was kept. */
  readonly endDoubtful?: true;
  /** 预计3小时后恢复供电: how long it takes, and not from when. */
  readonly endAbout?: true;
  readonly time?: NoticeWords;
  readonly area?: NoticeWords;
  readonly line?: NoticeWords;
  readonly customers?: NoticeWords;
  /** The day on which it was posted, as stated. */
  readonly posted?: { readonly date: CivilDate; readonly time?: string; readonly quote: string };
  readonly document: Document;
  /** It calls an outage off that was announced before. */
  readonly cancelled?: true;
  /** `entry`: only the title in a list was seen. */
  readonly from: 'article' | 'entry';
  /** Where a list entry leads. */
  readonly href?: string;
}

/** An entry of a list is a link with a date beside it, and no text of this page. */
const LINK_SHARE = 0.5;
/**
 * The outages that a document announces: rows of a table, labelled text (several in one message), or a sentence. Empty
 * for news, for law, for a form left blank (C70) and for pages about something else.
 */
export const outagesOf = once<readonly Outage[]>((document) => {
  if (document.unread || document.identity === 'suspicious') return [];
  const main = ownBlocks(document);
  if (main.some(({ text }) => UNFILLED.test(text.norm))) return [];
  const title = titleOf(document, main);
  const lines = main.map(lineOf);
  const dated = dating(document, title);
  const rows = document.tables.flatMap((table) => tableRecords(table, dated));
  const records = rows.length > 0 ? rows : textRecords(lines, title, dated);
  if (records.length === 0) return [];
  const kind = kindIn(title) ?? kindIn(lines.map(({ text }) => text).join('\n'));
  const cancelled = tellsOfCancelling(title, records.length > 1 ? [] : lines);
  const setting = { document, title, kind, posted: postedBy(document), cancelled };
  return records.flatMap((record) => outage(record, { ...setting, kind: kindAbove(record, document) ?? kind }) ?? []);
});

/** A label in a line of its own, as cards of an App have them, is followed by its value: 停电线路 / 10千伏南坪线. */
const lineOf = ({ text: { norm }, index, kind }: Block): Line => ({
  text: kind !== 'cell' && partOfHead(norm) ? `${norm}:` : norm,
  block: index,
});

/** The page's own text: neither entries that lead elsewhere, nor the line that says when it was posted. */
function ownBlocks({ blocks, links, dates }: Document): Block[] {
  const posted = new Set(
    dates.filter(({ role }) => role === 'published' || role === 'updated').map(({ block }) => block),
  );
  const linked = new Map<number, number>();
  for (const { block, text } of links) linked.set(block, (linked.get(block) ?? 0) + text.norm.length);
  return blocks.filter(
    ({ region, index, text }) => region === 'main' && !posted.has(index) && !isEntry(linked.get(index), text.norm),
  );
}

const isEntry = (linked: number | undefined, norm: string): boolean =>
  linked === undefined ? norm === '' : linked >= entryLength(norm) * LINK_SHARE;

/** The headline if it speaks of an outage, else the page's title. */
function titleOf({ title }: Document, main: readonly Block[]): string {
  const headline = main.find(({ kind, text }) => kind === 'heading' && isOutageTitle(text.norm));
  return headline?.text.norm ?? normalise(title).norm;
}

/** 一、计划检修停电 above a table says the kind of its rows, the nearest heading first. */
function kindAbove({ parts }: OutageRecord, { blocks }: Document): OutageKind | undefined {
  const first = Object.values(parts)[0]?.line.block ?? -1;
  let at = blocks[first]?.under ?? -1;
  for (let last = first; at >= 0 && at < last; at = blocks[at]?.under ?? -1) {
    const kind = kindIn(blocks[at]?.text.norm ?? '');
    if (kind) return kind;
    last = at;
  }
  return undefined;
}

/**
 * By what days without a year are read: the title's year or month (2026年1月停电计划), else the day of posting, else any
 * year in the title, else the year in which the page was seen: messages hardly ever state theirs.
 */
function dating(document: Document, title: string): DateContext {
  const planned = TITLE_YEAR.exec(title)?.[1];
  if (planned !== undefined) return { year: Number(planned) };
  const posted = publicationOf(document, 'first');
  if (posted) return { writtenOn: posted.date };
  const printed = /(?<!\d)(20\d{2})\s?年/u.exec(title)?.[1];
  return { year: printed === undefined ? yearSeen(document) : Number(printed) };
}

/** The year in which an undated page was seen; undefined for one that says when it was posted. */
export function yearSeen(document: Document): number | undefined {
  const seen = publicationOf(document, 'first') ? null : seenOn(document.capture);
  return seen === null ? undefined : yearOf(seen);
}

/** A year that belongs to no day. */
const TITLE_YEAR = /(?<!\d)(20\d{2})\s?年(?!\s?\d{1,2}\s?月\s?\d{1,2}(?!\d|\s?月))/u;

/** What all notices of a document share. */
interface Setting {
  readonly document: Document;
  readonly title: string;
  readonly kind: OutageKind | undefined;
  readonly posted: Posted | undefined;
  readonly cancelled: boolean;
}

function outage(record: OutageRecord, { document, title, ...shared }: Setting): Outage | undefined {
  const { span, parts } = record;
  if (!span) return undefined;
  const kind = record.kind ?? shared.kind;
  const posted = postedIn(parts.posted) ?? shared.posted;
  const words = (part: Part) => parts[part] && { [part]: verbatim(document, parts[part]) };
  const time = parts.time ?? parts.begin;
  return {
    key: keyOf(title, span),
    kind: kind ?? 'planned',
    kindStated: kind !== undefined,
    title,
    ...daysOf(span),
    ...(time && { time: timeOf(document, time, parts.finish) }),
    ...words('area'),
    ...words('line'),
    ...words('customers'),
    ...(posted && { posted }),
    ...((shared.cancelled || record.cancelled) && { cancelled: true }),
    document,
    from: 'article',
  };
}

/** The words of the time; where its ends stand in columns of their own, both, as the row has them. */
function timeOf(document: Document, time: Stretch, finish: Stretch | undefined): NoticeWords {
  const told = verbatim(document, time);
  const end = finish?.line.cells;
  return time.line.cells && end && end.words !== told.words ? { ...told, words: `${told.words} ${end.words}` } : told;
}

type Posted = NonNullable<Outage['posted']>;

/** 发布时间 in the notice's own row or message. */
function postedIn(part: Stretch | undefined): Posted | undefined {
  const [span] = part ? spansIn(wordsOf(part)) : [];
  if (!part || !span) return undefined;
  const quote = part.line.cells?.words ?? wordsOf(part);
  return { date: span.start, quote, ...(span.startTime !== undefined && { time: span.startTime }) };
}

function postedBy(document: Document): Posted | undefined {
  const stated = publicationOf(document, 'first');
  if (!stated) return undefined;
  return { date: stated.date, quote: stated.quote, ...(stated.time !== undefined && { time: stated.time }) };
}

/** The days and hours of a span, as an outage carries them. */
export const daysOf = ({ start, startTime, end, endTime, endDoubtful, endAbout }: Span) => ({
  start,
  ...(startTime !== undefined && { startTime }),
  ...(end !== undefined && { end }),
  ...(endTime !== undefined && { endTime }),
  ...(endDoubtful && { endDoubtful }),
  ...(endAbout && { endAbout }),
});

function verbatim({ blocks }: Document, { line, start, end }: Stretch): NoticeWords {
  const value = line.text.slice(start, end);
  if (line.cells) return { ...line.cells, value };
  const block = blocks[line.block];
  if (block?.text.norm !== line.text) return { words: value, value, place: block?.place ?? '' };
  return { words: quote(block.text, start, end), value, place: block.place };
}
