import type { DateContext } from '../dates/in-text.ts';
import { spansIn, type Span } from '../dates/spans.ts';
import { wordsOf, type Line, type Stretch } from './labels.ts';
import { untilRestored } from './restored.ts';
import { labelledRecords, named, proseRecord, type OutageRecord } from './text.ts';
import { isOutageTitle, SUBJECT, TOLD } from './title.ts';

const MESSAGE_LENGTH = 600;
const ANNOUNCES =
  /定于|计划于?|拟于|将于|将对|将在|将进行|因.{2,30}(?:停电|停止供电)|停电(?:时间|区域|范围|通知|公告)/u;

/** The outages that the lines of a page tell, labelled or in sentences; none unless the page announces one. */
export function textRecords(lines: readonly Line[], title: string, dated: DateContext): readonly OutageRecord[] {
  const all = lines.map(({ text }) => text).join('\n');
  const headed = isOutageTitle(title);
  const message = all.length <= MESSAGE_LENGTH && SUBJECT.test(all) && ANNOUNCES.test(all) && !TOLD.test(title);
  if (!headed && !message) return [];
  const labelled = labelledRecords(lines, dated);
  if (labelled.length > 0)
    return labelled.map((record) => withProse(record, { lines, title, dated, alone: labelled.length === 1 }));
  const prose = proseRecord(lines, dated);
  if (prose) return [prose];
  const [span] = headed ? spansIn(title, dated) : [];
  return span ? [{ span, parts: named(lines) }] : [];
}

interface Told {
  readonly lines: readonly Line[];
  readonly title: string;
  readonly dated: DateContext;
  /** The only record of its page: then every sentence speaks of it. */
  readonly alone: boolean;
}

/** What no label says, the sentences or the title may: 在2018年06月28日07:00-20:30以下区域停电施工：…. */
function withProse(record: OutageRecord, told: Told): OutageRecord {
  const prose = record.span ? undefined : timeInText(record, told);
  const more = told.alone ? named(told.lines) : {};
  const time = record.parts.time ?? prose?.time;
  const span = record.span ?? prose?.span;
  return {
    ...record,
    ...(span && { span: told.alone ? untilRestored(span, told.lines, told.dated) : span }),
    parts: { ...more, ...record.parts, ...(time && { time }) },
  };
}

interface Timed {
  readonly span: Span;
  readonly time?: Stretch | undefined;
}

function timeInText({ parts }: OutageRecord, { lines, title, dated, alone }: Told): Timed | undefined {
  const clock = parts.time && wordsOf(parts.time);
  const [day] = spansIn(title, dated);
  if (clock && day) {
    const [joined] = spansIn(`${day.start} ${clock}`);
    if (joined?.startTime !== undefined) return { span: joined, time: parts.time };
  }
  const before = timeBefore(parts.area ?? parts.line, dated);
  if (before) return before;
  for (const line of alone ? lines : []) {
    const span = spansIn(line.text, dated).find(({ startTime }) => startTime !== undefined);
    if (span) return { span, time: { line, start: span.from, end: span.to } };
  }
  return day && { span: day };
}

/** The last time told on the way to a place: 1、…07:00-20:30以下区域停电：甲村。2、…. */
function timeBefore(place: Stretch | undefined, dated: DateContext): Timed | undefined {
  if (!place) return undefined;
  const { line, start } = place;
  const span = spansIn(line.text.slice(0, start), dated).findLast(({ startTime }) => startTime !== undefined);
  return span && { span, time: { line, start: span.from, end: span.to } };
}
