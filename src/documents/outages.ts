import { yearOf, type CivilDate } from '../calendar/civil-date.ts';
import { publicationOf } from './dates.ts';
import { spansIn, type Span } from './dates-spans.ts';
import type { Block, Document, Link, Table } from './document.ts';
import { normalise, quote } from './normal-text.ts';
import {
  kindIn,
  labelledRecords,
  named,
  partOfHead,
  proseRecord,
  recordOf,
  wordsOf,
  type Line,
  type OutageKind,
  type OutageRecord,
  type Part,
  type Stretch,
} from './outages-text.ts';

export type { OutageKind } from './outages-text.ts';

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
  readonly time?: NoticeWords;
  readonly area?: NoticeWords;
  readonly line?: NoticeWords;
  readonly customers?: NoticeWords;
  /** The day on which it was posted, as stated. */
  readonly posted?: { readonly date: CivilDate; readonly time?: string; readonly quote: string };
  readonly document: Document;
  /** `entry`: only the title in a list was seen. */
  readonly from: 'article' | 'entry';
  /** Where a list entry leads. */
  readonly href?: string;
}

const SUBJECT = /停电|停送电|停限电|停止供电/u;
const FORM = /公告|通知|通告|公示|预告|信息|计划|安排|告知|提示|提醒|通报|预通知/u;
/** Past events told by a reporter. */
const TOLD =
  /恢复供电|零停电|不停电|少停电|减少停电|零感知|战高温|保供电|记者|圆满|顺利完成|告别|应急预案|演练|办法|规定|管理|案例|投诉|赔偿|欠费/u;
/** XXXX年XX月XX日: a form that nobody filled in is no notice (C70). */
const UNFILLED = /[xX×*_]{2,4}\s?年\s?[xX×*_]{1,2}\s?月|[xX×*_]{1,2}\s?月\s?[xX×*_]{1,2}\s?[日号]|某月某日/u;
const MESSAGE_LENGTH = 600;
/** An entry of a list is a link with a date beside it, and no text of this page. */
const LINK_SHARE = 0.5;
const ANNOUNCES =
  /定于|计划于?|拟于|将于|将对|将在|将进行|因.{2,30}(?:停电|停止供电)|停电(?:时间|区域|范围|通知|公告)/u;

/** Whether words are the title of an outage notice: 停电公告2018年06月28日, 关于…停电的通知. */
export const isOutageTitle = (title: string): boolean => SUBJECT.test(title) && FORM.test(title) && !TOLD.test(title);

/**
 * The outages that a document announces: rows of a table, labelled text (several in one message), or a sentence. Empty
 * for news, for law, for a form left blank (C70) and for pages about something else.
 */
export function outagesOf(document: Document): readonly Outage[] {
  if (document.unread || document.identity === 'suspicious') return [];
  const main = ownBlocks(document);
  if (main.some(({ text }) => UNFILLED.test(text.norm))) return [];
  const title = titleOf(document, main);
  const lines = main.map(({ text, index }): Line => ({ text: text.norm, block: index }));
  const year = contextYear(document, title);
  const rows = document.tables.flatMap((table) => tableRecords(table, year));
  const records = rows.length > 0 ? rows : textRecords(lines, title, year);
  return records.flatMap((record) => outage(record, { document, title, lines, year }) ?? []);
}

/** The page's own text: neither entries that lead elsewhere, nor the line that says when it was posted. */
function ownBlocks({ blocks, links, dates }: Document): Block[] {
  const posted = new Set(
    dates.filter(({ role }) => role === 'published' || role === 'updated').map(({ block }) => block),
  );
  const linked = new Map<number, number>();
  for (const { block, text } of links) linked.set(block, (linked.get(block) ?? 0) + text.norm.length);
  return blocks.filter(
    ({ region, index, text }) =>
      region === 'main' && !posted.has(index) && (linked.get(index) ?? 0) < text.norm.length * LINK_SHARE,
  );
}

/** The headline if it speaks of an outage, else the page's title. */
function titleOf({ title }: Document, main: readonly Block[]): string {
  const headline = main.find(({ kind, text }) => kind === 'heading' && isOutageTitle(text.norm));
  return headline?.text.norm ?? normalise(title).norm;
}

function contextYear(document: Document, title: string): number | undefined {
  const posted = publicationOf(document, 'first');
  if (posted) return yearOf(posted.date);
  const printed = /(?<!\d)(20\d{2})\s?年/u.exec(title)?.[1];
  return printed === undefined ? undefined : Number(printed);
}

function textRecords(lines: readonly Line[], title: string, year: number | undefined): readonly OutageRecord[] {
  const all = lines.map(({ text }) => text).join('\n');
  const headed = isOutageTitle(title);
  const message = all.length <= MESSAGE_LENGTH && SUBJECT.test(all) && ANNOUNCES.test(all) && !TOLD.test(title);
  if (!headed && !message) return [];
  const labelled = labelledRecords(lines, year);
  if (labelled.length > 0) return labelled.map((record) => withProse(record, lines, title, year, labelled.length));
  const prose = proseRecord(lines, year);
  if (prose) return [prose];
  const [span] = headed ? spansIn(title, { year }) : [];
  return span ? [{ span, parts: named(lines) }] : [];
}

/** What no label says, the sentences or the title may: 在2018年06月28日07:00-20:30以下区域停电施工：…. */
function withProse(
  record: OutageRecord,
  lines: readonly Line[],
  title: string,
  year: number | undefined,
  count: number,
): OutageRecord {
  const prose = record.span ? undefined : timeInText(record, lines, title, year);
  const more = count === 1 ? named(lines) : {};
  const time = record.parts.time ?? prose?.time;
  return {
    ...record,
    ...(prose && { span: prose.span }),
    parts: { ...more, ...record.parts, ...(time && { time }) },
  };
}

function timeInText(record: OutageRecord, lines: readonly Line[], title: string, year: number | undefined) {
  const clock = record.parts.time && wordsOf(record.parts.time);
  const [day] = spansIn(title, { year });
  if (clock && day) {
    const [joined] = spansIn(`${day.start} ${clock}`);
    if (joined?.startTime !== undefined) return { span: joined, time: record.parts.time };
  }
  for (const line of lines) {
    const span = spansIn(line.text, { year }).find(({ startTime }) => startTime !== undefined);
    if (span) return { span, time: { line, start: span.from, end: span.to } satisfies Stretch };
  }
  return day && { span: day, time: undefined };
}

function tableRecords(table: Table, year: number | undefined): OutageRecord[] {
  const at = table.rows.findIndex((row) => columnsOf(row.map(({ norm }) => norm)) !== undefined);
  const columns = columnsOf(table.rows[at]?.map(({ norm }) => norm) ?? []);
  if (!columns) return [];
  return table.rows.slice(at + 1).flatMap((row) => {
    const parts: Partial<Record<Part, Stretch>> = {};
    for (const [part, indexes] of columns) {
      const text = [...new Set(indexes.map((index) => row[index]?.norm ?? ''))]
        .filter((words) => words !== '')
        .join(' ');
      if (text !== '') parts[part] = { line: { text, block: table.block }, start: 0, end: text.length };
    }
    const record = recordOf(parts, year);
    return record.span ? [record] : [];
  });
}

/** A head row of an outage table: a time column and one that says where. */
function columnsOf(heads: readonly string[]): Map<Part, number[]> | undefined {
  const columns = new Map<Part, number[]>();
  for (const [index, head] of heads.entries()) {
    const part = partOfHead(head);
    if (part) columns.set(part, [...(columns.get(part) ?? []), index]);
  }
  const timed = columns.has('time') || columns.has('begin');
  return timed && (columns.has('area') || columns.has('line') || columns.has('customers')) ? columns : undefined;
}

interface Notice {
  readonly document: Document;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly year: number | undefined;
}

function outage(record: OutageRecord, { document, title, lines }: Notice): Outage | undefined {
  const { span, parts } = record;
  if (!span) return undefined;
  const all = lines.map(({ text }) => text).join('\n');
  const kind = record.kind ?? kindIn(title) ?? kindIn(all);
  const posted = publicationOf(document, 'first');
  const words = (part: Part) => parts[part] && { [part]: verbatim(document, parts[part]) };
  const time = parts.time ?? parts.begin;
  return {
    key: keyOf(title, span),
    kind: kind ?? 'planned',
    kindStated: kind !== undefined,
    title,
    ...days(span),
    ...(time && { time: verbatim(document, time) }),
    ...words('area'),
    ...words('line'),
    ...words('customers'),
    ...(posted && {
      posted: { date: posted.date, quote: posted.quote, ...(posted.time !== undefined && { time: posted.time }) },
    }),
    document,
    from: 'article',
  };
}

const days = ({ start, startTime, end, endTime, endDoubtful }: Span) => ({
  start,
  ...(startTime !== undefined && { startTime }),
  ...(end !== undefined && { end }),
  ...(endTime !== undefined && { endTime }),
  ...(endDoubtful && { endDoubtful }),
});

function verbatim({ blocks }: Document, { line, start, end }: Stretch): NoticeWords {
  const value = line.text.slice(start, end);
  const block = blocks[line.block];
  if (block?.text.norm !== line.text) return { words: value, value, place: block?.place ?? '' };
  return { words: quote(block.text, start, end), value, place: block.place };
}

/** Words that every notice has in its title, and that tell none apart. */
const COMMON =
  /停送电|停限电|停电|公告|通知|通告|公示|预告|信息|计划|安排|告知书?|提示|关于|检修|的|供电公司|预|[^\p{L}]|[年月日号时分]/gu;

/** Days and what is left of the title: `2018-05-21_2018-05-29`, `2026-11-28-南坪线`. */
function keyOf(title: string, { start, end }: Pick<Span, 'start'> & { readonly end?: CivilDate | undefined }): string {
  const rest = title.replace(COMMON, '').slice(0, 24);
  const days = end === undefined || end === start ? start : `${start}_${end}`;
  return rest === '' ? days : `${days}-${rest}`;
}

/** The notices that a list page names, one an entry: what is known before the article is opened. */
export function listedOutages(document: Document): readonly Outage[] {
  if (document.unread || document.identity === 'suspicious') return [];
  return document.links.flatMap((link) => entry(link, document) ?? []);
}

function entry(link: Link, document: Document): Outage | undefined {
  const title = link.text.norm;
  if (link.region === 'nav' || link.region === 'footer' || !isOutageTitle(title) || UNFILLED.test(title))
    return undefined;
  const [span] = spansIn(title, { year: link.date === undefined ? undefined : yearOf(link.date) });
  // 停电公告 alone is the name of a column.
  if (!span && link.date === undefined) return undefined;
  const kind = kindIn(title);
  return {
    key: span ? keyOf(title, span) : `${link.date}-${title.slice(0, 24)}`,
    kind: kind ?? 'planned',
    kindStated: kind !== undefined,
    title,
    ...(span && days(span)),
    ...(link.date !== undefined && { posted: { date: link.date, quote: link.date } }),
    document,
    from: 'entry',
    href: link.href,
  };
}
